const STEPS = [
  [Math.SQRT2, 1],
  [Math.sqrt(10), 2],
  [Math.sqrt(50), 5],
  [Infinity, 10],
] as const;

/** Round numbers inside a range, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function roundTicks([from, to]: readonly [number, number], count: number): number[] {
  const rough = (to - from) / count;
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  // The nearest of them by ratio: the bounds are the geometric means of neighbors.
  const [, times] = STEPS.find(([below]) => rough / power < below)!;
  const step = times * power;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  // Multiplied, not added up, and rounded to the step's own digits: 0.1 + 0.2 is no tick.
  return Array.from({ length: last - first + 1 }, (_, at) => Number(((first + at) * step).toPrecision(12)));
}

/** The range that holds all values, a little wider, and never without width. */
export function rangeOf(values: Iterable<number>, margin = 0.05): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  const more = (high - low) * margin || 1;
  return [low - more, high + more];
}
