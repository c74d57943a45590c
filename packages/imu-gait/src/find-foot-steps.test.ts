import fc from "fast-check";
import { rotated } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import { describe, expect, test } from "vitest";
import { drawnSignal } from "../test-data/drawn-signal.ts";
import { findFootMounting } from "./find-foot-mounting.ts";
import { findFootSteps } from "./find-foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";

const STRIDE_S = 1.1;
const STEPS = 8;

/**
 * A drawn foot that stands for two seconds, makes eight strides and stands again: toes down at push-off, up in swing, down
 * at contact; gravity along the sensor's z while flat.
 */
function drawnWalk(rateHz: number): { angularRateRadS: Axes; accelerationMps2: Axes } {
  const samples = Math.round((4 + STEPS * STRIDE_S) * rateHz);
  const columns = Array.from({ length: 6 }, () => new Float64Array(samples));
  for (let at = 0; at < samples; at++) {
    const seconds = at / rateHz - 2;
    const phase = seconds < 0 || seconds >= STEPS * STRIDE_S ? -1 : seconds % STRIDE_S;
    const bump = (middle: number, width: number) => Math.exp(-(((phase - middle) / width) ** 2));
    // About y the toes go down with a positive rate.
    columns[1]![at] = phase < 0 ? 0 : 3.5 * bump(0.2, 0.06) - 5.5 * bump(0.42, 0.09) + 3 * bump(0.66, 0.04);
    columns[3]![at] = phase < 0 ? 0 : 12 * bump(0.3, 0.08) - 14 * bump(0.6, 0.05);
    columns[5]![at] = 9.81;
  }
  const [x, y, z, a, b, c] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { angularRateRadS: [x, y, z], accelerationMps2: [a, b, c] };
}

const signalOf = (
  rateHz: number,
  columns: { readonly angularRateRadS: Axes; readonly accelerationMps2: Axes | null },
): MotionSignal => drawnSignal("foot", rateHz, columns.angularRateRadS, columns.accelerationMps2);

/** Row-major turn by angles about z, then y, then x. */
function turnBy(a: number, b: number, c: number): number[] {
  const [ca, sa, cb, sb, cc, sc] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b), Math.cos(c), Math.sin(c)];
  return [
    ca * cb,
    ca * sb * sc - sa * cc,
    ca * sb * cc + sa * sc,
    sa * cb,
    sa * sb * sc + ca * cc,
    sa * sb * cc - ca * sc,
    -sb,
    cb * sc,
    cb * cc,
  ];
}

const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });

