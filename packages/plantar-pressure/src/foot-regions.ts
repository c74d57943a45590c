import { shareBeyond } from "./cell-share.ts";
import { across, along } from "./foot-axis.ts";
import type { FootAxis } from "./foot-axis.ts";
import { cellBeyond } from "./foot-borders.ts";
import type { FootBorders, StraightBorderName } from "./foot-borders.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import { FOOT_REGIONS, REGION_PARTS } from "./pressure-report.ts";
import type { FootRegion, ReportedRegion } from "./pressure-report.ts";
import type { SenselGrid } from "./sensor-layout.ts";
import { toeLineAt } from "./toe-line.ts";

/** How much of each loaded cell lies in each region, in [0, 1]. The shares of a cell over the parts sum to 1. */
export type RegionShares = Readonly<Record<ReportedRegion, Float64Array>>;

/** A cell that a person gave to a region. Row and column of the grid, counted from 0, as the footprint is printed. */
export interface PaintedCell {
  readonly row: number;
  readonly column: number;
  readonly region: FootRegion;
}

/** Divides a footprint by its borders: heel, midfoot, five metatarsals, and in front of the crease hallux and lesser toes. */
export function regionShares(
  cells: LoadedCells,
  grid: SenselGrid,
  borders: FootBorders,
  painted: readonly PaintedCell[] = [],
): RegionShares {
  const shares = Object.fromEntries(FOOT_REGIONS.map((region) => [region, new Float64Array(cells.count)])) as Record<
    FootRegion,
    Float64Array
  >;
  const { axis, straight, toes } = borders;
  const { acrossReach, alongReach } = cellReach(grid, axis);
  for (let cell = 0; cell < cells.count; cell++) {
    const x = cells.xMm[cell]!;
    const y = cells.yMm[cell]!;
    const behind = (name: StraightBorderName): number => cellBeyond(straight[name], axis, grid, x, y);
    const crease = toeLineAt(toes, across(axis, x, y));
    // Each share lies within the one before it, also where a person made borders cross.
    const beyondHeel = behind("heel-midfoot");
    const beyondMidfoot = Math.min(beyondHeel, behind("midfoot-forefoot"));
    const toe = Math.min(beyondMidfoot, shareBeyond(along(axis, x, y) - crease, acrossReach, alongReach));
    const forefoot = beyondMidfoot - toe;
    const first = behind("metatarsal-1-2");
    const second = Math.min(first, behind("metatarsal-2-3"));
    const third = Math.min(second, behind("metatarsal-3-4"));
    const fourth = Math.min(third, behind("metatarsal-4-5"));
    const lesser = behind("hallux-toes");
    shares.heel[cell] = 1 - beyondHeel;
    shares.midfoot[cell] = beyondHeel - beyondMidfoot;
    shares.metatarsal1[cell] = forefoot * (1 - first);
    shares.metatarsal2[cell] = forefoot * (first - second);
    shares.metatarsal3[cell] = forefoot * (second - third);
    shares.metatarsal4[cell] = forefoot * (third - fourth);
    shares.metatarsal5[cell] = forefoot * fourth;
    shares.hallux[cell] = toe * (1 - lesser);
    shares.lesserToes[cell] = toe * lesser;
  }
  paint(shares, cells, grid, painted);
  return { ...shares, forefoot: sumOf(shares, REGION_PARTS.forefoot), toes: sumOf(shares, REGION_PARTS.toes) };
}

function sumOf(shares: Readonly<Record<FootRegion, Float64Array>>, parts: readonly FootRegion[]): Float64Array {
  return shares[parts[0]!].map((_, cell) => parts.reduce((sum, part) => sum + shares[part][cell]!, 0));
}

function paint(
  shares: Readonly<Record<FootRegion, Float64Array>>,
  cells: LoadedCells,
  grid: SenselGrid,
  painted: readonly PaintedCell[],
): void {
  for (const { row, column, region } of painted) {
    const cell = cells.index.indexOf(row * grid.columns + column);
    // Nothing ever touched there, or there is no such cell.
    if (cell === -1 || column >= grid.columns) continue;
    for (const name of FOOT_REGIONS) shares[name][cell] = name === region ? 1 : 0;
  }
}

/** Half a cell's width and height, projected on the axis: how far it reaches over a border square to the axis. */
export function cellReach(
  grid: SenselGrid,
  axis: FootAxis,
): { readonly acrossReach: number; readonly alongReach: number } {
  return {
    acrossReach: (Math.abs(axis.directionX) * grid.cellWidthMm) / 2,
    alongReach: (Math.abs(axis.directionY) * grid.cellHeightMm) / 2,
  };
}
