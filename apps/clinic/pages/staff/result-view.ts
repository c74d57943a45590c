import type {
  Assessment,
  CaseFile,
  ConditionResult,
  FiredFlag,
  LinkResult,
  ProvenanceMark,
} from "@plumbline/clinical-model";
import { isBySide } from "@plumbline/clinical-model";
import { findingState } from "@plumbline/evidence";
import type { EvidenceBase, Likelihood } from "@plumbline/evidence";
import type { CitedSource } from "../../ui/evidence-sources.tsx";
import { cite } from "./citation.ts";
import { entryWords } from "./finding-words.ts";

/** One row of evidence that this case used, with what it rests on. */
export interface EvidenceRow {
  readonly rowId: string;
  readonly finding: string;
  readonly found: string;
  /** Ratio that was applied: above 1 speaks for, below 1 against. */
  readonly ratio: number;
  readonly level: string;
  readonly mark: ProvenanceMark;
  readonly population: string;
  readonly sources: readonly CitedSource[];
}

/** Why a condition starts where it does and what moved it. */
export interface ConditionEvidence {
  readonly priorMark: ProvenanceMark;
  readonly priorBasis: string;
  readonly priorSources: readonly CitedSource[];
  readonly rows: readonly EvidenceRow[];
}

export interface LinkEvidence {
  readonly moderator: string;
  readonly mechanisms: readonly {
    readonly id: string;
    readonly claim: string;
    readonly figure: string;
    readonly verdict: string;
    readonly mark: ProvenanceMark;
    readonly sources: readonly CitedSource[];
  }[];
}

export interface FlagView extends FiredFlag {
  readonly because: readonly string[];
  readonly sources: readonly CitedSource[];
}

/** Conditions the reader is shown first, then the rest by probability. */
export function splitConditions(assessment: Assessment): { shown: ConditionResult[]; rest: ConditionResult[] } {
  const byRank = [...assessment.conditions].sort((a, b) => a.rank - b.rank);
  return { shown: byRank.filter(({ reported }) => reported), rest: byRank.filter(({ reported }) => !reported) };
}

export function conditionEvidence(conditionId: string, caseFile: CaseFile, evidence: EvidenceBase): ConditionEvidence {
  const condition = evidence.conditions.get(conditionId);
  const rows = evidence.likelihoods
    .filter((row) => row.preferred && row.layer === "condition" && row.conditionId === conditionId)
    .flatMap((row) => evidenceRow(row, caseFile, evidence))
    .sort((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
  return {
    priorMark: condition?.priorMark ?? "expert estimate",
    priorBasis: condition?.prevalenceBasis ?? "",
    priorSources: cite(evidence, condition === undefined ? [] : [condition.prevalenceSourceKey]),
    rows,
  };
}

export function linkEvidence({ id }: LinkResult, evidence: EvidenceBase): LinkEvidence {
  const link = evidence.links.find((each) => each.id === id);
  return {
    moderator: link?.moderator ?? "",
    mechanisms: (link?.mechanismIds ?? []).flatMap((mechanismId) => {
      const mechanism = evidence.mechanisms.get(mechanismId);
      if (mechanism === undefined) return [];
      const figure = mechanism.valueText === "" ? String(mechanism.valueNum ?? "") : mechanism.valueText;
      return [
        {
          id: mechanismId,
          claim: `${mechanism.cause} → ${mechanism.effect}`,
          figure: [mechanism.effectMeasure, figure].filter((part) => part !== "").join(" "),
          verdict: mechanism.verdict,
          mark: mechanism.mark,
          sources: cite(evidence, [mechanism.sourceKey]),
        },
      ];
    }),
  };
}

export function flagView(flag: FiredFlag, caseFile: CaseFile, evidence: EvidenceBase): FlagView {
  const because = flag.findingIds.map((id) => {
    const finding = evidence.findings.get(id);
    const entry = caseFile.findings[id];
    if (finding === undefined) return id;
    return entry === undefined
      ? finding.clinicianWording
      : `${finding.clinicianWording}: ${entryWords(finding, entry)}`;
  });
  return { ...flag, because, sources: cite(evidence, flag.sourceKeys) };
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
      ratio,
      level: row.level,
      mark: row.mark,
      population: row.population,
      sources: cite(evidence, [row.sourceKey]),
    },
  ];
}
