import type { ConfirmationAnswer, FiredFlag } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import type { AnswerValue } from "./answer.ts";
import { findingWords } from "./finding-words.ts";
import type { AnsweredPage } from "./interview.ts";
import type { ConfirmPage, InterviewPage } from "./page.ts";

/**
 * The page that asks a flag's own confirming question, or null for a flag without one: only a clinician's findings raise
 * it.
 *
 * @param path - What was answered so far: the page repeats the ticks behind the flag.
 */
export function confirmPage(
  flag: FiredFlag,
  path: readonly AnsweredPage[],
  evidence: EvidenceBase,
): ConfirmPage | null {
  const question = evidence.redFlags.find(({ id }) => id === flag.id)?.confirmation?.question;
  if (question === undefined) return null;
  const said = new Set(path.flatMap(({ page }) => statedOn(page)));
  return {
    id: confirmPageId(flag),
    kind: "confirm",
    level: flag.level,
    question,
    why:
      flag.level === "emergency"
        ? "This can mean an emergency. One more look, so that a slip of the finger does not send you there."
        : "This can mean that you should be seen soon. Your answer tells if that is so.",
    said: flag.findingIds.filter((id) => said.has(id)).map((id) => findingWords(id, evidence)),
    options: [
      { value: "yes", label: "Yes" },
      { value: "no", label: "No" },
    ],
  };
}

/**
 * Names the flag and what raised it: an answer counts for just these findings. When another answer raises the same flag
 * in another way, its question is asked again.
 */
export function confirmPageId({ id, findingIds }: FiredFlag): string {
  return ["confirm", id, ...findingIds].join("-");
}

function statedOn(page: InterviewPage): readonly string[] {
  if (page.kind === "checklist") return page.items.map(({ id }) => id);
  return page.kind === "choice" ? [page.id] : [];
}

/** Anything but a plain yes or no counts as unknown, and unknown leaves the flag standing. */
export function confirmationOf(answer: AnswerValue): ConfirmationAnswer {
  return answer.kind === "choice" && (answer.value === "yes" || answer.value === "no") ? answer.value : "unknown";
}
