import { lowestAt } from "@plumbline/signal-processing";
import { findTurns } from "./find-turns.ts";
import { footMovement } from "./foot-movement.ts";
import type { FootStep, FootSteps } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import type { SampleRange } from "./sample-range.ts";
import { stepEdges } from "./step-edges.ts";
import { shapeOfStep } from "./step-shape.ts";
import type { ShapeSignals, StepShape } from "./step-shape.ts";

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
  const { regions, signals } = movement;
  const steps = regions.flatMap((_, index) => stepOf(signals, shapeOfStep(regions, index, signals)) ?? []);
  const bouts = boutsOf(steps, BOUT_BREAK_S * signals.rateHz);
  return { steps, bouts, turns: findTurns(signal, steps) };
}

/**
 * The toes begin to rise a little after they left the floor, and the sole comes down fastest a little after the heel met
 * it. Both spans are medians over the six trials of the feet-lumbar set, the same for every walker within 0.01 s.
 */
const TOE_OFF_BEFORE_RISE_S = 0.037;
const CONTACT_BEFORE_SLAP_S = 0.03;
/** The sole comes down within this time after the toes stop rising. */
const SLAP_WITHIN_S = 0.15;

/**
 * The edges hold where the moments do not come in order, as in a foot that is set down flat.
 *
 * @returns Null when there is no room for a step between its neighbors.
 */
function stepOf(signals: ShapeSignals, shape: StepShape): FootStep | null {
  const { rateHz, sagittal } = signals;
  const edges = stepEdges(signals, shape);
  const heelOff = Math.max(shape.earliest, edges.heelOff);
  const footFlat = Math.min(edges.footFlat, shape.latest);
  if (footFlat - heelOff < 3) return null;
  const slap = lowestAt(sagittal, shape.fall, Math.min(shape.latest, shape.fall + Math.round(SLAP_WITHIN_S * rateHz)));
  const initialContact = within(slap - Math.round(CONTACT_BEFORE_SLAP_S * rateHz), heelOff + 2, footFlat - 1);
  const toeOff = within(shape.rise - Math.round(TOE_OFF_BEFORE_RISE_S * rateHz), heelOff + 1, initialContact - 1);
  return { heelOff, toeOff, initialContact, footFlat };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
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
