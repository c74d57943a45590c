import { lowPass } from "@plumbline/signal-processing";
import type { SampleRange } from "./sample-range.ts";
import type { TrunkFrame } from "./trunk-frame.ts";

const DEG = Math.PI / 180;
/** El-Gohary et al. 2014, doi 10.3390/s140100356: turning at more than 15°/s, by 45° and more, in half a second to ten. */
const SMOOTHED_HZ = 1.5;
const TURNING_RADS = 15 * DEG;
const LEAST_TURN = 45 * DEG;
const SHORTEST_S = 0.5;
const LONGEST_S = 10;

/** Where the trunk turns to another heading. */
export function findTrunkTurns({ yawRate, rateHz }: TrunkFrame): SampleRange[] {
  const rate = lowPass(yawRate, rateHz, SMOOTHED_HZ);
  const turns: SampleRange[] = [];
  let start = 0;
  while (start < rate.length) {
    if (Math.abs(rate[start]!) < TURNING_RADS) {
      start++;
      continue;
    }
    const sign = Math.sign(rate[start]!);
    let [end, turned] = [start, 0];
    while (end < rate.length && sign * rate[end]! >= TURNING_RADS) turned += Math.abs(rate[end++]!) / rateHz;
    const seconds = (end - start) / rateHz;
    if (turned >= LEAST_TURN && seconds >= SHORTEST_S && seconds <= LONGEST_S) turns.push({ start, end });
    start = end;
  }
  return turns;
}
