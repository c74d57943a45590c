import type { FrameCurves } from "./frame-curves.ts";
import { tidy } from "./tidy-number.ts";

export interface GaitLine {
  readonly lengthMm: number;
  readonly widthMm: number;
}

/** The path of the center of pressure within `[start, end)`: how far its ends lie apart, and how wide it spreads across the line between them. */
export function gaitLine({ copXMm, copYMm, loadedSensors }: FrameCurves, start: number, end: number): GaitLine | null {
  const frames = Array.from({ length: end - start }, (_, at) => start + at).filter(
    (frame) => loadedSensors[frame]! > 0 && !Number.isNaN(copXMm[frame]!),
  );
  const first = frames[0];
  const last = frames.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  const dx = copXMm[last]! - copXMm[first]!;
  const dy = copYMm[last]! - copYMm[first]!;
  const length = Math.hypot(dx, dy);
  if (length === 0) return null;
  const offsets = frames.map(
    (frame) => ((copXMm[frame]! - copXMm[first]!) * dy - (copYMm[frame]! - copYMm[first]!) * dx) / length,
  );
  return { lengthMm: tidy(length), widthMm: tidy(Math.max(...offsets) - Math.min(...offsets)) };
}