describe("findFootSteps", () => {
  test("finds every step with its events in order, the first and the last too, and nothing while standing", () => {
    const { steps, bouts, turns } = findFootSteps(signalOf(100, drawnWalk(100)));
    expect(steps).toHaveLength(STEPS);
    steps.forEach(({ heelOff, toeOff, initialContact, footFlat }, at) => {
      const start = 200 + at * STRIDE_S * 100;
      expect(heelOff).toBeLessThan(toeOff);
      expect(toeOff).toBeLessThan(initialContact);
      expect(initialContact).toBeLessThan(footFlat);
      // Between the fastest push-off and the rise of the toes; between the end of the rise and the fastest slap.
      expect(toeOff - start).toBeGreaterThan(20);
      expect(toeOff - start).toBeLessThan(31);
      expect(initialContact - start).toBeGreaterThan(55);
      expect(initialContact - start).toBeLessThan(66);
    });
    expect(bouts).toHaveLength(1);
    expect(turns).toEqual([]);
  });

  test.each([50, 200, 400])("finds the same at %i Hz", (rateHz) => {
    const at100 = findFootSteps(signalOf(100, drawnWalk(100))).steps;
    const found = findFootSteps(signalOf(rateHz, drawnWalk(rateHz))).steps;
    expect(found).toHaveLength(STEPS);
    found.forEach((step, at) => {
      for (const [kind, sample] of Object.entries(step)) {
        const seconds = at100[at]![kind as keyof typeof step] / 100;
        expect(Math.abs(sample / rateHz - seconds), kind).toBeLessThan(0.05);
      }
    });
  });

  test("finds the same however the sensor is turned", () => {
    const drawn = drawnWalk(100);
    const upright = findFootSteps(signalOf(100, drawn)).steps;
    fc.assert(
      fc.property(angle, angle, angle, (a, b, c) => {
        const turn = turnBy(a, b, c);
        const turned = {
          angularRateRadS: rotated(drawn.angularRateRadS, turn),
          accelerationMps2: rotated(drawn.accelerationMps2, turn),
        };
        expect(findFootSteps(signalOf(100, turned)).steps).toEqual(upright);
      }),
      { numRuns: 30 },
    );
  });

  test("does without acceleration, and finds nothing where nothing moves", () => {
    const { angularRateRadS } = drawnWalk(100);
    expect(findFootSteps(signalOf(100, { angularRateRadS, accelerationMps2: null })).steps).toHaveLength(STEPS);
    const still: Axes = [new Float64Array(500), new Float64Array(500), new Float64Array(500)];
    expect(findFootSteps(signalOf(100, { angularRateRadS: still, accelerationMps2: null })).steps).toEqual([]);
  });

  test("parts steps between which a hard contact rings on until the next push-off", () => {
    const { angularRateRadS, accelerationMps2 } = drawnWalk(100);
    const ringing = angularRateRadS[0].map((_, at) => (at > 220 && at < 1060 ? 1.2 * Math.sin(at * 2.2) : 0));
    // A brisk walker pushes off and comes down hard.
    const brisk = angularRateRadS[1].map((rate) => (rate > 0 ? 1.5 * rate : rate));
    const rung = { angularRateRadS: [ringing, brisk, angularRateRadS[2]] as const, accelerationMps2 };
    expect(findFootSteps(signalOf(100, rung)).steps).toHaveLength(STEPS);
  });

  test("leaves out a step that the recording cuts at its beginning or its end", () => {
    const cut = (start: number, end: number) => {
      const { angularRateRadS, accelerationMps2 } = drawnWalk(100);
      const columns = (axes: Axes) => axes.map((column) => column.slice(start, end)) as unknown as Axes;
      return signalOf(100, {
        angularRateRadS: columns(angularRateRadS),
        accelerationMps2: columns(accelerationMps2),
      });
    };
    const middleOf = (step: number) => Math.round(200 + (step + 0.4) * STRIDE_S * 100);
    expect(findFootSteps(cut(middleOf(0), 1280)).steps).toHaveLength(STEPS - 1);
    expect(findFootSteps(cut(0, middleOf(STEPS - 1))).steps).toHaveLength(STEPS - 1);
  });

  test("does not take for steps: shifting weight, tapping with the forefoot, turning on the spot", () => {
    const none = new Float64Array(1500);
    const gravity = none.map(() => 9.81);
    const pulses = (peak: number) => none.map((_, at) => (at % 110 < 60 ? peak * Math.sin((at % 110) / 9.55) : 0));
    const still = (angularRateRadS: Axes) =>
      findFootSteps(signalOf(100, { angularRateRadS, accelerationMps2: [none, none, gravity] })).steps;
    expect(still([pulses(0.2), pulses(0.4), pulses(0.1)])).toEqual([]);
    // The heel stays, so the sensor turns with its gravity and goes nowhere.
    const rate = pulses(3).map((value) => -value);
    let pitch = 0;
    const pitches = rate.map((value) => (pitch += value / 100));
    const tapping: Axes = [
      pitches.map((angle) => -9.81 * Math.sin(angle)),
      none,
      pitches.map((a) => 9.81 * Math.cos(a)),
    ];
    const tapped = signalOf(100, { angularRateRadS: [none, rate, none], accelerationMps2: tapping });
    expect(findFootSteps(tapped).steps).toEqual([]);
    expect(still([none, none, pulses(3).map(Math.abs)])).toEqual([]);
  });

  test("finds where the foot turns to another heading, and to which side it does not matter", () => {
    for (const side of [1, -1]) {
      const { angularRateRadS, accelerationMps2 } = drawnWalk(100);
      const start = 200 + 4 * STRIDE_S * 100;
      // A quarter turn within the fifth swing.
      const yaw = angularRateRadS[2].map((_, at) =>
        at > start + 30 && at < start + 60 ? (side * Math.PI) / 2 / 0.3 : 0,
      );
      const turning = { angularRateRadS: [angularRateRadS[0], angularRateRadS[1], yaw] as const, accelerationMps2 };
      for (const seen of [turning, { ...turning, accelerationMps2: null }]) {
        const { turns, steps } = findFootSteps(signalOf(100, seen));
        expect(turns).toEqual([{ start: steps[4]!.heelOff, end: steps[4]!.footFlat }]);
      }
    }
  });

  test("gives events in order, within the signal, of steps that do not overlap, whatever the signal is", () => {
    const anything = fc.record({
      samples: fc.integer({ min: 0, max: 900 }),
      rateHz: fc.integer({ min: 50, max: 400 }),
      size: fc.double({ min: 0, max: 20, noNaN: true }),
      slowness: fc.integer({ min: 1, max: 60 }),
      values: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 7, maxLength: 60 }),
    });
    fc.assert(
      fc.property(anything, ({ samples, rateHz, size, slowness, values }) => {
        const column = (shift: number, scale: number) =>
          Float64Array.from(
            { length: samples },
            (_, at) => scale * values[(Math.floor(at / slowness) + shift) % values.length]!,
          );
        const signal = signalOf(rateHz, {
          angularRateRadS: [column(0, size), column(3, size), column(5, size)],
          accelerationMps2: [
            column(1, 3 * size),
            column(2, 3 * size),
            column(4, 3 * size).map((value) => value + 9.81),
          ],
        });
        const { steps, bouts, turns } = findFootSteps(signal);
        let last = 0;
        for (const { heelOff, toeOff, initialContact, footFlat } of steps) {
          expect(heelOff).toBeGreaterThanOrEqual(last);
          expect(toeOff).toBeGreaterThan(heelOff);
          expect(initialContact).toBeGreaterThan(toeOff);
          expect(footFlat).toBeGreaterThan(initialContact);
          expect(footFlat).toBeLessThan(samples);
          last = footFlat;
        }
        for (const { start, end } of [...bouts, ...turns]) expect(end).toBeGreaterThan(start);
        findFootMounting(signal, { steps, bouts, turns })?.toFoot.forEach((part) => expect(part).not.toBeNaN());
      }),
      { numRuns: 300 },
    );
  });

  test("places no event where packets are missing for long", () => {
    const { angularRateRadS, accelerationMps2 } = drawnWalk(100);
    // The contact of the third step, and then half of a step: a hole of 0.06 s hides nothing.
    const contact = Math.round(200 + (2 + 0.57) * STRIDE_S * 100);
    const [long, short] = [
      { start: contact - 10, end: contact + 10 },
      { start: 560, end: 566 },
    ];
    const signal = { ...signalOf(100, { angularRateRadS, accelerationMps2 }), gaps: [long, short] };
    const { steps } = findFootSteps(signal);
    expect(steps).toHaveLength(STEPS - 1);
    expect(steps.flatMap(Object.values).filter((event) => event >= long.start && event < long.end)).toEqual([]);
  });

  test("calls walking that pauses for longer than a slow stance two bouts", () => {
    const first = drawnWalk(100);
    const joined = (axes: Axes) => axes.map((column) => Float64Array.from([...column, ...column])) as unknown as Axes;
    const twice = {
      angularRateRadS: joined(first.angularRateRadS),
      accelerationMps2: joined(first.accelerationMps2),
    };
    const { bouts, steps } = findFootSteps(signalOf(100, twice));
    expect(steps).toHaveLength(2 * STEPS);
    expect(bouts).toHaveLength(2);
  });

  test("looks only within the walking it is told of, and leaves a step whole that its bounds cut", () => {
    const all = findFootSteps(signalOf(100, drawnWalk(100))).steps;
    const bouts = [{ start: 200, end: 200 + 3 * 110 }];
    expect(findFootSteps(signalOf(100, drawnWalk(100)), { bouts }).steps).toEqual(all.slice(0, 3));
    const cutting = [{ start: all[2]!.heelOff + 10, end: all[4]!.footFlat - 10 }];
    expect(findFootSteps(signalOf(100, drawnWalk(100)), { bouts: cutting }).steps).toEqual(all.slice(2, 5));
  });
});

test("findFootMounting undoes any mounting: x forward, y left, z up", () => {
  const drawn = drawnWalk(100);
  fc.assert(
    fc.property(angle, angle, angle, (a, b, c) => {
      const turn = turnBy(a, b, c);
      const signal = signalOf(100, {
        angularRateRadS: rotated(drawn.angularRateRadS, turn),
        accelerationMps2: rotated(drawn.accelerationMps2, turn),
      });
      const { toFoot, planarShare } = findFootMounting(signal, findFootSteps(signal))!;
      const back = rotated(signal.angularRateRadS, toFoot);
      drawn.angularRateRadS[1].forEach((rate, at) => expect(back[1][at]!).toBeCloseTo(rate, 6));
      expect(rotated(signal.accelerationMps2!, toFoot)[2][0]).toBeCloseTo(9.81, 6);
      expect(planarShare).toBeCloseTo(1, 6);
    }),
    { numRuns: 10 },
  );
});
