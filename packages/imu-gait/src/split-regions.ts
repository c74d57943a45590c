import { highestAt, lowestAt, median, movingMean } from "@plumbline/signal-processing";
import type { SampleRange } from "./sample-range.ts";

/**
 * The toes rise once in a step. A second rise this high, against the usual one, is a second step, if between the two the
 * toes go down this fast and the foot calms to this, against the same. Measured: between steps that run into each other
 * (feet-lumbar, and the walk of a person with multiple sclerosis in gaitmap) they go down with 0.83 and more and the foot
 * calms to 0.15; where one step of the gait-data set rises twice, it is 0.56 at most, or 0.19 and more.
 */
const SWING_SHARE = 0.5;
const DOWN_SHARE = 0.6;
const QUIET_SHARE = 0.25;
/** Two swings of one foot are not closer, even in running. A guess. */
const LEAST_STANCE_S = 0.25;
const QUIET_S = 0.04;

/**
 * A foot that hits the floor hard, or walks so fast that it hardly rests, does not come below the threshold between two
 * steps. Such a region holds two swings: it is parted where the foot turns least between them.
 *
 * @param sagittal - rad/s, toes up positive.
 * @param speed - How fast the foot turns about any axis, rad/s.
 */
export function splitRegions(
  regions: readonly SampleRange[],
  sagittal: Float64Array,
  speed: Float64Array,
  rateHz: number,
): SampleRange[] {
  const typical = median(regions.map(({ start, end }) => sagittal[highestAt(sagittal, start, end)]!));
  const calm = movingMean(speed, Math.round(QUIET_S * rateHz));
  return regions.flatMap((region) => {
    const parts: SampleRange[] = [];
    let { start } = region;
    let end = -1;
    let lowest = 0;
    for (let at = region.start; at < region.end; at++) {
      const rate = sagittal[at]!;
      if (rate < lowest) lowest = rate;
      if (rate < SWING_SHARE * typical) continue;
      if (end !== -1 && at - end >= LEAST_STANCE_S * rateHz && lowest < -DOWN_SHARE * typical) {
        const quietest = lowestAt(calm, end, at);
        if (calm[quietest]! < QUIET_SHARE * typical) {
          parts.push({ start, end: quietest });
          start = quietest;
        }
      }
      [end, lowest] = [at, 0];
    }
    parts.push({ start, end: region.end });
    return parts;
  });
}
