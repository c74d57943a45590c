import type {
  Assessment,
  CaseFile,
  ComplaintCause,
  ComplaintResult,
  ConditionResult,
  FiredFlag,
  LinkResult,
  ProvenanceMark,
} from "@plumbline/clinical-model";
import { couplingApplies, knownFindings } from "@plumbline/assessment";
import type { EvidenceBase } from "@plumbline/evidence";
import type { CitedSource } from "../../ui/evidence-sources.tsx";
import { cite } from "./citation.ts";
import { evidenceRows } from "./evidence-rows.ts";
import type { EvidenceRow } from "./evidence-rows.ts";
import { entryWords } from "./finding-words.ts";

/** Why a condition starts where it does and what moved it. */
export interface ConditionEvidence {
  readonly priorMark: ProvenanceMark;
  readonly priorBasis: string;
  readonly priorSources: readonly CitedSource[];
  readonly rows: readonly EvidenceRow[];
}

export interface LinkEvidence {
  readonly moderator: string;
  /** What is known of this person that speaks for or against the link, largest first. */
  readonly clues: readonly {
    readonly findingId: string;
    readonly finding: string;
    readonly isPresent: boolean;
    readonly ratio: number;
    readonly mark: ProvenanceMark;
  }[];
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
  return {
    priorMark: condition?.priorMark ?? "expert estimate",
    priorBasis: condition?.prevalenceBasis ?? "",
    priorSources: cite(evidence, condition === undefined ? [] : [condition.prevalenceSourceKey]),
    rows: evidenceRows(caseFile, evidence, (row) => row.conditionId === conditionId),
  };
}

export function linkEvidence(
  { id, conditionId, direction }: LinkResult,
  caseFile: CaseFile,
  evidence: EvidenceBase,
): LinkEvidence {
  const link = evidence.links.find((each) => each.id === id);
  const condition = evidence.conditions.get(conditionId);
  const { states } = knownFindings(caseFile, evidence);
  return {
    moderator: link?.moderator ?? "",
    clues: evidence.couplings
      .flatMap((clue) => {
        const state = states.get(clue.findingId);
        const isAbout =
          condition !== undefined && clue.direction === direction && couplingApplies(clue.appliesTo, condition);
        if (state === undefined || !isAbout) return [];
        return [
          {
            findingId: clue.findingId,
            finding: evidence.findings.get(clue.findingId)?.clinicianWording ?? clue.findingId,
            isPresent: state,
            ratio: state ? clue.lrIfYes : clue.lrIfNo,
            mark: clue.mark,
          },
        ];
      })
      .toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio))),
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

/** Shares below this say little each; they are told together. */
const SHARE_SHOWN_FROM = 0.03;
const CAUSES_SHOWN = 6;

export interface ComplaintView {
  readonly id: string;
  readonly name: string;
  readonly causes: readonly ComplaintCause[];
  readonly others: { readonly count: number; readonly share: number };
  readonly unexplained: number;
}

/** The largest causes of a complaint by name, the many small ones as one sum. */
export function complaintView({ id, name, causes, unexplained }: ComplaintResult): ComplaintView {
  const large = causes.filter(({ share }) => share >= SHARE_SHOWN_FROM).slice(0, CAUSES_SHOWN);
  // One cause alone is told by its name, however small.
  const shown = causes.length === large.length + 1 ? causes : large;
  const others = causes.slice(shown.length);
  return {
    id,
    name,
    causes: shown,
    others: { count: others.length, share: others.reduce((sum, { share }) => sum + share, 0) },
    unexplained,
  };
}
