import type { Side } from "@plumbline/clinical-model";
import { archIndex, modifiedArchIndex } from "./arch-index.ts";
import { cpeiPercent } from "./center-of-pressure-excursion.ts";
import { axisThrough } from "./foot-axis.ts";
import { footBorders, movedBorders } from "./foot-borders.ts";
import type { FootBorders } from "./foot-borders.ts";
import { regionShares } from "./foot-regions.ts";
import type { RegionShares } from "./foot-regions.ts";
import { footShape } from "./foot-shape.ts";
import type { FootShape } from "./foot-shape.ts";
import { footSide } from "./foot-side.ts";
import type { FrameCurves } from "./frame-curves.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import type { MaskCorrection } from "./mask-correction.ts";
import { medialLoadShare } from "./medial-load.ts";
import type { SenselGrid } from "./sensor-layout.ts";
import { toeLine } from "./toe-line.ts";

/** What follows from the shape of the print. */
export interface FootGeometry {
  /** The likelier side, or the known one. */
  readonly side: Side;
  /** Of the shape's own verdict, also when the side was known otherwise. */
  readonly doubt: number;
  readonly shape: FootShape;
  /** With what a person moved. */
  readonly borders: FootBorders;
  readonly regions: RegionShares;
  readonly archIndex: number | null;
  readonly modifiedArchIndex: number | null;
  readonly cpeiPercent: number | null;
  readonly medialLoadShare: number;
}

/**
 * @param knownSide - Told by a person or the file; null to go by the shape.
 * @param correction - Borders that a person moved and cells that a person gave to a region; null to keep what was found.
 * @returns Null when the print is not one whole foot.
 */
export function footGeometry(
  cells: LoadedCells,
  grid: SenselGrid,
  curves: FrameCurves,
  knownSide: Side | null,
  correction: MaskCorrection | null,
): FootGeometry | null {
  const shape = footShape(cells, curves, grid.cellHeightMm);
  if (shape === null) return null;
  const seen = footSide(cells, shape);
  const side = knownSide ?? seen.side;
  const toes = toeLine(grid, curves.peakOfSensor, shape, side);
  const found = footBorders(cells, grid, shape, toes, side);
  const borders = correction === null ? found : movedBorders(found, correction.borders);
  const regions = regionShares(cells, grid, borders, correction?.cells);
  const { xMm, yMm, directionX, directionY } = shape.axis;
  // Where the second toe does not touch, the middle of the forefoot shows the way as well.
  const toSecondToe =
    toes.secondToe === null
      ? shape.axis
      : axisThrough(
          shape.heelXMm,
          shape.heelYMm,
          xMm + directionX * toes.secondToe.alongMm + directionY * toes.secondToe.acrossMm,
          yMm + directionY * toes.secondToe.alongMm - directionX * toes.secondToe.acrossMm,
        );
  return {
    side,
    doubt: seen.doubt,
    shape,
    borders,
    regions,
    archIndex: archIndex(cells, grid, toSecondToe, regions.toes),
    modifiedArchIndex: modifiedArchIndex(cells, grid, toSecondToe, regions.toes),
    cpeiPercent: cpeiPercent(cells, grid, curves, shape, side),
    medialLoadShare: medialLoadShare(cells, grid, toSecondToe, side),
  };
}
