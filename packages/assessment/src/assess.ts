import { proposeCare } from "@plumbline/care-plan";
import type { Assessment, CaseFile, Triage, TriageLevel } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings, reason, triage, triageTurningPoints } from "@plumbline/reasoning";
import type { KnownFindings } from "@plumbline/reasoning";
import { baseLevel } from "./base-level.ts";
import { settleContradictions } from "./contradictions.ts";
import { notices } from "./notices.ts";
import { withOpenExclusions } from "./open-exclusions.ts";

/**
 * Everything that can be concluded about one person: the red flags, which condition is likely, whether the feet drive
 * the back or the spine the feet, what moved the answer, what to ask next and what could be done.
 * Pure: the same case and base give the same bytes.
 *
 * @param caseFile - Checked by {@link parseCaseFile}; findings that the base does not know are passed over.
 */
export function assess(caseFile: CaseFile, evidence: EvidenceBase): Assessment {
  // Triage and contraindications take every entry at its worst; only what is probable needs entries that agree.
  const known = knownFindings(caseFile, evidence);
  const settled = settleContradictions(caseFile, evidence, known);
  const weighed = settled.caseFile === caseFile ? known : knownFindings(settled.caseFile, evidence);
  // A flag must not wait for a test that could rule it out: until that is known, it is up.
  const flaggedBy = (findings: KnownFindings): Triage =>
    triage(withOpenExclusions(findings, evidence), evidence, caseFile.confirmations);
  const flagged = flaggedBy(known);
  const reasoning = reason(settled.caseFile, weighed, evidence);
  const { direction, fit, conditions, complaints, links, contributions, nextQuestions } = reasoning;
  const { states } = known;
  const care = proposeCare({ states, triage: flagged, conditions, complaints, links }, evidence);
  const levelOf = (findings: KnownFindings, flags: Triage): TriageLevel =>
    baseLevel({ caseFile, states: findings.states, triage: flags, plan: care.plan }, evidence);
  const level = levelOf(known, flagged);
  const turningPoints = [
    ...triageTurningPoints(
      known,
      level,
      (findings) => levelOf(findings, flaggedBy(findings)),
      reasoning.presentProbability,
      evidence,
    ),
    ...reasoning.turningPoints,
  ];
  return {
    schemaVersion: 1,
    evidenceVersion: evidence.version,
    setting: caseFile.setting,
    triage: { ...flagged, level },
    direction,
    fit,
    conditions,
    complaints,
    links,
    contributions,
    turningPoints,
    nextQuestions,
    plan: care.plan,
    notices: [...settled.notices, ...notices(caseFile, known, flagged, reasoning, evidence), ...care.notices],
  };
}
