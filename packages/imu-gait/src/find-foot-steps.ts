import { findTurns } from "./find-turns.ts";
import { footMovement } from "./foot-movement.ts";
import type { FootStep, FootSteps } from "./foot-steps.ts";
import { longGaps } from "./long-gaps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { placeSteps } from "./place-steps.ts";
import type { SampleRange } from "./sample-range.ts";
import { STEP_EDGE_WEIGHTS } from "./step-edge-weights.ts";
import { restingBias } from "./resting-bias.ts";
import { meanTravelM } from "./travel.ts";

export interface FootStepOptions {
  /** Only steps whose middle lies there; samples from the first element of the signal. */
  readonly bouts?: readonly SampleRange[];
}

/** A pause of the foot this long ends the walking: the longest stance of slow walking is shorter (mobgap: 3 s stride). */
const BOUT_BREAK_S = 2.25;
/**
 * Who taps a foot or swings a leg from a chair turns the foot as in walking and does not carry it on. The shortest steps of
 * the gait-data set, of a man who shuffles, carry it 0.2 m on average.
 */
const LEAST_TRAVEL_M = 0.05;

/**
 * Finds every movement of a foot from one sensor on it, with its four events: also first and last ones, and those of a
 * turn. It needs the rate of turning alone and works in any mounting; acceleration, where there is one, sharpens when the
 * foot lies flat.
 */
export function findFootSteps(signal: MotionSignal, options: FootStepOptions = {}): FootSteps {
  const movement = footMovement(signal, options.bouts ?? null);
  if (movement === null) return { steps: [], bouts: [], turns: [] };
  const { withAcceleration, withoutAcceleration } = STEP_EDGE_WEIGHTS;
  const holes = longGaps(signal);
  const placed = placeSteps(movement, movement.signals.jerk === null ? withoutAcceleration : withAcceleration).filter(
    (step) => !holes.some((hole) => Object.values(step).some((event) => hole.start <= event && event < hole.end)),
  );
  const bias = restingBias(signal);
  const runs = runsOf(placed, BOUT_BREAK_S * signal.samplingRateHz).filter(
    (run) => (meanTravelM(signal, run, movement.across, bias) ?? LEAST_TRAVEL_M) >= LEAST_TRAVEL_M,
  );
  const steps = runs.flat();
  const bouts = runs
    .filter((run) => run.length > 1)
    .map((run) => ({ start: run[0]!.heelOff, end: run.at(-1)!.footFlat }));
  return { steps, bouts, turns: findTurns(signal, steps) };
}

/** Steps that follow each other without a long pause. */
function runsOf(steps: readonly FootStep[], longestPause: number): FootStep[][] {
  const runs: FootStep[][] = [];
  steps.forEach((step, at) => {
    const follows = at > 0 && step.heelOff - steps[at - 1]!.footFlat <= longestPause;
    if (follows) runs.at(-1)!.push(step);
    else runs.push([step]);
  });
  return runs;
}
