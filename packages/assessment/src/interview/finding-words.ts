import type { EvidenceBase } from "@plumbline/evidence";
import { BODY_PLACES } from "./body-places.ts";
import { DETAIL_CHECKLISTS, RED_FLAG_CHECKLISTS, SHOES } from "./checklists.ts";

const LABELS: ReadonlyMap<string, string> = new Map(
  [
    ...BODY_PLACES,
    ...[...RED_FLAG_CHECKLISTS, ...DETAIL_CHECKLISTS, SHOES].flatMap(
      (list): readonly { id: string; label: string }[] => [...list.items],
    ),
  ].map(({ id, label }) => [id, label]),
);

/** A finding in the words the person ticked, or the question of the base as it was asked. */
export function findingWords(findingId: string, evidence: EvidenceBase): string {
  return LABELS.get(findingId) ?? evidence.findings.get(findingId)?.questionPlain ?? findingId;
}
