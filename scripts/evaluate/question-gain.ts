import type { Setting } from "@plumbline/clinical-model";
import type { EvidenceBase, Finding } from "@plumbline/evidence";
import { knownFindings } from "@plumbline/reasoning";
import { seededRandom, simulatedPatient, withAnswers } from "@plumbline/simulated-patients";
import { exactEffect } from "../../packages/reasoning/src/answer-effect.ts";
import { ConditionLayer } from "../../packages/reasoning/src/condition-layer.ts";
import { DecisionDoubt } from "../../packages/reasoning/src/decision-doubt.ts";
import { expectedGains } from "../../packages/reasoning/src/next-questions.ts";
import { questionGround } from "../../packages/reasoning/src/question-ground.ts";
import type { QuestionGround } from "../../packages/reasoning/src/question-ground.ts";

export interface GainFigures {
  readonly states: number;
  /** Share of states in which the chosen question's exact gain is within 5 % of the best. */
  readonly withinFivePercent: number;
  /** Exact gain of the chosen over that of the best, mean. */
  readonly meanRatio: number;
}

/** Questions whose gain is worked out exactly in each state, by estimate first: the best is hardly ever beyond them. */
const WEIGHED = 30;

/**
 * Whether the question that is chosen is the best one: in states of simulated patients, the gain of the first questions is
 * worked out in full, under both answers and with the exact chance of each.
 */
export function measureGains(evidence: EvidenceBase, states: number, seed: number, setting: Setting): GainFigures {
  const random = seededRandom(seed);
  const ratios = Array.from({ length: states }, () => {
    const patient = simulatedPatient(evidence, setting, random);
    const caseFile = withAnswers(patient, 20 + Math.floor(60 * random()), evidence, random);
    return chosenOverBest(questionGround(caseFile, knownFindings(caseFile, evidence), evidence), evidence);
  });
  return {
    states,
    withinFivePercent: ratios.filter((ratio) => ratio >= 0.95).length / states,
    meanRatio: ratios.reduce((sum, ratio) => sum + ratio, 0) / states,
  };
}

function chosenOverBest(ground: QuestionGround, evidence: EvidenceBase): number {
  const [chosen] = expectedGains(ground, evidence, { askedOf: "patient", limit: 1 });
  const tried = expectedGains(ground, evidence, { askedOf: "patient", limit: WEIGHED, exactly: 0 });
  const doubt = new DecisionDoubt(ground, evidence);
  const exact = (findingId: string): number => {
    const effect = exactEffect(findingId, ground, evidence);
    return doubt.expectedGain(findingId, { ...effect, pYes: exactChance(findingId, ground, evidence) });
  };
  if (chosen === undefined) return 1;
  const best = Math.max(...tried.map(({ findingId }) => exact(findingId)));
  return best <= 0 ? 1 : exact(chosen.findingId) / best;
}

/**
 * P(yes | what is known), exactly. By the law of total probability for the condition that an answer moves most:
 * `p = P(yes) · p_yes + (1 − P(yes)) · p_no`, with posteriors of a base in which this finding is not tempered, since
 * tempering is what keeps the law from holding.
 */
function exactChance(findingId: string, ground: QuestionGround, evidence: EvidenceBase): number {
  const model = ground.layer.model.findings.get(findingId);
  if (model === undefined || model.role === "context") return evidence.findings.get(findingId)?.leakP ?? 0.5;
  const bare = untempered(findingId, evidence);
  const posteriors = (states: ReadonlyMap<string, boolean>): Float64Array =>
    new ConditionLayer(ground.setting.setting, states, bare).posteriors();
  const now = ground.posteriors;
  const yes = posteriors(new Map(ground.states).set(findingId, true));
  const no = posteriors(new Map(ground.states).set(findingId, false));
  let most = model.rows[0]!.condition;
  for (const { condition } of model.rows) {
    if (Math.abs(yes[condition]! - no[condition]!) > Math.abs(yes[most]! - no[most]!)) most = condition;
  }
  return Math.min(1, Math.max(0, (now[most]! - no[most]!) / (yes[most]! - no[most]!)));
}

/** The base with this finding in a cluster of its own and its ratios uncapped, so that it counts in full. */
function untempered(findingId: string, evidence: EvidenceBase): EvidenceBase {
  const finding: Finding = { ...evidence.findings.get(findingId)!, dependencyCluster: "" };
  return {
    ...evidence,
    findings: new Map(evidence.findings).set(findingId, finding),
    likelihoods: evidence.likelihoods.map((row) =>
      row.findingId === findingId && (row.engineLrPos ?? 0) > 1 ? { ...row, engineLrPos: 1e12 } : row,
    ),
  };
}
