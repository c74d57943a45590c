import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxMesh, together } from "./box-mesh.test-data.ts";
import { checkMesh, isOneSolid } from "./check-mesh.ts";
import { crossingPairs } from "./crossings.ts";
import { mirroredX } from "./mesh.ts";
import type { Mesh } from "./mesh.ts";
import { thicknessAt } from "./thickness.ts";

const box = boxMesh([0, 0, 0], [10, 20, 3]);

describe("a mesh", () => {
  test("that bounds one solid passes, and so does its mirror image", () => {
    expect(checkMesh(box)).toMatchObject({ openEdges: 0, badEdges: 0, pieces: 1, genus: 0, crossings: 0, volume: 600 });
    expect(isOneSolid(checkMesh(box))).toBe(true);
    expect(isOneSolid(checkMesh(mirroredX(box)))).toBe(true);
  });

  test("with a hole has open edges", () => {
    const open = { ...box, triangles: box.triangles.slice(3) };
    expect(checkMesh(open)).toMatchObject({ openEdges: 3, genus: null });
    expect(isOneSolid(checkMesh(open))).toBe(false);
  });

  test("with a facet turned over, or all of them, is not a solid", () => {
    const turned = box.triangles.slice();
    [turned[0], turned[1]] = [turned[1]!, turned[0]!];
    expect(checkMesh({ ...box, triangles: turned }).badEdges).toBe(3);
    const insideOut = box.triangles.toReversed();
    expect(isOneSolid(checkMesh({ ...box, triangles: insideOut }))).toBe(false);
  });

  test("of two bodies is told from one, whether they cross or not", () => {
    const apart = checkMesh(together(box, boxMesh([20, 0, 0], [5, 5, 5])));
    expect(apart).toMatchObject({ pieces: 2, crossings: 0 });
    const through = checkMesh(together(box, boxMesh([4, 4, -2], [2, 2, 10])));
    expect(through.pieces).toBe(2);
    expect(through.crossings).toBeGreaterThan(0);
  });

  test("whose surface passes through itself is found, though every edge is matched", () => {
    // The upper side is pushed through the lower one at a corner.
    const positions = box.positions.slice();
    positions[4 * 3 + 2] = -1;
    const pushed: Mesh = { ...box, positions };
    expect(checkMesh(pushed)).toMatchObject({ openEdges: 0, badEdges: 0, genus: 0 });
    expect(checkMesh(pushed).crossings).toBeGreaterThan(0);
  });

  test("with a facet without area is found", () => {
    const positions = box.positions.slice();
    positions.set([5, 0, 0], 2 * 3);
    expect(checkMesh({ ...box, positions }).degenerate).toBeGreaterThan(0);
  });
});

describe("crossing facets", () => {
  const corner = fc.tuple(
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: -20, max: 20 }),
  );
  const triangle = fc.tuple(corner, corner, corner);
  const meshOf = (first: readonly number[][], second: readonly number[][]): Mesh => ({
    positions: Float64Array.from([...first, ...second].flat()),
    triangles: Uint32Array.from([0, 1, 2, 3, 4, 5]),
  });

  test("are the same whichever comes first, and however both are moved or mirrored", () => {
    fc.assert(
      fc.property(triangle, triangle, corner, (first, second, by) => {
        const one = crossingPairs(meshOf(first, second)).length;
        expect(crossingPairs(meshOf(second, first)).length).toBe(one);
        const moved = (corners: readonly number[][]) => corners.map((at) => at.map((value, axis) => value + by[axis]!));
        expect(crossingPairs(meshOf(moved(first), moved(second))).length).toBe(one);
        expect(crossingPairs(mirroredX(meshOf(first, second))).length).toBe(one);
      }),
      { numRuns: 200 },
    );
  });

  test("never lie on two sides of a plane", () => {
    fc.assert(
      fc.property(triangle, triangle, (first, second) => {
        const above = second.map(([x, y, z]) => [x, y, z + 41]);
        expect(crossingPairs(meshOf(first, above))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("that only touch at a corner, or share an edge, are not counted", () => {
    const touching = meshOf(
      [
        [0, 0, 0],
        [4, 0, 0],
        [0, 4, 0],
      ],
      [
        [1, 1, 0],
        [1, 1, 5],
        [2, 1, 5],
      ],
    );
    expect(crossingPairs(touching)).toEqual([]);
    expect(crossingPairs(box)).toEqual([]);
  });
});

test("thickness is measured straight in: of a plate, its own", () => {
  const top = Uint32Array.from([2, 3]);
  expect([...thicknessAt(box, top)]).toEqual([3, 3]);
});
