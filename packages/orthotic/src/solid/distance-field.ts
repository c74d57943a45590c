import type { PlanGrid } from "./plan-grid.ts";
import { alongEdge, distanceInside } from "./plan-outline.ts";
import type { Outline } from "./plan-outline.ts";

/** Nodes of one block share a short list of edges; a block has so many nodes a side. */
const BLOCK = 8;

/**
 * Distance inside an outline at every node of a grid, mm; below 0 outside. Exact up to `exactTo` on either side; farther
 * away a value of the right sign beyond it. Each block of nodes looks only at the edges that can be nearest to it.
 */
export function distanceField(grid: PlanGrid, outline: Outline, exactTo: number): Float64Array {
  const { x0, y0, stepMm, columns, rows } = grid;
  const field = new Float64Array(columns * rows);
  const half = ((BLOCK - 1) * stepMm) / 2;
  const reach = Math.hypot(half, half);
  for (let row = 0; row < rows; row += BLOCK) {
    for (let column = 0; column < columns; column += BLOCK) {
      const [centerX, centerY] = [x0 + column * stepMm + half, y0 + row * stepMm + half];
      const center = distanceInside(outline, centerX, centerY);
      const isFar = Math.abs(center) > exactTo + 2 * reach;
      const near = isFar ? null : edgesWithin(outline, centerX, centerY, Math.abs(center) + 2 * reach);
      for (let y = row; y < Math.min(rows, row + BLOCK); y++) {
        for (let x = column; x < Math.min(columns, column + BLOCK); x++) {
          field[y * columns + x] =
            near === null ? center : signedBy(outline, near, x0 + x * stepMm, y0 + y * stepMm, center, reach);
        }
      }
    }
  }
  return field;
}

/** Ends of the edges that come this near: x, y, x, y of each. */
function edgesWithin(outline: Outline, x: number, y: number, within: number): Float64Array {
  const edges: number[] = [];
  const length = outline.length;
  let [px, py] = [outline[length - 2]!, outline[length - 1]!];
  for (let at = 0; at < length; at += 2) {
    const [qx, qy] = [outline[at]!, outline[at + 1]!];
    const middle = Math.hypot((px + qx) / 2 - x, (py + qy) / 2 - y);
    if (middle - Math.hypot(qx - px, qy - py) / 2 <= within) edges.push(px, py, qx, qy);
    px = qx;
    py = qy;
  }
  return Float64Array.from(edges);
}

function signedBy(outline: Outline, edges: Float64Array, x: number, y: number, center: number, reach: number): number {
  let nearest = Infinity;
  for (let at = 0; at < edges.length; at += 4) {
    const [px, py, qx, qy] = [edges[at]!, edges[at + 1]!, edges[at + 2]!, edges[at + 3]!];
    const along = alongEdge(px, py, qx, qy, x, y);
    nearest = Math.min(nearest, (x - px - along * (qx - px)) ** 2 + (y - py - along * (qy - py)) ** 2);
  }
  const distance = Math.sqrt(nearest);
  // Where the outline does not pass through the block, all its nodes are on one side.
  if (Math.abs(center) > 2 * reach) return center > 0 ? distance : -distance;
  return distanceInside(outline, x, y) > 0 ? distance : -distance;
}
