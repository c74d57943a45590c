import { movingMean, norm } from "@plumbline/signal-processing";
import type { MotionSignal } from "./motion-signal.ts";
import type { SampleRange } from "./sample-range.ts";
import { findSagittalRate, SMOOTHED_S } from "./sagittal-rate.ts";
import { splitRegions } from "./split-regions.ts";
import { findStepRegions } from "./step-regions.ts";
import { shapeSignals } from "./step-shape.ts";
import type { ShapeSignals } from "./step-shape.ts";
import { upBetween } from "./up-in-stance.ts";

/** Where a foot steps, one region for each step, and what its steps are told from. */
export interface FootMovement {
  readonly regions: readonly SampleRange[];
  readonly signals: ShapeSignals;
}

/**
 * @param within - Looks only there; null looks everywhere.
 * @returns Null when the foot does not step.
 */
export function footMovement(
  {
    angularRateRadS,
    accelerationMps2,
    samplingRateHz: rateHz,
  }: Pick<MotionSignal, "angularRateRadS" | "accelerationMps2" | "samplingRateHz">,
  within: readonly SampleRange[] | null,
): FootMovement | null {
  const moving = findStepRegions(angularRateRadS, rateHz, within);
  const sagittal = findSagittalRate(angularRateRadS, moving, rateHz, upBetween(accelerationMps2, moving));
  if (sagittal === null) return null;
  const speed = movingMean(norm(angularRateRadS), Math.max(1, Math.round(SMOOTHED_S * rateHz)));
  const regions = splitRegions(moving, sagittal.rate, speed, rateHz);
  return { regions, signals: shapeSignals(rateHz, sagittal, speed, accelerationMps2, regions) };
}
