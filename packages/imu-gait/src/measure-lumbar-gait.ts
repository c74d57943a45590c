import { autocorrelation, lowPass, mean, quantile } from "@plumbline/signal-processing";
import { findLumbarBouts } from "./lumbar-bouts.ts";
import { contactsWithin, stepFrequency, swayOf, withSides } from "./lumbar-contacts.ts";
import type { LumbarBout, LumbarContact, LumbarGait } from "./lumbar-gait.ts";
import { findTrunkTurns } from "./lumbar-turns.ts";
import type { MotionSignal } from "./motion-signal.ts";
import type { SampleRange } from "./sample-range.ts";
import { component, findFacing } from "./trunk-facing.ts";
import { highPass, integrated, trunkFrame } from "./trunk-frame.ts";
import type { TrunkFrame } from "./trunk-frame.ts";
import { trunkMotion } from "./trunk-motion.ts";

export interface LumbarGaitOptions {
  /** Of the sensor above the floor. */
  readonly sensorHeightM?: number;
  /** Of the person; used when the sensor's is not known. Without both a usual one is taken. */
  readonly heightM?: number;
  /** Walking is looked for only there; samples from the first element of the signal. */
  readonly bouts?: readonly SampleRange[];
}

/** Of stature: where a sensor on the lower back sits, in the two people of the lumbar set (0.61 and 0.60). */
const SENSOR_OF_STATURE = 0.6;
/**
 * The same of a person of 1.68 m, taken where no height is told. The pendulum's length goes with its root: over statures of
 * 1.50 to 1.90 m the stride is wrong by 6 % at most.
 */
const USUAL_SENSOR_M = 1.01;

/**
 * Gait from one sensor on the lower back, mounted in any way: contacts with their side, cadence, regularity, and lengths
 * by a pendulum. Without acceleration there is nothing to measure.
 */
export function measureLumbarGait(signal: MotionSignal, options: LumbarGaitOptions = {}): LumbarGait {
  const frame = trunkFrame(signal);
  if (frame === null) return NOTHING;
  const given = options.bouts?.map((bout) => inside(bout, signal.samples)).filter(({ start, end }) => end - start > 1);
  const ranges = given ?? findLumbarBouts(frame);
  const height =
    options.sensorHeightM ?? (options.heightM === undefined ? USUAL_SENSOR_M : SENSOR_OF_STATURE * options.heightM);
  const rise = riseOf(frame);
  const stepped = ranges.map((range) => ({ ...range, steps: contactsWithin(frame, range) }));
  const facing = findFacing(signal, frame, stepped);
  const sideways = facing === null ? null : component(signal.accelerationMps2!, facing.left);
  const sway = swayOf(frame, sideways);
  const bouts = stepped.map(({ steps, ...range }) =>
    measureBout(range, withSides(sway, range, steps), rise, height, frame.rateHz),
  );
  const whole = bouts.filter(({ contacts }) => contacts.length >= FEWEST_CONTACTS);
  const weighted = (pick: (bout: LumbarBout) => number | null): number | null => {
    const known = whole.flatMap((bout) => {
      const value = pick(bout);
      return value === null ? [] : [{ value, weight: bout.end - bout.start }];
    });
    const weight = known.reduce((sum, one) => sum + one.weight, 0);
    return weight === 0 ? null : known.reduce((sum, one) => sum + one.value * one.weight, 0) / weight;
  };
  return {
    bouts,
    turns: findTrunkTurns(frame),
    facing,
    cadenceStepsPerMin: weighted(({ cadenceStepsPerMin }) => cadenceStepsPerMin),
    strideLengthM: weighted(({ strideLengthM }) => strideLengthM),
    speedMps: weighted(({ speedMps }) => speedMps),
    stepRegularity: weighted((bout) => regularity(frame, bout, 1)),
    strideRegularity: weighted((bout) => regularity(frame, bout, 2)),
    ...trunkMotion(signal, frame, facing, whole),
  };
}

const NOTHING: LumbarGait = {
  bouts: [],
  turns: [],
  facing: null,
  cadenceStepsPerMin: null,
  strideLengthM: null,
  speedMps: null,
  stepRegularity: null,
  strideRegularity: null,
  harmonicRatioPercent: null,
  trunkSwayDeg: null,
  forwardLeanByMinuteDeg: [],
};

