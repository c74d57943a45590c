import { across, along, axisThrough } from "./foot-axis.ts";
import type { FootAxis } from "./foot-axis.ts";
import type { FrameCurves } from "./frame-curves.ts";
import type { LoadedCells } from "./loaded-cells.ts";

/** Where a footprint lies on the plate: which way it points, how long and wide it is. */
export interface FootShape {
  /** From the heel's hind end through the middle of the forefoot; `along` is 0 at the hind end. */
  readonly axis: FootAxis;
  /** Toes included, as far as they touch. */
  readonly lengthMm: number;
  readonly heelXMm: number;
  readonly heelYMm: number;
  /** Borders of the forefoot, measured across from the axis. */
  readonly forefootLeftMm: number;
  readonly forefootRightMm: number;
}

/** Parts of the length, from the hind end. The heel's is the 27 % of published heel masks; the forefoot's spans the metatarsal heads. */
const HEEL_END = 0.27;
const FOREFOOT_START = 0.6;
const FOREFOOT_END = 0.78;

/**
 * Shorter prints are no whole foot (a three-year-old's foot is 150 mm long), longer or wider ones are more than one foot.
 * Guesses, wide enough for any person.
 */
const SHORTEST_MM = 110;
const LONGEST_MM = 350;
const WIDEST_MM = 170;

/** @returns Null when the print is not one whole foot. */
export function footShape(cells: LoadedCells, curves: FrameCurves, cellLengthMm: number): FootShape | null {
  if (cells.count < 12) return null;
  const rough = principalAxis(cells, curves);
  const roughEnds = ends(cells, rough);
  const roughLength = roughEnds.end - roughEnds.start;
  const heel = middleOf(cells, rough, roughEnds.start, roughEnds.start + HEEL_END * roughLength);
  const forefoot = middleOf(
    cells,
    rough,
    roughEnds.start + FOREFOOT_START * roughLength,
    roughEnds.start + FOREFOOT_END * roughLength,
  );
  if (heel === null || forefoot === null) return null;

  const through = axisThrough(heel.xMm, heel.yMm, forefoot.xMm, forefoot.yMm);
  const { start, end } = ends(cells, through);
  const halfCell = cellLengthMm / 2;
  const lengthMm = end - start + cellLengthMm;
  const axis: FootAxis = {
    ...through,
    xMm: through.xMm + through.directionX * (start - halfCell),
    yMm: through.yMm + through.directionY * (start - halfCell),
  };
  let left = Infinity;
  let right = -Infinity;
  for (let cell = 0; cell < cells.count; cell++) {
    const share = along(axis, cells.xMm[cell]!, cells.yMm[cell]!) / lengthMm;
    if (share < FOREFOOT_START || share > FOREFOOT_END) continue;
    const offset = across(axis, cells.xMm[cell]!, cells.yMm[cell]!);
    left = Math.min(left, offset - halfCell);
    right = Math.max(right, offset + halfCell);
  }
  const isOneFoot = lengthMm >= SHORTEST_MM && lengthMm <= LONGEST_MM && right - left <= WIDEST_MM && right > left;
  if (!isOneFoot) return null;
  return { axis, lengthMm, heelXMm: heel.xMm, heelYMm: heel.yMm, forefootLeftMm: left, forefootRightMm: right };
}

/** The longest extent of the print, pointing the way the center of pressure went; up the page when it did not go far. */
function principalAxis(cells: LoadedCells, curves: FrameCurves): FootAxis {
  const xMm = mean(cells.xMm);
  const yMm = mean(cells.yMm);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const dx = cells.xMm[cell]! - xMm;
    const dy = cells.yMm[cell]! - yMm;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const angle = 0.5 * Math.atan2(2 * xy, xx - yy);
  const directionX = Math.cos(angle);
  const directionY = Math.sin(angle);
  const last = curves.endLoaded - 1;
  const progressX = curves.copXMm[last]! - curves.copXMm[curves.firstLoaded]!;
  const progressY = curves.copYMm[last]! - curves.copYMm[curves.firstLoaded]!;
  const progress = progressX * directionX + progressY * directionY;
  const isFar = Math.abs(progress) > SHORTEST_MM / 2;
  const isReversed = isFar ? progress < 0 : directionY < 0;
  return isReversed
    ? { xMm, yMm, directionX: -directionX, directionY: -directionY }
    : { xMm, yMm, directionX, directionY };
}

function ends(cells: LoadedCells, axis: FootAxis): { readonly start: number; readonly end: number } {
  let start = Infinity;
  let end = -Infinity;
  for (let cell = 0; cell < cells.count; cell++) {
    const distance = along(axis, cells.xMm[cell]!, cells.yMm[cell]!);
    start = Math.min(start, distance);
    end = Math.max(end, distance);
  }
  return { start, end };
}

function middleOf(
  cells: LoadedCells,
  axis: FootAxis,
  start: number,
  end: number,
): { readonly xMm: number; readonly yMm: number } | null {
  let count = 0;
  let x = 0;
  let y = 0;
  for (let cell = 0; cell < cells.count; cell++) {
    const distance = along(axis, cells.xMm[cell]!, cells.yMm[cell]!);
    if (distance < start || distance > end) continue;
    count++;
    x += cells.xMm[cell]!;
    y += cells.yMm[cell]!;
  }
  return count === 0 ? null : { xMm: x / count, yMm: y / count };
}

function mean(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
