import type { CaseFile, FindingEntry, FindingValue, Setting, Sex, Side } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { STATED_AT } from "./body-places.ts";
import type { BodyPlace } from "./body-places.ts";

/** What the answers so far say. Grows page by page; a value is true, false or, after "I don't know", null. */
export interface Facts {
  readonly age: number | null;
  readonly sex: Sex | null;
  /** null: both sides, or not known. */
  readonly side: Side | null;
  /** What bothers most, where several places do; null: not known, or only one does. */
  readonly main: BodyPlace | null;
  /** By finding or place. What was not asked is not in it. */
  readonly values: ReadonlyMap<string, FindingValue | null>;
}

export const NO_FACTS: Facts = { age: null, sex: null, side: null, main: null, values: new Map() };

export function withValues(facts: Facts, entries: Iterable<readonly [string, FindingValue | null]>): Facts {
  return { ...facts, values: new Map([...facts.values, ...entries]) };
}

/** False only when the person was asked where it hurts and ticked none of these places: the unknown stays possible. */
export function mayBeAt(facts: Facts, places: readonly BodyPlace[]): boolean {
  return places.some((place) => facts.values.get(place) !== false);
}

/**
 * The case the answers describe. Findings that were not asked, or answered with "I don't know", are left out: unknown.
 * A sided finding that is present is put on the side that has the complaint, when that is one side.
 */
export function caseFromFacts(facts: Facts, evidence: EvidenceBase, setting: Setting): CaseFile {
  const findings: Record<string, FindingEntry> = {};
  for (const [id, value] of facts.values) {
    const finding = evidence.findings.get(id);
    if (finding === undefined || value === null) continue;
    const isOneSided = finding.sideSpecific && facts.side !== null && value !== false;
    findings[id] = isOneSided ? { [facts.side]: value } : value;
  }
  return { age: facts.age, sex: facts.sex, setting, findings, mainComplaint: mainComplaint(facts) };
}

/** The finding that states the main complaint; null while none of those of its place is known to be present. */
function mainComplaint({ main, values }: Facts): string | null {
  return main === null ? null : (STATED_AT[main].find((id) => values.get(id) === true) ?? null);
}
