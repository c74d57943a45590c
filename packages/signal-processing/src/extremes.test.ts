import { expect, it } from "vitest";
import { highestAt, lowestAt } from "./extremes.ts";

it("finds the first lowest and highest place within a range alone", () => {
  const signal = [9, 2, 5, 1, 5, 1, -9];
  expect(lowestAt(signal, 1, 6)).toBe(3);
  expect(highestAt(signal, 1, 6)).toBe(2);
  expect(lowestAt(signal, 4, 4)).toBe(4);
});
