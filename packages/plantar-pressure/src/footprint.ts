import type { PressureRecording } from "./recording.ts";

/** Each sensel's highest pressure over the whole recording: the picture of the foot. */
export interface Footprint {
  readonly rows: number;
  readonly columns: number;
  readonly cellWidthMm: number;
  readonly cellHeightMm: number;
  /** `rows × columns`, row 0 at the toes, as printed. 0 where nothing ever touched. */
  readonly peakKpa: Float32Array;
  /** Number of the first row and column on the whole device, counted from 1. */
  readonly firstRow: number;
  readonly firstColumn: number;
}

/**
 * The peak picture of one foot, for a heat map.
 *
 * @param foot - Index into `recording.feet`; a plate has only foot 0.
 * @returns Null when the recording is not calibrated, as raw counts are not a pressure, or its sensors form no grid.
 * @throws RangeError when there is no such foot.
 */
export function footprint(recording: PressureRecording, foot = 0): Footprint | null {
  const measured = recording.feet[foot];
  if (measured === undefined) {
    throw new RangeError(`Foot ${foot} was asked for; the recording has ${recording.feet.length}.`);
  }
  const { grid } = measured.layout;
  if (recording.unit !== "kPa" || grid === null) return null;
  const { rows, columns, cellWidthMm, cellHeightMm, firstRow, firstColumn } = grid;
  const peakKpa = peakPicture(measured.values, rows * columns);
  return { rows, columns, cellWidthMm, cellHeightMm, peakKpa, firstRow, firstColumn };
}

/** Maximum over frames, sensel by sensel. */
function peakPicture(values: Float32Array, sensels: number): Float32Array {
  const peaks = new Float32Array(sensels);
  for (let start = 0; start < values.length; start += sensels) {
    for (let sensel = 0; sensel < sensels; sensel++) {
      const value = values[start + sensel]!;
      if (value > peaks[sensel]!) peaks[sensel] = value;
    }
  }
  return peaks;
}
