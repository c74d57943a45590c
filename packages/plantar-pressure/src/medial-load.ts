import type { Side } from "@plumbline/clinical-model";
import { shareBeyond } from "./cell-share.ts";
import { across } from "./foot-axis.ts";
import type { FootAxis } from "./foot-axis.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import type { SenselGrid } from "./sensor-layout.ts";

/** Share of the impulse that passes medial to the foot's axis, in [0, 1]. Cells on the axis share their load. */
export function medialLoadShare(cells: LoadedCells, grid: SenselGrid, axis: FootAxis, side: Side): number {
  const widthReach = (Math.abs(axis.directionY) * grid.cellWidthMm) / 2;
  const heightReach = (Math.abs(axis.directionX) * grid.cellHeightMm) / 2;
  const medial = side === "right" ? -1 : 1;
  let medialLoad = 0;
  let load = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const distance = across(axis, cells.xMm[cell]!, cells.yMm[cell]!) * medial;
    medialLoad += shareBeyond(distance, widthReach, heightReach) * cells.sum[cell]!;
    load += cells.sum[cell]!;
  }
  return medialLoad / load;
}
