import type { FrameCurves } from "./frame-curves.ts";
import type { SenselGrid } from "./sensor-layout.ts";

/** The cells that were ever loaded: the footprint as a list. Places in millimeters, axes as in `docs/conventions.md`. */
export interface LoadedCells {
  readonly count: number;
  /** Index into the grid. */
  readonly index: Int32Array;
  readonly xMm: Float64Array;
  readonly yMm: Float64Array;
  readonly peak: Float64Array;
  /** Sum over all frames. */
  readonly sum: Float64Array;
}

export function loadedCells(grid: SenselGrid, { peakOfSensor, sumOfSensor }: FrameCurves): LoadedCells {
  const loaded: number[] = [];
  for (let cell = 0; cell < peakOfSensor.length; cell++) if (peakOfSensor[cell]! > 0) loaded.push(cell);
  const index = Int32Array.from(loaded);
  return {
    count: index.length,
    index,
    xMm: Float64Array.from(index, (cell) => ((cell % grid.columns) + 0.5) * grid.cellWidthMm),
    yMm: Float64Array.from(index, (cell) => (grid.rows - Math.floor(cell / grid.columns) - 0.5) * grid.cellHeightMm),
    peak: Float64Array.from(index, (cell) => peakOfSensor[cell]!),
    sum: Float64Array.from(index, (cell) => sumOfSensor[cell]!),
  };
}
