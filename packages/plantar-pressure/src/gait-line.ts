import { tidy } from "@plumbline/signal-processing";
import type { FrameCurves } from "./frame-curves.ts";

export interface GaitLine {
  readonly lengthMm: number;
  readonly widthMm: number;
}

/** The path of the center of pressure within `[start, end)`: how far its ends lie apart, and how wide it spreads across the line between them. */
export function gaitLine(curves: FrameCurves, start: number, end: number): GaitLine | null {
  const { copXMm, copYMm } = curves;
  const isPlaced = (frame: number): boolean => curves.loadedSensors[frame]! > 0 && !Number.isNaN(copXMm[frame]!);
  let first = start;
  while (first < end && !isPlaced(first)) first++;
  let last = end - 1;
  while (last > first && !isPlaced(last)) last--;
  if (first >= last) return null;
  const dx = copXMm[last]! - copXMm[first]!;
  const dy = copYMm[last]! - copYMm[first]!;
  const length = Math.hypot(dx, dy);
  if (length === 0) return null;
  // Both ends lie on the line itself.
  let leftmost = 0;
  let rightmost = 0;
  for (let frame = first; frame <= last; frame++) {
    if (!isPlaced(frame)) continue;
    const offset = ((copXMm[frame]! - copXMm[first]!) * dy - (copYMm[frame]! - copYMm[first]!) * dx) / length;
    if (offset < leftmost) leftmost = offset;
    else if (offset > rightmost) rightmost = offset;
  }
  return { lengthMm: tidy(length), widthMm: tidy(rightmost - leftmost) };
}
