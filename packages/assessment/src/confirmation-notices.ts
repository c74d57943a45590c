import type { CaseFile, Problem, Triage } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";

/** Answers to confirming questions that changed nothing, and why; in the order of the base. */
export function confirmationNotices(
  { confirmations = {} }: CaseFile,
  { flags, overrides }: Triage,
  evidence: EvidenceBase,
): readonly Problem[] {
  return evidence.redFlags.flatMap(({ id, flag }): readonly Problem[] => {
    const answer = confirmations[id];
    if (answer === undefined || overrides.some(({ flagId }) => flagId === id)) return [];
    const path = `confirmations.${id}`;
    if (!flags.some((fired) => fired.id === id)) {
      const message = `The answer to the confirming question of "${flag}" is not used: the rule of this flag is not true here.`;
      return [{ code: "assessment/confirmation-ignored", path, message }];
    }
    if (answer !== "no") return [];
    return [
      {
        code: "assessment/confirmation-overruled",
        path,
        message: `The red flag "${flag}" stands although the person said no: what a clinician found, or an answer that the question is not about, makes its rule true.`,
      },
    ];
  });
}
