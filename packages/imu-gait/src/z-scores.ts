import { tidy } from "@plumbline/signal-processing";
import { GAIT_NORMS } from "./gait-norms.ts";
import type { GaitNorm } from "./gait-norms.ts";
import type { GaitReport, GaitSummary, ScoredMeasure, ZScore } from "./gait-report.ts";
import type { WalkingPerson } from "./walk.ts";

/** The figures of a walk against those of people like this one. No norm, no score; without the person's age there is none. */
export function zScores(summary: GaitSummary, person: WalkingPerson): GaitReport["zScores"] {
  const scores: Partial<Record<ScoredMeasure, ZScore>> = {};
  for (const norm of GAIT_NORMS) {
    const value = valueOf(norm.measure, summary, person);
    if (value === null || scores[norm.measure] !== undefined || !fits(norm, person)) continue;
    scores[norm.measure] = scoreOf(value, norm);
  }
  return scores;
}

function valueOf(measure: ScoredMeasure, { both, symmetry }: GaitSummary, { heightM }: WalkingPerson): number | null {
  switch (measure) {
    case "speedPerHeight":
      return both.speedMps === undefined || typeof heightM !== "number" ? null : tidy(both.speedMps.value / heightM);
    case "strideTimeVariability":
      return both.strideTimeS?.coefficientOfVariationPercent ?? null;
    case "swingRatio":
      return symmetry.swingTimeS?.ratio ?? null;
    default:
      return both[measure]?.value ?? null;
  }
}

function fits({ ages: [from, to], sex }: GaitNorm, person: WalkingPerson): boolean {
  const age = person.ageYears ?? null;
  return age !== null && age >= from && age < to && (sex === null || sex === person.sex);
}

function scoreOf(value: number, norm: GaitNorm): ZScore {
  const { mean, standardDeviation, source, status, caution } = norm;
  const z = tidy((value - mean) / standardDeviation);
  return { value, mean, standardDeviation, z, group: groupOf(norm), source, status, caution };
}

function groupOf({ ages: [from, to], sex }: GaitNorm): string {
  const who = sex === null ? "adults" : sex === "female" ? "women" : "men";
  if (to === Infinity) return from <= 18 ? who : `${who} of ${from} years and more`;
  return `${who} of ${from} to ${to - 1} years`;
}
