import { mean } from "./robust.ts";

/**
 * How much a signal is like itself `lag` samples later, in [−1, 1]; each lag over the samples it has (unbiased), so that
 * far lags are not made small.
 *
 * @returns One value for each lag from 0 to `mostLag`; all 0 for a constant.
 */
export function autocorrelation(signal: Float64Array, mostLag: number): Float64Array {
  const middle = mean(signal);
  const most = Math.min(mostLag, signal.length - 1);
  const values = new Float64Array(most + 1);
  for (let lag = 0; lag <= most; lag++) {
    let sum = 0;
    let first = 0;
    let second = 0;
    for (let at = 0; at + lag < signal.length; at++) {
      const a = signal[at]! - middle;
      const b = signal[at + lag]! - middle;
      sum += a * b;
      first += a * a;
      second += b * b;
    }
    const scale = Math.sqrt(first * second);
    values[lag] = scale === 0 ? 0 : sum / scale;
  }
  return values;
}
