import { movingMean, norm } from "@plumbline/signal-processing";
import type { MotionSignal } from "./motion-signal.ts";

const REST_S = 1;
/** Turning slower than this for a whole second is rest, with the bias of a cheap sensor in it. */
const REST_RADS = 0.06;

/**
 * What the sensor shows of turning while it rests, rad/s: the mean over the second with the least turning. Zero for a
 * recording without such a second.
 */
export function restingBias({
  angularRateRadS,
  samplingRateHz,
  samples,
}: MotionSignal): readonly [number, number, number] {
  const reach = Math.round((REST_S * samplingRateHz) / 2);
  if (samples <= 2 * reach) return [0, 0, 0];
  const speed = movingMean(norm(angularRateRadS), reach);
  let best = reach;
  for (let at = reach; at < samples - reach; at++) if (speed[at]! < speed[best]!) best = at;
  if (speed[best]! > REST_RADS) return [0, 0, 0];
  return angularRateRadS.map((column) => {
    let sum = 0;
    for (let at = best - reach; at <= best + reach && at < samples; at++) sum += column[at]!;
    return sum / (2 * reach + 1);
  }) as [number, number, number];
}
