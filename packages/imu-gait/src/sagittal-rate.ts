import { movingMean, principalAxis } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { SampleRange } from "./sample-range.ts";

/** How a foot turns up and down about the axis across it. */
export interface SagittalRate {
  /** rad/s at each sample, toes up positive; smoothed. */
  readonly rate: Float64Array;
  /** Unit vector in the axes of the sensor, to which `rate` is the right-handed turn. */
  readonly axis: readonly [number, number, number];
  /** Share of the turning in steps that is about the axis, in [1/3, 1]. */
  readonly planarShare: number;
}

/**
 * The axis across the foot is the one it turns about most while it steps, however the sensor is mounted. Its sign comes
 * from the shape of every step: toes down at push-off, up in the middle, down again at contact (Sabatini et al. 2005,
 * doi 10.1109/TBME.2004.840727).
 *
 * @returns Null when the foot does not turn.
 */
export function findSagittalRate([x, y, z]: Axes, regions: readonly SampleRange[], reach: number): SagittalRate | null {
  const moments = new Float64Array(6);
  for (const { start, end } of regions) {
    for (let at = start; at < end; at++) {
      const [a, b, c] = [x[at]!, y[at]!, z[at]!];
      moments[0]! += a * a;
      moments[1]! += a * b;
      moments[2]! += a * c;
      moments[3]! += b * b;
      moments[4]! += b * c;
      moments[5]! += c * c;
    }
  }
  const found = principalAxis(moments);
  if (found === null) return null;
  const [a, b, c] = found.axis;
  const raw = new Float64Array(x.length);
  for (let at = 0; at < raw.length; at++) raw[at] = a * x[at]! + b * y[at]! + c * z[at]!;
  const sign = regions.reduce((sum, region) => sum + middleAgainstEnds(raw, region), 0) < 0 ? -1 : 1;
  const rate = movingMean(raw, reach);
  if (sign === -1) for (let at = 0; at < rate.length; at++) rate[at] = -rate[at]!;
  return { rate, axis: [sign * a, sign * b, sign * c], planarShare: found.share };
}

function middleAgainstEnds(raw: Float64Array, { start, end }: SampleRange): number {
  const mean = (from: number, to: number): number => {
    const [first, behind] = [start + Math.floor(from * (end - start)), start + Math.ceil(to * (end - start))];
    let sum = 0;
    for (let at = first; at < behind; at++) sum += raw[at]!;
    return sum / Math.max(1, behind - first);
  };
  return mean(0.35, 0.7) - 0.5 * (mean(0, 0.3) + mean(0.8, 1));
}
