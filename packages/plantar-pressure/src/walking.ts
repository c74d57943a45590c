import type { Side } from "@plumbline/clinical-model";
import { tidy } from "@plumbline/signal-processing";
import type { StepReport, StepStatistic, WalkingReport } from "./pressure-report.ts";
import { stepStatistic } from "./step-statistic.ts";

/** A stride this many times the usual one has a step missing in between, or a pause. A guess. */
const LONGEST_STRIDE = 1.5;
/** Fewer strides make a mean that one odd step moves too far. */
const FEWEST_STRIDES = 2;

/**
 * Times of walking from the contacts of both feet: stride, stance, swing, double support, cadence.
 *
 * A stride runs from one initial contact to the next of the same foot. Double support is the time within a stride in which
 * the other foot bears load too.
 *
 * @returns Null when no two strides of either foot follow each other.
 */
export function walkingReport(steps: Readonly<Record<Side, readonly StepReport[] | null>>): WalkingReport | null {
  const strides = { left: stridesOf(steps.left ?? []), right: stridesOf(steps.right ?? []) };
  const all = [...strides.left, ...strides.right];
  if (all.length < FEWEST_STRIDES) return null;
  const strideTime = stepStatistic(all.map(({ durationS }) => durationS))!;
  const shared = [
    ...strides.left.flatMap((stride) => doubleSupport(stride, steps.right)),
    ...strides.right.flatMap((stride) => doubleSupport(stride, steps.left)),
  ];
  const bySide = (value: (stride: Stride) => number): Readonly<Record<Side, StepStatistic | null>> => ({
    left: stepStatistic(strides.left.map(value)),
    right: stepStatistic(strides.right.map(value)),
  });
  return {
    strideTimeS: bySide(({ durationS }) => durationS),
    stanceTimeS: bySide(({ stanceS }) => stanceS),
    swingTimeS: bySide(({ durationS, stanceS }) => durationS - stanceS),
    stancePercent: bySide(({ durationS, stanceS }) => (100 * stanceS) / durationS),
    doubleSupportPercent: stepStatistic(shared),
    cadenceStepsPerMin: tidy(120 / strideTime.mean),
  };
}

interface Stride {
  readonly startS: number;
  readonly durationS: number;
  readonly stanceS: number;
}

function stridesOf(steps: readonly StepReport[]): readonly Stride[] {
  const strides = steps.slice(1).flatMap((next, index): Stride[] => {
    const step = steps[index]!;
    if (step.use === "cut" || step.use === "stand" || next.use === "stand") return [];
    return [{ startS: step.startS!, durationS: next.startS! - step.startS!, stanceS: step.endS! - step.startS! }];
  });
  const usual = strides.map(({ durationS }) => durationS).sort((a, b) => a - b)[strides.length >> 1] ?? 0;
  return strides.filter(({ durationS }) => durationS <= LONGEST_STRIDE * usual);
}

/** Percent of the stride; nothing when the other foot was not told apart. */
function doubleSupport({ startS, durationS, stanceS }: Stride, other: readonly StepReport[] | null): readonly number[] {
  if (other === null) return [];
  const shared = other.reduce(
    (sum, contact) => sum + Math.max(0, Math.min(startS + stanceS, contact.endS!) - Math.max(startS, contact.startS!)),
    0,
  );
  return [(100 * shared) / durationS];
}
