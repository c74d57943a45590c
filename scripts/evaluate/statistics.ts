export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** 95 %: the standard normal quantile. */
const Z = 1.959964;

/** Wilson's interval for a rate: it stays within 0 to 1 and is fair for few cases too (Wilson 1927, doi:10.2307/2276774). */
export function wilson(hits: number, count: number): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const rate = hits / count;
  const scale = 1 + Z ** 2 / count;
  const center = (rate + Z ** 2 / (2 * count)) / scale;
  const half = (Z / scale) * Math.sqrt((rate * (1 - rate)) / count + Z ** 2 / (4 * count ** 2));
  return { low: Math.max(0, center - half), high: Math.min(1, center + half) };
}

/**
 * Area under the ROC curve from counts by score: P(a case scores higher than a non-case), ties counting half.
 *
 * @param cases - Counts by score, low to high; as long as `others`.
 */
export function areaUnderCurve(cases: ArrayLike<number>, others: ArrayLike<number>): number {
  let below = 0;
  let pairs = 0;
  let allCases = 0;
  for (let score = 0; score < cases.length; score++) {
    pairs += cases[score]! * (below + others[score]! / 2);
    below += others[score]!;
    allCases += cases[score]!;
  }
  return pairs / (allCases * below);
}

/** 95 % interval of an area under the curve (Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747). */
export function areaInterval(area: number, cases: number, others: number): Interval {
  const q1 = area / (2 - area);
  const q2 = (2 * area ** 2) / (1 + area);
  const variance =
    (area * (1 - area) + (cases - 1) * (q1 - area ** 2) + (others - 1) * (q2 - area ** 2)) / (cases * others);
  const half = Z * Math.sqrt(Math.max(0, variance));
  return { low: Math.max(0, area - half), high: Math.min(1, area + half) };
}
