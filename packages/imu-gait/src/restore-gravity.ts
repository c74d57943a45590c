import { matrixOf, norm, normalized, NO_TURN, product, quantile, turnOf } from "@plumbline/signal-processing";
import type { Axes, Quaternion } from "@plumbline/signal-processing";
import { GRAVITY_MPS2 } from "./recognize-units.ts";

type Vector = readonly [number, number, number];

/** What was taken away from the acceleration, m/s² in the sensor's axes. */
export interface StandingAcceleration {
  readonly vector: Vector;
  /** The person moved while the mean of standing was taken, so it is not gravity alone. */
  readonly isUnclean: boolean;
}

/** A standing person sways slower, and a step turns the foot faster (rad/s). A guess. */
const MOVING_RAD_S = 1;
/** Slower than this for a tenth of a second, a foot stands. A guess. */
const STILL_RAD_S = 0.3;
const STILL_S = 0.1;
/**
 * Before the first movement; behind it, for up; behind it, for stances. Longer drifts: tuned on all trials of gait-data by
 * how well up and stances agree (0.03 g at 2 s, 0.05 g at 8 s).
 */
const WINDOW_S = { before: 0.5, up: 2, stances: 8 } as const;
/** Least squares must give a vector of length 1; further off, the columns do not belong together. A guess. */
const MOST_LENGTH_ERROR = 0.15;
/** At rest, gravity must come out; further off, the mean was not taken at rest. Tuned like the window. */
const MOST_LEVEL_ERROR = 0.03;
const LEAST_STILL_SAMPLES = 6;

/**
 * The mean of standing that was taken away from an acceleration, when the file holds the rate about the vertical.
 *
 * The turn since just before the first movement is integrated and turns each rate back to the sensor's axes at that
 * moment; there its part along up is the vertical rate: up comes by least squares over the first steps. It is the mean
 * itself when the person stood still meanwhile. When gravity does not come out in the stances, the mean is what is missing
 * there.
 *
 * @param accelerationMps2 - Without the mean of standing.
 * @param verticalRateRadS - About the vertical of the room.
 * @returns Null when there is no movement or the rates do not agree on one up.
 */
export function standingAcceleration(
  accelerationMps2: Axes,
  angularRateRadS: Axes,
  verticalRateRadS: Float64Array,
  samplingRateHz: number,
): StandingAcceleration | null {
  const speed = norm(angularRateRadS);
  const moving = speed.findIndex((each) => each > MOVING_RAD_S);
  if (moving < 0) return null;
  const turns = turnsBetween(
    angularRateRadS,
    Math.max(0, Math.round(moving - WINDOW_S.before * samplingRateHz)),
    Math.min(speed.length, Math.round(moving + WINDOW_S.stances * samplingRateHz)),
    samplingRateHz,
  );
  const up = upBefore(turns, angularRateRadS, verticalRateRadS, Math.round(moving + WINDOW_S.up * samplingRateHz));
  if (up === null) return null;
  const standing = up.map((part) => part * GRAVITY_MPS2) as unknown as Vector;
  const still = stillSamples(speed, moving, samplingRateHz);
  if (still.length < LEAST_STILL_SAMPLES) return { vector: standing, isUnclean: false };
  if (Math.abs(levelWith(standing, accelerationMps2, still) / GRAVITY_MPS2 - 1) < MOST_LEVEL_ERROR) {
    return { vector: standing, isUnclean: false };
  }
  const missing = missingIn(still, turns, standing, accelerationMps2);
  return { vector: missing ?? standing, isUnclean: true };
}

interface Turns {
  readonly start: number;
  /** Row-major 3 × 3 for each sample from `start`: from the sensor's axes then to those at `start`. */
  readonly matrices: readonly (readonly number[])[];
}

