import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { measure, readRecording } from "@plumbline/plantar-pressure";
import type { PressureRecording } from "@plumbline/plantar-pressure";
import { packedFrames, shownFrames } from "./shown-frames.ts";

const read = readRecording(readFileSync(new URL("../../../../examples/emed_test.lst", import.meta.url)), "step.lst");
const STEP: PressureRecording = read.ok ? read.value : expect.unreachable();
const FOOT = measure(STEP).sides[0]!;

test("the step of a plate is shown from the first to the last loaded frame", () => {
  const [step] = FOOT.steps!;
  expect(shownFrames(STEP, 0, FOOT)).toEqual({
    startFrame: step!.startFrame,
    endFrame: step!.endFrame,
    isOneStep: true,
  });
});

test("where steps are not told apart no more is shown than a slider can step through", () => {
  const long = { ...STEP, deviceClass: "mat" as const, frames: 100_000 };
  expect(shownFrames(long, 0, { ...FOOT, steps: null })).toEqual({
    startFrame: 0,
    endFrame: 3000,
    isOneStep: true,
  });
});

test("frames are sent in tenths of a kilopascal, and their highest is the peak of the report", () => {
  const { startFrame, endFrame } = shownFrames(STEP, 0, FOOT);
  const bytes = packedFrames(STEP, 0, startFrame, endFrame)!;
  const values = new Uint16Array(bytes.buffer);
  expect(values).toHaveLength((endFrame - startFrame) * STEP.feet[0]!.layout.sensors);
  expect(values.reduce((most, value) => Math.max(most, value), 0) / 10).toBe(FOOT.totals.peakPressureKpa);
});

test.each([
  ["another foot", 1, 0, 1],
  ["no frame", 0, 3, 3],
  ["a frame before the first", 0, -1, 2],
  ["half a frame", 0, 0.5, 2],
  ["no number", 0, NaN, 2],
  ["a frame behind the last", 0, 0, STEP.frames + 1],
])("%s is not sent", (_, foot, start, end) => {
  expect(packedFrames(STEP, foot, start, end)).toBeNull();
});

test("raw counts are not sent as pressures", () => {
  expect(packedFrames({ ...STEP, unit: "raw" }, 0, 0, 1)).toBeNull();
});
