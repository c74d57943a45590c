import type { Side } from "@plumbline/clinical-model";
import { convexHull } from "./convex-hull.ts";
import type { Point } from "./convex-hull.ts";
import { across, along, axisThrough } from "./foot-axis.ts";
import type { FootAxis } from "./foot-axis.ts";
import type { FootShape } from "./foot-shape.ts";
import type { FrameCurves } from "./frame-curves.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import type { SenselGrid } from "./sensor-layout.ts";

/** The level at which the excursion is taken, as a part of the foot's length: where the front third begins. */
const LEVEL = 2 / 3;

/** A path that covers less of the foot's length is not a step from heel to toe. A guess. */
const SHORTEST_PATH = 0.5;

/**
 * Center-of-pressure excursion index (CPEI): how far the path of the center of pressure bows out from the line between its
 * ends, at the front third of the foot, in percent of the forefoot's width there. The sign is kept: positive is lateral,
 * negative medial.
 *
 * Length is measured along the tangent of the medial border, width from that tangent to the lateral border.
 *
 * @returns Null when the path is too short or does not cross that level.
 * @see Song 1996, J Am Podiatr Med Assoc 86:16, in the wording of the Framingham foot studies.
 */
export function cpeiPercent(
  cells: LoadedCells,
  grid: SenselGrid,
  curves: FrameCurves,
  shape: FootShape,
  side: Side,
): number | null {
  const outline = convexHull(cornersOf(cells, grid));
  const tangent = medialTangent(outline, shape, side);
  if (tangent === null) return null;
  const distances = outline.map(([x, y]) => along(tangent, x, y));
  const hindEnd = Math.min(...distances);
  const level = hindEnd + LEVEL * (Math.max(...distances) - hindEnd);

  const lateral = side === "right" ? 1 : -1;
  const widthMm = Math.max(...crossings([...outline, outline[0]!], tangent, level).map((offset) => offset * lateral));
  const path: Point[] = [];
  for (let frame = curves.firstLoaded; frame < curves.endLoaded; frame++) {
    // A foot may lose touch for a frame.
    if (curves.loadedSensors[frame]! > 0) path.push([curves.copXMm[frame]!, curves.copYMm[frame]!]);
  }
  const progress = along(shape.axis, ...path.at(-1)!) - along(shape.axis, ...path[0]!);
  if (progress < SHORTEST_PATH * shape.lengthMm) return null;
  const onPath = crossings(path, tangent, level)[0];
  const onLine = crossings([path[0]!, path.at(-1)!], tangent, level)[0];
  if (onPath === undefined || onLine === undefined || !(widthMm > 0)) return null;
  return (((onPath - onLine) * lateral) / widthMm) * 100;
}

/** The outline's longest side on the medial border: it touches heel and ball. */
function medialTangent(outline: readonly Point[], shape: FootShape, side: Side): FootAxis | null {
  const middle = (shape.forefootLeftMm + shape.forefootRightMm) / 2;
  const medial = side === "right" ? -1 : 1;
  let longest = 0;
  let tangent: FootAxis | null = null;
  outline.forEach(([ax, ay], index) => {
    const [bx, by] = outline[(index + 1) % outline.length]!;
    const offset = (across(shape.axis, ax, ay) + across(shape.axis, bx, by)) / 2 - middle;
    const rise = along(shape.axis, bx, by) - along(shape.axis, ax, ay);
    if (offset * medial <= 0 || Math.abs(rise) <= longest) return;
    longest = Math.abs(rise);
    tangent = rise > 0 ? axisThrough(ax, ay, bx, by) : axisThrough(bx, by, ax, ay);
  });
  return tangent;
}

/** Offsets at which a path crosses a level along the axis, in the order of the path. */
function crossings(path: readonly Point[], axis: FootAxis, level: number): number[] {
  const offsets: number[] = [];
  for (let index = 1; index < path.length; index++) {
    const [ax, ay] = path[index - 1]!;
    const [bx, by] = path[index]!;
    const before = along(axis, ax, ay) - level;
    const behind = along(axis, bx, by) - level;
    if (before < 0 === behind < 0) continue;
    const part = before / (before - behind);
    const start = across(axis, ax, ay);
    offsets.push(start + part * (across(axis, bx, by) - start));
  }
  return offsets;
}

function cornersOf(cells: LoadedCells, grid: SenselGrid): Point[] {
  const halfWidth = grid.cellWidthMm / 2;
  const halfHeight = grid.cellHeightMm / 2;
  const corners: Point[] = [];
  for (let cell = 0; cell < cells.count; cell++) {
    const x = cells.xMm[cell]!;
    const y = cells.yMm[cell]!;
    corners.push(
      [x - halfWidth, y - halfHeight],
      [x + halfWidth, y - halfHeight],
      [x + halfWidth, y + halfHeight],
      [x - halfWidth, y + halfHeight],
    );
  }
  return corners;
}
