import type { FootReport, PressureRecording } from "@plumbline/plantar-pressure";

/** Frames `[startFrame, endFrame)` of a recording that its viewer steps through. */
export interface ShownFrames {
  readonly startFrame: number;
  readonly endFrame: number;
  /** Whether they are one contact, so that the center of pressure makes one line. */
  readonly isOneStep: boolean;
}

/** So many pressures are sent at most: 8 MB. */
const MOST_VALUES = 4_000_000;
/** More a slider cannot step through. */
const MOST_FRAMES = 3000;

/** Of one step: the one of a plate, the middle one of a walk. Where steps are not told apart, from the beginning on. */
export function shownFrames(
  { feet, frames, deviceClass }: PressureRecording,
  index: number,
  foot: FootReport,
): ShownFrames {
  const used = foot.steps?.filter(({ use }) => use === "used") ?? [];
  const step = used[used.length >> 1] ?? (deviceClass === "plate" ? foot.steps?.[0] : undefined);
  const startFrame = step?.startFrame ?? 0;
  const most = Math.min(MOST_FRAMES, Math.max(1, Math.floor(MOST_VALUES / feet[index]!.layout.sensors)));
  return {
    startFrame,
    endFrame: Math.min(step?.endFrame ?? frames, startFrame + most),
    isOneStep: step !== undefined || deviceClass !== "in-shoe",
  };
}

/**
 * The pressures of some frames as they are sent: `frames × sensors`, 16-bit, little-endian, in tenths of a kilopascal.
 *
 * @returns Null when there is no such foot or no such frames, they are too many, or they are no pressures.
 */
export function packedFrames(
  { feet, frames, unit }: PressureRecording,
  index: number,
  startFrame: number,
  endFrame: number,
): Uint8Array<ArrayBuffer> | null {
  const foot = feet[index];
  if (foot === undefined || unit !== "kPa") return null;
  if (!Number.isInteger(startFrame) || !Number.isInteger(endFrame)) return null;
  if (startFrame < 0 || endFrame <= startFrame || endFrame > frames) return null;
  const { sensors } = foot.layout;
  if ((endFrame - startFrame) * sensors > Math.max(MOST_VALUES, sensors)) return null;
  const packed = new DataView(new ArrayBuffer((endFrame - startFrame) * sensors * 2));
  foot.values.subarray(startFrame * sensors, endFrame * sensors).forEach((value, at) => {
    packed.setUint16(at * 2, Math.min(65_535, Math.round(value * 10)), true);
  });
  return new Uint8Array(packed.buffer);
}
