import { mean, median } from "@plumbline/signal-processing";
import type { Facing, LumbarBout, LumbarGait, Vector } from "./lumbar-gait.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { component } from "./trunk-facing.ts";
import { highPass, integrated } from "./trunk-frame.ts";
import type { TrunkFrame } from "./trunk-frame.ts";

type TrunkMotion = Pick<LumbarGait, "harmonicRatioPercent" | "trunkSwayDeg" | "forwardLeanByMinuteDeg">;

const NOTHING: TrunkMotion = { harmonicRatioPercent: null, trunkSwayDeg: null, forwardLeanByMinuteDeg: [] };
const DEG = Math.PI / 180;

/** What needs to know where the person faces. */
export function trunkMotion(
  signal: MotionSignal,
  frame: TrunkFrame,
  facing: Facing | null,
  bouts: readonly LumbarBout[],
): TrunkMotion {
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
    forward: component(signal.accelerationMps2!, forward),
    sideways: component(signal.accelerationMps2!, left),
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
      pitch: sway(component(signal.angularRateRadS, left)),
      roll: sway(component(signal.angularRateRadS, forward)),
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
 * Share of the power that repeats in time with what is symmetric: even harmonics of the stride forward and vertically, odd
 * ones sideways; percent (Pasciuto et al. 2017, doi 10.1016/j.jbiomech.2017.01.005, first 20 harmonics).
 */
function harmonicRatio(stride: Float64Array, isEven: boolean): number {
  const middle = mean(stride);
  let [whole, good] = [0, 0];
  for (let harmonic = 1; harmonic <= HARMONICS; harmonic++) {
    let [real, imaginary] = [0, 0];
    const turn = (2 * Math.PI * harmonic) / stride.length;
    const [turnCos, turnSin] = [Math.cos(turn), Math.sin(turn)];
    // Cosine and sine of each sample follow from those of the one before, which is much faster than asking for them.
    let [cos, sin] = [1, 0];
    for (let at = 0; at < stride.length; at++) {
      const value = stride[at]! - middle;
      real += value * cos;
      imaginary += value * sin;
      const next = cos * turnCos - sin * turnSin;
      sin = sin * turnCos + cos * turnSin;
      cos = next;
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

function rangeOf(values: Float64Array): number {
  return Math.max(...values) - Math.min(...values);
}
