import fc from "fast-check";
import { rotated } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import { describe, expect, test } from "vitest";
import { drawnSignal } from "../test-data/drawn-signal.ts";
import { LUMBAR_WALK, readLumbarWalk } from "../test-data/lumbar-walk.ts";
import { measureLumbarGait } from "./measure-lumbar-gait.ts";
import type { MotionSignal } from "./motion-signal.ts";

const STEP_S = 0.55;
const STEPS = 20;
const STAND_S = 3;
const SENSOR_M = 1;
const RISE_M = 0.04;
const G = 9.81;

/**
 * A drawn trunk, x forward, y left, z up: it stands, then rises and falls by 4 cm with every step, is slowed after each
 * contact, is pushed away from the standing foot and turns with the leg that swings, then stands again.
 */
function drawnTrunk(rateHz: number, steps = STEPS): { force: Axes; rate: Axes; contactS: number[] } {
  const samples = Math.round((2 * STAND_S + steps * STEP_S) * rateHz);
  const columns = Array.from({ length: 6 }, () => new Float64Array(samples)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const step = (2 * Math.PI) / STEP_S;
  for (let at = 0; at < samples; at++) {
    const seconds = at / rateHz - STAND_S;
    const isWalking = seconds >= 0 && seconds < steps * STEP_S;
    // Lowest at 0.06 s behind the contact, where the upward acceleration is greatest.
    const phase = step * (seconds - 0.06);
    columns[2][at] = G + (isWalking ? (RISE_M / 2) * step ** 2 * Math.cos(phase) : 0);
    columns[0][at] = isWalking ? -1.2 * Math.sin(step * seconds) : 0;
    columns[1][at] = isWalking ? -0.8 * Math.sin((step / 2) * seconds) : 0;
    // A left contact at 0: 0.3 s later the pelvis is turned to the right, away from the foot that has landed.
    columns[5][at] = isWalking ? -0.12 * (step / 2) * Math.cos((step / 2) * (seconds - 0.3) + Math.PI / 2) : 0;
  }
  const [x, y, z, a, b, c] = columns;
  return {
    force: [x, y, z],
    rate: [a, b, c],
    contactS: Array.from({ length: steps }, (_, at) => STAND_S + at * STEP_S),
  };
}

const signalOf = (rateHz: number, rate: Axes, force: Axes | null): MotionSignal =>
  drawnSignal("lumbar", rateHz, rate, force);

describe("measureLumbarGait", () => {
  test.each([50, 100, 200])("finds the bout, its contacts and its cadence at %i Hz", (rateHz) => {
    const { force, rate, contactS } = drawnTrunk(rateHz);
    const gait = measureLumbarGait(signalOf(rateHz, rate, force), { sensorHeightM: SENSOR_M });
    expect(gait.bouts).toHaveLength(1);
    const contacts = gait.bouts[0]!.contacts;
    expect(Math.abs(contacts.length - STEPS)).toBeLessThanOrEqual(1);
    for (const { sample } of contacts.slice(1, -1)) {
      expect(Math.min(...contactS.map((seconds) => Math.abs(sample / rateHz - seconds)))).toBeLessThan(0.05);
    }
    expect(gait.cadenceStepsPerMin!).toBeGreaterThan(0.98 * (60 / STEP_S));
    expect(gait.cadenceStepsPerMin!).toBeLessThan(1.02 * (60 / STEP_S));
    expect(gait.stepRegularity!).toBeGreaterThan(0.9);
    expect(gait.strideRegularity!).toBeGreaterThan(0.9);
    expect(gait.turns).toEqual([]);
  });

  test("the pendulum gives the stride of a known rise, by the sensor's height, the person's, or a usual one", () => {
    const { force, rate } = drawnTrunk(100);
    const signal = signalOf(100, rate, force);
    const expected = 5 * Math.sqrt(2 * SENSOR_M * RISE_M - RISE_M ** 2);
    const bySensor = measureLumbarGait(signal, { sensorHeightM: SENSOR_M });
    // The filters that keep drift out keep a little of the rise out too.
    expect(Math.abs(bySensor.strideLengthM! / expected - 1)).toBeLessThan(0.1);
    expect(bySensor.speedMps!).toBeCloseTo((bySensor.strideLengthM! * bySensor.cadenceStepsPerMin!) / 120, 9);
    const byPerson = measureLumbarGait(signal, { heightM: SENSOR_M / 0.6 });
    expect(byPerson.strideLengthM!).toBeCloseTo(bySensor.strideLengthM!, 9);
    expect(Math.abs(measureLumbarGait(signal).strideLengthM! / bySensor.strideLengthM! - 1)).toBeLessThan(0.01);
  });

  test("feet take turns, and what repeats with the step is told from what repeats with the stride", () => {
    const { force, rate } = drawnTrunk(100);
    const gait = measureLumbarGait(signalOf(100, rate, force));
    for (const { sample, side } of gait.bouts[0]!.contacts.slice(1, -1)) {
      const step = Math.round((sample / 100 - STAND_S) / STEP_S);
      expect(side).toBe(step % 2 === 0 ? "left" : "right");
    }
    const { vertical, forward, sideways } = gait.harmonicRatioPercent!;
    for (const ratio of [vertical, forward, sideways]) expect(ratio).toBeGreaterThan(90);
    expect(gait.trunkSwayDeg!.yaw).toBeGreaterThan(5);
  });

  test("is the same however the sensor is mounted", () => {
    const { force, rate } = drawnTrunk(100);
    const upright = measureLumbarGait(signalOf(100, rate, force), { sensorHeightM: SENSOR_M });
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (angle) => {
        const [c, s] = [Math.cos(angle), Math.sin(angle)];
        const turn = [c, -s, 0, s * c, c * c, -s, s * s, c * s, c];
        const turned = measureLumbarGait(signalOf(100, rotated(rate, turn), rotated(force, turn)), {
          sensorHeightM: SENSOR_M,
        });
        expect(turned.bouts[0]!.contacts).toEqual(upright.bouts[0]!.contacts);
        expect(turned.strideLengthM!).toBeCloseTo(upright.strideLengthM!, 6);
        expect(turned.harmonicRatioPercent!.sideways).toBeCloseTo(upright.harmonicRatioPercent!.sideways, 3);
        expect(turned.trunkSwayDeg!.roll).toBeCloseTo(upright.trunkSwayDeg!.roll, 3);
      }),
      { numRuns: 15 },
    );
  });

  test("looks only within the walking it is told of, and finds nothing in standing or without acceleration", () => {
    const { force, rate } = drawnTrunk(100);
    const signal = signalOf(100, rate, force);
    const bouts = [{ start: 300, end: 300 + Math.round(6 * STEP_S * 100) }];
    expect(Math.abs(measureLumbarGait(signal, { bouts }).bouts[0]!.contacts.length - 6)).toBeLessThanOrEqual(1);
    const still: Axes = [new Float64Array(900), new Float64Array(900), new Float64Array(900).fill(G)];
    const zeros: Axes = [new Float64Array(900), new Float64Array(900), new Float64Array(900)];
    expect(measureLumbarGait(signalOf(100, zeros, still)).bouts).toEqual([]);
    expect(measureLumbarGait(signalOf(100, rate, null)).bouts).toEqual([]);
  });

  test("a trunk that stoops more with every minute of walking leans forward, not back", () => {
    const { force, rate } = drawnTrunk(50, 330);
    const [x, y, z] = force;
    const lean = (at: number) => ((at / x.length) * 12 * Math.PI) / 180;
    // The sensor's upper end goes forward: gravity's reaction gets a part along its backward axis.
    const stooped: Axes = [
      x.map((value, at) => Math.cos(lean(at)) * value - Math.sin(lean(at)) * z[at]!),
      y,
      z.map((value, at) => Math.sin(lean(at)) * x[at]! + Math.cos(lean(at)) * value),
    ];
    const { forwardLeanByMinuteDeg: minutes } = measureLumbarGait(signalOf(50, rate, stooped));
    expect(minutes).toHaveLength(3);
    expect(minutes[0]).toBe(0);
    // 12° over 187 s.
    expect(minutes[1]!).toBeCloseTo(3.85, 0);
    expect(minutes[2]!).toBeCloseTo(7.7, 0);
  });

  test("is the same when left and right change places, but for the sides", () => {
    const walk = readLumbarWalk();
    const minus = (column: Float64Array) => column.map((value) => -value);
    const [ax, ay, az] = walk.accelerationMps2!;
    const [gx, gy, gz] = walk.angularRateRadS;
    const mirrored = {
      ...walk,
      accelerationMps2: [ax, minus(ay), az],
      angularRateRadS: [minus(gx), gy, minus(gz)],
    } as const;
    const options = { bouts: [LUMBAR_WALK.bout] };
    const [one, other] = [measureLumbarGait(walk, options), measureLumbarGait(mirrored, options)];
    const swapped = { left: "right", right: "left" } as const;
    expect(other.bouts[0]!.contacts).toEqual(
      one.bouts[0]!.contacts.map(({ sample, side }) => ({ sample, side: side === null ? null : swapped[side] })),
    );
    expect(other.strideLengthM!).toBeCloseTo(one.strideLengthM!, 9);
    expect(other.harmonicRatioPercent!.sideways).toBeCloseTo(one.harmonicRatioPercent!.sideways, 9);
  });

  test("finds the contacts, sides, cadence and length of a real walk", () => {
    const { bout, leftContacts, rightContacts, sensorHeightM, cadenceStepsPerMin, strideLengthM } = LUMBAR_WALK;
    const gait = measureLumbarGait(readLumbarWalk(), { sensorHeightM, bouts: [bout] });
    const found = gait.bouts[0]!.contacts;
    expect(found).toHaveLength(leftContacts.length + rightContacts.length);
    for (const { sample, side } of found) {
      const marked = side === "left" ? leftContacts : rightContacts;
      expect(Math.min(...marked.map((mark) => Math.abs(mark - sample)))).toBeLessThanOrEqual(8);
    }
    expect(Math.abs(gait.cadenceStepsPerMin! - cadenceStepsPerMin)).toBeLessThan(2);
    expect(Math.abs(gait.strideLengthM! - strideLengthM)).toBeLessThan(0.12);
    const own = measureLumbarGait(readLumbarWalk()).bouts;
    expect(own).toHaveLength(1);
    expect(own[0]!.start).toBeLessThanOrEqual(bout.start);
    expect(own[0]!.end).toBeGreaterThanOrEqual(bout.end);
  });
});
