import { emptyAxes, matrixOf, normalized, NO_TURN, product, turnOf } from "@plumbline/signal-processing";
import type { Axes, Quaternion } from "@plumbline/signal-processing";
import type { MotionSignal } from "./motion-signal.ts";
import type { StanceMoments } from "./stance-moments.ts";

type Vector = readonly [number, number, number];

/** The way of the sensor through one step. */
export interface StepPath {
  /** Meters from where it stood before, one row for each sample from `before` to `after`, both in; z is up. */
  readonly positionM: Axes;
  /** Velocity that was left over at the end and taken out, m/s: what drift there was. */
  readonly driftMps: number;
  /** Turn from the sensor's axes at each sample to those of the path. */
  readonly attitude: readonly Quaternion[];
}

/** Gravity's direction in stance is the mean over this to both sides. */
const LEVEL_REACH_S = 0.08;

/**
 * How far the two levellings are believed against the turning in between: 1 takes both as they are, 0 only their mean. A
 * foot is never quite still in stance, and a gyroscope drifts little within a second. Together with the next it was
 * tuned on the foot-vicon and foot-mocap sets; from 0.25 to 1 the mean error of length changes by 1 mm.
 */
const LEVEL_TRUST = 0.5;

/**
 * Speed goes wrong most where the acceleration is greatest: at impacts, which are short for the sampling and beyond the
 * range of many sensors. What is left at the end is blamed on each moment by its squared acceleration and this, (m/s²)².
 */
const STEADY_BLAME = 100;

/**
 * A foot in stance is never quite still: it rolls forward over the floor, and a sensor so high above moves along. The
 * height of an instep in a shoe, an expert estimate. The cameras of foot-vicon see the sensor move as if 0.11 m above
 * what it turns about; from 0.08 to 0.1 the mean error of length changes by 1 mm, and taking it as still costs 4 mm.
 */
const SENSOR_OVER_FLOOR_M = 0.08;
/** Its turning in stance is the mean over this to both sides. */
const ROLL_REACH_S = 0.04;

/**
 * Strapdown integration of one step: the rate of turning gives the attitude, gravity in the stances before and after
 * levels it at both ends, and the speed left over at the end, where the foot stands and at most rolls over the floor, is
 * taken out along the way (after Rebula et al. 2013, doi 10.1016/j.gaitpost.2013.03.022, who take it out evenly).
 *
 * @param biasRadS - What the sensor shows of turning at rest.
 * @param forward - A direction in the sensor's axes, in the stance before, that becomes x; any when null.
 */
export function stepPath(
  signal: MotionSignal & { readonly accelerationMps2: Axes },
  { before, after }: StanceMoments,
  biasRadS: Vector,
  forward: Vector | null,
): StepPath {
  const { samplingRateHz: rateHz, accelerationMps2: force } = signal;
  const period = 1 / rateHz;
  const count = after - before + 1;
  const reach = Math.max(1, Math.round(LEVEL_REACH_S * rateHz));
  const [levelBefore, levelAfter] = [meanAround(force, before, reach), meanAround(force, after, reach)];
  const turns = attitudes(signal, before, count, biasRadS);
  // What the turning says up has become, against what gravity says.
  const error = betweenVectors(turned(turns[count - 1]!, levelAfter), levelBefore);
  const toLevel = levelling(levelBefore, forward);
  const [gravityBefore, gravityAfter] = [length(levelBefore), length(levelAfter)];

  const position = emptyAxes(count);
  const velocity = emptyAxes(count);
  const attitude: Quaternion[] = [];
  // Share of the error that has come up so far, not yet divided by the whole.
  const blame = new Float64Array(count);
  let last: Vector = [0, 0, 0];
  const rolling = (at: number) => rollingVelocity(signal, before + at, biasRadS, attitude[at]!);
  for (let at = 0; at < count; at++) {
    const share = at / (count - 1);
    const turn = normalized(product(toLevel, product(partOf(error, 0.5 + LEVEL_TRUST * (share - 0.5)), turns[at]!)));
    attitude.push(turn);
    const sample = before + at;
    const [x, y, z] = turned(turn, [force[0][sample]!, force[1][sample]!, force[2][sample]!]);
    const now: Vector = [x, y, z - gravityBefore - share * (gravityAfter - gravityBefore)];
    if (at === 0) {
      rolling(0).forEach((speed, axis) => (velocity[axis]![0] = speed));
    } else {
      for (const axis of AXES) velocity[axis][at] = velocity[axis][at - 1]! + ((last[axis] + now[axis]) / 2) * period;
      blame[at] = blame[at - 1]! + STEADY_BLAME + squared(now);
    }
    last = now;
  }
  const endRolling = rolling(count - 1);
  const end = AXES.map((axis) => velocity[axis][count - 1]! - endRolling[axis]) as unknown as Vector;
  for (const axis of AXES) {
    let previous = velocity[axis][0]!;
    for (let at = 1; at < count; at++) {
      const now = velocity[axis][at]! - (end[axis] * blame[at]!) / blame[count - 1]!;
      position[axis][at] = position[axis][at - 1]! + ((previous + now) / 2) * period;
      previous = now;
    }
  }
  return { positionM: position, driftMps: length(end), attitude };
}

