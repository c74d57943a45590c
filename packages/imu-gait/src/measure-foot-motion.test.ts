import fc from "fast-check";
import { rotated } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import { expect, test } from "vitest";
import { drawnSignal } from "../test-data/drawn-signal.ts";
import type { FootStep } from "./foot-steps.ts";
import { measureFootMotion } from "./measure-foot-motion.ts";
import type { MotionSignal } from "./motion-signal.ts";

const G = 9.81;
const STRIDE_S = 1.2;
const SWING_S = 0.7;
const STEPS = 4;

/**
 * A foot whose way is known in every moment: it lies flat, then swings forward by `lengthM` and up by half a sine, its
 * toes going down and up on the way, turned out by `outDeg`; all derivatives taken by hand.
 */
function drawnFoot(rateHz: number, lengthM: number, heightM: number, outRad: number): { rate: Axes; force: Axes } {
  const samples = Math.round((2 + STEPS * STRIDE_S) * rateHz);
  const columns = Array.from({ length: 6 }, () => new Float64Array(samples)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [cosOut, sinOut] = [Math.cos(outRad), Math.sin(outRad)];
  for (let at = 0; at < samples; at++) {
    const seconds = at / rateHz - 1;
    const phase = seconds < 0 || seconds >= STEPS * STRIDE_S ? -1 : (seconds % STRIDE_S) / SWING_S;
    const isMoving = phase >= 0 && phase < 1;
    const w = 2 * Math.PI;
    // Way: s(u) = u − sin(2πu)/2π, height: ((1 − cos 2πu)/2)², pitch: −0.5 sin(2πu)·(1 − cos 2πu)/2 rad, toes up positive.
    const forward = isMoving ? (lengthM * w * Math.sin(w * phase)) / SWING_S ** 2 : 0;
    const up = isMoving ? (heightM * w * w * (Math.cos(w * phase) - Math.cos(2 * w * phase))) / 2 / SWING_S ** 2 : 0;
    const pitch = isMoving ? -0.25 * Math.sin(w * phase) * (1 - Math.cos(w * phase)) : 0;
    const pitchRate = isMoving ? (-0.25 * w * (Math.cos(w * phase) - Math.cos(2 * w * phase))) / SWING_S : 0;
    // In the axes of the foot: it walks along a direction that lies `out` to its right.
    const ahead = cosOut * forward;
    columns[3][at] = Math.cos(pitch) * ahead + Math.sin(pitch) * (up + G);
    columns[4][at] = -sinOut * forward;
    columns[5][at] = -Math.sin(pitch) * ahead + Math.cos(pitch) * (up + G);
    // A rate about y is positive when the toes go down.
    columns[1][at] = -pitchRate;
  }
  const [x, y, z, a, b, c] = columns;
  return { rate: [x, y, z], force: [a, b, c] };
}

function stepsOf(rateHz: number): FootStep[] {
  const at = (seconds: number) => Math.round((1 + seconds) * rateHz);
  return Array.from({ length: STEPS }, (_, step) => ({
    heelOff: at(step * STRIDE_S),
    toeOff: at(step * STRIDE_S + 0.25 * SWING_S),
    initialContact: at(step * STRIDE_S + 0.8 * SWING_S),
    footFlat: at(step * STRIDE_S + SWING_S),
  }));
}

const signalOf = (rateHz: number, rate: Axes, force: Axes): MotionSignal =>
  drawnSignal("left-foot", rateHz, rate, force);

const UPRIGHT = [1, 0, 0, 0, 1, 0, 0, 0, 1];

test("gives back length, height and direction of a known way at any rate and in any mounting", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(50, 100, 200, 400),
      fc.double({ min: 0.3, max: 1.6, noNaN: true }),
      fc.double({ min: 0.05, max: 0.2, noNaN: true }),
      fc.double({ min: -0.4, max: 0.4, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      (rateHz, lengthM, heightM, outRad, angle) => {
        const { rate, force } = drawnFoot(rateHz, lengthM, heightM, outRad);
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        // A turn of the sensor, and the mounting that undoes it.
        const turn = [c, -s, 0, s * c, c * c, -s, s * s, c * s, c];
        const back = [0, 3, 6, 1, 4, 7, 2, 5, 8].map((at) => turn[at]!);
        const signal = signalOf(rateHz, rotated(rate, turn), rotated(force, turn));
        const mounting = { toFoot: back, planarShare: 1 };
        const { steps } = measureFootMotion(signal, { steps: stepsOf(rateHz), bouts: [], turns: [] }, mounting, "left");
        expect(steps).toHaveLength(STEPS);
        for (const step of steps) {
          expect(Math.abs(step.lengthM / lengthM - 1)).toBeLessThan(0.01);
          expect(Math.abs(step.peakHeightM - heightM)).toBeLessThan(0.005);
          expect(Math.abs(step.riseM)).toBeLessThan(0.005);
          expect(step.driftMps).toBeLessThan(0.02);
          // The way lies to the right of the foot, so the foot points to the left of the way: out, on a left foot.
          expect(Math.abs(step.progressionAngleDeg! - (outRad * 180) / Math.PI)).toBeLessThan(1);
          expect(Math.abs(step.headingChangeDeg!)).toBeLessThan(0.5);
        }
      },
    ),
    { numRuns: 40 },
  );
});

