import { NOT_TESTABLE, PROVENANCE_MARKS, isBySide } from "@plumbline/clinical-model";
import type { CaseFile, Problem, ProvenanceMark, Triage } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { triage } from "@plumbline/reasoning";
import type { KnownFindings, Reasoning } from "@plumbline/reasoning";
import { confirmationNotices } from "./confirmation-notices.ts";

/** Adults only: what the base says was measured in adults. */
const ADULT_AGE = 18;

/** What limits this answer, in words; the weightiest first. */
export function notices(
  caseFile: CaseFile,
  known: KnownFindings,
  urgency: Triage,
  reasoning: Reasoning,
  evidence: EvidenceBase,
): readonly Problem[] {
  const found: Problem[] = [];
  if (known.states.get("age_under_18") === true || (caseFile.age !== null && caseFile.age < ADULT_AGE)) {
    found.push({
      code: "assessment/under-18",
      path: "age",
      message: "The base does not cover people under 18; a clinician must judge this case.",
    });
  }
  if (known.states.get("h_pregnant") === true) {
    found.push({
      code: "assessment/pregnancy",
      path: "findings.h_pregnant",
      message: "The base does not cover pregnancy without a clinician's review.",
    });
  }
  if (reasoning.fit.reason !== null) found.push(poorFit(reasoning.fit));
  if (isFootToBack(reasoning)) found.push(FOOT_TO_BACK_TRIAL, FOOT_TO_BACK_GUIDELINE);
  for (const flag of untestedFlags(known, urgency, evidence)) {
    found.push({
      code: "assessment/flag-may-be-excluded",
      path: `triage.${flag.id}`,
      message: `The red flag "${flag.name}" (${flag.level}) is up because a finding that would exclude it is not known.`,
      hint: "Look for that finding before acting on the flag, unless looking would cost time.",
    });
  }
  found.push(...confirmationNotices(caseFile, urgency, evidence));
  const { mainComplaint } = caseFile;
  if (mainComplaint !== undefined && mainComplaint !== null && known.states.get(mainComplaint) !== true) {
    found.push({
      code: "assessment/main-complaint-absent",
      path: "mainComplaint",
      message: `"${evidence.findings.get(mainComplaint)?.clinicianWording ?? mainComplaint}" is named as the main complaint, but is not present; all complaints count alike.`,
    });
  }
  found.push(notValidated(reasoning, evidence));
  if (reasoning.largestGap > 0) {
    const points = Math.ceil(reasoning.largestGap * 100);
    found.push({
      code: "assessment/approximate",
      path: "conditions",
      message: `So many findings hang together here that probabilities are not exact: one may be off by up to ${points} points of 100.`,
    });
  }
  if (reasoning.complaints.length === 0) {
    found.push({
      code: "assessment/no-complaint",
      path: "findings",
      message: "No finding states a complaint, so no direction can be given.",
      hint: "Enter where it hurts, is numb or is weak.",
    });
  }
  for (const id of known.withoutState) found.push(leftOut(id, caseFile, evidence));
  return found;
}

function poorFit({ reason, unexplainedFindings }: Reasoning["fit"]): Problem {
  const names = unexplainedFindings.slice(0, NAMED_UNEXPLAINED).map(({ findingName }) => `"${findingName}"`);
  return {
    code: "assessment/poor-fit",
    path: "fit",
    message:
      reason === "complaint-unexplained"
        ? "Nothing the base knows explains the main complaint well, so no direction is named."
        : "What was found does not fit together in anything the base knows, so no direction is named." +
          (names.length === 0 ? "" : ` Without a likely cause: ${names.join(", ")}.`),
    hint: "The conditions listed are the best of weak fits; judge this person without them.",
  };
}

/** So many are named in a sentence; `fit` has all. */
const NAMED_UNEXPLAINED = 4;

/** Whether the answer says that the feet feed the back: by itself, or as a part of both. */
function isFootToBack({ direction: { answer }, links }: Reasoning): boolean {
  const isDriving = links.some((link) => link.direction === "ascending" && link.probability >= LINK_IN_BOTH_FROM);
  return answer === "foot-drives-back" || (answer === "both" && isDriving);
}

/** "Both" may also mean a lesion of the foot beside a root; from this chance of a link the feet are a part of it. A guess. */
const LINK_IN_BOTH_FROM = 0.2;

const FOOT_TO_BACK_TRIAL: Problem = {
  code: "assessment/foot-to-back-trial",
  path: "direction",
  message:
    "That the feet feed the back pain is a possibility to test, not a finding: the published evidence carries no more.",
  hint:
    "Change one thing at the feet for 4 to 6 weeks; agree beforehand on a measure and on how much better it must be; " +
    "stop when it is not.",
};

const FOOT_TO_BACK_GUIDELINE: Problem = {
  code: "assessment/foot-to-back-guideline",
  path: "direction",
  message:
    "A guideline says the contrary: NICE NG59 (2016, updated 2020), do not offer foot orthotics for low back pain.",
};

/** Flags that are up only as long as what would exclude them (`… and not …`) is unknown. */
function untestedFlags(known: KnownFindings, urgency: Triage, evidence: EvidenceBase): Triage["flags"] {
  const certain = new Set(triage(known, evidence).flags.map(({ id }) => id));
  return urgency.flags.filter(({ id }) => !certain.has(id));
}

function notValidated({ evidenceMarks }: Reasoning, evidence: EvidenceBase): Problem {
  const counts = PROVENANCE_MARKS.map((mark: ProvenanceMark) => `${evidenceMarks[mark]} ${WORDS[mark]}`).join(", ");
  return {
    code: "assessment/not-validated",
    path: "",
    message:
      `The evidence base (version ${evidence.version}) is not clinically validated. ` +
      `Rows used for this case: ${counts}.`,
  };
}

const WORDS: Readonly<Record<ProvenanceMark, string>> = {
  seen: "seen in a source",
  recalled: "recalled from the literature",
  "expert estimate": "expert estimates",
};

function leftOut(id: string, caseFile: CaseFile, evidence: EvidenceBase): Problem {
  const finding = evidence.findings.get(id)!;
  const entry = caseFile.findings[id];
  const values = entry === undefined || !isBySide(entry) ? [entry] : [entry.left, entry.right];
  return values.includes(NOT_TESTABLE)
    ? {
        code: "assessment/not-testable",
        path: `findings.${id}`,
        message: `"${finding.clinicianWording}" could not be tested; it counts as unknown.`,
      }
    : {
        code: "assessment/context-only",
        path: `findings.${id}`,
        message: `"${finding.clinicianWording}" is kept as context; the base draws no conclusion from this value.`,
      };
}
