import { median } from "@plumbline/signal-processing";
import type { Axes } from "@plumbline/signal-processing";
import type { SampleRange } from "./sample-range.ts";

/** A unit vector in the axes of the sensor. */
export type Direction = readonly [number, number, number];

/**
 * Where up is while the foot lies flat between two movements: mean specific force of that time. Null without acceleration.
 */
function upInStance(accelerationMps2: Axes | null, before: SampleRange, after: SampleRange): Direction | null {
  if (accelerationMps2 === null) return null;
  const [start, end] = [before.end, Math.max(after.start, before.end + 1)];
  return unit(
    accelerationMps2.map((column) => {
      let sum = 0;
      for (let at = start; at < end; at++) sum += column[at]!;
      return sum;
    }),
  );
}

/** Where up is while the foot lies flat, of all pauses between movements. Null without acceleration or pauses. */
export function upBetween(accelerationMps2: Axes | null, movements: readonly SampleRange[]): Direction | null {
  const ups = movements.slice(1).flatMap((after, at) => {
    const up = upInStance(accelerationMps2, movements[at]!, after);
    return up === null ? [] : [up];
  });
  return ups.length === 0 ? null : unit([0, 1, 2].map((axis) => median(ups.map((up) => up[axis]!))));
}

/** Null for the zero vector. */
export function unit(vector: readonly number[]): Direction | null {
  const [x, y, z] = vector as [number, number, number];
  const length = Math.sqrt(x * x + y * y + z * z);
  return length > 0 ? [x / length, y / length, z / length] : null;
}
