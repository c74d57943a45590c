import { tidy } from "@plumbline/signal-processing";
import type { GaitFigures } from "./gait-figure.ts";
import type { GaitMeasure } from "./gait-measures.ts";
import type { GaitSummary, GaitSymmetry } from "./gait-report.ts";

/** Times, lengths and heights; angles have no ratio. */
const SYMMETRY_MEASURES: readonly GaitMeasure[] = [
  "stepTimeS",
  "stanceTimeS",
  "swingTimeS",
  "strideLengthM",
  "peakHeightM",
  "clearanceM",
];

export function gaitSymmetry(left: GaitFigures | undefined, right: GaitFigures | undefined): GaitSummary["symmetry"] {
  return Object.fromEntries(
    SYMMETRY_MEASURES.flatMap((measure) => {
      const symmetry = symmetryOf(measure, left, right);
      return symmetry === null ? [] : [[measure, symmetry]];
    }),
  );
}

function symmetryOf(
  measure: GaitMeasure,
  lefts: GaitFigures | undefined,
  rights: GaitFigures | undefined,
): GaitSymmetry | null {
  const left = lefts?.[measure];
  const right = rights?.[measure];
  if (left === undefined || right === undefined || !(left.value > 0) || !(right.value > 0)) return null;
  const ratio = Math.min(left.value, right.value) / Math.max(left.value, right.value);
  const mean = (left.value + right.value) / 2;
  const errors =
    left.standardError === null || right.standardError === null ? null : [left.standardError, right.standardError];
  return {
    left: left.value,
    right: right.value,
    ratio: tidy(ratio),
    differencePercent: tidy((100 * (left.value - right.value)) / mean),
    detectablePercent: errors === null ? null : tidy((196 * Math.hypot(errors[0]!, errors[1]!)) / mean),
    ratioDetectableChange:
      errors === null
        ? null
        : tidy(1.96 * Math.SQRT2 * ratio * Math.hypot(errors[0]! / left.value, errors[1]! / right.value)),
  };
}
