import { expect, it } from "vitest";
import { gaitChanges } from "./gait-changes.ts";
import type { GaitFigure } from "./gait-figure.ts";

const figure = (value: number, detectableChange: number | null): GaitFigure => ({
  value,
  unit: "m",
  definition: "",
  source: "left foot",
  strides: 20,
  standardDeviation: null,
  coefficientOfVariationPercent: null,
  standardError: null,
  detectableChange,
});

it("marks a change beyond what both walks together can tell, and tells nothing without a spread", () => {
  const changes = gaitChanges(
    {
      strideLengthM: figure(1, 0.03),
      speedMps: figure(1, 0.3),
      clearanceM: figure(0.05, null),
      stepTimeS: figure(1, 1),
    },
    { strideLengthM: figure(1.06, 0.04), speedMps: figure(1.2, 0.3), clearanceM: figure(0.09, 0.01) },
  );
  expect(changes.map(({ measure, isBeyond }) => [measure, isBeyond])).toEqual([
    ["speedMps", false],
    ["strideLengthM", true],
    ["clearanceM", null],
  ]);
  expect(changes[1]!.detectableChange).toBeCloseTo(Math.sqrt((0.0009 + 0.0016) / 2), 12);
  expect(changes[1]!.change).toBeCloseTo(0.06, 12);
});
