import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readWhole, recordingBytes } from "../test-data/recordings.ts";
import { measure } from "./measure.ts";
import { COARSE_REGIONS } from "./pressure-report.ts";
import { regionCurves } from "./region-curves.ts";

const STEP = readWhole(readFileSync(new URL("../../../examples/emed_test.lst", import.meta.url)), "step.lst");
const PEDAR = readWhole(recordingBytes("pressure_example.asc"), "pressure_example.asc");

test.each([
  ["a step on a plate", STEP],
  ["a walk in shoes", PEDAR],
])("%s: the four curves sum to the force of each frame, and reach what the regions report", (_, recording) => {
  const window = { startFrame: 0, endFrame: recording.frames };
  const curves = regionCurves(recording, 0, window)!;
  const [foot] = measure(recording, { perFrame: true }).sides;
  for (const [frame, force] of foot!.perFrame!.forceN.entries()) {
    const sum = COARSE_REGIONS.reduce((total, region) => total + curves[region][frame]!, 0);
    expect(sum).toBeCloseTo(force!, 6);
  }
  if (recording === STEP) {
    for (const region of COARSE_REGIONS)
      expect(Math.max(...curves[region])).toBeCloseTo(foot!.regions![region]!.maxForceN!, 6);
  }
});

test("a moved border moves load from one curve to the next", () => {
  const window = { startFrame: 0, endFrame: STEP.frames };
  const correction = { borders: { "heel-midfoot": { shiftMm: 20, turnDegrees: 0 } }, cells: [] };
  const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
  const before = regionCurves(STEP, 0, window)!;
  const after = regionCurves(STEP, 0, window, { correction })!;
  expect(total(after.heel)).toBeGreaterThan(total(before.heel));
  expect(after.toes).toEqual(before.toes);
});
