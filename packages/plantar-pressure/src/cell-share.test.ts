import fc from "fast-check";
import { expect, test } from "vitest";
import { shareBeyond } from "./cell-share.ts";

test("a border square to the cell cuts by the distance from its edge", () => {
  // Cell 5 mm wide, border 1 mm before its center: 3.5 of 5 mm lie beyond.
  expect(shareBeyond(1, 2.5, 0)).toBeCloseTo(0.7, 12);
  expect(shareBeyond(-1, 2.5, 0)).toBeCloseTo(0.3, 12);
});

test("a diagonal border cuts triangles off", () => {
  // Unit square turned by 45°: reach 0.35355 both ways. At half its diagonal's half, the corner beyond has area 1/8.
  const reach = Math.SQRT1_2 / 2;
  expect(shareBeyond(-Math.SQRT1_2 / 2, reach, reach)).toBeCloseTo(1 / 8, 12);
  expect(shareBeyond(0, reach, reach)).toBeCloseTo(0.5, 12);
});

test("both sides of a border make the whole cell, and a cell far from it is not cut", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -20, max: 20, noNaN: true }),
      fc.double({ min: 0.01, max: 5, noNaN: true }),
      fc.double({ min: 0, max: 5, noNaN: true }),
      (distance, a, b) => {
        const share = shareBeyond(distance, a, b);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
        expect(share + shareBeyond(-distance, a, b)).toBeCloseTo(1, 9);
        if (Math.abs(distance) > a + b) expect(share).toBe(distance > 0 ? 1 : 0);
      },
    ),
  );
});
