import type { EvidenceBase, Treatment } from "@plumbline/evidence";

const remembered = new WeakMap<EvidenceBase, readonly Treatment[]>();

/**
 * The treatments of the base with "as above" written out: where a cell says so, the last real text of that column for the
 * same condition is meant. Done once for each base.
 */
export function treatmentsWrittenOut(evidence: EvidenceBase): readonly Treatment[] {
  const known = remembered.get(evidence) ?? writeOut(evidence);
  remembered.set(evidence, known);
  return known;
}

function writeOut(evidence: EvidenceBase): readonly Treatment[] {
  const last = new Map<string, Pick<Treatment, "contraindications" | "typicalDose">>();
  return evidence.treatments.map((treatment) => {
    const above = last.get(treatment.conditionId);
    const writtenOut = {
      ...treatment,
      contraindications: written(treatment.contraindications, above?.contraindications),
      typicalDose: written(treatment.typicalDose, above?.typicalDose),
    };
    last.set(treatment.conditionId, writtenOut);
    return writtenOut;
  });
}

function written(text: string, above: string | undefined): string {
  if (text === "as above") return above ?? "";
  return text === "-" ? "" : text;
}