/** A fixed unevenness in place of chance. */
const uneven = (at: number) => Math.sin(at * 12.9898) * Math.cos(at * 78.233);

test("a cheap sensor's noise and bias cost little length and height", () => {
  const { rate, force } = drawnFoot(100, 1.2, 0.1, 0);
  const bias = [0.03, -0.02, 0.01];
  const noisyRate = rate.map((column, axis) =>
    column.map((value, at) => value + bias[axis]! + 0.01 * uneven(at + axis)),
  );
  const noisyForce = force.map((column, axis) => column.map((value, at) => value + 0.1 * uneven(at + 5 * axis)));
  const signal = signalOf(100, noisyRate as unknown as Axes, noisyForce as unknown as Axes);
  const steps = { steps: stepsOf(100), bouts: [], turns: [] };
  const motion = measureFootMotion(signal, steps, { toFoot: UPRIGHT, planarShare: 1 }, "left");
  expect(motion.steps).toHaveLength(STEPS);
  for (const step of motion.steps) {
    expect(Math.abs(step.lengthM / 1.2 - 1)).toBeLessThan(0.02);
    expect(Math.abs(step.peakHeightM - 0.1)).toBeLessThan(0.01);
    expect(Math.abs(step.headingChangeDeg!)).toBeLessThan(1);
  }
});

test("a sensor on a foot that rolls over the floor all the time is not taken as still", () => {
  const [rateHz, turning, height] = [100, 0.1, 0.08];
  const angle = Float64Array.from({ length: 2 * rateHz }, (_, at) => (turning * (at - rateHz)) / rateHz);
  const none = new Float64Array(angle.length);
  // On a circle about the floor below, toes going down; to the middle it is pulled by its turning.
  const force = [angle.map((a) => -G * Math.sin(a)), none, angle.map((a) => G * Math.cos(a) - turning ** 2 * height)];
  const signal = signalOf(rateHz, [none, none.map(() => turning), none], force as unknown as Axes);
  // Too slow a turning for a foot, and never at rest: a second without rest leaves the bias at zero.
  const steps = [{ heelOff: 60, toeOff: 80, initialContact: 120, footFlat: 140 }];
  const mounting = { toFoot: UPRIGHT, planarShare: 1 };
  const [step] = measureFootMotion(signal, { steps, bouts: [], turns: [] }, mounting, null).steps;
  const turned = angle[step!.end]! - angle[step!.start]!;
  expect(step!.lengthM).toBeCloseTo(height * turned, 3);
  expect(turned).toBeGreaterThan(0.05);
});

