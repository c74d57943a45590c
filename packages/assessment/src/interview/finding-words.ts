import type { EvidenceBase } from "@plumbline/evidence";
import { BODY_PLACES } from "./body-places.ts";
import { COMPLAINT_CHECKLISTS } from "./complaint-checklists.ts";
import { RED_FLAG_CHECKLISTS } from "./checklists.ts";
import { LIMITS } from "./limits.ts";

const TICKS: ReadonlyMap<string, string> = new Map([
  ...BODY_PLACES.map(({ id, label }): [string, string] => [id, `It hurts or feels wrong here: ${label}`]),
  ...[...COMPLAINT_CHECKLISTS, ...RED_FLAG_CHECKLISTS, LIMITS].flatMap(({ topic, items }) =>
    items.map(({ id, label }): [string, string] => [id, topic === undefined ? label : `${topic}: ${label}`]),
  ),
]);

/**
 * A finding in the words the person met: what they ticked, with its topic where it needs one (`"Heel: worst with the
 * first steps"`), or the question of the base.
 */
export function findingWords(findingId: string, evidence: EvidenceBase): string {
  return TICKS.get(findingId) ?? evidence.findings.get(findingId)?.questionPlain ?? findingId;
}

/** True when the person met the finding as one of a list to tick, false when it is a question of its own. */
export function isTickItem(findingId: string): boolean {
  return TICKS.has(findingId);
}
