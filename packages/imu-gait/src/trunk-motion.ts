import { lowPass, mean, median } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { LumbarBout, LumbarGait } from "./lumbar-gait.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { highPass, integrated } from "./trunk-frame.ts";
import type { TrunkFrame } from "./trunk-frame.ts";

type TrunkMotion = Pick<LumbarGait, "harmonicRatioPercent" | "trunkSwayDeg" | "forwardLeanByMinuteDeg">;
type Vector = readonly [number, number, number];

const NOTHING: TrunkMotion = { harmonicRatioPercent: null, trunkSwayDeg: null, forwardLeanByMinuteDeg: [] };
const DEG = Math.PI / 180;

/** What needs to know where the person faces. */
export function trunkMotion(signal: MotionSignal, frame: TrunkFrame, bouts: readonly LumbarBout[]): TrunkMotion {
  const facing = findFacing(signal, frame, bouts);
  if (facing === null) return NOTHING;
  const strides = bouts.flatMap(({ contacts }) =>
    stridesOf(
      contacts.map(({ sample }) => sample),
      frame.rateHz,
    ),
  );
  if (strides.length === 0) return NOTHING;
  const { forward, left } = facing;
  const acceleration = {
    vertical: frame.vertical,
    forward: along(signal.accelerationMps2!, forward),
    sideways: along(signal.accelerationMps2!, left),
  };
  const ratio = (name: keyof typeof acceleration) =>
    mean(strides.map(({ start, end }) => harmonicRatio(acceleration[name].subarray(start, end), name !== "sideways")));
  const sway = (rate: Float64Array) => {
    const angle = highPass(integrated(rate, frame.rateHz), frame.rateHz, SLOWEST_SWAY_HZ);
    return median(strides.map(({ start, end }) => rangeOf(angle.subarray(start, end)))) / DEG;
  };
  return {
    harmonicRatioPercent: { vertical: ratio("vertical"), forward: ratio("forward"), sideways: ratio("sideways") },
    trunkSwayDeg: {
      pitch: sway(along(signal.angularRateRadS, left)),
      roll: sway(along(signal.angularRateRadS, forward)),
      yaw: sway(frame.yawRate),
    },
    forwardLeanByMinuteDeg: leanByMinute(frame, forward, bouts),
  };
}

const SLOWEST_SWAY_HZ = 0.4;
const LONGEST_STRIDE_S = 3;

/** From each contact to the next but one. */
function stridesOf(contacts: readonly number[], rateHz: number): { start: number; end: number }[] {
  return contacts
    .slice(2)
    .map((end, at) => ({ start: contacts[at]!, end }))
    .filter(({ start, end }) => end - start > 10 && end - start <= LONGEST_STRIDE_S * rateHz);
}

/**
 * The trunk goes to and fro once a step and sideways once a stride: of all level directions the one with most at the
 * step's rate against the stride's is forward. Just after a contact the body is slowed, which tells front from back.
 *
 * @returns Unit vectors in the axes of the sensor, level in the mean of the walking; null without walking.
 */
