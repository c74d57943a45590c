import type { FootRecording } from "./recording.ts";

/** One value a frame, and one value a sensel, gathered in a single pass over the recording. */
export interface FrameCurves {
  readonly frames: number;
  /** Sum of the cells' values. Times the cell area: the force. */
  readonly sum: Float64Array;
  readonly peak: Float64Array;
  readonly loadedCells: Int32Array;
  /** Center of pressure, millimeters, axes as in `docs/conventions.md`; NaN while nothing touches. */
  readonly copXMm: Float64Array;
  readonly copYMm: Float64Array;
  /** Each sensel's highest value. */
  readonly peakOfCell: Float32Array;
  /** Sum of each sensel's values over all frames. */
  readonly sumOfCell: Float64Array;
  /** First loaded frame, and the one behind the last; equal when nothing ever touched. */
  readonly firstLoaded: number;
  readonly endLoaded: number;
}

export function frameCurves({ grid, values }: FootRecording): FrameCurves {
  const { rows, columns, cellWidthMm, cellHeightMm } = grid;
  const sensels = rows * columns;
  const frames = values.length / sensels;
  const sum = new Float64Array(frames);
  const peak = new Float64Array(frames);
  const loadedCells = new Int32Array(frames);
  const copXMm = new Float64Array(frames).fill(NaN);
  const copYMm = new Float64Array(frames).fill(NaN);
  const peakOfCell = new Float32Array(sensels);
  const sumOfCell = new Float64Array(sensels);
  let firstLoaded = frames;
  let endLoaded = frames;

  for (let frame = 0, at = 0; frame < frames; frame++) {
    let total = 0;
    let highest = 0;
    let loaded = 0;
    let momentX = 0;
    let momentY = 0;
    for (let row = 0, cell = 0; row < rows; row++) {
      let rowTotal = 0;
      for (let column = 0; column < columns; column++, cell++, at++) {
        const value = values[at]!;
        if (value === 0) continue;
        loaded++;
        rowTotal += value;
        momentX += value * (column + 0.5);
        if (value > highest) highest = value;
        if (value > peakOfCell[cell]!) peakOfCell[cell] = value;
        sumOfCell[cell]! += value;
      }
      total += rowTotal;
      momentY += rowTotal * (rows - row - 0.5);
    }
    sum[frame] = total;
    peak[frame] = highest;
    loadedCells[frame] = loaded;
    if (loaded === 0) continue;
    copXMm[frame] = (momentX / total) * cellWidthMm;
    copYMm[frame] = (momentY / total) * cellHeightMm;
    if (firstLoaded === frames) firstLoaded = frame;
    endLoaded = frame + 1;
  }
  return {
    frames,
    sum,
    peak,
    loadedCells,
    copXMm,
    copYMm,
    peakOfCell,
    sumOfCell,
    firstLoaded,
    endLoaded: firstLoaded === frames ? frames : endLoaded,
  };
}
