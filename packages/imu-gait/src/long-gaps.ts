import type { MotionSignal } from "./motion-signal.ts";
import type { SampleRange } from "./sample-range.ts";

/** Longer holes hide an event. */
const LONGEST_GAP_S = 0.1;

/** Filled holes in which an event may lie that nobody sees. */
export function longGaps({
  samplingRateHz,
  gaps,
}: Pick<MotionSignal, "samplingRateHz" | "gaps">): readonly SampleRange[] {
  return gaps.filter(({ start, end }) => end - start > LONGEST_GAP_S * samplingRateHz);
}
