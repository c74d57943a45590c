import type { BorderMoves } from "./foot-borders.ts";
import type { PaintedCell } from "./foot-regions.ts";

/**
 * What a person put right on the automatic regions of one foot: plain data, kept beside the recording. It is applied each
 * time the recording is measured, so taking it away gives the automatic regions back.
 */
export interface MaskCorrection {
  readonly borders: BorderMoves;
  /** Where a cell stands twice the last one counts. */
  readonly cells: readonly PaintedCell[];
}
