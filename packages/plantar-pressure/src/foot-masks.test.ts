import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readWhole, recordingBytes } from "../test-data/recordings.ts";
import { FOOT_BORDERS } from "./foot-borders.ts";
import { footMasks } from "./foot-masks.ts";
import { sensorPrint } from "./sensor-print.ts";

const STEP = readWhole(readFileSync(new URL("../../../examples/emed_test.lst", import.meta.url)), "step.lst");
const PEDAR = readWhole(recordingBytes("pressure_example.asc"), "pressure_example.asc");

test("each border is drawn on the plate, and moves towards toes or lateral", () => {
  const lines = footMasks(STEP, null)!;
  expect(lines.map(({ border }) => border)).toEqual(FOOT_BORDERS);
  for (const { border, points, normal } of lines) {
    expect(Math.hypot(...normal)).toBeCloseTo(1, 9);
    // A right foot has lateral to the right.
    expect(border.startsWith("metatarsal") || border === "hallux-toes" ? normal[0] : normal[1], border).toBeGreaterThan(
      0.8,
    );
    for (const [x, y] of points) {
      expect(x).toBeGreaterThan(-20);
      expect(x).toBeLessThan(22 * 5 + 20);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(54 * 5 + 5);
    }
  }
});

test("an insole has no borders to move, and a picture of its sensors with the highest pressure of each", () => {
  expect(footMasks(PEDAR, null)).toBeNull();
  const print = sensorPrint(PEDAR, 0)!;
  expect(print.sensors).toHaveLength(99);
  expect(Math.max(...print.sensors.map(({ peakKpa }) => peakKpa))).toBe(320);
  expect(sensorPrint(STEP, 0)).toBeNull();
});
