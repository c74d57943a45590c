import { findTurns } from "./find-turns.ts";
import { footMovement } from "./foot-movement.ts";
import type { FootStep, FootSteps } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { placeSteps } from "./place-steps.ts";
import type { SampleRange } from "./sample-range.ts";
import { STEP_EDGE_WEIGHTS } from "./step-edge-weights.ts";

export interface FootStepOptions {
  /** Walking is looked for only there; samples from the first element of the signal. */
  readonly bouts?: readonly SampleRange[];
}

/** A pause of the foot this long ends the walking: the longest stance of slow walking is shorter (mobgap: 3 s stride). */
const BOUT_BREAK_S = 2.25;

/**
 * Finds every movement of a foot from one sensor on it, with its four events: also first and last ones, and those of a
 * turn. It needs the rate of turning alone and works in any mounting; acceleration, where there is one, sharpens when the
 * foot lies flat.
 */
export function findFootSteps(signal: MotionSignal, options: FootStepOptions = {}): FootSteps {
  const movement = footMovement(signal, options.bouts ?? null);
  if (movement === null) return { steps: [], bouts: [], turns: [] };
  const { withAcceleration, withoutAcceleration } = STEP_EDGE_WEIGHTS;
  const steps = placeSteps(movement, movement.signals.jerk === null ? withoutAcceleration : withAcceleration);
  const bouts = boutsOf(steps, BOUT_BREAK_S * signal.samplingRateHz);
  return { steps, bouts, turns: findTurns(signal, steps) };
}

function boutsOf(steps: readonly FootStep[], longestPause: number): SampleRange[] {
  const bouts: { start: number; end: number; steps: number }[] = [];
  for (const { heelOff, footFlat } of steps) {
    const bout = bouts.at(-1);
    if (bout !== undefined && heelOff - bout.end <= longestPause) {
      bout.end = footFlat;
      bout.steps++;
    } else bouts.push({ start: heelOff, end: footFlat, steps: 1 });
  }
  return bouts.filter((bout) => bout.steps > 1).map(({ start, end }) => ({ start, end }));
}
