import { lowPass, mean, median } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { Facing, Vector } from "./lumbar-gait.ts";
import type { MotionSignal } from "./motion-signal.ts";
import type { SampleRange } from "./sample-range.ts";
import { highPass } from "./trunk-frame.ts";
import type { TrunkFrame } from "./trunk-frame.ts";

/** Walking with its moments of contact. */
export interface SteppedRange extends SampleRange {
  readonly steps: readonly number[];
}

/** Around the frequency of the steps, as a share of it. */
const STEP_BAND = { from: 0.8, to: 1.3 } as const;
const FEWEST_STEPS = 3;

/**
 * Which way the person faces. From contact to mid-stance the trunk rises over the leg like an inverted pendulum: its
 * upward acceleration falls and it is slowed; from there to the next contact the upward acceleration grows and it is sped up
 * (Zijlstra & Hof 1997, Gait & Posture 6: 249-262). So the level acceleration that goes with the growth of the upward
 * one points forward, and swaying sideways, at half the frequency, has no part in it.
 *
 * @returns Null without acceleration or with too few steps.
 */
export function findFacing(
  { accelerationMps2 }: MotionSignal,
  { up, vertical, rateHz }: TrunkFrame,
  ranges: readonly SteppedRange[],
): Facing | null {
  const steps = ranges.flatMap((range) => range.steps);
  const durations = ranges.flatMap((range) => range.steps.slice(1).map((end, at) => end - range.steps[at]!));
  if (accelerationMps2 === null || durations.length < FEWEST_STEPS) return null;
  const stepHz = rateHz / median(durations);
  const inBand = (signal: Float64Array) =>
    lowPass(highPass(signal, rateHz, STEP_BAND.from * stepHz), rateHz, STEP_BAND.to * stepHz);
  const lifted = inBand(vertical);
  const [x, y, z] = accelerationMps2.map(inBand) as unknown as Axes;
  const along: [number, number, number] = [0, 0, 0];
  for (const { start, end } of ranges) {
    for (let at = Math.max(1, start); at < Math.min(end, lifted.length - 1); at++) {
      const growth = lifted[at + 1]! - lifted[at - 1]!;
      along[0] += growth * x[at]!;
      along[1] += growth * y[at]!;
      along[2] += growth * z[at]!;
    }
  }
  const [ux, uy, uz] = up.map((column) => mean(steps.map((sample) => column[sample]!))) as unknown as Vector;
  const left = unit(cross([ux, uy, uz], along));
  return left === null ? null : { forward: cross(left, unit([ux, uy, uz])!), left };
}

/** A signal of three axes along a vector. */
export function component([x, y, z]: Axes, [a, b, c]: Vector): Float64Array {
  const values = new Float64Array(x.length);
  for (let at = 0; at < values.length; at++) values[at] = a * x[at]! + b * y[at]! + c * z[at]!;
  return values;
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Null for a vector without length. */
function unit([x, y, z]: Vector): Vector | null {
  const length = Math.sqrt(x * x + y * y + z * z);
  return length > 0 ? [x / length, y / length, z / length] : null;
}
