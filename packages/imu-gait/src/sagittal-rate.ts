import { lowestAt, movingMean, norm, principalAxis } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { SampleRange } from "./sample-range.ts";
import type { Direction } from "./up-in-stance.ts";

/** How a foot turns up and down about the axis across it. */
export interface SagittalRate {
  /** rad/s at each sample, toes up positive; smoothed. */
  readonly rate: Float64Array;
  /** Unit vector in the axes of the sensor, to which `rate` is the right-handed turn. */
  readonly axis: readonly [number, number, number];
  /** Share of the turning in steps that is about the axis, in [0, 1]. */
  readonly planarShare: number;
}

/** Neighbors to both sides over which a rate is averaged, seconds: enough to still the noise, short against a push-off. */
export const SMOOTHED_S = 0.02;
/** The same for the axis alone. A sensor rings for some 0.05 s when the heel hits the floor, and not across the foot. */
const STEADIED_S = 0.03;

/**
 * The axis across the foot is the one it turns about most while it steps, however the sensor is mounted. It is level while
 * the foot lies flat: turning to another direction, which is about the vertical, does not count. Its sign comes
 * from the shape of every step: toes down at push-off, up in the middle, down again at contact (Sabatini et al. 2005,
 * doi 10.1109/TBME.2004.840727).
 *
 * @param up - Null when it is not known; then turning about any axis counts.
 * @returns Null when the foot does not turn.
 */
export function findSagittalRate(
  rates: Axes,
  regions: readonly SampleRange[],
  rateHz: number,
  up: Direction | null,
): SagittalRate | null {
  const reach = Math.round(STEADIED_S * rateHz);
  const [x, y, z] = rates;
  const moments = momentsOf([movingMean(x, reach), movingMean(y, reach), movingMean(z, reach)], regions);
  const found = principalAxis(up === null ? moments : levelOnly(moments, up));
  if (found === null) return null;
  const [a, b, c] = found.axis;
  const raw = new Float64Array(x.length);
  for (let at = 0; at < raw.length; at++) raw[at] = a * x[at]! + b * y[at]! + c * z[at]!;
  const single = singleSteps(rates, regions, rateHz);
  const sign = single.reduce((sum, step) => sum + middleAgainstEnds(raw, step), 0) < 0 ? -1 : 1;
  const rate = movingMean(raw, Math.max(1, Math.round(SMOOTHED_S * rateHz)));
  if (sign === -1) for (let at = 0; at < rate.length; at++) rate[at] = -rate[at]!;
  const share = found.squares / (moments[0]! + moments[3]! + moments[5]!);
  return { rate, axis: [sign * a, sign * b, sign * c], planarShare: share };
}

/** Sums of xx, xy, xz, yy, yz, zz. */
function momentsOf([x, y, z]: Axes, regions: readonly SampleRange[]): Float64Array {
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
  return moments;
}

/** The same sums of the vectors without their part along `up`. */
function levelOnly([xx, xy, xz, yy, yz, zz]: ArrayLike<number> & Iterable<number>, up: Direction): number[] {
  const [u, v, w] = up;
  const [x, y, z] = [xx! * u + xy! * v + xz! * w, xy! * u + yy! * v + yz! * w, xz! * u + yz! * v + zz! * w];
  const along = x * u + y * v + z * w;
  return [
    xx! - 2 * u * x + along * u * u,
    xy! - u * y - v * x + along * u * v,
    xz! - u * z - w * x + along * u * w,
    yy! - 2 * v * y + along * v * v,
    yz! - v * z - w * y + along * v * w,
    zz! - 2 * w * z + along * w * w,
  ];
}

/** No step takes longer, and none is shorter than twice the second. Guesses. */
const LONGEST_STEP_S = 1.6;
const HALF_STEP_S = 0.3;
const CALMED_S = 0.06;

/** Steps that run into each other are cut where the foot is calmest, so that each tells the sign for itself. */
function singleSteps(rates: Axes, regions: readonly SampleRange[], rateHz: number): readonly SampleRange[] {
  const longest = LONGEST_STEP_S * rateHz;
  if (regions.every(({ start, end }) => end - start <= longest)) return regions;
  const calm = movingMean(norm(rates), Math.round(CALMED_S * rateHz));
  const margin = Math.ceil(HALF_STEP_S * rateHz);
  const cut = (region: SampleRange): SampleRange[] => {
    const { start, end } = region;
    if (end - start <= longest) return [region];
    const calmest = lowestAt(calm, start + margin, end - margin);
    return [...cut({ start, end: calmest }), ...cut({ start: calmest, end })];
  };
  return regions.flatMap(cut);
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
