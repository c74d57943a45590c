import { shareBeyond } from "./cell-share.ts";
import { along } from "./foot-axis.ts";
import type { FootAxis } from "./foot-axis.ts";
import { cellReach } from "./foot-regions.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import type { SenselGrid } from "./sensor-layout.ts";

/**
 * Area of the middle third of the toeless footprint over its whole area. A low arch gives a large value, a high arch a small one.
 * Cut-offs differ between ink footprints and plates: see the README.
 *
 * @param axis - Through the middle of the heel and the tip of the second toe.
 * @param toeShare - How much of each cell belongs to the toes, in [0, 1].
 * @returns A ratio in [0, 1]; null when nothing is left without the toes.
 * @see Cavanagh and Rodgers 1987, J Biomech 20:547 (recalled).
 */
export function archIndex(cells: LoadedCells, grid: SenselGrid, axis: FootAxis, toeShare: Float64Array): number | null {
  return middleThird(cells, grid, axis, toeShare, null);
}

/**
 * The same thirds, each cell weighted with its highest pressure.
 *
 * @see Chu 1995, IEEE Trans Biomed Eng 42:1088 (recalled); the Framingham foot studies use it.
 */
export function modifiedArchIndex(
  cells: LoadedCells,
  grid: SenselGrid,
  axis: FootAxis,
  toeShare: Float64Array,
): number | null {
  return middleThird(cells, grid, axis, toeShare, cells.peak);
}

function middleThird(
  cells: LoadedCells,
  grid: SenselGrid,
  axis: FootAxis,
  toeShare: Float64Array,
  weight: Float64Array | null,
): number | null {
  const { acrossReach, alongReach } = cellReach(grid, axis);
  // A cell at the rim is on average half covered, so the print ends halfway between the rim cell's center and its edge.
  const rim = (acrossReach + alongReach) / 2;
  let start = Infinity;
  let end = -Infinity;
  for (let cell = 0; cell < cells.count; cell++) {
    if (toeShare[cell]! >= 0.5) continue;
    const distance = along(axis, cells.xMm[cell]!, cells.yMm[cell]!);
    start = Math.min(start, distance - rim);
    end = Math.max(end, distance + rim);
  }
  const third = (end - start) / 3;
  let middle = 0;
  let whole = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const distance = along(axis, cells.xMm[cell]!, cells.yMm[cell]!);
    const toeless = 1 - toeShare[cell]!;
    const inMiddle =
      shareBeyond(distance - start - third, acrossReach, alongReach) -
      shareBeyond(distance - start - 2 * third, acrossReach, alongReach);
    const own = weight === null ? 1 : weight[cell]!;
    whole += own * toeless;
    middle += own * Math.min(toeless, inMiddle);
  }
  return whole === 0 ? null : middle / whole;
}
