import { proposeCare } from "@plumbline/care-plan";
import type { Assessment, CaseFile } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings, reason, triage } from "@plumbline/reasoning";
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
  const settled = settleContradictions(caseFile, evidence);
  const weighed = settled.caseFile === caseFile ? known : knownFindings(settled.caseFile, evidence);
  // A flag must not wait for a test that could rule it out: until that is known, it is up.
  const flagged = triage(withOpenExclusions(known, evidence), evidence, caseFile.confirmations);
  const reasoning = reason(settled.caseFile, weighed, evidence);
  const { direction, conditions, complaints, links, contributions, nextQuestions } = reasoning;
  const { states } = known;
  const care = proposeCare({ states, triage: flagged, conditions, complaints, links }, evidence);
  const level = baseLevel({ caseFile, states, triage: flagged, plan: care.plan }, evidence);
  return {
    schemaVersion: 1,
    evidenceVersion: evidence.version,
    setting: caseFile.setting,
    triage: { ...flagged, level },
    direction,
    conditions,
    complaints,
    links,
    contributions,
    nextQuestions,
    plan: care.plan,
    notices: [...settled.notices, ...notices(caseFile, known, flagged, reasoning, evidence), ...care.notices],
  };
}
