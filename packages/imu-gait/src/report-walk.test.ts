import { emptyAxes } from "@plumbline/signal-processing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StepMotion } from "./foot-motion.ts";
import type { FootStep, FootSteps } from "./foot-steps.ts";
import type { LumbarGait } from "./lumbar-gait.ts";
import type { GaitReport } from "./gait-report.ts";
import type { MotionSignal, Placement } from "./motion-signal.ts";
import { reportWalk } from "./report-walk.ts";
import type { GaitMethods } from "./report-walk.ts";
import type { Walk } from "./walk.ts";

/** A foot that walks by the clock: times in seconds, so that every rate draws the same walk. */
interface DrawnFoot {
  readonly placement: Placement;
  readonly file?: string;
  readonly rate?: number;
  readonly firstSample?: number;
  readonly strides?: number;
  readonly strideS?: number;
  readonly swingS?: number;
  /** Of the first toe-off. */
  readonly startS?: number;
  readonly lengthM?: number;
  readonly turnS?: readonly [number, number];
}

const REST_S = 2;

function drawnFoot({ placement, file = "walk.csv", rate = 100, firstSample = 0, strides = 12, ...foot }: DrawnFoot) {
  const { strideS = 1.2, swingS = 0.48, startS = 0, lengthM = 1.3, turnS } = foot;
  const at = (seconds: number): number => Math.round((REST_S + startS + seconds) * rate);
  const steps = Array.from({ length: strides }, (_, stride): FootStep => {
    const toeOff = stride * strideS;
    const contact = toeOff + swingS;
    return { heelOff: at(toeOff - 0.15), toeOff: at(toeOff), initialContact: at(contact), footFlat: at(contact + 0.1) };
  });
  const samples = at(strides * strideS + REST_S);
  const signal: MotionSignal = {
    file,
    format: "mapped CSV",
    device: null,
    samplingRateHz: rate,
    samples,
    firstSample,
    accelerationMps2: emptyAxes(samples),
    angularRateRadS: emptyAxes(samples),
    gaps: [],
    placement: { value: placement, from: "caller", because: "told by you" },
    units: {
      acceleration: { value: "m/s2", from: "caller", because: "told by you" },
      angularRate: { value: "rad/s", from: "caller", because: "told by you" },
      gravity: { value: "present", from: "caller", because: "told by you" },
    },
    notes: [],
  };
  const found: FootSteps = {
    steps,
    bouts: [{ start: steps[0]!.heelOff, end: steps.at(-1)!.footFlat }],
    turns: turnS === undefined ? [] : [{ start: at(turnS[0]), end: at(turnS[1]) }],
  };
  const motion = steps.map(({ heelOff, footFlat }, step): StepMotion & { readonly step: number } => ({
    step,
    start: heelOff - Math.round(0.15 * rate),
    end: footFlat + Math.round(0.15 * rate),
    lengthM,
    riseM: 0,
    peakHeightM: 0.12,
    midSwingHeightM: 0.05,
    pitchAtContactDeg: 20,
    pitchAtToeOffDeg: -60,
    progressionAngleDeg: placement === "foot" ? null : 7,
    headingChangeDeg: 0,
    driftMps: 0.1,
  }));
  return { signal, found, motion };
}

type Drawn = ReturnType<typeof drawnFoot>;

const LUMBAR: LumbarGait = {
  bouts: [],
  turns: [],
  facing: { forward: [0, 0, 1], left: [0, -1, 0] },
  cadenceStepsPerMin: 101,
  strideLengthM: 1.25,
  speedMps: 1.05,
  stepRegularity: 0.8,
  strideRegularity: 0.85,
  harmonicRatioPercent: { vertical: 95, forward: 94, sideways: 86 },
  trunkSwayDeg: { pitch: 5, roll: 6, yaw: 9 },
  forwardLeanByMinuteDeg: [],
};

