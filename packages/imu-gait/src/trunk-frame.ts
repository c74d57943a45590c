import { emptyAxes, lowPass } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { MotionSignal } from "./motion-signal.ts";

/** What the trunk does, told apart from how the sensor is mounted: only which way is up is used. */
export interface TrunkFrame {
  readonly rateHz: number;
  /** Unit vector at each sample, in the axes of the sensor. */
  readonly up: Axes;
  /** Acceleration along up without gravity, m/s². */
  readonly vertical: Float64Array;
  /** Rate of turning about up, to the left positive, rad/s. */
  readonly yawRate: Float64Array;
}

/** Slower than any step: what is left of the acceleration is gravity. */
const GRAVITY_HZ = 0.2;
const G = 9.81;

/** Null without acceleration. */
export function trunkFrame({
  accelerationMps2,
  angularRateRadS,
  samplingRateHz: rateHz,
  samples,
}: MotionSignal): TrunkFrame | null {
  if (accelerationMps2 === null) return null;
  const gravity = accelerationMps2.map((column) => lowPass(column, rateHz, GRAVITY_HZ)) as unknown as Axes;
  const up = emptyAxes(samples);
  const vertical = new Float64Array(samples);
  const yawRate = new Float64Array(samples);
  const [ax, ay, az] = accelerationMps2;
  const [gx, gy, gz] = angularRateRadS;
  for (let at = 0; at < samples; at++) {
    const [x, y, z] = [gravity[0][at]!, gravity[1][at]!, gravity[2][at]!];
    const length = Math.sqrt(x * x + y * y + z * z) || 1;
    const [ux, uy, uz] = [x / length, y / length, z / length];
    up[0][at] = ux;
    up[1][at] = uy;
    up[2][at] = uz;
    vertical[at] = ax[at]! * ux + ay[at]! * uy + az[at]! * uz - G;
    yawRate[at] = gx[at]! * ux + gy[at]! * uy + gz[at]! * uz;
  }
  return { rateHz, up, vertical, yawRate };
}

/** What is faster than `cutOffHz`. */
export function highPass(signal: Float64Array, rateHz: number, cutOffHz: number): Float64Array {
  const fast = lowPass(signal, rateHz, cutOffHz);
  for (let at = 0; at < fast.length; at++) fast[at] = signal[at]! - fast[at]!;
  return fast;
}

/** Sum over time, from 0. */
export function integrated(signal: Float64Array, rateHz: number): Float64Array {
  const sums = new Float64Array(signal.length);
  for (let at = 1; at < sums.length; at++) sums[at] = sums[at - 1]! + (signal[at - 1]! + signal[at]!) / 2 / rateHz;
  return sums;
}
