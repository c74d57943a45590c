import { tidy } from "@plumbline/signal-processing";
import type { Figures } from "./figure.ts";
import { FIGURE_NAMES } from "./measure-definitions.ts";
import type { FigureName } from "./measure-definitions.ts";

/** One measure of a foot in two recordings. */
export interface FigureChange {
  readonly name: FigureName;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /**
   * What two means of so many steps must differ by to differ for certain (95 %, within one session); null where no
   * reliability study of the measure is held.
   */
  readonly detectableChange: number | null;
  /** Whether the change is larger than that; null where it is not known. */
  readonly isBeyond: boolean | null;
}

/**
 * What both recordings hold, side by side. Two means of unlike numbers of steps: the detectable change is the root of the
 * mean of their squares, as each already is that of a difference of two means of its own number of steps.
 */
export function figureChanges(before: Figures, after: Figures): readonly FigureChange[] {
  return FIGURE_NAMES.flatMap((name) => {
    const was = before[name];
    const is = after[name];
    if (was === undefined || is === undefined) return [];
    const change = tidy(is.value - was.value);
    const detectableChange =
      was.deviceClass !== is.deviceClass || was.minimalDetectableChange === null || is.minimalDetectableChange === null
        ? null
        : tidy(Math.sqrt((was.minimalDetectableChange ** 2 + is.minimalDetectableChange ** 2) / 2));
    const isBeyond = detectableChange === null ? null : Math.abs(change) > detectableChange;
    return [{ name, before: was.value, after: is.value, change, detectableChange, isBeyond }];
  });
}
