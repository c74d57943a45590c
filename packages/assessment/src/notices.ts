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
  if (!reasoning.isExact) {
    found.push({
      code: "assessment/approximate",
      path: "conditions",
      message: "So many findings hang together here that the probabilities are approximate.",
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