function report(drawn: readonly Drawn[], walk: Partial<Walk> = {}, lumbar = LUMBAR): GaitReport {
  const of = (signal: MotionSignal): Drawn => drawn.find((foot) => foot.signal === signal)!;
  const methods: GaitMethods = {
    findFootSteps: (signal) => of(signal).found,
    findFootMounting: () => ({ toFoot: [1, 0, 0, 0, 1, 0, 0, 0, 1], planarShare: 0.95 }),
    measureFootMotion: (signal, { steps }) => ({
      steps: of(signal).motion.filter(({ step }) => step < steps.length),
      positionM: emptyAxes(0),
    }),
    measureLumbarGait: () => lumbar,
  };
  return reportWalk({ name: "walk", signals: drawn.map(({ signal }) => signal), ...walk }, methods);
}

function codes({ quality }: GaitReport): readonly string[] {
  return quality.map(({ code }) => code);
}

const LEFT: DrawnFoot = { placement: "left-foot" };
const RIGHT: DrawnFoot = { placement: "right-foot", startS: 0.6 };

describe("strides", () => {
  test("last from contact to contact and reach from mid-stance to mid-stance", () => {
    const [first, second] = report([drawnFoot(LEFT)]).feet.left!.strides;
    // Toe-off at 2.0 s, contact at 2.48 s; the next ones 1.2 s later.
    expect(first).toMatchObject({ use: "first", timeS: null, stanceS: null, swingS: 0.48, toeOffSample: 200 });
    expect(second).toMatchObject({ use: "used", timeS: 1.2, stanceS: 0.72, swingS: 0.48, stancePercent: 60 });
    // Heel-off 0.15 s before toe-off, the middle of stance as much before it.
    expect(second).toMatchObject({ startSample: 320 - 30, endSample: 368 + 25, initialContactSample: 368 });
    expect(second!.speedMps).toBeCloseTo(1.3 / 1.2);
  });

  test("first and last ones, and those of a turn, are listed but make no mean", () => {
    const { feet, summary } = report([drawnFoot({ ...LEFT, turnS: [4.8, 5.4] })]);
    const uses = feet.left!.strides.map(({ use }) => use);
    expect(uses.join(" ")).toBe("first used used used turn turn used used used used used last");
    expect(summary.left!.strideTimeS!.strides).toBe(8);
    expect(summary.left!.turnTimeS).toMatchObject({ value: 0.6, strides: 1 });
  });

  test("that miss samples or that nobody walks make no mean either", () => {
    const foot = drawnFoot(LEFT);
    const lost = { ...foot, signal: { ...foot.signal, gaps: [{ start: 500, end: 530 }] } };
    expect(report([lost]).feet.left!.strides.some(({ use }) => use === "gap")).toBe(true);
    expect(codes(report([lost]))).toContain("gait/gaps");
    const slow = drawnFoot({ ...LEFT, strideS: 3.5 });
    expect(report([slow]).feet.left!.strides.filter(({ use }) => use === "used")).toEqual([]);
    expect(codes(report([slow]))).toContain("gait/implausible");
    expect(report([slow]).summary).toMatchObject({ both: {}, distanceM: null });
  });

  test("are told in the file's own count", () => {
    const early = report([drawnFoot(LEFT)]);
    const late = report([drawnFoot({ ...LEFT, firstSample: 1000 })]);
    const moved = (samples: readonly number[]): readonly number[] => samples.map((sample) => sample + 1000);
    expect(late.feet.left!.steps).toEqual(early.feet.left!.steps.map(moved));
    expect(late.feet.left!.events.map(({ sample }) => sample)).toEqual(
      moved(early.feet.left!.events.map(({ sample }) => sample)),
    );
    expect(late.feet.left!.strides[3]!.startSample).toBe(early.feet.left!.strides[3]!.startSample + 1000);
    expect(late.summary).toEqual(early.summary);
  });
});

