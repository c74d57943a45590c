import type { CaseFile, FindingEntry } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { derivedFindings } from "./derived-findings.ts";
import { entryState } from "./entry-state.ts";

/** What is known of a person: one state for each finding, in the order of the base. Unknown findings are not in it. */
export interface KnownFindings {
  readonly states: ReadonlyMap<string, boolean>;
  /** Follow from age, sex or a number; nobody entered them. */
  readonly derived: ReadonlySet<string>;
  /** Entered, but without a state: context, or could not be tested. */
  readonly withoutState: readonly string[];
}

/** States of all findings a case enters or implies. The order in which they were entered leaves no trace. */
export function knownFindings(caseFile: CaseFile, evidence: EvidenceBase): KnownFindings {
  const implied = derivedFindings(caseFile, evidence);
  const states = new Map<string, boolean>();
  const derived = new Set<string>();
  const withoutState: string[] = [];
  const places = placesOf(evidence);
  const entries: { readonly place: number; readonly id: string; readonly entry: FindingEntry }[] = [];
  const enter = (id: string, entry: FindingEntry): void => {
    const place = places.get(id);
    if (place !== undefined) entries.push({ place, id, entry });
  };
  for (const [id, entry] of Object.entries(caseFile.findings)) enter(id, entry);
  // Nothing is implied that was entered.
  for (const [id, entry] of implied) enter(id, entry);
  entries.sort((a, b) => a.place - b.place);
  for (const { id, entry } of entries) {
    const finding = evidence.findings.get(id)!;
    const state = entryState(finding, entry);
    if (state === null) withoutState.push(finding.id);
    else states.set(finding.id, state);
    if (implied.has(finding.id)) derived.add(finding.id);
  }
  return { states, derived, withoutState };
}

const remembered = new WeakMap<EvidenceBase, ReadonlyMap<string, number>>();

/** By finding: its place in the base. Worked out once for each base. */
function placesOf(evidence: EvidenceBase): ReadonlyMap<string, number> {
  const places = remembered.get(evidence) ?? new Map([...evidence.findings.keys()].map((id, place) => [id, place]));
  remembered.set(evidence, places);
  return places;
}
