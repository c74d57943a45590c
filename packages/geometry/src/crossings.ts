import { facetNormal } from "./facet.ts";
import type { Mesh } from "./mesh.ts";
import { orientation } from "./orientation.ts";

/** Two triangles, by their place in the mesh. */
export type Pair = readonly [number, number];

/**
 * Pairs of facets that pass through each other, or lie folded onto each other along a shared edge: a solid with any is
 * not printable as drawn, though its edges may all be matched. Facets that only touch at a corner or lie side by side in
 * one plane are not counted.
 *
 * Sorted along y, so that only facets whose boxes overlap are compared; the comparison itself is exact.
 *
 * @param most - Stops after so many.
 */
export function crossingPairs({ positions: p, triangles: t }: Mesh, most = Infinity): Pair[] {
  const count = t.length / 3;
  const boxes = new Float64Array(count * 6);
  for (let triangle = 0; triangle < count; triangle++) {
    const [a, b, c] = [t[triangle * 3]! * 3, t[triangle * 3 + 1]! * 3, t[triangle * 3 + 2]! * 3];
    for (let axis = 0; axis < 3; axis++) {
      boxes[triangle * 6 + axis] = Math.min(p[a + axis]!, p[b + axis]!, p[c + axis]!);
      boxes[triangle * 6 + 3 + axis] = Math.max(p[a + axis]!, p[b + axis]!, p[c + axis]!);
    }
  }
  const order = Uint32Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => boxes[a * 6 + 1]! - boxes[b * 6 + 1]!,
  );
  // In sorted order, so that the inner loop runs through memory: x from, x to, y from, z from, z to.
  const sorted = new Float64Array(count * 5);
  order.forEach((triangle, place) => {
    const box = triangle * 6;
    sorted.set([boxes[box]!, boxes[box + 3]!, boxes[box + 1]!, boxes[box + 2]!, boxes[box + 5]!], place * 5);
  });

  const found: Pair[] = [];
  for (let first = 0; first < count; first++) {
    const at = first * 5;
    const [fromX, toX, fromZ, toZ] = [sorted[at]!, sorted[at + 1]!, sorted[at + 3]!, sorted[at + 4]!];
    const toY = boxes[order[first]! * 6 + 4]!;
    for (let second = first + 1, other = at + 5; second < count; second++, other += 5) {
      if (sorted[other + 2]! > toY) break;
      if (sorted[other]! > toX || sorted[other + 1]! < fromX) continue;
      if (sorted[other + 3]! > toZ || sorted[other + 4]! < fromZ) continue;
      if (!isCrossing(p, t, order[first]! * 3, order[second]! * 3)) continue;
      found.push([order[first]!, order[second]!]);
      if (found.length >= most) return found;
    }
  }
  return found;
}

function isCrossing(p: Float64Array, t: Uint32Array, first: number, second: number): boolean {
  const [a, b, c] = [t[first]!, t[first + 1]!, t[first + 2]!];
  const [d, e, f] = [t[second]!, t[second + 1]!, t[second + 2]!];
  const shared = Number(isAny(a, d, e, f)) + Number(isAny(b, d, e, f)) + Number(isAny(c, d, e, f));
  if (shared >= 2) return shared === 3 || isFolded(p, [a, b, c], [d, e, f]);
  return (
    passes(p, a, b, d, e, f) ||
    passes(p, b, c, d, e, f) ||
    passes(p, c, a, d, e, f) ||
    passes(p, d, e, a, b, c) ||
    passes(p, e, f, a, b, c) ||
    passes(p, f, d, a, b, c)
  );
}

function isAny(vertex: number, d: number, e: number, f: number): boolean {
  return vertex === d || vertex === e || vertex === f;
}

/** Whether the edge from v to w passes through the triangle, its ends strictly on either side. */
function passes(p: Float64Array, v: number, w: number, a: number, b: number, c: number): boolean {
  // An edge that has a corner of the triangle does not pass through it.
  if (isAny(v, a, b, c) || isAny(w, a, b, c)) return false;
  const sideOfV = orientation(p, a, b, c, v);
  if (sideOfV === 0) return false;
  const sideOfW = orientation(p, a, b, c, w);
  if (sideOfW === 0 || sideOfW === sideOfV) return false;
  const [x, y, z] = [orientation(p, v, w, a, b), orientation(p, v, w, b, c), orientation(p, v, w, c, a)];
  return (x >= 0 && y >= 0 && z >= 0) || (x <= 0 && y <= 0 && z <= 0);
}

type Corners = readonly [number, number, number];

/** Whether two triangles with a common edge lie in one plane on the same side of that edge. */
function isFolded(p: Float64Array, first: Corners, second: Corners): boolean {
  const apex = second.find((vertex) => !first.includes(vertex))!;
  if (orientation(p, ...first, apex) !== 0) return false;
  const [one, two] = [first, second].map(([a, b, c]) => facetNormal(p, a * 3, b * 3, c * 3)) as [Corners, Corners];
  return one[0] * two[0] + one[1] * two[1] + one[2] * two[2] < 0;
}
