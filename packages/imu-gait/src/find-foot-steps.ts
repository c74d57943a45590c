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
  const steps = inOrder(regions.map((_, index) => stepOf(signals, shapeOfStep(regions, index, signals))));
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

function stepOf(signals: ShapeSignals, shape: StepShape): FootStep {
  const { heelOff, footFlat } = stepEdges(signals, shape);
  const { rateHz, sagittal } = signals;
  const toeOff = Math.max(shape.earliest + 1, shape.rise - Math.round(TOE_OFF_BEFORE_RISE_S * rateHz));
  const slap = lowestAt(sagittal, shape.fall, Math.min(shape.latest, shape.fall + Math.round(SLAP_WITHIN_S * rateHz)));
  const initialContact = Math.max(toeOff + 1, slap - Math.round(CONTACT_BEFORE_SLAP_S * rateHz));
  return {
    heelOff: Math.max(shape.earliest, Math.min(heelOff, toeOff - 1)),
    toeOff,
    initialContact,
    footFlat: Math.min(Math.max(footFlat, initialContact + 1), shape.latest + 1),
  };
}

/** Two steps that touch share the moment between them. */
function inOrder(steps: readonly FootStep[]): FootStep[] {
  const ordered: FootStep[] = [];
  for (const step of steps) {
    const before = ordered.at(-1);
    if (before === undefined || step.heelOff >= before.footFlat) {
      ordered.push(step);
      continue;
    }
    const middle = (before.footFlat + step.heelOff) >> 1;
    const footFlat = Math.max(before.initialContact + 1, middle);
    ordered[ordered.length - 1] = { ...before, footFlat };
    ordered.push({ ...step, heelOff: Math.min(Math.max(footFlat, step.heelOff), step.toeOff - 1) });
  }
  return ordered;
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
