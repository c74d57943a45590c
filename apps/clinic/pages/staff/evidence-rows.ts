import { isBySide } from "@plumbline/clinical-model";
import type { CaseFile, ProvenanceMark } from "@plumbline/clinical-model";
import { findingState } from "@plumbline/evidence";
import type { EvidenceBase, Likelihood } from "@plumbline/evidence";
import type { CitedSource } from "../../ui/evidence-sources.tsx";
import { cite } from "./citation.ts";
import { entryWords } from "./finding-words.ts";

/** One row of evidence that a case used, with what it rests on. */
export interface EvidenceRow {
  readonly rowId: string;
  readonly finding: string;
  readonly found: string;
  readonly condition: string;
  /** Ratio of the row: above 1 speaks for the condition, below 1 against it. */
  readonly ratio: number;
  readonly level: string;
  readonly mark: ProvenanceMark;
  readonly population: string;
  readonly sources: readonly CitedSource[];
}

/** Rows of the condition layer that speak about what is known in a case, strongest first. */
export function evidenceRows(
  caseFile: CaseFile,
  evidence: EvidenceBase,
  isWanted: (row: Likelihood) => boolean,
): EvidenceRow[] {
  return evidence.likelihoods
    .filter((row) => row.preferred && row.layer === "condition" && isWanted(row))
    .flatMap((row) => evidenceRow(row, caseFile, evidence))
    .sort((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
}

function evidenceRow(row: Likelihood, caseFile: CaseFile, evidence: EvidenceBase): EvidenceRow[] {
  const finding = evidence.findings.get(row.findingId);
  const entry = caseFile.findings[row.findingId];
  if (finding === undefined || entry === undefined) return [];
  const values = isBySide(entry) ? [entry.left, entry.right].filter((value) => value !== undefined) : [entry];
  const states = values.map((value) => findingState(finding, value));
  const state = states.includes(true) ? true : states.includes(false) ? false : null;
  const ratio = state === null ? null : state ? row.engineLrPos : row.engineLrNeg;
  // A ratio of 1 says nothing: the base carries such rows so that their absence is not mistaken for forgetting.
  if (ratio === null || ratio === 1) return [];
  return [
    {
      rowId: row.rowId,
      finding: finding.clinicianWording,
      found: entryWords(finding, entry),
      condition: evidence.conditions.get(row.conditionId)?.name ?? row.conditionId,
      ratio,
      level: row.level,
      mark: row.mark,
      population: row.population,
      sources: cite(evidence, [row.sourceKey]),
    },
  ];
}