describe("both feet", () => {
  test("on one clock give step times and double support", () => {
    const { summary } = report([drawnFoot(LEFT), drawnFoot(RIGHT)]);
    expect(summary.left!.stepTimeS!.value).toBeCloseTo(0.6);
    // Of each stride of 1.2 s a foot swings 0.48 s, and so does the other: 0.24 s are left for both on the floor.
    expect(summary.both.doubleSupportPercent!.value).toBeCloseTo(20);
    expect(summary.both.singleSupportPercent!.value).toBeCloseTo(40);
    expect(summary.both.cadenceStepsPerMin!.value).toBeCloseTo(100);
    expect(summary.both.strideTimeS).toMatchObject({ source: "both feet", strides: 20 });
  });

  test("show a limp: the shorter stance has its side", () => {
    const { summary } = report([drawnFoot({ ...LEFT, swingS: 0.54 }), drawnFoot(RIGHT)]);
    const { stanceTimeS } = summary.symmetry;
    expect(stanceTimeS).toMatchObject({ left: 0.66, right: 0.72 });
    expect(stanceTimeS!.ratio).toBeCloseTo(0.66 / 0.72);
    expect(stanceTimeS!.differencePercent).toBeCloseTo((-100 * 0.06) / 0.69);
  });

  test("from files without a common clock give no step time, and it is said", () => {
    const apart = report([drawnFoot({ ...LEFT, file: "l.csv" }), drawnFoot({ ...RIGHT, file: "r.csv" })]);
    expect(apart.summary.both.stepTimeS).toBeUndefined();
    expect(apart.summary.both.stanceTimeS!.value).toBeCloseTo(0.72);
    expect(apart.quality.find(({ code }) => code === "gait/no-common-clock")!.blocks).toContain(
      "summary.both.doubleSupportPercent",
    );
  });

  test("that swing at the same time are not of one walk", () => {
    const same = report([drawnFoot(LEFT), drawnFoot({ ...RIGHT, startS: 0.05 })]);
    expect(codes(same)).toContain("gait/clocks-apart");
    expect(same.summary.both.doubleSupportPercent).toBeUndefined();
  });

  test("that go unlike ways have no lengths, but their times", () => {
    const apart = report([drawnFoot(LEFT), drawnFoot({ ...RIGHT, lengthM: 1.6 })]);
    expect(codes(apart)).toContain("gait/feet-apart");
    expect(apart.summary.both.speedMps).toBeUndefined();
    expect(apart.summary.distanceM).toBeNull();
    expect(apart.summary.both.strideTimeS!.value).toBeCloseTo(1.2);
  });
});

