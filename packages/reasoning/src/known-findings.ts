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
  const ids = new Set([...Object.keys(caseFile.findings), ...implied.keys()]);
  const inOrder = [...ids].filter((id) => places.has(id)).sort((a, b) => places.get(a)! - places.get(b)!);
  for (const id of inOrder) {
    const finding = evidence.findings.get(id)!;
    const entry: FindingEntry | undefined = caseFile.findings[id] ?? implied.get(id);
    if (entry === undefined) continue;
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
