import type { FootStep } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { stanceMoments } from "./stance-moments.ts";
import { stepPath } from "./step-path.ts";

/** So many, spread over all, tell whether a foot is carried on; a guess. */
const MOST_STEPS = 6;

/**
 * How far steps carry the foot in one direction, each on average, meters: steps back and forth, as of a leg that swings
 * from a chair, cancel. Null without acceleration.
 *
 * @param level - A direction in the sensor's axes that is level in stance, against which the way of each step is taken.
 * @param biasRadS - What the sensor shows of turning at rest.
 */
export function meanTravelM(
  signal: MotionSignal,
  steps: readonly FootStep[],
  level: readonly [number, number, number],
  biasRadS: readonly [number, number, number],
): number | null {
  const { accelerationMps2 } = signal;
  if (accelerationMps2 === null) return null;
  const moved = { ...signal, accelerationMps2 };
  const moments = stanceMoments(moved, steps, biasRadS);
  const stride = Math.ceil(steps.length / MOST_STEPS);
  let [x, y, count] = [0, 0, 0];
  for (let at = 0; at < steps.length; at += stride) {
    const stances = moments[at]!;
    if (stances.after - stances.before < 2) continue;
    const { positionM } = stepPath(moved, stances, biasRadS, level);
    x += positionM[0].at(-1)!;
    y += positionM[1].at(-1)!;
    count++;
  }
  return count === 0 ? null : Math.hypot(x, y) / count;
}
