import { highestAt, lowestAt, median, movingMean, norm } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { SagittalRate } from "./sagittal-rate.ts";
import type { SampleRange } from "./sample-range.ts";

/** Landmarks of one step in the turning of the foot, samples in order of time. */
export interface StepShape {
  /** Where the foot moves by the thresholds of its own walk. */
  readonly region: SampleRange;
  /** Toes go down fastest. */
  readonly pushOff: number;
  /** Toes begin to rise: the foot has left the floor or is about to. */
  readonly rise: number;
  /** Toes rise fastest. */
  readonly swingPeak: number;
  /** Toes stop rising: the heel meets the floor. */
  readonly fall: number;
  /** How far the edges of the step may lie from the region, towards the steps before and after. */
  readonly earliest: number;
  readonly latest: number;
}

/** What the edges of a step are told from; see `step-edges.ts`. */
export interface ShapeSignals {
  readonly rateHz: number;
  /** rad/s, toes up positive. */
  readonly sagittal: Float64Array;
  /** How fast the foot turns about any axis, rad/s. */
  readonly speed: Float64Array;
  /** How fast the acceleration changes, m/s³; null without acceleration. */
  readonly jerk: Float64Array | null;
  /** Median highest rate of the steps, rad/s. */
  readonly typicalPeak: number;
}

/** No expert sets the edge of a step farther from where the foot moves fast; a guess. */
const EDGE_REACH_S = 0.4;

/** @param index - Place of the region in `regions`. */
export function shapeOfStep(
  regions: readonly SampleRange[],
  index: number,
  { sagittal, rateHz }: ShapeSignals,
): StepShape {
  const { start, end } = regions[index]!;
  const [before, after] = [regions[index - 1], regions[index + 1]];
  const reach = Math.round(EDGE_REACH_S * rateHz);
  const earliest = Math.max(0, start - reach, before === undefined ? 0 : (before.end + start) >> 1);
  const last = sagittal.length - 1;
  const latest = Math.min(last, end + reach, after === undefined ? last : (after.start + end) >> 1);
  const swingPeak = highestAt(sagittal, start, end);
  const pushOff = lowestAt(sagittal, start, swingPeak + 1);
  let rise = pushOff;
  while (rise < swingPeak && sagittal[rise]! < 0) rise++;
  let fall = swingPeak;
  while (fall < latest && sagittal[fall]! > 0) fall++;
  return { region: regions[index]!, pushOff, rise, swingPeak, fall, earliest, latest };
}

export function shapeSignals(
  rateHz: number,
  sagittal: SagittalRate,
  speed: Float64Array,
  accelerationMps2: Axes | null,
  regions: readonly SampleRange[],
): ShapeSignals {
  return {
    rateHz,
    sagittal: sagittal.rate,
    speed,
    jerk: accelerationMps2 === null ? null : jerkOf(accelerationMps2, rateHz),
    typicalPeak: median(regions.map(({ start, end }) => speed[highestAt(speed, start, end)]!)),
  };
}

/** Half the span over which the change is taken, and the smoothing of what comes out. */
const JERK_HALF_SPAN_S = 0.01;
const JERK_SMOOTHED_S = 0.035;

function jerkOf(acceleration: Axes, rateHz: number): Float64Array {
  const half = Math.max(1, Math.round(JERK_HALF_SPAN_S * rateHz));
  // A sensor that samples faster shows more noise in the same span: half of it is averaged.
  const force = movingMean(norm(acceleration), half >> 1);
  const jerk = new Float64Array(force.length);
  for (let at = half; at < jerk.length - half; at++) {
    jerk[at] = (Math.abs(force[at + half]! - force[at - half]!) * rateHz) / (2 * half);
  }
  return movingMean(jerk, Math.max(1, Math.round(JERK_SMOOTHED_S * rateHz - 0.5)));
}
