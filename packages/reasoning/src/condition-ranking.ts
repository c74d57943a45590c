import type { ConditionResult, ProvenanceMark } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import type { Shares } from "./attribution.ts";
import type { ConditionLayer } from "./condition-layer.ts";
import { certaintyWord } from "./direction.ts";

/**
 * All conditions as a clinician would list them: by how much of a complaint a condition explains and how far the findings
 * moved it, `(share + beliefWeight · posterior) · log2 lift` (lift at most `largestLift`; both guesses of the base), never
 * by bare posterior. What is common in everyone and was not moved comes last.
 */
export function rankConditions(
  layer: ConditionLayer,
  posteriors: Float64Array,
  shares: readonly Shares[],
  evidence: EvidenceBase,
): readonly ConditionResult[] {
  const { parameters } = evidence;
  const { beliefWeight, largestLift } = parameters.guesses;
  const largestShare = largestShares(shares, posteriors.length);
  const marks = evidenceMarks(layer);
  const scored = layer.model.conditions.map((condition, index) => {
    const prior = layer.priors[index]!;
    const posterior = posteriors[index]!;
    const lift = posterior / prior;
    const score =
      (largestShare[index]! + beliefWeight * posterior) *
      Math.log2(Math.min(Math.max(lift, Number.MIN_VALUE), largestLift));
    return { condition, index, prior, posterior, lift, score };
  });
  scored.sort((a, b) => b.score - a.score || b.posterior - a.posterior || a.index - b.index);
  return scored.map(({ condition, index, prior, posterior, lift }, place) => ({
    id: condition.id,
    name: condition.name,
    patientName: condition.patientName,
    role: condition.role,
    prior,
    posterior: Math.min(posterior, parameters.neverDisplayAbove),
    interval: null,
    lift,
    rank: place + 1,
    certainty: certaintyWord(posterior, parameters),
    reported: posterior >= parameters.showPosteriorAtLeast && lift >= parameters.showLiftAtLeast,
    evidenceMarks: marks[index]!,
  }));
}

function largestShares(shares: readonly Shares[], count: number): Float64Array {
  const largest = new Float64Array(count);
  for (const { causes, shares: values } of shares) {
    causes.causes.forEach((cause, index) => {
      largest[cause.condition] = Math.max(largest[cause.condition]!, causes.weight * values[index]!);
    });
  }
  return largest;
}

function evidenceMarks(layer: ConditionLayer): readonly Readonly<Record<ProvenanceMark, number>>[] {
  const marks = layer.model.conditions.map(noMarks);
  for (const { condition, likelihood } of layer.usedRows()) marks[condition]![likelihood.mark]++;
  return marks;
}

/** Rows of evidence that a case used, by mark: those of all conditions together. */
export function marksOf(conditions: readonly ConditionResult[]): Readonly<Record<ProvenanceMark, number>> {
  const marks = noMarks();
  for (const { evidenceMarks: own } of conditions) {
    marks.seen += own.seen;
    marks.recalled += own.recalled;
    marks["expert estimate"] += own["expert estimate"];
  }
  return marks;
}

function noMarks(): Record<ProvenanceMark, number> {
  return { seen: 0, recalled: 0, "expert estimate": 0 };
}
