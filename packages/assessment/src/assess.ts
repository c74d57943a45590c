import { proposeCare } from "@plumbline/care-plan";
import type { Assessment, CaseFile } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings, reason, triage } from "@plumbline/reasoning";
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
  const known = knownFindings(caseFile, evidence);
  // A flag must not wait for a test that could rule it out: until that is known, it is up.
  const urgency = triage(withOpenExclusions(known, evidence), evidence, caseFile.confirmations);
  const reasoning = reason(caseFile, known, evidence);
  const { direction, conditions, complaints, links, contributions, nextQuestions } = reasoning;
  const care = proposeCare({ states: known.states, triage: urgency, conditions, complaints, links }, evidence);
  return {
    schemaVersion: 1,
    evidenceVersion: evidence.version,
    setting: caseFile.setting,
    triage: urgency,
    direction,
    conditions,
    complaints,
    links,
    contributions,
    nextQuestions,
    plan: care.plan,
    notices: [...notices(caseFile, known, urgency, reasoning, evidence), ...care.notices],
  };
}
