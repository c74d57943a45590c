import type { EvidenceBase } from "@plumbline/evidence";
import type { QuestionGround } from "./question-ground.ts";
import type { FindingModel } from "./condition-model.ts";

/** What the answer to one question would make of the conditions. */
export interface AnswerEffect {
  /** P(yes | what is known). */
  readonly pYes: number;
  /** Conditions whose probability changes; each once. */
  readonly changed: Int32Array;
  /** What it becomes after yes, after no, in the order of `changed`. */
  readonly yes: Float64Array;
  readonly no: Float64Array;
}

/** As common as a coin where the base does not say how common a finding is. */
const UNKNOWN_LEAK = 0.5;

/**
 * The effect as if the conditions were independent given what is known: fast enough for every question of the base.
 */
export function estimatedEffect(findingId: string, ground: QuestionGround, evidence: EvidenceBase): AnswerEffect {
  const model = ground.layer.model.findings.get(findingId);
  if (model === undefined) return noEffect(findingId, evidence);
  const { posteriors } = ground;
  const { inhibitoryExponent } = evidence.parameters;
  const isRepeating = ground.clusters.has(model.finding.dependencyCluster);
  const weight = isRepeating ? evidence.parameters.clusterFurtherItemsWeight : 1;
  const says = model.weight * weight;
  const { rows, role } = model;
  const yes = new Float64Array(rows.length);
  const no = new Float64Array(rows.length);
  const unseen = pUnseen(model, posteriors);
  for (let nth = 0; nth < rows.length; nth++) {
    const { condition, link, lrPos, lrNeg } = rows[nth]!;
    const now = posteriors[condition]!;
    const inhibits = role === "effect" && lrPos < 1 ? weight * inhibitoryExponent : weight;
    if (link > 0) {
      const others = unseen / Math.max(1 - now * link, Number.MIN_VALUE);
      yes[nth] = withRatio(now, ((1 - others * (1 - link)) / (1 - others)) ** says);
    } else {
      yes[nth] = withRatio(now, lrPos ** inhibits);
    }
    no[nth] = withRatio(now, lrNeg ** inhibits);
  }
  return { pYes: pYes(model, unseen), changed: model.conditions, yes, no };
}

/** The effect with all conditions weighed anew under either answer; only P(yes) stays an estimate. */
export function exactEffect(findingId: string, ground: QuestionGround, evidence: EvidenceBase): AnswerEffect {
  const { layer, posteriors } = ground;
  const model = layer.model.findings.get(findingId);
  if (model === undefined) return noEffect(findingId, evidence);
  const yes = layer.posteriorsWith(findingId, true);
  const no = layer.posteriorsWith(findingId, false);
  const changed = Int32Array.from(posteriors.keys()).filter(
    (condition) => yes[condition] !== posteriors[condition] || no[condition] !== posteriors[condition],
  );
  return {
    pYes: pYes(model, pUnseen(model, posteriors)),
    changed,
    yes: valuesAt(changed, yes),
    no: valuesAt(changed, no),
  };
}

export function valuesAt(places: Int32Array, values: Float64Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let nth = 0; nth < places.length; nth++) picked[nth] = values[places[nth]!]!;
  return picked;
}

/** The answer speaks of no condition. */
function noEffect(findingId: string, evidence: EvidenceBase): AnswerEffect {
  const none = new Float64Array(0);
  const pYes = evidence.findings.get(findingId)!.leakP ?? UNKNOWN_LEAK;
  return { pYes, changed: new Int32Array(0), yes: none, no: none };
}

/** P(none of the causes brings the finding about, nor the leak). */
function pUnseen({ leak, rows }: FindingModel, posteriors: Float64Array): number {
  let unseen = 1 - leak;
  for (const row of rows) unseen *= 1 - posteriors[row.condition]! * row.link;
  return unseen;
}

function pYes({ role, finding }: FindingModel, unseen: number): number {
  return role === "effect" ? 1 - unseen : (finding.leakP ?? UNKNOWN_LEAK);
}

function withRatio(probability: number, ratio: number): number {
  const odds = (probability / (1 - probability)) * ratio;
  return odds === Infinity ? 1 : odds / (1 + odds);
}
