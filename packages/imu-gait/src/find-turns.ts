import { NO_TURN, product, turnOf } from "@plumbline/signal-processing";
import type { Quaternion } from "@plumbline/signal-processing";
import type { FootStep } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { movementOf } from "./movement-of.ts";
import type { SampleRange } from "./sample-range.ts";
import { upBetween } from "./up-in-stance.ts";

const DEG = Math.PI / 180;
/** A straight step keeps its heading within this; healthy walkers do within about 10°. A guess. */
const STRAIGHT = 12 * DEG;
/** Whoever turns less has walked a bend (El-Gohary et al. 2014, doi 10.3390/s140100356, count from 45°). */
const LEAST_TURN = 45 * DEG;

/** Where the foot turned to another heading: steps one after the other that turn the same way, 45° and more together. */
export function findTurns(signal: MotionSignal, steps: readonly FootStep[]): SampleRange[] {
  const turns: SampleRange[] = [];
  let [first, sum] = [-1, 0];
  const close = (behind: number): void => {
    if (first !== -1 && Math.abs(sum) >= LEAST_TURN) {
      turns.push({ start: steps[first]!.heelOff, end: steps[behind - 1]!.footFlat });
    }
    [first, sum] = [-1, 0];
  };
  for (let at = 0; at < steps.length; at++) {
    const change = headingChange(signal, steps, at);
    if (Math.abs(change) < STRAIGHT || change * sum < 0) close(at);
    if (Math.abs(change) < STRAIGHT) continue;
    if (first === -1) first = at;
    sum += change;
  }
  close(steps.length);
  return turns;
}

/** Turn about the vertical over one step, to the left positive; 0 where up is not known. */
function headingChange(signal: MotionSignal, steps: readonly FootStep[], index: number): number {
  const step = steps[index]!;
  const first = Math.min(Math.max(0, index - 1), steps.length - 2);
  const up = upBetween(signal.accelerationMps2, steps.slice(Math.max(0, first), first + 2).map(movementOf));
  if (up === null) return 0;
  const [x, y, z] = signal.angularRateRadS;
  let turned: Quaternion = NO_TURN;
  for (let at = step.heelOff; at < step.footFlat; at++) {
    turned = product(turned, turnOf(x[at]!, y[at]!, z[at]!, 1 / signal.samplingRateHz));
  }
  const [w, a, b, c] = turned;
  const twist = 2 * Math.atan2(a * up[0] + b * up[1] + c * up[2], w);
  return twist > Math.PI ? twist - 2 * Math.PI : twist < -Math.PI ? twist + 2 * Math.PI : twist;
}
