/** One likelihood ratio on one condition. */
export interface LogRatio {
  /** Ratios of one cluster and one state repeat each other. */
  readonly cluster: string;
  readonly logRatio: number;
}

/**
 * Sum of log ratios with repetition weakened: in each cluster the strongest has the first weight, all others the further
 * one. "First" means strongest, so the order of answers cannot matter.
 */
export function temperedSum(ratios: readonly LogRatio[], firstWeight: number, furtherWeight: number): number {
  const strongest = new Map<string, number>();
  const total = new Map<string, number>();
  for (const { cluster, logRatio } of ratios) {
    total.set(cluster, (total.get(cluster) ?? 0) + logRatio);
    const best = strongest.get(cluster) ?? 0;
    // Of two equally strong ones the positive is first, whichever came first.
    const isStronger = Math.abs(logRatio) > Math.abs(best) || (logRatio === -best && logRatio > 0);
    if (isStronger) strongest.set(cluster, logRatio);
  }
  let sum = 0;
  for (const [cluster, all] of total) {
    const first = strongest.get(cluster) ?? 0;
    sum += firstWeight * first + furtherWeight * (all - first);
  }
  return sum;
}
