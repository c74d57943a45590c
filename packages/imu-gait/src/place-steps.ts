import { lowestAt, median } from "@plumbline/signal-processing";
import type { FootMovement } from "./foot-movement.ts";
import type { FootStep } from "./foot-steps.ts";
import { stepEdges } from "./step-edges.ts";
import type { StepEdgeWeights } from "./step-edges.ts";
import { shapeOfStep } from "./step-shape.ts";
import type { ShapeSignals, StepShape } from "./step-shape.ts";

/**
 * The toes begin to rise a little after they left the floor, and the sole comes down fastest a little after the heel met
 * it. Both spans are medians over the six trials of the feet-lumbar set, the same for every walker within 0.01 s.
 */
const TOE_OFF_BEFORE_RISE_S = 0.037;
const CONTACT_BEFORE_SLAP_S = 0.03;
/** The sole comes down within this time after the toes stop rising. */
const SLAP_WITHIN_S = 0.15;

/** The steps of a moving foot with their events, in order of time; they do not overlap. */
export function placeSteps({ regions, signals }: FootMovement, weights: StepEdgeWeights): FootStep[] {
  const steps = regions.flatMap((_, index) => stepOf(signals, shapeOfStep(regions, index, signals), weights) ?? []);
  const usual = median(steps.map(({ toeOff, initialContact }) => initialContact - toeOff));
  return steps.map((step) => withUsualSwing(step, usual));
}

/** A swing shorter than this share of the foot's usual one comes from a push-off that does not show, as in a turn. */
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
  const { rateHz, sagittal } = signals;
  const edges = stepEdges(signals, shape, weights);
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
