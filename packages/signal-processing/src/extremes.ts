/** Where the signal is lowest in `[start, end)`, the first such place; `start` when that is empty. */
export function lowestAt(signal: ArrayLike<number>, start: number, end: number): number {
  let best = start;
  for (let at = start + 1; at < end; at++) if (signal[at]! < signal[best]!) best = at;
  return best;
}

/** Where the signal is highest in `[start, end)`, the first such place; `start` when that is empty. */
export function highestAt(signal: ArrayLike<number>, start: number, end: number): number {
  let best = start;
  for (let at = start + 1; at < end; at++) if (signal[at]! > signal[best]!) best = at;
  return best;
}
