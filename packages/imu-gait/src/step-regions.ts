import { median, movingMean, norm } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { SampleRange } from "./sample-range.ts";

const DEG = Math.PI / 180;
const SMOOTHED_S = 0.045;
/** A first look that needs no scale: turning faster than this for this long is a step of nearly anybody. */
const FIRST_LOOK = { rate: 50 * DEG, leastS: 0.2, peak: 80 * DEG } as const;
const USUAL_PEAK = 200 * DEG;

/**
 * A foot moves above a tenth of its typical highest rate, within bounds; it steps when it reaches a fifth. So a shuffling
 * foot that turns at 60°/s is held against itself and not against a brisk walker. Tuned, like the times below, on the 60
 * trials of the gait-data set for the middle rule; a fifth more or less of any changes its F by 0.001 at most.
 */
const MOVING = { share: 0.1, atLeast: 20 * DEG, atMost: 60 * DEG } as const;
const STEPPING_SHARE = 0.2;
/** Quieter for less than this within a step, as between push-off and swing. */
const PAUSE_S = 0.08;
/** Shorter ones are twitches: shifting weight, a knock. */
const SHORTEST_S = 0.26;

/**
 * Where a foot turns as it does in a step.
 *
 * @param within - Only what touches these is wanted, whole; null wants everything.
 */
export function findStepRegions(
  angularRateRadS: Axes,
  rateHz: number,
  within: readonly SampleRange[] | null,
): SampleRange[] {
  const speed = movingMean(norm(angularRateRadS), Math.max(1, Math.round(SMOOTHED_S * rateHz - 0.5)));
  const isWanted = (region: SampleRange): boolean =>
    within === null || within.some(({ start, end }) => start < region.end && region.start < end);
  const first = regionsAbove(speed, FIRST_LOOK.rate, 0).filter(
    (region) => region.end - region.start >= FIRST_LOOK.leastS * rateHz && isWanted(region),
  );
  const typical = typicalPeakOf(
    speed,
    first.filter((region) => highest(speed, region) > FIRST_LOOK.peak),
  );
  const moving = Math.min(Math.max(MOVING.share * typical, MOVING.atLeast), MOVING.atMost);
  const stepping = Math.max(STEPPING_SHARE * typical, 1.3 * moving);
  return regionsAbove(speed, moving, PAUSE_S * rateHz).filter(
    (region) =>
      region.end - region.start >= SHORTEST_S * rateHz && isWanted(region) && highest(speed, region) > stepping,
  );
}

function regionsAbove(speed: Float64Array, threshold: number, pause: number): SampleRange[] {
  const regions: SampleRange[] = [];
  let start = -1;
  for (let at = 0; at <= speed.length; at++) {
    const isAbove = at < speed.length && speed[at]! > threshold;
    if (isAbove && start === -1) start = at;
    if (isAbove || start === -1) continue;
    const before = regions.at(-1);
    if (before !== undefined && start - before.end < pause)
      regions[regions.length - 1] = { start: before.start, end: at };
    else regions.push({ start, end: at });
    start = -1;
  }
  return regions;
}

/** Median over the regions of the highest rate, rad/s: the scale of this walk. */
function typicalPeakOf(speed: Float64Array, regions: readonly SampleRange[]): number {
  return regions.length === 0 ? USUAL_PEAK : median(regions.map((region) => highest(speed, region)));
}

function highest(speed: Float64Array, { start, end }: SampleRange): number {
  let most = 0;
  for (let at = start; at < end; at++) if (speed[at]! > most) most = speed[at]!;
  return most;
}
