import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { rotated } from "@plumbline/signal-processing";
import { describe, expect, it } from "vitest";
import { gaitReport } from "./measure-walk.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { readMotionFile } from "./open-motion-file.ts";
import { leftFootOdds, withSides } from "./recognize-side.ts";

function signalsOf(path: string | URL, name: string): readonly MotionSignal[] {
  const result = readMotionFile(gunzipSync(readFileSync(path)), name);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value;
}

/** A walk of both feet whose file names its sides. */
const [left, right] = signalsOf(new URL("../../../examples/walk.csv.gz", import.meta.url), "walk.csv") as [
  MotionSignal,
  MotionSignal,
];

const unsided = (signal: MotionSignal): MotionSignal => ({
  ...signal,
  placement: { value: "foot", from: "signal", because: "moves like a foot" },
});

/** In a mirror across the sensor's y axis: a vector keeps x and z, a turn keeps y. */
const mirrored = (signal: MotionSignal): MotionSignal => ({
  ...signal,
  accelerationMps2: rotated(signal.accelerationMps2!, [1, 0, 0, 0, -1, 0, 0, 0, 1]),
  angularRateRadS: rotated(signal.angularRateRadS, [-1, 0, 0, 0, 1, 0, 0, 0, -1]),
});

const placements = (signals: readonly MotionSignal[]) => withSides(signals).map(({ placement }) => placement!.value);

describe("two feet of unknown sides", () => {
  it("are told apart by how they roll, in any order, and are the other ones in a mirror", () => {
    expect(placements([unsided(left), unsided(right)])).toEqual(["left-foot", "right-foot"]);
    expect(placements([unsided(right), unsided(left)])).toEqual(["right-foot", "left-foot"]);
    expect(placements([unsided(mirrored(left)), unsided(mirrored(right))])).toEqual(["right-foot", "left-foot"]);
    expect(leftFootOdds(mirrored(left))).toBeCloseTo(-leftFootOdds(left)!, 6);
  });

  it("stay unknown when they roll alike", () => {
    expect(placements([unsided(left), unsided(left)])).toEqual(["foot", "foot"]);
  });

  it("are both measured", () => {
    const { feet } = gaitReport({ name: "walk", signals: [unsided(left), unsided(right)] });
    expect(Object.keys(feet).toSorted()).toEqual(["left", "right"]);
  });
});

it("one foot keeps its unknown side, but is told what it looks like", () => {
  const [foot] = withSides([unsided(left)]);
  expect(foot!.placement).toMatchObject({ value: "foot" });
  expect(foot!.placement!.because).toMatch(/rolls like a left one \(\d+ in 100/);
});

it("a side that is known is left alone, whatever the foot looks like", () => {
  const told: MotionSignal = { ...left, placement: { value: "right-foot", from: "caller", because: "told by you" } };
  expect(withSides([told])[0]).toBe(told);
});

const folder = `${process.env.PLUMBLINE_DATA ?? ""}/gait/gait-data/`;

it.skipIf(!existsSync(folder))("of 60 trials, pairs whose odds lie apart are told rightly (PLUMBLINE_DATA)", () => {
  const told = readdirSync(folder)
    .filter((name) => name.endsWith(".csv.gz"))
    .map((name) => placements(signalsOf(folder + name, name).map(unsided)).join(" "));
  expect(told).toHaveLength(60);
  expect(told).not.toContain("right-foot left-foot");
  expect(told.filter((each) => each === "left-foot right-foot").length).toBeGreaterThanOrEqual(54);
});
