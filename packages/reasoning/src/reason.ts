import type { Assessment, CaseFile, LinkResult, NextQuestion, ProvenanceMark } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { complaintResult } from "./attribution.ts";
import { caseView } from "./case-view.ts";
import type { CaseView } from "./case-view.ts";
import { linkActsOn } from "./complaint-frame.ts";
import { ConditionLayer } from "./condition-layer.ts";
import { marksOf, rankConditions } from "./condition-ranking.ts";
import { contributions } from "./contributions.ts";
import { directionAnswer, likeliestDirection } from "./direction.ts";
import { knownFindings } from "./known-findings.ts";
import type { KnownFindings } from "./known-findings.ts";
import { expectedGains } from "./next-questions.ts";
import type { QuestionGround, QuestionOptions } from "./next-questions.ts";

export interface Reasoning extends Pick<
  Assessment,
  "direction" | "conditions" | "complaints" | "links" | "contributions" | "nextQuestions"
> {
  /** False when the network was too wide and belief propagation answered instead. */
  readonly isExact: boolean;
  /** Rows of evidence that this case used, by mark. */
  readonly evidenceMarks: Readonly<Record<ProvenanceMark, number>>;
}

/** Contributions are told for this many conditions, first ranks first. */
const EXPLAINED_CONDITIONS = 5;
/** Questions proposed for each of the two who can be asked. */
const QUESTIONS_EACH = 5;

/**
 * Everything probable about one person: conditions, how each complaint divides among its causes, links between feet and
 * back, the direction, what moved them and what to ask next. Red flags are apart: see {@link triage}.
 */
export function reason(caseFile: CaseFile, known: KnownFindings, evidence: EvidenceBase): Reasoning {
  const ground = questionGround(caseFile, known, evidence);
  const { layer, posteriors, view, states } = ground;
  const { conditions, direction } = concluded(ground, evidence);
  const targets = {
    conditionIds: conditions
      .filter((condition) => condition.reported)
      .slice(0, EXPLAINED_CONDITIONS)
      .map(({ id }) => id),
    direction: direction.answer === "cannot-tell" ? likeliestDirection(view.direction) : direction.answer,
  };
  return {
    direction,
    conditions,
    complaints: view.shares.map((shares) => complaintResult(shares, layer.model, evidence.parameters.guesses)),
    links: linkResults(view, posteriors, layer, evidence),
    contributions: contributions(states, caseFile, layer, posteriors, view, targets, evidence),
    nextQuestions: (["patient", "clinician"] as const)
      .flatMap((askedOf) => expectedGains(ground, evidence, { askedOf, limit: QUESTIONS_EACH }))
      .sort((a, b) => b.gainBits - a.gainBits),
    isExact: layer.isExact,
    evidenceMarks: marksOf(layer.usedRows()),
  };
}

/** What is likely and which way it runs, without the reasons for it: many times as fast as {@link reason}. */
export function conclusions(
  caseFile: CaseFile,
  known: KnownFindings,
  evidence: EvidenceBase,
): Pick<Reasoning, "conditions" | "direction"> {
  return concluded(questionGround(caseFile, known, evidence), evidence);
}

function concluded(
  { layer, posteriors, view }: QuestionGround,
  evidence: EvidenceBase,
): Pick<Reasoning, "conditions" | "direction"> {
  return {
    conditions: rankConditions(layer, posteriors, view.shares, evidence),
    direction: directionAnswer(view.direction, view.shares, evidence.parameters),
  };
}

/**
 * The questions worth asking next, most telling first. Fast enough for every page of an interview.
 *
 * @param options - Who can be asked, how many, and what not to ask (say, what was answered by "I don't know").
 */
export function nextQuestions(
  caseFile: CaseFile,
  evidence: EvidenceBase,
  options: QuestionOptions = {},
): readonly NextQuestion[] {
  return expectedGains(questionGround(caseFile, knownFindings(caseFile, evidence), evidence), evidence, options);
}

function questionGround(caseFile: CaseFile, known: KnownFindings, evidence: EvidenceBase): QuestionGround {
  const { states } = known;
  const layer = new ConditionLayer(caseFile.setting, states, evidence);
  const posteriors = layer.posteriors();
  return {
    asked: new Set([...states.keys(), ...known.withoutState]),
    states,
    setting: caseFile,
    layer,
    posteriors,
    view: caseView(states, posteriors, caseFile, layer.model, evidence),
  };
}

function linkResults(
  view: CaseView,
  posteriors: Float64Array,
  layer: ConditionLayer,
  evidence: EvidenceBase,
): readonly LinkResult[] {
  return view.frame.links
    .filter((active) => view.frame.complaints.some(({ complaint }) => linkActsOn(active, complaint)))
    .map((active): LinkResult => {
      const { link, posterior } = active;
      const index = layer.model.indexOf.get(link.conditionId)!;
      return {
        id: link.id,
        conditionId: link.conditionId,
        conditionName: layer.model.conditions[index]!.name,
        effect: link.effects.join("+"),
        direction: link.direction,
        probability: posteriors[index]! * posterior,
        linkPrior: link.linkPrior,
        linkPosterior: posterior,
        cap: link.posteriorCap,
        verdict: link.verdict,
        mark: link.mark,
      };
    })
    .filter(({ probability }) => probability >= evidence.parameters.guesses.smallestListedLink)
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
}