describe("the walk", () => {
  test("does not depend on the order of its files", () => {
    const feet = [drawnFoot({ ...LEFT, file: "l.csv" }), drawnFoot({ ...RIGHT, file: "r.csv" })];
    expect(report(feet.toReversed())).toEqual(report(feet));
  });

  test("mirrored gives the mirrored report", () => {
    const drawnWalk = fc.record({
      strideS: fc.double({ min: 0.9, max: 1.6, noNaN: true }),
      left: fc.double({ min: 0.3, max: 0.42, noNaN: true }),
      right: fc.double({ min: 0.3, max: 0.42, noNaN: true }),
      lengthM: fc.double({ min: 0.5, max: 1.6, noNaN: true }),
    });
    fc.assert(
      fc.property(drawnWalk, ({ strideS, left, right, lengthM }) => {
        const walked = report([
          drawnFoot({ ...LEFT, strideS, swingS: left, lengthM }),
          drawnFoot({ ...RIGHT, startS: strideS / 2, strideS, swingS: right, lengthM }),
        ]);
        const mirrored = report([
          drawnFoot({ ...LEFT, placement: "right-foot", strideS, swingS: left, lengthM }),
          drawnFoot({ ...RIGHT, placement: "left-foot", startS: strideS / 2, strideS, swingS: right, lengthM }),
        ]);
        expect(mirrored.feet.left!.strides).toEqual(walked.feet.right!.strides);
        expect(mirrored.feet.right!.strides).toEqual(walked.feet.left!.strides);
        expect(mirrored.summary.both).toEqual(walked.summary.both);
        const [was, is] = [walked.summary.symmetry.stanceTimeS!, mirrored.summary.symmetry.stanceTimeS!];
        expect(is.differencePercent).toBeCloseTo(-was.differencePercent);
        expect(is.ratio).toBe(was.ratio);
      }),
      { numRuns: 25 },
    );
  });

  test.each([50, 200, 400])("at %d Hz gives the figures that it gives at 100 Hz", (rate) => {
    const usual = report([drawnFoot(LEFT), drawnFoot(RIGHT)]).summary.both;
    const other = report([drawnFoot({ ...LEFT, rate }), drawnFoot({ ...RIGHT, rate })]).summary.both;
    expect(Object.keys(other)).toEqual(Object.keys(usual));
    for (const [name, figure] of Object.entries(usual)) {
      expect(other[name as keyof typeof other]!.value).toBeCloseTo(figure.value, 1);
    }
  });

  test("of one foot says what is missing; without a side it stands as unknown", () => {
    const { feet, summary, quality } = report([drawnFoot({ placement: "foot" })]);
    expect(Object.keys(feet)).toEqual(["unknown"]);
    expect(summary.unknown!.strideLengthM).toMatchObject({ value: 1.3, source: "foot" });
    expect(summary.both.strideLengthM).toEqual(summary.unknown!.strideLengthM);
    expect(quality.map(({ code }) => code)).toEqual(expect.arrayContaining(["gait/side-unknown", "gait/one-foot"]));
  });

  test("a foot of unknown side beside a left one is the right one", () => {
    const walked = report([drawnFoot(LEFT), drawnFoot({ ...RIGHT, placement: "foot" })]);
    expect(Object.keys(walked.feet)).toEqual(["left", "right"]);
    expect(codes(walked)).toContain("gait/side-inferred");
  });

  test("two recordings of one foot are not mixed", () => {
    const twice = report([drawnFoot({ ...LEFT, file: "a.csv" }), drawnFoot({ ...LEFT, file: "b.csv" })]);
    expect(twice.recordings.map(({ usedAs }) => usedAs)).toEqual(["left", null]);
    expect(codes(twice)).toContain("gait/two-of-one-place");
  });

  test("of a lower back alone has its figures from there", () => {
    const { summary, lumbar } = report([drawnFoot({ placement: "lumbar" })]);
    expect(lumbar!.cadenceStepsPerMin).toBe(101);
    expect(summary.both.speedMps).toMatchObject({ value: 1.05, source: "lower back", standardDeviation: null });
  });

  test("a lower back that steps as nobody walks has no numbers; without the height its lengths are those of a usual one", () => {
    const back = drawnFoot({ placement: "lumbar" });
    const racing = report([back], {}, { ...LUMBAR, cadenceStepsPerMin: 240 });
    expect(codes(racing)).toContain("gait/back-implausible");
    expect(racing.summary.both).toEqual({});
    const usual = report([back]);
    expect(codes(usual)).toContain("gait/height-assumed");
  });

  test("a lower back that turns all the time shows no usual pace", () => {
    const bouts = [{ start: 0, end: 1000, contacts: [], cadenceStepsPerMin: 101, strideLengthM: 1, speedMps: 1 }];
    const turns = [100, 300, 500, 700, 900].map((start) => ({ start, end: start + 90 }));
    const busy = report([drawnFoot({ placement: "lumbar" })], {}, { ...LUMBAR, bouts, turns });
    expect(codes(busy)).toContain("gait/back-turning");
    expect(busy.summary.both).toEqual({});
    expect(busy.lumbar!.speedMps).toBe(1.05);
  });

  test("lengths whose path drifted are left out, times stay", () => {
    const foot = drawnFoot(LEFT);
    const drifted = { ...foot, motion: foot.motion.map((step) => ({ ...step, driftMps: 2 })) };
    expect(codes(report([drifted]))).toContain("gait/drift-most");
    expect(report([drifted]).summary.both.strideLengthM).toBeUndefined();
    expect(report([drifted]).summary.both.strideTimeS!.value).toBeCloseTo(1.2);
    // The other foot goes the same way.
    const other = report([drifted, drawnFoot(RIGHT)]).summary;
    expect(other.both.strideLengthM).toMatchObject({ value: 1.3, source: "right foot" });
    expect(other.both.peakHeightM).toBeUndefined();
  });

  test("variability is told from 20 strides on", () => {
    const few = report([drawnFoot({ ...LEFT, strides: 21 })]);
    expect(few.summary.left!.strideTimeS!.coefficientOfVariationPercent).toBeNull();
    expect(codes(few)).toContain("gait/variability-few");
    const both = report([drawnFoot({ ...LEFT, strides: 21 }), drawnFoot({ ...RIGHT, strides: 21 })]);
    expect(both.summary.both.strideTimeS).toMatchObject({ strides: 38, coefficientOfVariationPercent: null });
    const many = report([drawnFoot({ ...LEFT, strides: 22 })]);
    expect(many.summary.left!.strideTimeS!.coefficientOfVariationPercent).toBeCloseTo(0);
  });

  test("minute by minute, the last is held against the first", () => {
    const { summary } = report([drawnFoot({ ...LEFT, strides: 160 }), drawnFoot({ ...RIGHT, strides: 160 })]);
    expect(summary.minutes.map(({ minute }) => minute)).toEqual([0, 1, 2]);
    expect(summary.overTime.speedMps!.change).toBeCloseTo(0);
  });

  test("a long way without a turn may be a treadmill", () => {
    expect(codes(report([drawnFoot({ ...LEFT, strides: 80 })]))).toContain("gait/perhaps-treadmill");
    expect(codes(report([drawnFoot({ ...LEFT, strides: 40 })]))).not.toContain("gait/perhaps-treadmill");
  });
});

