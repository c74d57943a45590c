import { facetNormal } from "./facet.ts";
import type { Mesh } from "./mesh.ts";

/** Cells of the search grid, in units. */
const CELL = 2;
/** What is thicker than this is not thin anywhere: the search for the other side ends here. */
const FURTHEST = 40;

/**
 * How thick a solid is at each facet: from its center straight in to where the solid ends, in units.
 *
 * @param facets - Measured are these; all when left out.
 * @returns In the order of `facets`; infinite where nothing is met within 40 units.
 */
export function thicknessAt(mesh: Mesh, facets?: Uint32Array): Float64Array {
  const { positions: p, triangles: t } = mesh;
  const asked = facets ?? Uint32Array.from({ length: t.length / 3 }, (_, index) => index);
  const grid = new FacetGrid(mesh);
  return Float64Array.from(asked, (facet) => {
    const [a, b, c] = [t[facet * 3]! * 3, t[facet * 3 + 1]! * 3, t[facet * 3 + 2]! * 3];
    const center = [0, 1, 2].map((axis) => (p[a + axis]! + p[b + axis]! + p[c + axis]!) / 3);
    const normal = facetNormal(p, a, b, c);
    const length = Math.hypot(...normal);
    if (length === 0) return Infinity;
    return grid.distance(
      facet,
      center,
      normal.map((value) => -value / length),
    );
  });
}

/** Facets by the cells of a plan grid that they touch. */
class FacetGrid {
  readonly #mesh: Mesh;
  readonly #cells = new Map<number, number[]>();
  readonly #fromX: number;
  readonly #fromY: number;
  readonly #columns: number;

  constructor(mesh: Mesh) {
    const { positions: p, triangles: t } = mesh;
    this.#mesh = mesh;
    let [fromX, fromY, toX] = [Infinity, Infinity, -Infinity];
    for (let at = 0; at < p.length; at += 3) {
      fromX = Math.min(fromX, p[at]!);
      toX = Math.max(toX, p[at]!);
      fromY = Math.min(fromY, p[at + 1]!);
    }
    this.#fromX = fromX;
    this.#fromY = fromY;
    this.#columns = Math.floor((toX - fromX) / CELL) + 1;
    for (let facet = 0; facet < t.length / 3; facet++) {
      const [a, b, c] = [t[facet * 3]! * 3, t[facet * 3 + 1]! * 3, t[facet * 3 + 2]! * 3];
      const [left, right] = [Math.min(p[a]!, p[b]!, p[c]!), Math.max(p[a]!, p[b]!, p[c]!)];
      const [front, rear] = [Math.min(p[a + 1]!, p[b + 1]!, p[c + 1]!), Math.max(p[a + 1]!, p[b + 1]!, p[c + 1]!)];
      this.#eachCell(left, front, right, rear, (cell) => {
        const facets = this.#cells.get(cell);
        if (facets === undefined) this.#cells.set(cell, [facet]);
        else facets.push(facet);
      });
    }
  }

  /** From a point along a direction to the nearest facet but its own. */
  distance(own: number, from: readonly number[], along: readonly number[]): number {
    let nearest = Infinity;
    // First what is near: a thin place is found without looking far.
    for (let reach = 5; reach <= FURTHEST && nearest > reach; reach *= 2) {
      const [x, y] = [from[0]! + along[0]! * reach, from[1]! + along[1]! * reach];
      this.#eachCell(
        Math.min(from[0]!, x),
        Math.min(from[1]!, y),
        Math.max(from[0]!, x),
        Math.max(from[1]!, y),
        (cell) => {
          for (const facet of this.#cells.get(cell) ?? []) {
            if (facet !== own) nearest = Math.min(nearest, rayMeets(this.#mesh, facet, from, along));
          }
        },
      );
    }
    return nearest;
  }

  #eachCell(left: number, front: number, right: number, rear: number, visit: (cell: number) => void): void {
    const toColumn = (x: number): number => Math.floor((x - this.#fromX) / CELL);
    const toRow = (y: number): number => Math.floor((y - this.#fromY) / CELL);
    for (let row = Math.max(0, toRow(front)); row <= toRow(rear); row++) {
      for (let column = Math.max(0, toColumn(left)); column <= Math.min(this.#columns - 1, toColumn(right)); column++) {
        visit(row * this.#columns + column);
      }
    }
  }
}

/** Distance along a ray to a triangle (Möller and Trumbore 1997, doi:10.1080/10867651.1997.10487468); infinite when missed. */
function rayMeets(
  { positions: p, triangles: t }: Mesh,
  facet: number,
  [ox, oy, oz]: readonly number[],
  [dx, dy, dz]: readonly number[],
): number {
  const [a, b, c] = [t[facet * 3]! * 3, t[facet * 3 + 1]! * 3, t[facet * 3 + 2]! * 3];
  const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
  const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
  const [qx, qy, qz] = [dy! * vz - dz! * vy, dz! * vx - dx! * vz, dx! * vy - dy! * vx];
  const determinant = ux * qx + uy * qy + uz * qz;
  if (determinant === 0) return Infinity;
  const [wx, wy, wz] = [ox! - p[a]!, oy! - p[a + 1]!, oz! - p[a + 2]!];
  const first = (wx * qx + wy * qy + wz * qz) / determinant;
  if (first < 0 || first > 1) return Infinity;
  const [rx, ry, rz] = [wy * uz - wz * uy, wz * ux - wx * uz, wx * uy - wy * ux];
  const second = (dx! * rx + dy! * ry + dz! * rz) / determinant;
  if (second < 0 || first + second > 1) return Infinity;
  const distance = (vx * rx + vy * ry + vz * rz) / determinant;
  return distance > 1e-6 ? distance : Infinity;
}
