import type { EvidenceBase, Treatment } from "@plumbline/evidence";

/**
 * The treatments of the base with "as above" written out: where a cell says so, the last real text of that column for the
 * same condition is meant.
 */
export function treatmentsWrittenOut(evidence: EvidenceBase): readonly Treatment[] {
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