/** One step of which only the height is drawn: steps of a smooth curve between given heights, a quarter of a second each. */
function risen(heights: readonly number[]): number | null {
  const rateHz = 200;
  const still = rateHz;
  const part = rateHz / 4;
  const samples = 2 * still + (heights.length - 1) * part;
  const up = new Float64Array(samples).fill(G);
  for (let at = still; at < samples - still; at++) {
    const [index, phase] = [Math.floor((at - still) / part), ((at - still) % part) / part];
    up[at]! += ((heights[index + 1]! - heights[index]!) * 2 * Math.PI * Math.sin(2 * Math.PI * phase)) / 0.25 ** 2;
  }
  const none = new Float64Array(samples);
  const end = samples - still;
  const steps = [{ heelOff: still, toeOff: still + part, initialContact: end - part, footFlat: end }];
  const signal = signalOf(rateHz, [none, none, none], [none, none, up]);
  const mounting = { toFoot: UPRIGHT, planarShare: 1 };
  return measureFootMotion(signal, { steps, bouts: [], turns: [] }, mounting, null).steps[0]!.midSwingHeightM;
}

test("clearance is the dip between two rises, whichever of them is higher; without a dip there is none", () => {
  expect(risen([0, 0.1, 0.03, 0.06, 0])).toBeCloseTo(0.03, 2);
  expect(risen([0, 0.06, 0.03, 0.1, 0])).toBeCloseTo(0.03, 2);
  expect(risen([0, 0.1, 0])).toBeNull();
  // Sinking before the heel rises is no dip.
  expect(risen([0, -0.01, 0.1, 0])).toBeNull();
});

test("toes-out of a left foot is toes-in of the same way on a right foot", () => {
  const { rate, force } = drawnFoot(100, 1.2, 0.1, 0.2);
  const steps = { steps: stepsOf(100), bouts: [], turns: [] };
  const mounting = { toFoot: UPRIGHT, planarShare: 1 };
  const [left, right] = (["left", "right"] as const).map(
    (side) => measureFootMotion(signalOf(100, rate, force), steps, mounting, side).steps[0]!.progressionAngleDeg!,
  );
  expect(left).toBeCloseTo(-right!, 9);
});

test("pitch is that of the foot: toes down at toe-off, up at contact, and the place advances by the lengths", () => {
  const { rate, force } = drawnFoot(200, 1.2, 0.1, 0);
  const steps = { steps: stepsOf(200), bouts: [], turns: [] };
  const motion = measureFootMotion(signalOf(200, rate, force), steps, { toFoot: UPRIGHT, planarShare: 1 }, null);
  const [first] = motion.steps;
  const pitchAt = (phase: number) =>
    (-0.25 * Math.sin(2 * Math.PI * phase) * (1 - Math.cos(2 * Math.PI * phase)) * 180) / Math.PI;
  expect(Math.abs(first!.pitchAtToeOffDeg! - pitchAt(0.25))).toBeLessThan(1);
  expect(Math.abs(first!.pitchAtContactDeg! - pitchAt(0.8))).toBeLessThan(1);
  const last = motion.steps.at(-1)!;
  expect(motion.positionM[0][last.end]).toBeCloseTo(
    motion.steps.reduce((sum, { lengthM }) => sum + lengthM, 0),
    2,
  );
  expect(motion.positionM[0][0]).toBeNaN();
});

test("a sensor without acceleration has no path", () => {
  const { rate, force } = drawnFoot(100, 1, 0.1, 0);
  const signal = { ...signalOf(100, rate, force), accelerationMps2: null };
  const steps = { steps: stepsOf(100), bouts: [], turns: [] };
  expect(measureFootMotion(signal, steps, { toFoot: UPRIGHT, planarShare: 1 }, null).steps).toEqual([]);
});