function turnsBetween([x, y, z]: Axes, start: number, end: number, samplingRateHz: number): Turns {
  const matrices: (readonly number[])[] = [];
  let turn: Quaternion = NO_TURN;
  for (let at = start; at < end; at++) {
    matrices.push(matrixOf(turn));
    turn = normalized(product(turn, turnOf(x[at]!, y[at]!, z[at]!, 1 / samplingRateHz)));
  }
  return { start, matrices };
}

/** Up in the sensor's axes at the start of the turns. */
function upBefore({ start, matrices }: Turns, [x, y, z]: Axes, vertical: Float64Array, end: number): Vector | null {
  const sums = { xx: 0, xy: 0, xz: 0, yy: 0, yz: 0, zz: 0, xv: 0, yv: 0, zv: 0 };
  for (let at = start; at < Math.min(end, start + matrices.length); at++) {
    const [a, b, c] = turned(matrices[at - start]!, x[at]!, y[at]!, z[at]!);
    const v = vertical[at]!;
    sums.xx += a * a;
    sums.xy += a * b;
    sums.xz += a * c;
    sums.yy += b * b;
    sums.yz += b * c;
    sums.zz += c * c;
    sums.xv += a * v;
    sums.yv += b * v;
    sums.zv += c * v;
  }
  const { xx, xy, xz, yy, yz, zz, xv, yv, zv } = sums;
  const determinant = xx * (yy * zz - yz * yz) - xy * (xy * zz - yz * xz) + xz * (xy * yz - yy * xz);
  const ux = (xv * (yy * zz - yz * yz) - xy * (yv * zz - yz * zv) + xz * (yv * yz - yy * zv)) / determinant;
  const uy = (xx * (yv * zz - yz * zv) - xv * (xy * zz - yz * xz) + xz * (xy * zv - yv * xz)) / determinant;
  const uz = (xx * (yy * zv - yv * yz) - xy * (xy * zv - yv * xz) + xv * (xy * yz - yy * xz)) / determinant;
  const length = Math.hypot(ux, uy, uz);
  return Math.abs(length - 1) < MOST_LENGTH_ERROR ? [ux / length, uy / length, uz / length] : null;
}

function turned(m: readonly number[], x: number, y: number, z: number): Vector {
  return [m[0]! * x + m[1]! * y + m[2]! * z, m[3]! * x + m[4]! * y + m[5]! * z, m[6]! * x + m[7]! * y + m[8]! * z];
}

/** Samples of stances behind the first movement. */
function stillSamples(speed: Float64Array, from: number, samplingRateHz: number): readonly number[] {
  const still: number[] = [];
  let since = from;
  for (let at = from; at < speed.length; at++) {
    if (speed[at]! >= STILL_RAD_S) since = at + 1;
    else if (at - since >= STILL_S * samplingRateHz) still.push(at);
  }
  return still;
}

function levelWith([ux, uy, uz]: Vector, [x, y, z]: Axes, samples: readonly number[]): number {
  return quantile(
    samples.map((at) => Math.hypot(x[at]! + ux, y[at]! + uy, z[at]! + uz)),
    0.5,
  );
}

/** What must be added so that stances show gravity along up, as the turn carried it there. */
function missingIn(
  still: readonly number[],
  { start, matrices }: Turns,
  [ux, uy, uz]: Vector,
  [x, y, z]: Axes,
): Vector | null {
  const sum = [0, 0, 0];
  let count = 0;
  for (const at of still) {
    const m = matrices[at - start];
    if (m === undefined) break;
    // The transposed matrix turns up from the start to here.
    sum[0]! += m[0]! * ux + m[3]! * uy + m[6]! * uz - x[at]!;
    sum[1]! += m[1]! * ux + m[4]! * uy + m[7]! * uz - y[at]!;
    sum[2]! += m[2]! * ux + m[5]! * uy + m[8]! * uz - z[at]!;
    count++;
  }
  return count < LEAST_STILL_SAMPLES ? null : [sum[0]! / count, sum[1]! / count, sum[2]! / count];
}
