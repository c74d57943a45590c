import { movingMean, norm } from "@plumbline/signal-processing";
import type { FootStep } from "./foot-steps.ts";
import type { MotionSignal } from "./motion-signal.ts";

/** The stillest moments just before and just after a step: there the foot stands, and its velocity is taken as zero. */
export interface StanceMoments {
  readonly before: number;
  readonly after: number;
}

/** As far from the step as a stance of slow walking lasts; farther away drift would only grow. */
const REACH_S = 0.5;
const SMOOTHED_S = 0.05;

/** One pair for each step. */
export function stanceMoments(signal: MotionSignal, steps: readonly FootStep[]): StanceMoments[] {
  const { samplingRateHz: rateHz, samples } = signal;
  const speed = movingMean(norm(signal.angularRateRadS), Math.max(1, Math.round(SMOOTHED_S * rateHz)));
  const reach = Math.round(REACH_S * rateHz);
  return steps.map(({ heelOff, toeOff, initialContact, footFlat }, at) => {
    const [previous, next] = [steps[at - 1], steps[at + 1]];
    const first = Math.max(0, heelOff - reach, previous?.initialContact ?? 0);
    const last = Math.min(samples - 1, footFlat + reach, next?.toeOff ?? samples - 1);
    return {
      before: stillest(speed, first, Math.max(Math.min(heelOff, toeOff - 1), first)),
      after: stillest(speed, Math.min(Math.max(footFlat, initialContact + 1), last), last),
    };
  });
}

/** The middle of them where several moments are equally still. */
function stillest(speed: Float64Array, first: number, last: number): number {
  let [best, until] = [first, first];
  for (let at = first; at <= last; at++) {
    if (speed[at]! < speed[best]!) [best, until] = [at, at];
    else if (at === until + 1 && speed[at]! - speed[best]! < EQUALLY_RADS) until = at;
  }
  return (best + until) >> 1;
}

/** Rounding of sums, not turning. */
const EQUALLY_RADS = 1e-9;
