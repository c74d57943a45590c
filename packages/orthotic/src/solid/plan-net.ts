import type { PlanGrid } from "./plan-grid.ts";
import { distanceField } from "./distance-field.ts";
import { alongEdge } from "./plan-outline.ts";
import type { Outline } from "./plan-outline.ts";

/** Triangles in plan: x, y pairs, and three places of each triangle, counter-clockwise. */
export interface PlanNet {
  readonly points: Float64Array;
  readonly triangles: Uint32Array;
}

/** Nodes closer to the outline than this part of a step are moved onto it: what is left to cut off is never a sliver. */
const SNAPPED = 0.3;

/**
 * A net of even triangles over the inside of an outline: each cell of the grid in two, those at the outline cut along it.
 * Corners sharper than the step are cut off by less than a third of it.
 *
 * The cut follows the distance to the outline, taken as straight along each edge (marching triangles).
 */
export function planNet(grid: PlanGrid, outline: Outline): PlanNet {
  const { x0, y0, stepMm, columns, rows } = grid;
  const distance = distanceField(grid, outline, 2 * stepMm);
  const place = new Int32Array(columns * rows).fill(-1);
  const points: number[] = [];
  for (let node = 0; node < distance.length; node++) {
    const [x, y] = [x0 + (node % columns) * stepMm, y0 + Math.floor(node / columns) * stepMm];
    if (distance[node]! < -SNAPPED * stepMm) continue;
    place[node] = points.length / 2;
    if (distance[node]! > SNAPPED * stepMm) {
      points.push(x, y);
    } else {
      points.push(...nearestOn(outline, x, y));
      distance[node] = 0;
    }
  }

  const cuts = new Map<number, number>();
  const cutBetween = (inner: number, outer: number): number => {
    const key = Math.min(inner, outer) * distance.length + Math.max(inner, outer);
    const known = cuts.get(key);
    if (known !== undefined) return known;
    const part = distance[inner]! / (distance[inner]! - distance[outer]!);
    const from = place[inner]! * 2;
    const [x, y] = [x0 + (outer % columns) * stepMm, y0 + Math.floor(outer / columns) * stepMm];
    points.push(points[from]! + part * (x - points[from]!), points[from + 1]! + part * (y - points[from + 1]!));
    cuts.set(key, points.length / 2 - 1);
    return points.length / 2 - 1;
  };

  const triangles: number[] = [];
  const add = (a: number, b: number, c: number): void => {
    const corners = [a, b, c];
    if (!corners.some((node) => distance[node]! > 0)) return;
    // The corners inside, in order, with a cut where an edge leaves or enters.
    const polygon = corners.flatMap((node, nth) => {
      const next = corners[(nth + 1) % 3]!;
      const [here, there] = [distance[node]!, distance[next]!];
      const own = here >= 0 ? [place[node]!] : [];
      if (here > 0 && there < 0) own.push(cutBetween(node, next));
      if (here < 0 && there > 0) own.push(cutBetween(next, node));
      return own;
    });
    for (let nth = 2; nth < polygon.length; nth++) triangles.push(polygon[0]!, polygon[nth - 1]!, polygon[nth]!);
  };
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      const node = row * columns + column;
      const [right, above, across] = [node + 1, node + columns, node + columns + 1];
      // Diagonals in turn, so that the net leans to no side.
      if ((row + column) % 2 === 0) {
        add(node, right, across);
        add(node, across, above);
      } else {
        add(node, right, above);
        add(right, across, above);
      }
    }
  }
  return usedOnly(points, triangles);
}

function nearestOn(outline: Outline, x: number, y: number): [number, number] {
  let nearest: [number, number] = [x, y];
  let least = Infinity;
  const length = outline.length;
  let [px, py] = [outline[length - 2]!, outline[length - 1]!];
  for (let at = 0; at < length; at += 2) {
    const [qx, qy] = [outline[at]!, outline[at + 1]!];
    const along = alongEdge(px, py, qx, qy, x, y);
    const [nx, ny] = [px + along * (qx - px), py + along * (qy - py)];
    const squared = (x - nx) ** 2 + (y - ny) ** 2;
    if (squared < least) {
      least = squared;
      nearest = [nx, ny];
    }
    px = qx;
    py = qy;
  }
  return nearest;
}

/** Points that no triangle has are left out; all are in single precision, as files hold them. */
function usedOnly(points: readonly number[], triangles: readonly number[]): PlanNet {
  const place = new Int32Array(points.length / 2).fill(-1);
  const kept: number[] = [];
  const renamed = triangles.map((point) => {
    if (place[point] === -1) {
      place[point] = kept.length / 2;
      kept.push(Math.fround(points[point * 2]!), Math.fround(points[point * 2 + 1]!));
    }
    return place[point]!;
  });
  return { points: Float64Array.from(kept), triangles: Uint32Array.from(renamed) };
}
