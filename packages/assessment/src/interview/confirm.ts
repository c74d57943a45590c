import type { FiredFlag } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import type { AnswerValue } from "./answer.ts";
import { findingWords } from "./finding-words.ts";
import type { AnsweredPage } from "./interview.ts";
import type { ConfirmPage, InterviewPage } from "./page.ts";

/**
 * One page that asks whether the ticks behind all these emergencies are right, or null when there is nothing to confirm:
 * they were confirmed before, or follow from age and place.
 */
export function confirmPage(
  flags: readonly FiredFlag[],
  path: readonly AnsweredPage[],
  evidence: EvidenceBase,
): ConfirmPage | null {
  const confirmed = new Set(
    path.flatMap(({ page }) => (page.kind === "confirm" ? page.items.map(({ id }) => id) : [])),
  );
  const said = new Set(path.flatMap(({ page }) => (page.id === "where" ? [] : statedOn(page))));
  const behind = new Set(flags.flatMap(({ findingIds }) => findingIds));
  const ids = [...behind].filter((id) => said.has(id) && !confirmed.has(id));
  if (ids.length === 0) return null;
  return {
    id: `confirm-${ids.join("-")}`,
    kind: "confirm",
    question: ids.length === 1 ? "Is this right?" : "Are these right?",
    why: "This can mean an emergency. One more look, so that a slip of the finger does not send you there.",
    items: ids.map((id) => ({ id, label: findingWords(id, evidence) })),
  };
}

function statedOn(page: InterviewPage): readonly string[] {
  if (page.kind === "checklist") return page.items.map(({ id }) => id);
  return page.kind === "choice" ? [page.id] : [];
}

/** Anything but an item taken back as a slip stands: "I don't know" and no answer count as yes. */
export function isConfirmed(answer: AnswerValue, page: ConfirmPage): boolean {
  return (
    answer.kind !== "ticks" || answer.others === "unknown" || page.items.every(({ id }) => answer.ticked.includes(id))
  );
}
