import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { rotated } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import { describe, expect, test } from "vitest";
import { findFootMounting } from "./find-foot-mounting.ts";
import { findFootSteps } from "./find-foot-steps.ts";
import type { FootStep } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { readMotionFile } from "./open-motion-file.ts";

const bytes = gunzipSync(readFileSync(new URL("../../../examples/walk.csv.gz", import.meta.url)));
const read = readMotionFile(bytes, "walk.csv", { samplingRateHz: 204.8 });
if (!read.ok) throw new Error("the example walk must be readable");
const feet = read.value;

type Change = (column: Float64Array, axis: number) => Float64Array;

function changed(signal: MotionSignal, rate: Change, force: Change): MotionSignal {
  const [angularRateRadS, accelerationMps2] = [
    signal.angularRateRadS.map(rate) as unknown as Axes,
    signal.accelerationMps2!.map(force) as unknown as Axes,
  ];
  return { ...signal, samples: angularRateRadS[0].length, angularRateRadS, accelerationMps2 };
}

const resampledTo = (rateHz: number) => (signal: MotionSignal) => {
  const ratio = signal.samplingRateHz / rateHz;
  const change: Change = (column) =>
    Float64Array.from({ length: Math.floor((column.length - 1) / ratio) }, (_, at) => {
      const below = Math.floor(at * ratio);
      return column[below]! + (at * ratio - below) * (column[below + 1]! - column[below]!);
    });
  return { ...changed(signal, change, change), samplingRateHz: rateHz };
};

/** A mirrored body turns the other way about the axes in the mirror's plane. */
const mirrored = (signal: MotionSignal) =>
  changed(
    signal,
    (column, axis) => (axis === 1 ? column : column.map((value) => -value)),
    (column, axis) => (axis === 1 ? column.map((value) => -value) : column),
  );

const turned = (signal: MotionSignal): MotionSignal => {
  // Axes changed about, and then turned by 40° about z.
  const [cosine, sine] = [Math.cos(0.7), Math.sin(0.7)];
  const turn = [0, cosine, sine, 0, -sine, cosine, 1, 0, 0];
  return {
    ...signal,
    angularRateRadS: rotated(signal.angularRateRadS, turn),
    accelerationMps2: rotated(signal.accelerationMps2!, turn),
  };
};

/** Steady unevenness of 1.5°/s and 0.15 m/s² in place of chance. */
const noisy = (signal: MotionSignal) => {
  const noise =
    (size: number): Change =>
    (column, axis) =>
      column.map((value, at) => value + size * Math.sin((at + axis) * 12.9898) * 1.4 * Math.cos(at * 78.233));
  return changed(signal, noise(0.026), noise(0.15));
};

/** Every eleventh tenth of a second misses 40 ms, filled by a straight line. */
const withHoles = (signal: MotionSignal) => {
  const length = Math.round(0.04 * signal.samplingRateHz);
  const fill: Change = (column) => {
    const filled = column.slice();
    for (let start = 100; start + length < column.length; start += Math.round(1.1 * signal.samplingRateHz)) {
      const [from, to] = [column[start - 1]!, column[start + length]!];
      for (let at = 0; at < length; at++) filled[start + at] = from + ((to - from) * (at + 1)) / (length + 1);
    }
    return filled;
  };
  return changed(signal, fill, fill);
};

describe("the steps of a real walk stay where they are", () => {
  // Median and largest distance in seconds that an event may move.
  test.each([
    ["at 50 Hz", resampledTo(50), 0.015, 0.1],
    ["at 100 Hz", resampledTo(100), 0.01, 0.08],
    ["at 400 Hz", resampledTo(400), 0.006, 0.08],
    ["mirrored", mirrored, 0, 0],
    ["with the sensor turned", turned, 0.001, 0.02],
    ["with noise", noisy, 0.015, 0.1],
    ["with holes", withHoles, 0.006, 0.1],
  ] as const)("%s", (_, change, median, largest) => {
    for (const foot of feet) {
      const plain = findFootSteps(foot).steps;
      expect(plain.length).toBeGreaterThan(20);
      const other = change(foot);
      const found = findFootSteps(other).steps;
      expect(found).toHaveLength(plain.length);
      const moved = found.flatMap((step, at) =>
        (Object.keys(step) as (keyof FootStep)[]).map((kind) =>
          Math.abs(step[kind] / other.samplingRateHz - plain[at]![kind] / foot.samplingRateHz),
        ),
      );
      moved.sort((a, b) => a - b);
      expect(moved[moved.length >> 1]).toBeLessThanOrEqual(median);
      expect(moved.at(-1)).toBeLessThanOrEqual(largest);
    }
  });

  test("without acceleration too, though a foot that goes nowhere does not show then", () => {
    for (const foot of feet) {
      const found = findFootSteps({ ...foot, accelerationMps2: null }).steps;
      for (const { toeOff, footFlat } of findFootSteps(foot).steps) {
        const same = found.find((step) => Math.abs(step.toeOff - toeOff) < 0.02 * foot.samplingRateHz)!;
        expect(Math.abs(same.footFlat - footFlat)).toBeLessThan(0.15 * foot.samplingRateHz);
      }
    }
  });

  test("and the axes of the foot turn with the sensor", () => {
    for (const foot of feet) {
      const plain = findFootMounting(foot, findFootSteps(foot))!;
      const other = turned(foot);
      const back = findFootMounting(other, findFootSteps(other))!;
      const [one, same] = [
        rotated(foot.angularRateRadS, plain.toFoot)[1],
        rotated(other.angularRateRadS, back.toFoot)[1],
      ];
      one.forEach((rate, at) => expect(Math.abs(same[at]! - rate)).toBeLessThan(0.05));
    }
  });
});
