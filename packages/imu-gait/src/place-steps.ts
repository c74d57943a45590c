import { lowestAt, median } from "@plumbline/signal-processing";
import type { FootMovement } from "./foot-movement.ts";
import type { FootStep } from "./foot-steps.ts";
import { stepEdges } from "./step-edges.ts";
import type { StepEdgeWeights } from "./step-edges.ts";
import { shapeOfStep } from "./step-shape.ts";
import type { ShapeSignals, StepShape } from "./step-shape.ts";

/**
 * The toes begin to rise a little after they left the floor: a median over the six trials of the feet-lumbar set, the same
 * for every walker within 0.01 s.
 */
const TOE_OFF_BEFORE_RISE_S = 0.037;
/**
 * When the heel meets the floor the sole begins to come down; contact is where it has reached this share of its fastest.
 * Tuned on the same set; between 0.4 and 0.7 the error changes by 2 ms.
 */
const CONTACT_SHARE = 0.55;
/** The sole comes down fastest within this time after the toes stop rising. A guess. */
const SLAP_WITHIN_S = 0.15;

/** The steps of a moving foot with their events, in order of time; they do not overlap. */
export function placeSteps({ regions, signals }: FootMovement, weights: StepEdgeWeights): FootStep[] {
  const steps = regions.flatMap((_, index) => stepOf(signals, shapeOfStep(regions, index, signals), weights) ?? []);
  const usual = median(steps.map(({ toeOff, initialContact }) => initialContact - toeOff));
  return steps.map((step) => withUsualSwing(step, usual));
}

/** A swing shorter than this share of the foot's usual one comes from a push-off that does not show, as in a turn. A guess. */
const SHORT_SWING_SHARE = 0.5;

function withUsualSwing(step: FootStep, usual: number): FootStep {
  const { heelOff, toeOff, initialContact } = step;
  if (initialContact - toeOff >= SHORT_SWING_SHARE * usual) return step;
  return { ...step, toeOff: Math.max(heelOff + 1, Math.round(initialContact - usual)) };
}

/**
 * The edges hold where the moments do not come in order, as in a foot that is set down flat.
 *
 * @returns Null when there is no room for a step between its neighbors.
 */
function stepOf(signals: ShapeSignals, shape: StepShape, weights: StepEdgeWeights): FootStep | null {
  const edges = stepEdges(signals, shape, weights);
  const heelOff = Math.max(shape.earliest, edges.heelOff);
  const footFlat = Math.min(edges.footFlat, shape.latest);
  if (footFlat - heelOff < 3) return null;
  const initialContact = within(contactOf(signals, shape), heelOff + 2, footFlat - 1);
  const toeOff = within(
    shape.rise - Math.round(TOE_OFF_BEFORE_RISE_S * signals.rateHz),
    heelOff + 1,
    initialContact - 1,
  );
  return { heelOff, toeOff, initialContact, footFlat };
}

function contactOf({ sagittal, rateHz }: ShapeSignals, { fall, latest }: StepShape): number {
  const slap = lowestAt(sagittal, fall, Math.min(latest, fall + Math.round(SLAP_WITHIN_S * rateHz)));
  const rate = CONTACT_SHARE * sagittal[slap]!;
  let at = slap;
  while (at > fall && sagittal[at - 1]! < rate) at--;
  // The sample nearer to the crossing.
  return at > fall && sagittal[at - 1]! - rate < rate - sagittal[at]! ? at - 1 : at;
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
