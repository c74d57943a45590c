import type { NextQuestion } from "@plumbline/clinical-model";
import type { EvidenceBase, Finding } from "@plumbline/evidence";
import { estimatedEffect, exactEffect } from "./answer-effect.ts";
import type { AnswerEffect } from "./answer-effect.ts";
import { COMPLAINTS } from "./complaint-table.ts";
import type { ConditionModel } from "./condition-model.ts";
import { DecisionDoubt } from "./decision-doubt.ts";
import { DirectionOutlook } from "./direction-outlook.ts";
import type { DirectionProspect } from "./direction-outlook.ts";
import { isDemographic } from "./finding-role.ts";
import { isComplaintBarelyExplained } from "./fit.ts";
import { cluesByFinding } from "./link-layer.ts";
import type { QuestionGround } from "./question-ground.ts";

export interface QuestionOptions {
  /** Both when left out. */
  readonly askedOf?: "patient" | "clinician";
  /** How many; 5 when left out. */
  readonly limit?: number;
  /** Findings not to ask for: asked already and not known, or out of reach here. */
  readonly exclude?: ReadonlySet<string>;
  /** How many of the first are weighed exactly, since the estimate may mistake them; 20 when left out. */
  readonly exactly?: number;
}

const DEFAULT_LIMIT = 5;
const COMPLAINT_QUESTIONS: ReadonlySet<string> = new Set(
  COMPLAINTS.filter(({ kind }) => kind !== "beside").flatMap(({ statedBy }) => statedBy),
);
/** An answer must be able to move a condition of at least this probability. */
const PLAUSIBLE = 0.01;

const WEIGHED_EXACTLY = 20;

/**
 * The unanswered questions whose answer is expected to remove most doubt about what to do, in bits of
 * {@link DecisionDoubt}. Before any complaint is known, questions that state one come first.
 *
 * All are estimated as if the conditions were independent given what is known; the first few are then weighed exactly and
 * put in that order.
 */
export function expectedGains(
  ground: QuestionGround,
  evidence: EvidenceBase,
  options: QuestionOptions = {},
): readonly NextQuestion[] {
  return weighed(ground, evidence, options)
    .slice(0, options.limit ?? DEFAULT_LIMIT)
    .map((gain) => nextQuestion(gain, ground));
}

/** The first questions for each of the two who can be asked, by the estimate alone. */
export function firstQuestions(ground: QuestionGround, evidence: EvidenceBase, each: number): readonly NextQuestion[] {
  const left = { patient: each, clinician: each };
  return weighed(ground, evidence, { exactly: 0 })
    .filter(({ finding: { askedOf } }) => left[askedOf]-- > 0)
    .map((gain) => nextQuestion(gain, ground));
}

/** A question with what its answer may do. */
export interface QuestionProspect extends DirectionProspect {
  readonly findingId: string;
  /** As in {@link NextQuestion}. */
  readonly gainBits: number;
}

export interface Prospects {
  /** All questions that are worth a thought, most telling first. */
  readonly questions: readonly QuestionProspect[];
  /** How far the likeliest direction's probability is from where another answer would be named. */
  readonly margin: number;
  /** Next to nothing explains the main complaint: a few answers more, and no direction could be named. */
  readonly isComplaintBarelyExplained: boolean;
}

/** What is left to ask and how far it may still move the direction: what an interview needs to know when it may stop. */
export function questionProspects(ground: QuestionGround, evidence: EvidenceBase, options: QuestionOptions): Prospects {
  const outlook = new DirectionOutlook(ground, evidence);
  const questions = weighed(ground, evidence, options).map(({ finding, effect, bits }) => ({
    findingId: finding.id,
    gainBits: bits,
    ...outlook.prospect(finding.id, effect),
  }));
  return {
    questions,
    margin: outlook.margin(),
    isComplaintBarelyExplained: isComplaintBarelyExplained(ground.view.shares),
  };
}

function weighed(ground: QuestionGround, evidence: EvidenceBase, options: QuestionOptions): readonly Gain[] {
  const doubt = new DecisionDoubt(ground, evidence);
  const opening = ground.view.shares.length === 0 ? COMPLAINT_QUESTIONS : null;
  const clues = cluesByFinding(evidence);
  const gains: Gain[] = [];
  for (const finding of evidence.findings.values()) {
    if (options.askedOf !== undefined && finding.askedOf !== options.askedOf) continue;
    if (ground.asked.has(finding.id) || options.exclude?.has(finding.id) === true) continue;
    // A number is asked for through the finding that names its state, where there is one.
    if (finding.tier === "context" || isDemographic(finding)) continue;
    const model = ground.layer.model.findings.get(finding.id);
    const isClue = clues.has(finding.id) && ground.view.frame.links.length > 0;
    const isPlausible = model?.rows.some((row) => ground.posteriors[row.condition]! >= PLAUSIBLE) ?? false;
    if (!isPlausible && !isClue && !doubt.concernsUrgency(finding.id)) continue;
    const effect = estimatedEffect(finding.id, ground, evidence);
    const opens = opening?.has(finding.id) ?? false;
    gains.push({ finding, effect, opens, bits: doubt.expectedGain(finding.id, effect) });
  }
  const inOrder = (a: Gain, b: Gain): number =>
    Number(b.opens) - Number(a.opens) || b.bits - a.bits || (a.finding.id < b.finding.id ? -1 : 1);
  gains.sort(inOrder);
  const exactly = options.exactly ?? WEIGHED_EXACTLY;
  const first = gains.slice(0, exactly).map(({ finding, opens }): Gain => {
    const effect = exactEffect(finding.id, ground, evidence);
    return { finding, effect, opens, bits: doubt.expectedGain(finding.id, effect) };
  });
  return [...first.sort(inOrder), ...gains.slice(exactly)];
}

interface Gain {
  readonly finding: Finding;
  readonly effect: AnswerEffect;
  /** It states a complaint, and none is known yet. */
  readonly opens: boolean;
  readonly bits: number;
}

function nextQuestion({ finding, effect, bits }: Gain, { layer }: QuestionGround): NextQuestion {
  return {
    findingId: finding.id,
    text: finding.questionPlain,
    why: reason(mostMoved(finding.id, effect, layer.model), layer.model),
    askedOf: finding.askedOf,
    gainBits: bits,
  };
}

/** Conditions whose probability the answer would change most, most first; none when it speaks of the link alone. */
function mostMoved(findingId: string, { changed, yes, no }: AnswerEffect, model: ConditionModel): readonly number[] {
  const by = (condition: number): number => {
    const place = changed.indexOf(condition);
    return place === -1 ? 0 : Math.abs(yes[place]! - no[place]!);
  };
  return (model.findings.get(findingId)?.rows ?? [])
    .map(({ condition }) => condition)
    .sort((a, b) => by(b) - by(a) || a - b)
    .slice(0, 2);
}

function reason(moved: readonly number[], model: ConditionModel): string {
  const names = moved.map((condition) => model.conditions[condition]!.name);
  if (names.length === 0) return "Tells whether feet and back act on each other in this person.";
  if (names.length === 1) return `Speaks for or against: ${names[0]}.`;
  return `Speaks for or against: ${names[0]}; ${names[1]}.`;
}
