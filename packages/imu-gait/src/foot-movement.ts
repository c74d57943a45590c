import { highestAt, movingMean, norm } from "@plumbline/signal-processing";
import type { MotionSignal } from "./motion-signal.ts";
import type { SampleRange } from "./sample-range.ts";
import { findSagittalRate, SMOOTHED_S } from "./sagittal-rate.ts";
import { splitRegions } from "./split-regions.ts";
import { findStepRegions } from "./step-regions.ts";
import { shapeSignals } from "./step-shape.ts";
import type { ShapeSignals } from "./step-shape.ts";
import { upBetween } from "./up-in-stance.ts";
import type { Direction } from "./up-in-stance.ts";

/** Where a foot steps, one region for each step, and what its steps are told from. */
export interface FootMovement {
  readonly regions: readonly SampleRange[];
  readonly signals: ShapeSignals;
  /** The axis across the foot in those of the sensor. */
  readonly across: Direction;
}

/** A movement that comes closer to the edge of the recording is cut by it: what the smoothing reaches over. */
const CUT_S = 0.03;
/** Of the highest rate. Tuned on the gait-data set, with little effect: F of both rules by 0.001. */
const RISE_SHARE = 0.05;

/**
 * @param within - Looks for steps whose middle lies there; null looks everywhere.
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
  const regions = splitRegions(moving, sagittal.rate, speed, rateHz).filter(
    (region) =>
      isWhole(region, speed.length, rateHz) &&
      doToesRise(region, sagittal.rate, speed) &&
      (within === null || within.some((bout) => isMiddleIn(region, bout))),
  );
  return {
    regions,
    signals: shapeSignals(rateHz, sagittal, speed, accelerationMps2, regions),
    across: sagittal.axis,
  };
}

function isMiddleIn({ start, end }: SampleRange, bout: SampleRange): boolean {
  const middle = (start + end) >> 1;
  return bout.start <= middle && middle < bout.end;
}

/** A movement that the recording cuts is not a step: nobody knows how it began or ended. */
function isWhole({ start, end }: SampleRange, samples: number, rateHz: number): boolean {
  const edge = CUT_S * rateHz;
  return start > edge && end < samples - edge;
}

/** Who turns on the spot turns the foot about the vertical and leaves it on the floor. */
function doToesRise({ start, end }: SampleRange, sagittal: Float64Array, speed: Float64Array): boolean {
  return sagittal[highestAt(sagittal, start, end)]! > RISE_SHARE * speed[highestAt(speed, start, end)]!;
}
