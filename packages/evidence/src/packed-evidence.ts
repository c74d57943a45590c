import type { EvidenceBase } from "./model.ts";

/** A list of like objects with its field names written once: a third of the size of plain JSON. */
interface PackedList {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

type ListName =
  | "conditions"
  | "findings"
  | "likelihoods"
  | "links"
  | "couplings"
  | "mechanisms"
  | "competitionGroups"
  | "clusterResults"
  | "examinationMethods"
  | "treatments"
  | "outcomes"
  | "redFlags"
  | "sources"
  | "notices";

/** An {@link EvidenceBase} as JSON can hold it. */
export type PackedEvidence = Pick<EvidenceBase, "version" | "hash" | "parameters"> &
  Readonly<Record<ListName, PackedList>>;

export function packEvidence(base: EvidenceBase): PackedEvidence {
  return {
    version: base.version,
    hash: base.hash,
    parameters: base.parameters,
    conditions: pack([...base.conditions.values()]),
    findings: pack([...base.findings.values()]),
    likelihoods: pack(base.likelihoods),
    links: pack(base.links),
    couplings: pack(base.couplings),
    mechanisms: pack([...base.mechanisms.values()]),
    competitionGroups: pack(base.competitionGroups),
    clusterResults: pack(base.clusterResults),
    examinationMethods: pack([...base.examinationMethods.values()]),
    treatments: pack(base.treatments),
    outcomes: pack([...base.outcomes.values()]),
    redFlags: pack(base.redFlags),
    sources: pack([...base.sources.values()]),
    notices: pack(base.notices),
  };
}

/** The base again; equal to what was packed. Nothing is checked: what was packed had been. */
export function unpackEvidence(packed: PackedEvidence): EvidenceBase {
  return {
    version: packed.version,
    hash: packed.hash,
    conditions: byKey(packed.conditions, "id"),
    findings: byKey(packed.findings, "id"),
    likelihoods: unpack(packed.likelihoods),
    links: unpack(packed.links),
    couplings: unpack(packed.couplings),
    mechanisms: byKey(packed.mechanisms, "id"),
    competitionGroups: unpack(packed.competitionGroups),
    clusterResults: unpack(packed.clusterResults),
    examinationMethods: byKey(packed.examinationMethods, "findingId"),
    treatments: unpack(packed.treatments),
    outcomes: byKey(packed.outcomes, "id"),
    redFlags: unpack(packed.redFlags),
    sources: byKey(packed.sources, "key"),
    parameters: packed.parameters,
    notices: unpack(packed.notices),
  };
}

function pack(entries: readonly object[]): PackedList {
  const fields = Object.keys(entries[0] ?? {});
  const rows = entries.map((entry) => {
    const names = Object.keys(entry);
    if (names.join() !== fields.join()) {
      throw new RangeError(`Entries of one list need the same fields in one order: ${fields}; found ${names}.`);
    }
    return Object.values(entry) as unknown[];
  });
  return { fields, rows };
}

function unpack<Entry>({ fields, rows }: PackedList): Entry[] {
  return rows.map((row) => {
    const entry: Record<string, unknown> = {};
    for (let index = 0; index < fields.length; index++) entry[fields[index]!] = row[index];
    return entry as Entry;
  });
}

function byKey<Entry>(list: PackedList, key: keyof Entry): ReadonlyMap<string, Entry> {
  return new Map(unpack<Entry>(list).map((entry) => [entry[key] as string, entry]));
}
