import fc from "fast-check";
import { expect, test } from "vitest";
import { rangeOf, roundTicks } from "./plot-ticks.ts";

test("ticks are the round numbers a person would choose", () => {
  expect(roundTicks([0, 100], 4)).toEqual([0, 20, 40, 60, 80, 100]);
  expect(roundTicks([-0.31, 0.52], 4)).toEqual([-0.2, 0, 0.2, 0.4]);
  expect(roundTicks([-600, 300], 4)).toEqual([-600, -400, -200, 0, 200]);
  expect(roundTicks([0, 34.2], 5)).toEqual([0, 5, 10, 15, 20, 25, 30]);
});

test("ticks lie inside the range, in order, whatever the range", () => {
  const finite = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
  fc.assert(
    fc.property(finite, fc.double({ noNaN: true, min: 1e-3, max: 1e6 }), (from, width) => {
      const ticks = roundTicks([from, from + width], 4);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.toSorted((a, b) => a - b)).toEqual(ticks);
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(from - width * 1e-6);
        expect(tick).toBeLessThanOrEqual(from + width * 1.000001);
      }
    }),
  );
});

test("a range holds its values and has a width even when they are all the same", () => {
  expect(rangeOf([0, 10], 0.1)).toEqual([-1, 11]);
  expect(rangeOf([3, 3])).toEqual([2, 4]);
  expect(rangeOf([])).toEqual([0, 1]);
});
