import type { FootMounting } from "./foot-mounting.ts";
import type { FootSteps } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { movementOf } from "./movement-of.ts";
import { findSagittalRate } from "./sagittal-rate.ts";
import { upBetween } from "./up-in-stance.ts";

/**
 * How the sensor sits on the foot: up from gravity while the foot lies flat, the axis across the foot from its turning in
 * swing. Null without acceleration, or without two steps.
 */
export function findFootMounting(signal: MotionSignal, { steps }: FootSteps): FootMounting | null {
  const movements = steps.map(movementOf);
  const up = upBetween(signal.accelerationMps2, movements);
  if (up === null) return null;
  const sagittal = findSagittalRate(signal.angularRateRadS, movements, signal.samplingRateHz, up);
  if (sagittal === null) return null;
  // Toes up is a turn about the axis to the right; the axis to the left is its opposite.
  const [a, b, c] = sagittal.axis;
  const left = [-a, -b, -c] as const;
  const forward = [
    left[1] * up[2] - left[2] * up[1],
    left[2] * up[0] - left[0] * up[2],
    left[0] * up[1] - left[1] * up[0],
  ];
  return { toFoot: [...forward, ...left, ...up], planarShare: sagittal.planarShare };
}
