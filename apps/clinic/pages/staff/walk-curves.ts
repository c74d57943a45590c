import type { SampleRange } from "@plumbline/imu-gait";

/** A long signal in few columns: the lowest and the highest value of each, so that no peak is lost. */
export interface Envelope {
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** One or more samples fall into each column; fewer columns than asked for where there are fewer samples. */
export function envelope(values: ArrayLike<number>, columns: number): Envelope {
  const count = Math.min(columns, values.length);
  const low: number[] = [];
  const high: number[] = [];
  for (let column = 0; column < count; column++) {
    const end = Math.floor(((column + 1) * values.length) / count);
    let [least, most] = [Infinity, -Infinity];
    for (let at = Math.floor((column * values.length) / count); at < end; at++) {
      least = Math.min(least, values[at]!);
      most = Math.max(most, values[at]!);
    }
    low.push(least);
    high.push(most);
  }
  return { low, high };
}

/** The values from `start` to `end`, both included, at `points` even places, by straight lines. */
export function resampled(values: ArrayLike<number>, { start, end }: SampleRange, points: number): number[] {
  return Array.from({ length: points }, (_, point) => {
    const place = start + ((end - start) * point) / (points - 1);
    const below = Math.min(Math.floor(place), values.length - 1);
    const above = Math.min(below + 1, values.length - 1);
    return values[below]! + (values[above]! - values[below]!) * (place - below);
  });
}

/** Mean of curves of one length with one standard deviation to either side; null below two curves. */
export interface MeanCurve {
  readonly mean: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export function meanCurve(curves: readonly (readonly number[])[]): MeanCurve | null {
  if (curves.length < 2) return null;
  const points = curves[0]!.map((_, point) => {
    const mean = curves.reduce((sum, curve) => sum + curve[point]!, 0) / curves.length;
    const squares = curves.reduce((sum, curve) => sum + (curve[point]! - mean) ** 2, 0);
    return { mean, deviation: Math.sqrt(squares / (curves.length - 1)) };
  });
  return {
    mean: points.map(({ mean }) => mean),
    low: points.map(({ mean, deviation }) => mean - deviation),
    high: points.map(({ mean, deviation }) => mean + deviation),
  };
}

/** At most `most` of the items, at even distances, the first and the last among them. */
export function evenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, at) => items[Math.round((at * (items.length - 1)) / (most - 1))]!);
}
