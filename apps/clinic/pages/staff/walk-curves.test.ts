import fc from "fast-check";
import { expect, test } from "vitest";
import { envelope, evenly, meanCurve, resampled } from "./walk-curves.ts";

test("no peak of a long signal is lost in few columns", () => {
  const values = new Float64Array(60_000);
  values[31_234] = 7;
  values[59_999] = -3;
  const { low, high } = envelope(values, 700);
  expect(high).toHaveLength(700);
  expect(Math.max(...high)).toBe(7);
  expect(low.at(-1)).toBe(-3);
  expect(high.filter((value) => value !== 0)).toHaveLength(1);
});

test("every column holds a value, whatever the lengths", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true }), { maxLength: 300 }),
      fc.integer({ min: 1, max: 50 }),
      (values, columns) => {
        const { low, high } = envelope(values, columns);
        expect(low).toHaveLength(Math.min(columns, values.length));
        for (const [column, value] of low.entries()) expect(value).toBeLessThanOrEqual(high[column]!);
      },
    ),
  );
});

test("a stride is laid on even places from its first to its last sample", () => {
  expect(resampled([0, 1, 2, 3, 4], { start: 1, end: 4 }, 4)).toEqual([1, 2, 3, 4]);
  expect(resampled([0, 10, 20], { start: 0, end: 2 }, 5)).toEqual([0, 5, 10, 15, 20]);
  expect(resampled([0, 10, 20], { start: 1, end: 9 }, 2)).toEqual([10, 20]);
});

test("the mean of curves comes with one standard deviation, and one curve has none", () => {
  expect(
    meanCurve([
      [1, 5],
      [3, 5],
    ]),
  ).toEqual({
    mean: [2, 5],
    low: [2 - Math.SQRT2, 5],
    high: [2 + Math.SQRT2, 5],
  });
  expect(meanCurve([[1, 2]])).toBeNull();
});

test("some of many are taken at even distances, with both ends", () => {
  expect(evenly([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
  expect(evenly([1, 2], 3)).toEqual([1, 2]);
});
