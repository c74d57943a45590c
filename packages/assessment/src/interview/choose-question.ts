import type { EvidenceBase } from "@plumbline/evidence";
import { assess } from "../assess.ts";
import type { QuestionChooser } from "./interview.ts";

/** Asks what lowers the doubt most, as the assessment of what is known so far ranks it. */
export function nextQuestionByGain(evidence: EvidenceBase): QuestionChooser {
  return (caseFile, candidates) => {
    const allowed = new Set(candidates);
    const best = assess(caseFile, evidence).nextQuestions.find(({ findingId }) => allowed.has(findingId));
    return best?.findingId ?? null;
  };
}
