import { shownProbability } from "@plumbline/clinical-model";
import type {
  Assessment,
  CaseFile,
  DirectionAnswer,
  LinkResult,
  NextQuestion,
  ProvenanceMark,
} from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { complaintResult } from "./attribution.ts";
import type { CaseView } from "./case-view.ts";
import { linkActsOn } from "./complaint-frame.ts";
import type { ConditionLayer } from "./condition-layer.ts";
import { marksOf, rankConditions } from "./condition-ranking.ts";
import { contributions } from "./contributions.ts";
import { directionAnswer, likeliestDirection } from "./direction.ts";
import { fitOf } from "./fit.ts";
import { knownFindings } from "./known-findings.ts";
import type { KnownFindings } from "./known-findings.ts";
import { expectedGains, firstQuestions, questionProspects } from "./next-questions.ts";
import type { Prospects, QuestionOptions } from "./next-questions.ts";
import { groundWith, questionGround } from "./question-ground.ts";
import type { QuestionGround } from "./question-ground.ts";
import { directionTurningPoints, presentProbability } from "./turning-points.ts";

export interface Reasoning extends Pick<
  Assessment,
  "direction" | "fit" | "conditions" | "complaints" | "links" | "contributions" | "turningPoints" | "nextQuestions"
> {
  /** How far any posterior may be off because the network was too wide to be exact; 0 when all are exact. */
  readonly largestGap: number;
  /** Rows of evidence that this case used, by mark. */
  readonly evidenceMarks: Readonly<Record<ProvenanceMark, number>>;
  /** P(a finding is present | what is known), with the conditions as they stand, each on its own. */
  readonly presentProbability: (findingId: string) => number;
}

/** Contributions are told for this many conditions, first ranks first. */
const EXPLAINED_CONDITIONS = 5;
/** Questions proposed for each of the two who can be asked, by the estimate: an assessment must stay fast. */
const QUESTIONS_EACH = 5;

/**
 * Everything probable about one person: conditions, how each complaint divides among its causes, links between feet and
 * back, the direction, what moved them and what to ask next. Red flags are apart: see {@link triage}.
 */
export function reason(caseFile: CaseFile, known: KnownFindings, evidence: EvidenceBase): Reasoning {
  const ground = questionGround(caseFile, known, evidence);
  const { layer, posteriors, view } = ground;
  const conditions = rankConditions(layer, posteriors, view.shares, evidence);
  const { direction, fit } = decide(ground, evidence);
  const targets = {
    conditionIds: conditions
      .filter((condition) => condition.reported)
      .slice(0, EXPLAINED_CONDITIONS)
      .map(({ id }) => id),
    direction: direction.answer === "cannot-tell" ? likeliestDirection(view.direction) : direction.answer,
  };
  const moved = contributions(ground, targets, evidence);
  const answerWith = (findingId: string, value: boolean): DirectionAnswer =>
    decide(groundWith(ground, findingId, value, evidence), evidence).direction.answer;
  return {
    direction,
    fit,
    conditions,
    complaints: view.shares.map((shares) => complaintResult(shares, layer.model, evidence.parameters.guesses)),
    links: linkResults(view, posteriors, layer, evidence),
    contributions: moved,
    turningPoints: fit.isPoor ? [] : directionTurningPoints(ground, direction.answer, answerWith, moved, evidence),
    nextQuestions: firstQuestions(ground, evidence, QUESTIONS_EACH).toSorted((a, b) => b.gainBits - a.gainBits),
    largestGap: layer.largestGap(),
    evidenceMarks: marksOf(conditions),
    presentProbability: (findingId) => presentProbability(findingId, ground, evidence),
  };
}

/** What is likely and which way it runs, without the reasons for it: many times as fast as {@link reason}. */
export function conclusions(
  caseFile: CaseFile,
  known: KnownFindings,
  evidence: EvidenceBase,
): Pick<Reasoning, "conditions" | "direction" | "fit"> {
  const ground = questionGround(caseFile, known, evidence);
  const conditions = rankConditions(ground.layer, ground.posteriors, ground.view.shares, evidence);
  return { conditions, ...decide(ground, evidence) };
}

/** The direction to name, unless what was found fits nothing well: that is not named after the best of bad fits. */
function decide(
  { states, setting: { setting }, layer, posteriors, view }: QuestionGround,
  evidence: EvidenceBase,
): Pick<Assessment, "direction" | "fit"> {
  const fit = fitOf(states, setting, layer, posteriors, view.shares, evidence);
  const direction = directionAnswer(view.direction, view.shares, evidence.parameters);
  return { fit, direction: fit.isPoor ? { ...direction, answer: "cannot-tell" } : direction };
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

/** What is left to ask of this person and how far it may still move the direction: see {@link Prospects}. */
export function prospects(caseFile: CaseFile, evidence: EvidenceBase, options: QuestionOptions): Prospects {
  return questionProspects(questionGround(caseFile, knownFindings(caseFile, evidence), evidence), evidence, options);
}

function linkResults(
  view: CaseView,
  posteriors: Float64Array,
  layer: ConditionLayer,
  evidence: EvidenceBase,
): readonly LinkResult[] {
  const shown = (probability: number): number => shownProbability(probability, evidence.parameters.neverDisplayAbove);
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
        interval: null,
        direction: link.direction,
        probability: shown(posteriors[index]! * posterior),
        linkPrior: shown(link.linkPrior),
        linkPosterior: shown(posterior),
        cap: link.posteriorCap,
        verdict: link.verdict,
        mark: link.mark,
      };
    })
    .filter(({ probability }) => probability >= evidence.parameters.guesses.smallestListedLink)
    .sort((a, b) => b.probability - a.probability || (a.id < b.id ? -1 : 1));
}
