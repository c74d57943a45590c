import { lowPass, prominentPeaks, quantile } from "@plumbline/signal-processing";
import type { SampleRange } from "./sample-range.ts";
import type { TrunkFrame } from "./trunk-frame.ts";

/** A first look at the rhythm, before it is known. */
const FIRST_LOOK_HZ = 2.2;
/** A step lifts the trunk with at least this, m/s². Tuned on the lumbar set, as the next two. */
const LEAST_TOP = 0.5;
/** A longer pause ends the bout. Three seconds a stride is the slowest (mobgap), and its steps may be uneven. */
const LONGEST_STEP_S = 2;
/** Of the bout's brisker steps: shuffling below this before and after them is standing about. 0.3 to 0.4 do the same. */
const SHUFFLE = { ofTop: 0.35, quantile: 0.75 } as const;
const SHORTEST_STEP_S = 0.25;
/** Fewer are no walking. */
const FEWEST_STEPS = 4;
/** A top is shortly behind the contact. */
const MARGIN_S = 0.2;

/** Where the trunk rises and falls as in walking. */
export function findLumbarBouts({ vertical, rateHz }: TrunkFrame): SampleRange[] {
  const lift = lowPass(vertical, rateHz, FIRST_LOOK_HZ);
  const bouts: number[][] = [];
  for (const top of prominentPeaks(lift, LEAST_TOP)) {
    const bout = bouts.at(-1);
    if (bout !== undefined && top - bout.at(-1)! <= LONGEST_STEP_S * rateHz) bout.push(top);
    else bouts.push([top]);
  }
  const margin = Math.round(MARGIN_S * rateHz);
  return bouts.flatMap((bout) => {
    const tops = withoutShuffling(bout, lift);
    const apart = tops.filter((top, at) => at === 0 || top - tops[at - 1]! >= SHORTEST_STEP_S * rateHz);
    if (apart.length < FEWEST_STEPS) return [];
    return [{ start: Math.max(0, tops[0]! - margin), end: Math.min(lift.length, tops.at(-1)! + margin) }];
  });
}

function withoutShuffling(tops: readonly number[], lift: Float64Array): readonly number[] {
  const least =
    SHUFFLE.ofTop *
    quantile(
      tops.map((top) => lift[top]!),
      SHUFFLE.quantile,
    );
  const isWalked = (top: number) => lift[top]! >= least;
  return tops.slice(tops.findIndex(isWalked), tops.findLastIndex(isWalked) + 1);
}
