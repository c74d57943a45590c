import { mean, standardDeviation, tidy } from "@plumbline/signal-processing";
import type { GaitFigure } from "./gait-figure.ts";
import { GAIT_DEFINITIONS, GAIT_UNITS } from "./gait-measures.ts";
import type { GaitMeasure } from "./gait-measures.ts";
import type { GaitStride } from "./gait-report.ts";

/** A variability of fewer strides tells more of chance than of the person (see the README). */
export const FEWEST_FOR_VARIABILITY = 20;
const DETECTABLE = 1.96 * Math.SQRT2;

/** Mean and spread of one measure over strides; null of nothing. */
export function figureOf(
  measure: GaitMeasure,
  values: readonly number[],
  source: GaitFigure["source"],
): GaitFigure | null {
  if (values.length === 0) return null;
  const spread = values.length === 1 ? null : standardDeviation(values);
  return finish(
    measure,
    source,
    values.length,
    mean(values),
    spread,
    spread === null ? null : spread / Math.sqrt(values.length),
  );
}

/** Mean of a field over the strides in use; null without values. */
export function meanOfUsed(strides: readonly GaitStride[], pick: (stride: GaitStride) => number | null): number | null {
  const values = strides.flatMap((stride) => (stride.use === "used" ? (pick(stride) ?? []) : []));
  return values.length === 0 ? null : mean(values);
}

/**
 * Both feet as one: the mean of their means, with the spread within the feet, so that a limp is not taken for variability.
 * Strides of left and right overlap: they are no more independent than those of one foot, and the error is as of one.
 */
export function combinedFigure(measure: GaitMeasure, left: GaitFigure, right: GaitFigure): GaitFigure {
  const both = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : Math.sqrt((a * a + b * b) / 2);
  const figure = finish(
    measure,
    "both feet",
    left.strides === null || right.strides === null ? null : left.strides + right.strides,
    (left.value + right.value) / 2,
    both(left.standardDeviation, right.standardDeviation),
    both(left.standardError, right.standardError),
  );
  const areEnough = left.coefficientOfVariationPercent !== null && right.coefficientOfVariationPercent !== null;
  return areEnough ? figure : { ...figure, coefficientOfVariationPercent: null };
}

/** A number that is no mean of single strides. */
export function plainFigure(measure: GaitMeasure, value: number, source: GaitFigure["source"]): GaitFigure {
  return finish(measure, source, null, value, null, null);
}

function finish(
  measure: GaitMeasure,
  source: GaitFigure["source"],
  strides: number | null,
  value: number,
  spread: number | null,
  error: number | null,
): GaitFigure {
  const hasVariability =
    spread !== null && strides !== null && strides >= FEWEST_FOR_VARIABILITY && isFromZero(measure);
  return {
    value: tidy(value),
    unit: GAIT_UNITS[measure],
    definition: GAIT_DEFINITIONS[measure],
    source,
    strides,
    standardDeviation: spread === null ? null : tidy(spread),
    coefficientOfVariationPercent: hasVariability ? tidy((100 * spread) / value) : null,
    standardError: error === null ? null : tidy(error),
    detectableChange: error === null ? null : tidy(DETECTABLE * error),
  };
}

/** An angle, or a height that may be near nothing, has no share to vary by. */
function isFromZero(measure: GaitMeasure): boolean {
  return !measure.endsWith("Deg") && measure !== "clearanceM";
}
