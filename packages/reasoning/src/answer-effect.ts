import type { EvidenceBase } from "@plumbline/evidence";
import type { QuestionGround } from "./question-ground.ts";
import type { FindingModel } from "./condition-model.ts";

/** What the answer to one question would make of the conditions. */
export interface AnswerEffect {
  /** P(yes | what is known). */
  readonly pYes: number;
  /** P(each condition) after yes, after no, in the order of the condition model. */
  readonly yes: Float64Array;
  readonly no: Float64Array;
  /** Conditions that differ; each once. */
  readonly changed: readonly number[];
}

/** As common as a coin where the base does not say how common a finding is. */
const UNKNOWN_LEAK = 0.5;

/**
 * The effect as if the conditions were independent given what is known: fast enough for every question of the base.
 */
export function estimatedEffect(findingId: string, ground: QuestionGround, evidence: EvidenceBase): AnswerEffect {
  const model = ground.layer.model.findings.get(findingId);
  if (model === undefined) {
    const pYes = evidence.findings.get(findingId)!.leakP ?? UNKNOWN_LEAK;
    return { pYes, yes: ground.posteriors, no: ground.posteriors, changed: [] };
  }
  const { posteriors } = ground;
  const { inhibitoryExponent } = evidence.parameters;
  const isRepeating = ground.clusters.has(model.finding.dependencyCluster);
  const weight = isRepeating ? evidence.parameters.clusterFurtherItemsWeight : 1;
  const yes = posteriors.slice();
  const no = posteriors.slice();
  const unseen = pUnseen(model, posteriors);
  for (const row of model.rows) {
    const now = posteriors[row.condition]!;
    const inhibits = model.role === "effect" && row.lrPos < 1 ? inhibitoryExponent : 1;
    const others = unseen / Math.max(1 - now * row.link, Number.MIN_VALUE);
    const ratio = row.link > 0 ? (1 - others * (1 - row.link)) / (1 - others) : row.lrPos ** inhibits;
    const says = row.link > 0 ? model.weight * weight : weight;
    yes[row.condition] = withRatio(now, ratio ** says);
    no[row.condition] = withRatio(now, row.lrNeg ** (weight * inhibits));
  }
  return { pYes: pYes(model, unseen), yes, no, changed: model.rows.map(({ condition }) => condition) };
}

/** The effect with all conditions weighed anew under either answer; only P(yes) stays an estimate. */
export function exactEffect(findingId: string, ground: QuestionGround, evidence: EvidenceBase): AnswerEffect {
  const model = ground.layer.model.findings.get(findingId);
  if (model === undefined) return estimatedEffect(findingId, ground, evidence);
  const after = (state: boolean): Float64Array => ground.layer.posteriorsWith(findingId, state);
  const changed = [...ground.posteriors.keys()];
  return { pYes: pYes(model, pUnseen(model, ground.posteriors)), yes: after(true), no: after(false), changed };
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
