import type {
  Assessment,
  ConditionResult,
  FiredFlag,
  LinkResult,
  PlanLine,
  Problem,
  Recommendation,
} from "@plumbline/clinical-model";
import { COST_CLASSES } from "@plumbline/evidence";
import type { EvidenceBase, Treatment } from "@plumbline/evidence";
import { statedContraindication } from "./contraindications.ts";
import { effectText } from "./effect-text.ts";
import { treatmentsWrittenOut } from "./treatment-texts.ts";

/** What was concluded about one person, as far as care depends on it. */
export interface CareQuestion extends Pick<Assessment, "triage" | "conditions" | "complaints" | "links"> {
  readonly states: ReadonlyMap<string, boolean>;
}

export interface ProposedCare {
  readonly plan: readonly PlanLine[];
  /** What was left out and why: `plan/contraindicated`, `plan/emergency-only`. */
  readonly notices: readonly Problem[];
}

/** Care is proposed for so many conditions. A guess: a plan for five things is a plan for none. */
const MOST_CONDITIONS = 4;
/** A condition that the report rule does not name is still treated when it explains this much of a complaint. A guess. */
const EXPLAINS_AT_LEAST = 0.25;
/** The base's own threshold for `consider_if_linked`. */
const LINKED_AT_LEAST = 0.5;

const ORDER: Readonly<Record<Recommendation, number>> = {
  refer_emergency: 0,
  refer: 1,
  first_line: 2,
  second_line: 3,
  consider: 4,
  consider_if_linked: 5,
  do_not_routinely: 6,
};
const CERTAINTY_ORDER = ["high", "moderate", "low", "very low"];

const ORTHOTICS_GUIDELINE = "NICE NG59: do not offer foot orthotics for low back pain.";
const ORTHOTICS_SOURCE = "nice_ng59_orth";

interface Candidate {
  readonly treatment: Treatment;
  readonly condition: ConditionResult;
  readonly because: string;
}

/**
 * A plan of care from the treatment table for what is likely in this person: referrals first, then first line before
 * second, and last what does little, so that it is not offered by habit. Nothing is decided here; a clinician accepts,
 * alters or rejects each line. Of lines for one condition that are alike in line and certainty, the cheaper stands first.
 *
 * - Under an emergency flag only the referrals of the flagged conditions remain.
 * - `consider_if_linked` needs a cause at the feet that is at least possible here and whose link to the back reaches 0.5.
 * - A contraindication that the case states keeps a line out, with a notice; all others are shown with the line.
 */
export function proposeCare(question: CareQuestion, evidence: EvidenceBase): ProposedCare {
  const treatments = treatmentsWrittenOut(evidence);
  const isEmergency = question.triage.level === "emergency";
  const candidates = [
    ...flaggedCandidates(question, treatments, evidence),
    ...(isEmergency ? [] : likelyCandidates(question, treatments)),
  ];
  const notices: Problem[] = [];
  if (isEmergency) {
    notices.push({
      code: "plan/emergency-only",
      path: "plan",
      message: "A red flag asks for emergency care; no other care is proposed until it is settled.",
    });
  }
  const lines: {
    readonly line: PlanLine;
    readonly order: number;
    readonly rank: number;
    readonly certainty: number;
    readonly cost: number;
  }[] = [];
  const seen = new Set<string>();
  for (const candidate of candidates) {
    const { treatment, condition } = candidate;
    if (seen.has(treatment.id)) continue;
    seen.add(treatment.id);
    const stated = statedContraindication(treatment.contraindications, question.states);
    if (stated !== null) {
      notices.push(contraindicated(candidate, stated.phrase, stated.findingId, evidence));
      continue;
    }
    lines.push({
      line: planLine(candidate, question, evidence),
      order: ORDER[treatment.recommendation],
      rank: condition.rank,
      certainty: CERTAINTY_ORDER.indexOf(treatment.certainty),
      cost: COST_CLASSES.indexOf(treatment.costClassGuess),
    });
  }
  // Stable: lines alike in all four stay in the order of the base.
  lines.sort((a, b) => a.order - b.order || a.rank - b.rank || a.certainty - b.certainty || a.cost - b.cost);
  return { plan: lines.map(({ line }) => line), notices };
}

/** Referrals for the conditions that fired flags point at. */
function flaggedCandidates(
  { triage, conditions }: CareQuestion,
  treatments: readonly Treatment[],
  evidence: EvidenceBase,
): Candidate[] {
  const conditionOf = new Map(evidence.redFlags.map((flag) => [flag.id, flag.conditionId]));
  return triage.flags
    .filter(({ level }) => level === "emergency" || level === "urgent")
    .flatMap((flag: FiredFlag) => {
      const condition = conditions.find(({ id }) => id === conditionOf.get(flag.id));
      if (condition === undefined) return [];
      return treatments
        .filter((treatment) => treatment.conditionId === condition.id && isReferral(treatment.recommendation))
        .map((treatment) => ({ treatment, condition, because: `A red flag is up: ${flag.name}.` }));
    });
}

function isReferral(recommendation: Recommendation): boolean {
  return recommendation === "refer" || recommendation === "refer_emergency";
}