describe("norms", () => {
  test("without the person's age there are none", () => {
    expect(report([drawnFoot(LEFT)]).zScores).toEqual({});
  });

  test("speed is held against age and sex, by hand", () => {
    const { zScores } = report([drawnFoot(LEFT)], { person: { ageYears: 64, sex: "female", heightM: 1.6 } });
    // 1.3 m ÷ 1.2 s = 1.0833 m/s; women in their sixties 1.24 ± 0.2.
    expect(zScores.speedMps!.z).toBeCloseTo((1.3 / 1.2 - 1.24) / 0.2);
    expect(zScores.speedMps).toMatchObject({ group: "women of 60 to 69 years", status: "seen" });
    expect(zScores.speedPerHeight!.value).toBeCloseTo(1.3 / 1.2 / 1.6);
    expect(zScores.cadenceStepsPerMin!.status).toBe("measured");
  });

  test("a norm of one sex is not used without it", () => {
    const { zScores } = report([drawnFoot(LEFT)], { person: { ageYears: 64 } });
    expect(zScores.speedMps).toBeUndefined();
    expect(zScores.strideTimeS!.group).toBe("adults");
  });
});

describe("corrections", () => {
  const found = report([drawnFoot(LEFT)]).feet.left!;
  const fifth = found.events.filter(({ kind }) => kind === "initial-contact")[4]!.sample;

  test("a moved contact moves its stride and the next, and is marked", () => {
    const { feet } = report([drawnFoot(LEFT)], {
      corrections: [{ kind: "move", foot: "left", event: "initial-contact", sample: fifth, to: fifth + 5 }],
    });
    expect(feet.left!.strides.map(({ timeS }) => timeS).slice(3, 7)).toEqual([1.2, 1.25, 1.15, 1.2]);
    expect(feet.left!.events.filter(({ corrected }) => corrected)).toEqual([
      { kind: "initial-contact", sample: fifth + 5, corrected: true },
    ]);
  });

  test("a step whose events are removed is gone, and added again it is back", () => {
    const events = found.events.slice(8, 12);
    const removed = events.map(({ kind, sample }) => ({ kind: "remove", foot: "left", event: kind, sample }) as const);
    const added = events.map(({ kind, sample }) => ({ kind: "add", foot: "left", event: kind, sample }) as const);
    const without = report([drawnFoot(LEFT)], { corrections: removed }).feet.left!;
    expect(without.steps).toHaveLength(found.steps.length - 1);
    const again = report([drawnFoot(LEFT)], { corrections: [...removed, ...added] }).feet.left!;
    expect(again.steps).toEqual(found.steps);
    expect(again.bouts).toEqual(found.bouts);
  });

  test("half a step is not measured, and it is said", () => {
    const halved = report([drawnFoot(LEFT)], {
      corrections: [{ kind: "remove", foot: "left", event: "initial-contact", sample: fifth }],
    });
    expect(halved.feet.left!.steps).toHaveLength(found.steps.length - 1);
    expect(halved.feet.left!.events).toHaveLength(found.events.length - 1);
    expect(codes(halved)).toContain("gait/step-incomplete");
  });

  test("one that finds its event no more is told, and changes nothing", () => {
    const { feet, quality } = report([drawnFoot(LEFT)], {
      corrections: [{ kind: "remove", foot: "left", event: "toe-off", sample: fifth }],
    });
    expect(feet.left).toEqual(found);
    expect(quality.map(({ code }) => code)).toContain("gait/correction-lost");
  });
});
