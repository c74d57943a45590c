import { expect, test } from "vitest";
import { figuresOf } from "./figure.ts";
import { figureChanges } from "./figure-change.ts";

const changeOf = (before: readonly number[], after: readonly number[], deviceClass: "plate" | "in-shoe" = "plate") =>
  figureChanges(figuresOf({ archIndex: before }, deviceClass), figuresOf({ archIndex: after }, deviceClass))[0]!;

test("a change counts when it is larger than what one step against one step can differ by", () => {
  // 1.96 × √2 × 0.026 = 0.0721
  expect(changeOf([0.2], [0.27])).toMatchObject({ change: 0.07, isBeyond: false });
  expect(changeOf([0.2], [0.12])).toMatchObject({ change: -0.08, isBeyond: true });
  expect(changeOf([0.2], [0.12]).detectableChange).toBeCloseTo(0.0721, 4);
});

test("one step against the mean of three needs 1.96 × 0.026 × √(1 + 1/3)", () => {
  expect(changeOf([0.2], [0.2, 0.2, 0.2]).detectableChange).toBeCloseTo(0.05884, 5);
});

test("without a reliability study nothing is said about the change", () => {
  expect(changeOf([0.2], [0.5], "in-shoe")).toMatchObject({ detectableChange: null, isBeyond: null });
});

test("a measure that one recording lacks is left out", () => {
  expect(figureChanges(figuresOf({ archIndex: [0.2] }, "plate"), {})).toEqual([]);
});
