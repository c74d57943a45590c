import { testOutlook } from "@plumbline/assessment";
import type { TestOutcome } from "@plumbline/assessment";
import { shownProbability } from "@plumbline/clinical-model";
import type { CaseFile, NextQuestion, Side } from "@plumbline/clinical-model";
import type { AnswerType, EvidenceBase, Finding } from "@plumbline/evidence";
import { fieldName, fieldText } from "./examination-form.ts";
import type { StoredEntry } from "./examination-form.ts";
import { EXAMINATION_GROUPS, OTHER_GROUP, groupOfCluster } from "./examination-groups.ts";
import { cutOffWords, unitText } from "./finding-words.ts";
import { DIRECTION_WORDS } from "./result-words.ts";

const SUGGESTIONS_SHOWN = 8;

export interface ExaminationPlace {
  readonly field: string;
  readonly side: Side | null;
  /** What the record holds, as the field writes it. */
  readonly stored: string;
  readonly recordedBy: string | null;
}

export interface ExaminationRow {
  readonly id: string;
  readonly wording: string;
  readonly answerType: AnswerType;
  readonly options: readonly string[];
  readonly unit: string;
  readonly cutOff: string;
  readonly note: string;
  /** Why it is suggested now; null in the other groups. */
  readonly why: string | null;
  /** How it is done; empty where the base does not say. */
  readonly howTo: string;
  /** Of a suggested test: what either result would mean, in one line. */
  readonly meaning: string | null;
  readonly places: readonly ExaminationPlace[];
}

export interface ExaminationSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly ExaminationRow[];
  /** Rows in which something is recorded. */
  readonly recorded: number;
}

/** Every test a clinician can do, each once: those that would tell most first, the rest by where they are done. */
export function examinationSections(
  evidence: EvidenceBase,
  stored: readonly StoredEntry[],
  suggestions: readonly NextQuestion[],
  caseFile: CaseFile,
): ExaminationSection[] {
  const known = new Map(stored.map((entry) => [fieldName(entry.findingId, entry.side), entry]));
  const tests = [...evidence.findings.values()].filter(({ askedOf }) => askedOf === "clinician");
  const suggested = suggestions
    .filter(({ askedOf, findingId }) => askedOf === "clinician" && evidence.findings.has(findingId))
    .slice(0, SUGGESTIONS_SHOWN);
  const isSuggested = new Set(suggested.map(({ findingId }) => findingId));
  const first = section(
    "suggested",
    "Suggested next: these would tell most now",
    suggested.map(({ findingId, why }) => ({
      ...rowOf(evidence.findings.get(findingId)!, known, why, evidence),
      meaning: meaningOf(findingId, caseFile, evidence),
    })),
  );
  const rest = [...EXAMINATION_GROUPS, OTHER_GROUP].map((group) =>
    section(
      group.id,
      group.title,
      tests
        .filter(({ id, dependencyCluster }) => !isSuggested.has(id) && groupOfCluster(dependencyCluster) === group)
        .map((finding) => rowOf(finding, known, null, evidence)),
    ),
  );
  return [first, ...rest].filter(({ rows }) => rows.length > 0);
}

function section(id: string, title: string, rows: readonly ExaminationRow[]): ExaminationSection {
  const recorded = rows.filter(({ places }) => places.some(({ stored }) => stored !== "")).length;
  return { id, title, rows, recorded };
}

/** Both results of a test worked out in full. */
function meaningOf(findingId: string, caseFile: CaseFile, evidence: EvidenceBase): string {
  const { moved, ifPresent, ifAbsent } = testOutlook(caseFile, findingId, evidence);
  const { neverDisplayAbove } = evidence.parameters;
  const words = (probability: number, { direction, leading }: TestOutcome): string => {
    const percent = Math.round(100 * shownProbability(probability, neverDisplayAbove));
    return `${moved.name} ${percent}%, ${DIRECTION_WORDS[direction]}, first ${leading.name}`;
  };
  return `If present: ${words(moved.ifPresent, ifPresent)}. If absent: ${words(moved.ifAbsent, ifAbsent)}.`;
}

function rowOf(
  finding: Finding,
  known: ReadonlyMap<string, StoredEntry>,
  why: string | null,
  evidence: EvidenceBase,
): ExaminationRow {
  const hasWhole = (known.get(fieldName(finding.id, null))?.value ?? null) !== null;
  const sides: readonly (Side | null)[] = finding.sideSpecific
    ? ["left", "right", ...(hasWhole ? [null] : [])]
    : [null];
  return {
    id: finding.id,
    wording: finding.clinicianWording,
    answerType: finding.answerType,
    options: finding.options,
    unit: unitText(finding.unit).trim(),
    cutOff: cutOffWords(finding),
    note: finding.note,
    why,
    howTo: evidence.examinationMethods.get(finding.id)?.howTo ?? "",
    meaning: null,
    places: sides.map((side) => {
      const field = fieldName(finding.id, side);
      const entry = known.get(field);
      const text = fieldText(entry?.value ?? null);
      return { field, side, stored: text, recordedBy: text === "" ? null : (entry?.recordedBy ?? null) };
    }),
  };
}
