/**
 * Mean over the neighbors within `reach` samples to both sides; near the ends over those there are. One pass, no delay.
 */
export function movingMean(signal: ArrayLike<number>, reach: number): Float64Array {
  const length = signal.length;
  const means = new Float64Array(length);
  let sum = 0;
  let [first, behind] = [0, 0];
  for (let at = 0; at < length; at++) {
    while (behind < length && behind <= at + reach) sum += signal[behind++]!;
    while (first < at - reach) sum -= signal[first++]!;
    means[at] = sum / (behind - first);
  }
  return means;
}
