import { tidy } from "@plumbline/signal-processing";
import type { GaitStride } from "./gait-report.ts";

/** Strides of one foot, in seconds of a clock that both feet share. */
export interface TimedStrides {
  readonly strides: readonly GaitStride[];
  readonly samplingRateHz: number;
  /** Of element 0. */
  readonly firstSample: number;
}

/** A swing may begin this share of a stride before the other foot's contact: in fast walking there is no double support. */
const FLIGHT = 0.1;
/** Where feet share a clock nearly every swing lies in a stance of the other foot; drawn at random 2 in 10 do. A guess. */
const LEAST_ALTERNATING = 0.7;

/**
 * Adds to the strides of one foot what the other one tells: step time and double support. Where the other foot does not
 * swing exactly once within the stance they stay null.
 */
export function withOtherFoot(own: TimedStrides, other: TimedStrides): readonly GaitStride[] {
  const swings = other.strides.map((stride) => ({
    start: timeOf(other, stride.toeOffSample),
    end: timeOf(other, stride.initialContactSample),
  }));
  let next = 0;
  return own.strides.map((stride) => {
    if (stride.timeS === null || stride.stanceS === null) return stride;
    const contact = timeOf(own, stride.initialContactSample);
    const start = contact - stride.timeS;
    const toeOff = timeOf(own, stride.toeOffSample);
    const slack = FLIGHT * stride.timeS;
    while (next < swings.length && swings[next]!.start < start - slack) next++;
    const swing = swings[next];
    if (swing === undefined || swing.end > toeOff + slack) return stride;
    const after = swings[next + 1];
    if (after !== undefined && after.end <= toeOff + slack) return stride;
    return {
      ...stride,
      stepS: tidy(contact - swing.end),
      doubleSupportS: tidy(stride.stanceS - (swing.end - swing.start)),
    };
  });
}

/** Whether the feet take turns, as they must on one clock. True without strides to judge by. */
export function takeTurns(strides: readonly GaitStride[]): boolean {
  const steady = strides.filter(({ use }) => use === "used");
  const alternating = steady.filter(({ stepS }) => stepS !== null);
  return alternating.length >= LEAST_ALTERNATING * steady.length;
}

function timeOf({ samplingRateHz, firstSample }: TimedStrides, element: number): number {
  return (firstSample + element) / samplingRateHz;
}
