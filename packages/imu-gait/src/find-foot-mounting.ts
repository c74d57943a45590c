import { median } from "@plumbline/signal-processing";
import type { FootMounting } from "./foot-mounting.ts";
import type { FootSteps } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { findSagittalRate } from "./sagittal-rate.ts";
import { upInStance } from "./up-in-stance.ts";

/**
 * How the sensor sits on the foot: up from gravity while the foot lies flat, the axis across the foot from its turning in
 * swing. Null without acceleration, or without two steps.
 */
export function findFootMounting(signal: MotionSignal, { steps }: FootSteps): FootMounting | null {
  const ups = steps.slice(1).flatMap((step, at) => {
    const up = upInStance(signal, steps[at]!, step);
    return up === null ? [] : [up];
  });
  const regions = steps.map(({ heelOff, footFlat }) => ({ start: heelOff, end: footFlat }));
  const sagittal = ups.length === 0 ? null : findSagittalRate(signal.angularRateRadS, regions, 1);
  if (sagittal === null) return null;
  const up = unit([0, 1, 2].map((axis) => median(ups.map((one) => one[axis]!))));
  // Toes up is a turn about the axis to the right; the axis to the left is its opposite, made level.
  const level = sagittal.axis[0] * up[0] + sagittal.axis[1] * up[1] + sagittal.axis[2] * up[2];
  const left = unit([0, 1, 2].map((axis) => level * up[axis]! - sagittal.axis[axis]!));
  const forward = [
    left[1] * up[2] - left[2] * up[1],
    left[2] * up[0] - left[0] * up[2],
    left[0] * up[1] - left[1] * up[0],
  ];
  return { toFoot: [...forward, ...left, ...up], planarShare: sagittal.planarShare };
}

function unit(vector: readonly number[]): [number, number, number] {
  const length = Math.hypot(...vector);
  return [vector[0]! / length, vector[1]! / length, vector[2]! / length];
}