/** Two strides. */
const FEWEST_CONTACTS = 4;
/** Half of the longest stride of mobgap; a longer one holds a pause. */
const LONGEST_STEP_S = 1.5;

function inside({ start, end }: SampleRange, samples: number): SampleRange {
  return { start: Math.max(0, start), end: Math.min(end, samples) };
}

function measureBout(
  range: SampleRange,
  contacts: readonly LumbarContact[],
  rise: Float64Array,
  heightM: number,
  rateHz: number,
): LumbarBout {
  const cadenceStepsPerMin = cadenceOf(contacts, rateHz);
  const strideLengthM = strideLength(contacts, rise, heightM, rateHz);
  const speedMps =
    strideLengthM === null || cadenceStepsPerMin === null ? null : (strideLengthM * cadenceStepsPerMin) / 120;
  return { ...range, contacts, cadenceStepsPerMin, strideLengthM, speedMps };
}

/** Mean over the strides of each one's own cadence, without those that hold a pause. */
function cadenceOf(contacts: readonly LumbarContact[], rateHz: number): number | null {
  const steps = contacts.slice(1).map(({ sample }, at) => (sample - contacts[at]!.sample) / rateHz);
  const strides = steps
    .slice(1)
    .flatMap((second, at) => (isStep(steps[at]!) && isStep(second) ? [steps[at]! + second] : []));
  return strides.length === 0 ? null : mean(strides.map((seconds) => 120 / seconds));
}

function isStep(seconds: number): boolean {
  return seconds > 0 && seconds <= LONGEST_STEP_S;
}

/** Slower rises are drift of the integration, not steps. Tuned on the lumbar set, with the next. */
const RISE_HZ = 0.7;
/** Of the steps' rises: what disturbs a step (a pause, a reach, a stair) lifts the trunk besides, so the lower ones count. */
const RISE_QUANTILE = 0.25;
/**
 * Stride over the pendulum's √(2 l h − h²); in the literature 4.6 to 5.0, as the pelvis rises less than a pendulum. This one
 * lets the people of feet-lumbar walk their 20 m, two steps being of the turn; the lumbar set has no part in it.
 */
const PENDULUM_FACTOR = 5;

/** Height of the trunk, m, without what is slower than steps. */
function riseOf({ vertical, rateHz }: TrunkFrame): Float64Array {
  const speed = highPass(integrated(highPass(vertical, rateHz, RISE_HZ), rateHz), rateHz, RISE_HZ);
  return highPass(integrated(speed, rateHz), rateHz, RISE_HZ);
}

/**
 * An inverted pendulum of the sensor's height that rises by h swings through 2 √(2 l h − h²) (Zijlstra & Hof 2003,
 * doi 10.1016/S0966-6362(02)00190-X), with a factor for the pelvis.
 */
function strideLength(
  contacts: readonly LumbarContact[],
  rise: Float64Array,
  heightM: number,
  rateHz: number,
): number | null {
  const rises = contacts.slice(1).flatMap(({ sample }, at) => {
    const start = contacts[at]!.sample;
    if (!isStep((sample - start) / rateHz)) return [];
    const part = rise.subarray(start, sample);
    return [Math.max(...part) - Math.min(...part)];
  });
  if (rises.length < 2) return null;
  const h = Math.min(quantile(rises, RISE_QUANTILE), heightM);
  return PENDULUM_FACTOR * Math.sqrt(2 * heightM * h - h * h);
}

/**
 * Likeness of the trunk's vertical acceleration to itself one or two steps later (Moe-Nilssen & Helbostad 2004,
 * doi 10.1016/S0021-9290(03)00233-1).
 */
function regularity({ vertical, rateHz }: TrunkFrame, { start, end }: SampleRange, steps: 1 | 2): number | null {
  const part = lowPass(vertical.slice(start, end), rateHz, 20);
  const frequency = stepFrequency(part, rateHz);
  if (frequency === null) return null;
  const lag = (steps * rateHz) / frequency;
  const likeness = autocorrelation(part, Math.ceil(lag * 1.15));
  return Math.max(...likeness.subarray(Math.floor(lag * 0.85)));
}
