import type { EvidenceBase, Treatment } from "@plumbline/evidence";

/**
 * The treatments of one condition, in the base's order. The table writes "as above" where a cell repeats the one before
 * it; here each row stands for itself.
 */
export function filledTreatments(evidence: EvidenceBase, conditionId: string): readonly Treatment[] {
  const filled: Treatment[] = [];
  for (const treatment of evidence.treatments) {
    if (treatment.conditionId !== conditionId) continue;
    const above = filled.at(-1);
    filled.push({
      ...treatment,
      typicalDose: asAbove(treatment.typicalDose, above?.typicalDose),
      contraindications: asAbove(treatment.contraindications, above?.contraindications),
    });
  }
  return filled;
}

function asAbove(text: string, above: string | undefined): string {
  return text === "as above" ? (above ?? "") : text;
}
