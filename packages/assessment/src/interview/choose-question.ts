import type { EvidenceBase } from "@plumbline/evidence";
import { nextQuestions } from "@plumbline/reasoning";
import type { QuestionChooser } from "./interview.ts";

/** Below this an answer is not worth a page to the person (bits; a guess, to be measured against changed answers). */
const SMALLEST_GAIN_BITS = 0.005;

/** Asks what is expected to remove most doubt about direction and conditions; nothing when little is left to gain. */
export function nextQuestionByGain(evidence: EvidenceBase): QuestionChooser {
  return (caseFile, candidates) => {
    const allowed = new Set(candidates);
    const exclude = new Set([...evidence.findings.keys()].filter((id) => !allowed.has(id)));
    const [best] = nextQuestions(caseFile, evidence, { askedOf: "patient", limit: 1, exclude });
    return best === undefined || best.gainBits < SMALLEST_GAIN_BITS ? null : best.findingId;
  };
}