function findFacing(
  { accelerationMps2 }: MotionSignal,
  { up, rateHz }: TrunkFrame,
  bouts: readonly LumbarBout[],
): { readonly forward: Vector; readonly left: Vector } | null {
  const contacts = bouts.flatMap((bout) => bout.contacts.map(({ sample }) => sample));
  const steps = bouts.flatMap((bout) =>
    bout.contacts.slice(1).map(({ sample }, at) => sample - bout.contacts[at]!.sample),
  );
  if (accelerationMps2 === null || steps.length < 3) return null;
  const stepHz = rateHz / median(steps);
  const mid = unit(up.map((column) => mean(contacts.map((sample) => column[sample]!))) as unknown as Vector);
  // Any two level directions.
  const some: Vector = Math.abs(mid[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0];
  const first = unit(cross(mid, some));
  const second = cross(mid, first);
  const bands = [first, second].map((axis) => {
    const signal = along(accelerationMps2, axis);
    const slow = lowPass(highPass(signal, rateHz, 0.35 * stepHz), rateHz, 0.7 * stepHz);
    const fast = lowPass(highPass(signal, rateHz, 0.8 * stepHz), rateHz, 1.3 * stepHz);
    return { slow, fast };
  }) as [Band, Band];
  const moments = { xx: 0, xy: 0, yy: 0 };
  for (const { start, end } of bouts) {
    for (let at = start; at < end; at++) {
      const [x, y] = [bands[0].fast[at]!, bands[1].fast[at]!];
      const [u, v] = [bands[0].slow[at]!, bands[1].slow[at]!];
      moments.xx += x * x - u * u;
      moments.xy += x * y - u * v;
      moments.yy += y * y - v * v;
    }
  }
  const angle = 0.5 * Math.atan2(2 * moments.xy, moments.xx - moments.yy);
  const axis: Vector = combined(first, Math.cos(angle), second, Math.sin(angle));
  const ahead = lowPass(along(accelerationMps2, axis), rateHz, 3 * stepHz);
  const after = Math.round(SLOWED_FOR_S * rateHz);
  const slowed = mean(
    contacts
      .filter((sample) => sample + after < ahead.length)
      .map(
        (sample) =>
          mean(ahead.subarray(sample, sample + after)) - mean(around(ahead, sample, Math.round(rateHz / stepHz))),
      ),
  );
  const forward = slowed < 0 ? axis : combined(axis, -1, axis, 0);
  return { forward, left: cross(mid, forward) };
}

interface Band {
  readonly slow: Float64Array;
  readonly fast: Float64Array;
}

const SLOWED_FOR_S = 0.12;

function around(signal: Float64Array, middle: number, reach: number): Float64Array {
  return signal.subarray(Math.max(0, middle - reach), middle + reach + 1);
}

/**
 * Share of the power that repeats in time with what is symmetric: even harmonics of the stride forward and vertically, odd
 * ones sideways; percent (Pasciuto et al. 2017, doi 10.1016/j.jbiomech.2017.01.005, first 20 harmonics).
 */
function harmonicRatio(stride: Float64Array, isEven: boolean): number {
  const middle = mean(stride);
  let [whole, good] = [0, 0];
  for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
    let [real, imaginary] = [0, 0];
    const turn = (2 * Math.PI * harmonic) / stride.length;
    for (let at = 0; at < stride.length; at++) {
      real += (stride[at]! - middle) * Math.cos(turn * at);
      imaginary += (stride[at]! - middle) * Math.sin(turn * at);
    }
    const power = real * real + imaginary * imaginary;
    whole += power;
    if ((harmonic % 2 === 0) === isEven) good += power;
  }
  return whole === 0 ? 0 : (100 * good) / whole;
}

const HARMONICS = 20;

/** Against the first minute of walking; empty below two minutes. */
function leanByMinute({ up, rateHz }: TrunkFrame, forward: Vector, bouts: readonly LumbarBout[]): number[] {
  const minutes: { sum: number; count: number }[] = [];
  let walked = 0;
  for (const { start, end } of bouts) {
    for (let at = start; at < end; at++, walked++) {
      const minute = Math.floor(walked / rateHz / 60);
      const lean = -Math.asin(
        Math.max(-1, Math.min(1, up[0][at]! * forward[0] + up[1][at]! * forward[1] + up[2][at]! * forward[2])),
      );
      minutes[minute] ??= { sum: 0, count: 0 };
      minutes[minute].sum += lean;
      minutes[minute].count++;
    }
  }
  if (walked / rateHz < 120) return [];
  const means = minutes.filter(({ count }) => count >= 30 * rateHz).map(({ sum, count }) => sum / count / DEG);
  return means.map((lean) => lean - means[0]!);
}

function along([x, y, z]: Axes, [a, b, c]: Vector): Float64Array {
  const values = new Float64Array(x.length);
  for (let at = 0; at < values.length; at++) values[at] = a * x[at]! + b * y[at]! + c * z[at]!;
  return values;
}

function rangeOf(values: Float64Array): number {
  return Math.max(...values) - Math.min(...values);
}

function combined(a: Vector, s: number, b: Vector, t: number): Vector {
  return [s * a[0] + t * b[0], s * a[1] + t * b[1], s * a[2] + t * b[2]];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function unit([x, y, z]: Vector): Vector {
  const length = Math.sqrt(x * x + y * y + z * z);
  return [x / length, y / length, z / length];
}