function likelyCandidates(question: CareQuestion, treatments: readonly Treatment[]): Candidate[] {
  const { conditions, complaints } = question;
  const isLinked = strongestAscending(question) >= LINKED_AT_LEAST;
  return conditions
    .filter((condition) => {
      // What is unlikely may be looked into, but is not treated.
      if (!isPlausible(condition)) return false;
      const share = largestShare(condition.id, complaints)?.share ?? 0;
      return condition.reported || share >= EXPLAINS_AT_LEAST;
    })
    .slice(0, MOST_CONDITIONS)
    .flatMap((condition) =>
      treatments
        .filter(({ conditionId }) => conditionId === condition.id)
        .filter(({ recommendation }) => recommendation !== "consider_if_linked" || isLinked)
        .map((treatment) => ({ treatment, condition, because: becauseText(treatment, condition, question) })),
    );
}

/**
 * The highest P(driving the back pain | the cause is there) among causes at the feet that are at least possible in this
 * person; 0 without back pain.
 */
function strongestAscending({ conditions, links }: CareQuestion): number {
  const plausible = new Set(conditions.filter(isPlausible).map(({ id }) => id));
  return Math.max(0, ...links.filter((link) => isAscending(link, plausible)).map(({ linkPosterior }) => linkPosterior));
}

function isAscending({ direction, conditionId }: LinkResult, plausible: ReadonlySet<string>): boolean {
  return direction === "ascending" && plausible.has(conditionId);
}

function isPlausible({ certainty }: ConditionResult): boolean {
  return certainty === "likely" || certainty === "possible";
}

function largestShare(
  conditionId: string,
  complaints: Assessment["complaints"],
): { readonly name: string; readonly share: number } | null {
  let largest: { readonly name: string; readonly share: number } | null = null;
  for (const { name, causes } of complaints) {
    const share = causes.find((cause) => cause.conditionId === conditionId)?.share ?? 0;
    if (share > (largest?.share ?? 0)) largest = { name, share };
  }
  return largest;
}

function becauseText(treatment: Treatment, condition: ConditionResult, question: CareQuestion): string {
  const largest = largestShare(condition.id, question.complaints);
  const explains =
    largest === null ? "" : `; it explains about ${Math.round(largest.share * 100)}% of: ${largest.name.toLowerCase()}`;
  const because = `${condition.name} is ${condition.certainty}${explains}.`;
  if (treatment.recommendation === "do_not_routinely") {
    return `${because} This does little; it is listed so that it is not offered by habit.`;
  }
  if (treatment.recommendation === "consider_if_linked") {
    const percent = Math.round(strongestAscending(question) * 100);
    return `${because} If a cause at the feet is there, it may drive the back pain (about ${percent}%): a trial of 4 to 6 weeks with a stop rule can test it.`;
  }
  return because;
}

function planLine(
  { treatment, condition, because }: Candidate,
  question: CareQuestion,
  evidence: EvidenceBase,
): PlanLine {
  const needsGuideline =
    isBackDirectedOrthosis(treatment, question, evidence) &&
    !/NG59: do not offer foot orthotics/.test(treatment.guidelinePosition);
  const guideline = hasText(treatment.guidelinePosition) ? treatment.guidelinePosition : "";
  return {
    treatmentId: treatment.id,
    intervention: treatment.intervention,
    category: treatment.category,
    recommendation: treatment.recommendation,
    conditionId: condition.id,
    conditionName: condition.name,
    because,
    effect: effectText(treatment),
    certainty: treatment.certainty,
    guideline: needsGuideline ? [guideline, ORTHOTICS_GUIDELINE].filter(hasText).join("; ") : guideline,
    dose: treatment.typicalDose,
    contraindications: treatment.contraindications === "none" ? "" : treatment.contraindications,
    mark: treatment.mark,
    sourceKeys:
      needsGuideline && evidence.sources.has(ORTHOTICS_SOURCE) && treatment.sourceKey !== ORTHOTICS_SOURCE
        ? [treatment.sourceKey, ORTHOTICS_SOURCE]
        : [treatment.sourceKey],
  };
}

/**
 * Whether a device under the foot is meant for the back: its outcome or condition is the back, or it treats a cause whose
 * link to this person's back pain is listed.
 */
function isBackDirectedOrthosis(treatment: Treatment, { links }: CareQuestion, evidence: EvidenceBase): boolean {
  if (!/orthosis|multimodal/.test(treatment.category)) return false;
  const region = evidence.conditions.get(treatment.conditionId)?.region;
  if (region === "lumbar" || region === "pelvis" || treatment.recommendation === "consider_if_linked") return true;
  if (/\bback\b|\bLBP\b/i.test(`${treatment.intervention} ${treatment.outcome}`)) return true;
  return links.some((link) => link.direction === "ascending" && link.conditionId === treatment.conditionId);
}

function contraindicated(
  { treatment, condition }: Candidate,
  phrase: string,
  findingId: string,
  evidence: EvidenceBase,
): Problem {
  const finding = evidence.findings.get(findingId)?.clinicianWording ?? findingId;
  return {
    code: "plan/contraindicated",
    path: `plan.${treatment.id}`,
    message: `"${treatment.intervention}" for ${condition.name} is left out: "${phrase}" applies, because of "${finding}".`,
  };
}

function hasText(text: string): boolean {
  return text !== "" && text !== "-";
}
