import { GAIT_MEASURES } from "./gait-measures.ts";
import type { GaitMeasure } from "./gait-measures.ts";
import type { GaitFigures } from "./gait-figure.ts";

/** One measure in two walks of a person. */
export interface MeasureChange {
  readonly measure: GaitMeasure;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** What two means of so many strides must differ by to differ for certain; null where a spread is not known. */
  readonly detectableChange: number | null;
  /** Whether the change is larger than that; null where it is not known. */
  readonly isBeyond: boolean | null;
}

/**
 * What both walks hold, side by side. Of unlike numbers of strides, the detectable change is the root of the mean of the
 * squares, as each already is that of a difference of two means of its own number of strides.
 */
export function gaitChanges(before: GaitFigures, after: GaitFigures): readonly MeasureChange[] {
  return GAIT_MEASURES.flatMap((measure) => {
    const was = before[measure];
    const is = after[measure];
    if (was === undefined || is === undefined) return [];
    const change = is.value - was.value;
    const detectableChange =
      was.detectableChange === null || is.detectableChange === null
        ? null
        : Math.sqrt((was.detectableChange ** 2 + is.detectableChange ** 2) / 2);
    const isBeyond = detectableChange === null ? null : Math.abs(change) > detectableChange;
    return [{ measure, before: was.value, after: is.value, change, detectableChange, isBeyond }];
  });
}
