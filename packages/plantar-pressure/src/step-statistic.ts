import { tidy } from "@plumbline/signal-processing";
import type { StepStatistic } from "./pressure-report.ts";

/** Mean and spread; null of nothing. A spread needs two values. */
export function stepStatistic(values: readonly number[]): StepStatistic | null {
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { mean: tidy(mean), standardDeviation: null, standardError: null, steps: 1 };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return {
    mean: tidy(mean),
    standardDeviation: tidy(Math.sqrt(variance)),
    standardError: tidy(Math.sqrt(variance / count)),
    steps: count,
  };
}
