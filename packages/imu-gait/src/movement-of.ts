import type { FootStep } from "./foot-steps.ts";
import type { SampleRange } from "./sample-range.ts";

/** The samples in which a step moves the foot. */
export function movementOf({ heelOff, footFlat }: FootStep): SampleRange {
  return { start: heelOff, end: footFlat };
}
