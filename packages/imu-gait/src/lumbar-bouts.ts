import { lowPass, prominentPeaks } from "@plumbline/signal-processing";
import type { SampleRange } from "./sample-range.ts";
import type { TrunkFrame } from "./trunk-frame.ts";

/** A first look at the rhythm, before it is known. */
const FIRST_LOOK_HZ = 2.2;
/** A step lifts the trunk with at least this, m/s². Tuned on the lumbar set. */
const LEAST_TOP = 0.5;
/** A longer pause ends the bout. Three seconds a stride is the slowest (mobgap), and its steps may be uneven. */
const LONGEST_STEP_S = 2;
const SHORTEST_STEP_S = 0.25;
/** Fewer are no walking. */
const FEWEST_STEPS = 4;

/** Where the trunk rises and falls as in walking. */
export function findLumbarBouts({ vertical, rateHz }: TrunkFrame): SampleRange[] {
  const tops = prominentPeaks(lowPass(vertical, rateHz, FIRST_LOOK_HZ), LEAST_TOP);
  const bouts: { start: number; last: number; steps: number }[] = [];
  for (const top of tops) {
    const bout = bouts.at(-1);
    if (bout !== undefined && top - bout.last <= LONGEST_STEP_S * rateHz) {
      if (top - bout.last >= SHORTEST_STEP_S * rateHz) bout.steps++;
      bout.last = top;
    } else bouts.push({ start: top, last: top, steps: 1 });
  }
  const margin = Math.round(0.2 * rateHz);
  return bouts
    .filter(({ steps }) => steps >= FEWEST_STEPS)
    .map(({ start, last }) => ({ start: Math.max(0, start - margin), end: Math.min(vertical.length, last + margin) }));
}
