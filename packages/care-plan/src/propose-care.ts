import type {
  CaseFile,
  ConditionResult,
  Contribution,
  LinkResult,
  PlanLine,
  Problem,
  Recommendation,
  Triage,
} from "@plumbline/clinical-model";
import { shownProbability } from "@plumbline/clinical-model";
import type { EvidenceBase, Treatment } from "@plumbline/evidence";
import { statedContraindication } from "./contraindications.ts";
import { effectText } from "./effect-text.ts";
import { filledTreatments } from "./filled-treatments.ts";
import { guidelineText } from "./guideline-text.ts";

export interface CareQuestion {
  /** All conditions, best first. */
  readonly conditions: readonly ConditionResult[];
  readonly links: readonly LinkResult[];
  readonly contributions: readonly Contribution[];
  readonly triage: Triage;
  readonly caseFile: CaseFile;
  readonly evidence: EvidenceBase;
}

export interface ProposedCare {
  /** In the order a clinician would weigh them: what cannot wait, first lines, the rest, what does little. */
  readonly lines: readonly PlanLine[];
  /** What was kept out, and why. */
  readonly notices: readonly Problem[];
}

/**
 * More conditions than this make a plan nobody follows. A guess.
 */
const CONDITIONS_IN_A_PLAN = 4;

/** From this link posterior on, an orthotic may be tried against back pain (README of the base, section 3, treatments). */
const LINKED_FROM = 0.5;

const ORDER: readonly Recommendation[] = [
  "refer_emergency",
  "first_line",
  "second_line",
  "consider",
  "consider_if_linked",
  "refer",
  "do_not_routinely",
];

const TRIAL = "as a trial of 4 to 6 weeks; stop it when the pain is no less by then";

/**
 * Care that the evidence base holds for what is likely in this person: every line with why, what it is worth, and what
 * speaks against it. Nothing is ordered; a clinician accepts, alters or rejects.
 *
 * - Only conditions that may be named to the reader are planned for, at most four.
 * - `consider_if_linked` needs a named cause at the feet whose link to the back pain reaches 0.5, and comes as a trial.
 * - `refer_emergency` needs a red flag for that condition, or the condition to be at least possible: probability alone
 *   must not send people to the emergency room.
 * - A treatment whose contraindication is stated in the case is kept out, and a notice says so.
 */
export function proposeCare(question: CareQuestion): ProposedCare {
  const { conditions, evidence, triage, caseFile } = question;
  const flagged = new Set(
    triage.flags.map(({ id }) => evidence.redFlags.find((flag) => flag.id === id)?.conditionId ?? ""),
  );
  const planned = conditions
    .filter(({ id, reported }) => reported || flagged.has(id))
    .sort((a, b) => Number(flagged.has(b.id)) - Number(flagged.has(a.id)) || a.rank - b.rank)
    .slice(0, CONDITIONS_IN_A_PLAN);
  const isLinked = isBackLinkedToFeet(question);
  const lines: PlanLine[] = [];
  const notices: Problem[] = [];

  for (const condition of planned) {
    for (const treatment of filledTreatments(evidence, condition.id)) {
      if (treatment.recommendation === "consider_if_linked" && !isLinked) continue;
      if (treatment.recommendation === "refer_emergency" && !isPressing(condition, flagged, evidence)) continue;
      const contraindication = statedContraindication(treatment, caseFile);
      if (contraindication !== null) {
        notices.push({
          code: "care-plan/contraindicated",
          path: `plan.${treatment.id}`,
          message: `${treatment.intervention} for ${condition.name} is left out: "${contraindication.phrase}" is a contraindication, and this case has ${nameOf(evidence, contraindication.findingId)}.`,
        });
        continue;
      }
      lines.push(planLine(treatment, condition, question));
    }
  }
  if (planned.length === 0) {
    notices.push({
      code: "care-plan/nothing-likely",
      path: "plan",
      message: "Nothing is likely enough to plan care for.",
      hint: "Answer the next questions, or examine.",
    });
  }
  const conditionRank = new Map(planned.map(({ id }, index) => [id, index]));
  lines.sort(
    (a, b) =>
      ORDER.indexOf(a.recommendation) - ORDER.indexOf(b.recommendation) ||
      conditionRank.get(a.conditionId)! - conditionRank.get(b.conditionId)!,
  );
  return { lines, notices };
}

function isBackLinkedToFeet({ links, conditions }: CareQuestion): boolean {
  const named = new Set(conditions.filter(({ reported }) => reported).map(({ id }) => id));
  return links.some(
    (link) =>
      link.direction === "ascending" &&
      link.effect.includes("back_pain") &&
      named.has(link.conditionId) &&
      link.linkPosterior >= LINKED_FROM,
  );
}

function isPressing(condition: ConditionResult, flagged: ReadonlySet<string>, evidence: EvidenceBase): boolean {
  return flagged.has(condition.id) || condition.posterior >= evidence.parameters.certaintyWords.possible;
}

function planLine(treatment: Treatment, condition: ConditionResult, question: CareQuestion): PlanLine {
  const isTrial = treatment.recommendation === "consider_if_linked";
  return {
    treatmentId: treatment.id,
    intervention: treatment.intervention,
    category: treatment.category,
    recommendation: treatment.recommendation,
    conditionId: condition.id,
    conditionName: condition.name,
    because: becauseText(condition, question),
    effect: effectText(treatment),
    certainty: treatment.certainty,
    guideline: guidelineText(treatment),
    dose: [treatment.typicalDose, isTrial ? TRIAL : ""].filter((part) => part !== "").join("; "),
    contraindications: treatment.contraindications,
    mark: treatment.mark,
    sourceKeys: treatment.sourceKey === "" ? [] : [treatment.sourceKey],
  };
}

/** How likely the condition is, and the two findings that speak most for it. */
function becauseText(condition: ConditionResult, { contributions, evidence }: CareQuestion): string {
  const percent = Math.round(100 * shownProbability(condition.posterior, evidence.parameters.neverDisplayAbove));
  const reasons = contributions
    .filter((one) => one.target === condition.id && one.with > one.without)
    .sort((a, b) => b.with - b.without - (a.with - a.without))
    .slice(0, 2)
    .map(({ findingName }) => findingName);
  const chance = `${condition.name} is ${condition.certainty} here (${percent} %)`;
  return reasons.length === 0 ? `${chance}.` : `${chance}; what points to it most: ${reasons.join("; ")}.`;
}

function nameOf(evidence: EvidenceBase, findingId: string): string {
  return `"${evidence.findings.get(findingId)?.clinicianWording ?? findingId}"`;
}
