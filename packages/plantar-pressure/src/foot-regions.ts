import { shareBeyond } from "./cell-share.ts";
import { across, along } from "./foot-axis.ts";
import type { FootAxis } from "./foot-axis.ts";
import type { FootShape } from "./foot-shape.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import { FOOT_REGIONS } from "./pressure-report.ts";
import type { FootRegion } from "./pressure-report.ts";
import type { SenselGrid } from "./sensor-layout.ts";
import { toeLineAt } from "./toe-line.ts";
import type { ToeLine } from "./toe-line.ts";

/** How much of each loaded cell lies in each region, in [0, 1]. The four shares of a cell sum to 1. */
export type RegionShares = Readonly<Record<FootRegion, Float64Array>>;

/** Borders as parts of the foot's length from the hind end, as in the usual automatic masks (the R package pressuRe: 27 %, 55 %). */
const HEEL_END = 0.27;
const MIDFOOT_END = 0.55;

/** Divides a footprint across into heel, midfoot, forefoot and, beyond the crease, toes. */
export function regionShares(cells: LoadedCells, grid: SenselGrid, shape: FootShape, toes: ToeLine): RegionShares {
  const heel = new Float64Array(cells.count);
  const midfoot = new Float64Array(cells.count);
  const forefoot = new Float64Array(cells.count);
  const toe = new Float64Array(cells.count);
  const { acrossReach, alongReach } = cellReach(grid, shape.axis);
  for (let cell = 0; cell < cells.count; cell++) {
    const distance = along(shape.axis, cells.xMm[cell]!, cells.yMm[cell]!);
    const crease = toeLineAt(toes, across(shape.axis, cells.xMm[cell]!, cells.yMm[cell]!));
    const behindHeel = shareBeyond(distance - HEEL_END * shape.lengthMm, acrossReach, alongReach);
    const behindMidfoot = shareBeyond(distance - MIDFOOT_END * shape.lengthMm, acrossReach, alongReach);
    toe[cell] = shareBeyond(distance - crease, acrossReach, alongReach);
    forefoot[cell] = behindMidfoot - toe[cell]!;
    midfoot[cell] = behindHeel - behindMidfoot;
    heel[cell] = 1 - behindHeel;
  }
  return { heel, midfoot, forefoot, toes: toe };
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

/** The region in which most of a cell lies. */
export function mainRegion(shares: RegionShares, cell: number): FootRegion {
  return FOOT_REGIONS.reduce((best, region) => (shares[region][cell]! > shares[best][cell]! ? region : best));
}
