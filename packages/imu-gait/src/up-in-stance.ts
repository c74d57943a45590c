import type { FootStep } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";

/**
 * Where up is in the axes of the sensor while the foot lies flat between two steps: mean specific force of that time,
 * as a unit vector. Null without acceleration.
 */
export function upInStance(
  { accelerationMps2 }: MotionSignal,
  before: FootStep,
  after: FootStep,
): readonly [number, number, number] | null {
  if (accelerationMps2 === null) return null;
  const [start, end] = [before.footFlat, Math.max(after.heelOff, before.footFlat + 1)];
  const sums = accelerationMps2.map((column) => {
    let sum = 0;
    for (let at = start; at < end; at++) sum += column[at]!;
    return sum;
  }) as [number, number, number];
  const length = Math.hypot(...sums);
  return length === 0 ? null : [sums[0] / length, sums[1] / length, sums[2] / length];
}