const AXES = [0, 1, 2] as const;

/** Turn from each sample's axes to those of the first. */
function attitudes(
  { angularRateRadS: [x, y, z], samplingRateHz }: MotionSignal,
  start: number,
  count: number,
  bias: Vector,
): Quaternion[] {
  const turns: Quaternion[] = [NO_TURN];
  for (let at = start + 1; at < start + count; at++) {
    // The rate between two samples is their mean.
    const rate = turnOf(
      (x[at - 1]! + x[at]!) / 2 - bias[0],
      (y[at - 1]! + y[at]!) / 2 - bias[1],
      (z[at - 1]! + z[at]!) / 2 - bias[2],
      1 / samplingRateHz,
    );
    turns.push(product(turns.at(-1)!, rate));
  }
  return turns;
}

function meanAround(columns: Axes, middle: number, reach: number): Vector {
  const [start, end] = [Math.max(0, middle - reach), Math.min(columns[0].length, middle + reach + 1)];
  return AXES.map((axis) => {
    let sum = 0;
    for (let at = start; at < end; at++) sum += columns[axis][at]!;
    return sum / (end - start);
  }) as unknown as Vector;
}

/** Of a sensor above a foot that stands and turns about the floor below it. */
function rollingVelocity(
  { angularRateRadS, samplingRateHz }: MotionSignal,
  sample: number,
  bias: Vector,
  attitude: Quaternion,
): Vector {
  const [x, y, z] = meanAround(angularRateRadS, sample, Math.max(1, Math.round(ROLL_REACH_S * samplingRateHz)));
  const [forward, left] = turned(attitude, [x - bias[0], y - bias[1], z - bias[2]]);
  return [left * SENSOR_OVER_FLOOR_M, -forward * SENSOR_OVER_FLOOR_M, 0];
}

/** The shortest turn that takes one direction to another. */
function betweenVectors(from: Vector, to: Vector): Quaternion {
  const scale = length(from) * length(to);
  const dot = from[0] * to[0] + from[1] * to[1] + from[2] * to[2];
  return normalized([
    scale + dot,
    from[1] * to[2] - from[2] * to[1],
    from[2] * to[0] - from[0] * to[2],
    from[0] * to[1] - from[1] * to[0],
  ]);
}

/** So much of a small turn. */
function partOf([w, x, y, z]: Quaternion, share: number): Quaternion {
  const sine = Math.sqrt(x * x + y * y + z * z);
  if (sine === 0) return NO_TURN;
  const half = Math.atan2(sine, w) * share;
  const scale = Math.sin(half) / sine;
  return [Math.cos(half), x * scale, y * scale, z * scale];
}

/** The turn that makes up z, and `forward` as far as it is level x. */
function levelling(up: Vector, forward: Vector | null): Quaternion {
  const upright = betweenVectors(up, [0, 0, 1]);
  if (forward === null) return upright;
  const [x, y] = turned(upright, forward);
  const half = -Math.atan2(y, x) / 2;
  return product([Math.cos(half), 0, 0, Math.sin(half)], upright);
}

export function turned(turn: Quaternion, [x, y, z]: Vector): Vector {
  const m = matrixOf(turn);
  return [m[0]! * x + m[1]! * y + m[2]! * z, m[3]! * x + m[4]! * y + m[5]! * z, m[6]! * x + m[7]! * y + m[8]! * z];
}

function length(vector: Vector): number {
  return Math.sqrt(squared(vector));
}

function squared([x, y, z]: Vector): number {
  return x * x + y * y + z * z;
}
