import type { FootReport, GaitEvent } from "@plumbline/imu-gait";
import { expect, test } from "vitest";
import { stepsOfReport } from "./walk-steps.ts";

const KINDS = ["heel-off", "toe-off", "initial-contact", "foot-flat"] as const;

function foot(events: readonly GaitEvent[]): FootReport {
  return {
    recording: 0,
    samplingRateHz: 100,
    steps: [],
    events,
    bouts: [[1000, 2000]],
    turns: [[1500, 1600]],
    strides: [],
  };
}

function step(start: number): GaitEvent[] {
  return KINDS.map((kind, at) => ({ kind, sample: start + at * 10 }));
}

test("steps count from the first element of the signal", () => {
  expect(stepsOfReport(foot([...step(1100), ...step(1200)]), 1000)).toEqual({
    steps: [
      { heelOff: 100, toeOff: 110, initialContact: 120, footFlat: 130 },
      { heelOff: 200, toeOff: 210, initialContact: 220, footFlat: 230 },
    ],
    bouts: [{ start: 0, end: 1000 }],
    turns: [{ start: 500, end: 600 }],
  });
});

test("what is left over of a step that was taken apart makes none, and spoils no other", () => {
  const events = [...step(1100).toSpliced(1, 1), ...step(1200), ...step(1300).slice(0, 2), ...step(1400)];
  expect(stepsOfReport(foot(events), 1000).steps.map(({ heelOff }) => heelOff)).toEqual([200, 400]);
});
