import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { rotated } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import { describe, expect, test } from "vitest";
import type { GaitFigures } from "./gait-figure.ts";
import { gaitFindings } from "./gait-findings.ts";
import type { GaitMeasure } from "./gait-measures.ts";
import { gaitReport } from "./measure-walk.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { readMotionFile } from "./open-motion-file.ts";

const RATE_HZ = 204.8;
const WALK = gunzipSync(readFileSync(new URL("../../../examples/walk.csv.gz", import.meta.url)));

function signals(): readonly MotionSignal[] {
  const result = readMotionFile(WALK, "walk.csv", { samplingRateHz: RATE_HZ });
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value;
}

const usual = gaitReport({ name: "walk", signals: signals() });

/** How far a figure may move: a share of it and, for angles, degrees. */
function expectAlike(figures: GaitFigures, others: GaitFigures, share: number): void {
  expect(Object.keys(others)).toEqual(Object.keys(figures));
  for (const [name, { value }] of Object.entries(figures)) {
    const other = others[name as GaitMeasure]!.value;
    if (name === "clearanceM") continue;
    const most = name.endsWith("Deg") ? 100 * share : share * Math.abs(value);
    expect(Math.abs(other - value), `${name}: ${value} and ${other}`).toBeLessThan(most);
  }
}

function withAxes(signal: MotionSignal, turn: (axes: Axes, isTurning: boolean) => Axes): MotionSignal {
  return {
    ...signal,
    accelerationMps2: turn(signal.accelerationMps2!, false),
    angularRateRadS: turn(signal.angularRateRadS, true),
  };
}

describe("a real walk", () => {
  test("seen in a mirror is the mirrored walk", () => {
    // Across the plane of walking a push to the left becomes one to the right, and a turn to the left one to the right.
    const mirror = (axes: Axes, isTurning: boolean): Axes =>
      rotated(axes, isTurning ? [-1, 0, 0, 0, 1, 0, 0, 0, -1] : [1, 0, 0, 0, -1, 0, 0, 0, 1]);
    const others = { "left-foot": "right-foot", "right-foot": "left-foot" } as const;
    const mirrored = gaitReport({
      name: "walk",
      signals: signals().map((signal) => ({
        ...withAxes(signal, mirror),
        placement: { ...signal.placement!, value: others[signal.placement!.value as keyof typeof others] },
      })),
    });
    expect(mirrored.feet.left!.steps).toEqual(usual.feet.right!.steps);
    expect(mirrored.feet.right!.events).toEqual(usual.feet.left!.events);
    for (const [side, other] of [
      ["left", "right"],
      ["right", "left"],
    ] as const) {
      expectAlike(usual.summary[side]!, mirrored.summary[other]!, 0.005);
    }
    expect(mirrored.summary.symmetry.stanceTimeS!.differencePercent).toBeCloseTo(
      -usual.summary.symmetry.stanceTimeS!.differencePercent,
    );
  });

  test.each([
    ["about its own up", [0, -1, 0, 1, 0, 0, 0, 0, 1]],
    ["upside down", [1, 0, 0, 0, -1, 0, 0, 0, -1]],
    ["askew", [0.36, 0.48, -0.8, -0.8, 0.6, 0, 0.48, 0.64, 0.6]],
  ])("with a sensor that was turned %s is the same walk", (_, matrix) => {
    const [first, ...others] = signals();
    const turned = withAxes(first!, (axes) => rotated(axes, matrix));
    const report = gaitReport({ name: "walk", signals: [turned, ...others] });
    expectAlike(usual.summary.both, report.summary.both, 0.01);
  });

  test("at half its rate is the same walk, with the same findings", () => {
    // As a sensor does it that samples half as often: the mean of what it saw since. Leaving out every other sample of an
    // impact makes another impact.
    const half = (axes: Axes): Axes => {
      const [x, y, z] = axes.map((column) =>
        Float64Array.from({ length: column.length >> 1 }, (_, at) => (column[2 * at]! + column[2 * at + 1]!) / 2),
      );
      return [x!, y!, z!];
    };
    const report = gaitReport({
      name: "walk",
      signals: signals().map((signal) => ({
        ...withAxes(signal, half),
        samplingRateHz: RATE_HZ / 2,
        samples: signal.samples >> 1,
      })),
    });
    expectAlike(usual.summary.both, report.summary.both, 0.02);
    expect(gaitFindings(report).m_gait_slow).toBe(gaitFindings(usual).m_gait_slow);
  });

  test("does not depend on the order of its sensors", () => {
    expect(gaitReport({ name: "walk", signals: signals().toReversed() })).toEqual(usual);
  });

  test("limited to a stretch has the strides of that stretch", () => {
    const { left } = gaitReport({ name: "walk", signals: signals(), bouts: [{ start: 1000, end: 3000 }] }).feet;
    expect(left!.steps.length).toBeGreaterThan(5);
    for (const [start, end] of left!.steps) {
      // A step that the bounds cut is told whole.
      expect((start + end) / 2).toBeGreaterThanOrEqual(1000);
      expect((start + end) / 2).toBeLessThanOrEqual(3000);
    }
  });
});
