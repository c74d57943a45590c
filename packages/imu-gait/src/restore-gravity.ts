import { matrixOf, normalized, NO_TURN, product, turnOf } from "@plumbline/signal-processing";
import type { Axes, Quaternion } from "@plumbline/signal-processing";

/** Walking that is looked at, behind the first movement: long enough for some steps, short enough that no drift shows. */
const WALKING_S = 5;
/** A foot that turns faster has left the floor; standing people sway below 0.2 rad/s. A guess. */
const MOVING_RAD_S = 1;
/** Least squares must give a vector of length 1; further off, the columns do not belong together. A guess. */
const MOST_LENGTH_ERROR = 0.15;

/**
 * Up in the axes of a sensor at the start of its recording, when the file holds the rate about the vertical of the room
 * but no gravity. The turn since the start is integrated, and turns each rate back to the sensor's axes at the start;
 * there its part along up is the given vertical rate. Solved by least squares over the first steps.
 *
 * @param angularRate - In rad/s, free of offset.
 * @param verticalRate - In rad/s.
 * @returns A unit vector; null when there is no movement or the rates do not agree on one.
 */
export function upAtStart(
  angularRate: Axes,
  verticalRate: Float64Array,
  samplingRateHz: number,
): readonly [number, number, number] | null {
  const [x, y, z] = angularRate;
  const sums = { xx: 0, xy: 0, xz: 0, yy: 0, yz: 0, zz: 0, xv: 0, yv: 0, zv: 0 };
  let turn: Quaternion = NO_TURN;
  let end = Infinity;
  for (let at = 0; at < x.length && at < end; at++) {
    const [wx, wy, wz, v] = [x[at]!, y[at]!, z[at]!, verticalRate[at]!];
    if (end === Infinity && wx * wx + wy * wy + wz * wz > MOVING_RAD_S ** 2) end = at + WALKING_S * samplingRateHz;
    const m = matrixOf(turn);
    const a = m[0]! * wx + m[1]! * wy + m[2]! * wz;
    const b = m[3]! * wx + m[4]! * wy + m[5]! * wz;
    const c = m[6]! * wx + m[7]! * wy + m[8]! * wz;
    turn = normalized(product(turn, turnOf(wx, wy, wz, 1 / samplingRateHz)));
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
  const up = [
    (xv * (yy * zz - yz * yz) - xy * (yv * zz - yz * zv) + xz * (yv * yz - yy * zv)) / determinant,
    (xx * (yv * zz - yz * zv) - xv * (xy * zz - yz * xz) + xz * (xy * zv - yv * xz)) / determinant,
    (xx * (yy * zv - yv * yz) - xy * (xy * zv - yv * xz) + xv * (xy * yz - yy * xz)) / determinant,
  ] as const;
  const length = Math.hypot(...up);
  if (!(Math.abs(length - 1) < MOST_LENGTH_ERROR)) return null;
  return [up[0] / length, up[1] / length, up[2] / length];
}
