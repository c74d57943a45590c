/**
 * Maxima that stand out: from each, the signal falls by `prominence` on both sides before it rises higher. Of a flat top the
 * middle.
 */
export function prominentPeaks(signal: Float64Array, prominence: number): number[] {
  const peaks: number[] = [];
  for (let at = 1; at < signal.length - 1; at++) {
    if (signal[at]! <= signal[at - 1]!) continue;
    let end = at;
    while (end + 1 < signal.length && signal[end + 1] === signal[at]) end++;
    if (end + 1 < signal.length && signal[end + 1]! < signal[at]!) {
      const top = signal[at]!;
      if (Math.min(drop(signal, at, -1, top), drop(signal, end, 1, top)) >= prominence) peaks.push((at + end) >> 1);
    }
    at = end;
  }
  return peaks;
}

/** How far the signal falls from a top before it rises above it, or ends. */
function drop(signal: Float64Array, start: number, direction: 1 | -1, top: number): number {
  let lowest = top;
  for (let at = start; at >= 0 && at < signal.length && signal[at]! <= top; at += direction) {
    lowest = Math.min(lowest, signal[at]!);
  }
  return top - lowest;
}
