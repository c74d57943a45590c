import { NO_TURN, product, turnOf } from "@plumbline/signal-processing";
import type { Quaternion } from "@plumbline/signal-processing";
import type { FootStep } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { movementOf } from "./movement-of.ts";
import type { SampleRange } from "./sample-range.ts";
import { unit, upBetween } from "./up-in-stance.ts";
import type { Direction } from "./up-in-stance.ts";

const DEG = Math.PI / 180;
/** A straight step keeps its heading within this; healthy walkers do within about 10°. A guess. */
const STRAIGHT = 12 * DEG;
/** Whoever turns less has walked a bend (El-Gohary et al. 2014, doi 10.3390/s140100356, count from 45°). */
const LEAST_TURN = 45 * DEG;

/**
 * Where the foot turned to another heading: steps one after the other that turn the same way, 45° and more together. From
 * flat to flat a foot can only have turned about the vertical, so without acceleration the step that turns most tells it.
 */
export function findTurns(signal: MotionSignal, steps: readonly FootStep[]): SampleRange[] {
  const turned = steps.map((step) => turnOfStep(signal, step));
  const axis = signal.accelerationMps2 === null ? axisOfMost(turned) : null;
  const changes = turned.map((turn, at) => headingChange(turn, axis ?? upAround(signal, steps, at)));
  const turns: SampleRange[] = [];
  let [first, sum] = [-1, 0];
  const close = (behind: number): void => {
    if (first !== -1 && Math.abs(sum) >= LEAST_TURN) {
      turns.push({ start: steps[first]!.heelOff, end: steps[behind - 1]!.footFlat });
    }
    [first, sum] = [-1, 0];
  };
  changes.forEach((change, at) => {
    if (Math.abs(change) < STRAIGHT || change * sum < 0) close(at);
    if (Math.abs(change) < STRAIGHT) return;
    if (first === -1) first = at;
    sum += change;
  });
  close(steps.length);
  return turns;
}

function turnOfStep({ angularRateRadS: [x, y, z], samplingRateHz }: MotionSignal, step: FootStep): Quaternion {
  let turned: Quaternion = NO_TURN;
  for (let at = step.heelOff; at < step.footFlat; at++) {
    turned = product(turned, turnOf(x[at]!, y[at]!, z[at]!, 1 / samplingRateHz));
  }
  return turned;
}

/** Of the turn with the greatest angle; null where nothing turned. */
function axisOfMost(turns: readonly Quaternion[]): Direction | null {
  const most = turns.reduce((best, turn) => (Math.abs(turn[0]) < Math.abs(best[0]) ? turn : best), NO_TURN);
  return unit([most[1], most[2], most[3]]);
}

/** Up in the stances beside a step. */
function upAround({ accelerationMps2 }: MotionSignal, steps: readonly FootStep[], index: number): Direction | null {
  const first = Math.max(0, Math.min(index - 1, steps.length - 2));
  return upBetween(accelerationMps2, steps.slice(first, first + 2).map(movementOf));
}

/** Turn about the vertical, to the left positive; 0 where up is not known. */
function headingChange([w, x, y, z]: Quaternion, up: Direction | null): number {
  if (up === null) return 0;
  const twist = 2 * Math.atan2(x * up[0] + y * up[1] + z * up[2], w);
  return twist > Math.PI ? twist - 2 * Math.PI : twist < -Math.PI ? twist + 2 * Math.PI : twist;
}
