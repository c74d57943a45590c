import { findingWords, interview, parseAnswers } from "@plumbline/assessment";
import type { CaseFile } from "@plumbline/clinical-model";
import type { EvidenceBase, Finding } from "@plumbline/evidence";
import { entryWords, pileOf } from "./finding-words.ts";

interface AnswerLine {
  readonly id: string;
  /** In clinical words. */
  readonly wording: string;
  /** As the person read it; null when the clinical words are the same. */
  readonly asked: string | null;
  /** Null where the pile says it all: a plain yes or no. */
  readonly answer: string | null;
}

export interface AnswerGroup {
  readonly title: string;
  readonly lines: readonly AnswerLine[];
}

/** What a person told, kept apart: there, not there, and not known. What was not asked is on no pile. */
export interface AnswerPiles {
  readonly yes: readonly AnswerGroup[];
  readonly no: readonly AnswerGroup[];
  readonly unknown: readonly AnswerGroup[];
}

const GROUPS = ["Warning signs", "Back and leg", "Foot and ankle", "History", "Shoes", "Other"] as const;
type Group = (typeof GROUPS)[number];

/**
 * @param caseFile - Of the finished interview; null while it is not finished.
 * @param answers - As stored: they alone tell what was answered with "I don't know".
 */
export function answerPiles(
  caseFile: CaseFile | null,
  answers: Readonly<Record<string, unknown>>,
  evidence: EvidenceBase,
): AnswerPiles {
  const state = interview(parseAnswers(answers), evidence, () => null);
  const told = Object.entries((caseFile ?? state.caseFile).findings).flatMap(([id, entry]) => {
    const finding = evidence.findings.get(id);
    if (finding === undefined) return [];
    const words = entryWords(finding, entry);
    const line = lineOf(finding, words === "yes" || words === "no" ? null : words, evidence);
    return [{ pile: pileOf(finding, entry), group: groupOf(finding), line }];
  });
  return {
    yes: grouped(told.filter(({ pile }) => pile === "yes")),
    no: grouped(told.filter(({ pile }) => pile !== "yes")),
    unknown: grouped(unknownFindings(state.path, evidence)),
  };
}

type Path = ReturnType<typeof interview>["path"];

function unknownFindings(path: Path, evidence: EvidenceBase): { group: Group; line: AnswerLine }[] {
  return path.flatMap(({ page, answer }) => {
    const isOpen = answer.kind === "unknown" || (answer.kind === "ticks" && answer.others === "unknown");
    if (!isOpen) return [];
    if (page.kind === "checklist") {
      const ticked = answer.kind === "ticks" ? answer.ticked : [];
      return page.items
        .filter(({ id }) => !ticked.includes(id))
        .map(({ id, label }) => {
          const finding = evidence.findings.get(id);
          return finding === undefined
            ? { group: "Other" as const, line: { id, wording: label, asked: null, answer: null } }
            : { group: groupOf(finding), line: lineOf(finding, null, evidence) };
        });
    }
    const finding = evidence.findings.get(page.id);
    return finding === undefined
      ? [{ group: "Other" as const, line: { id: page.id, wording: page.question, asked: null, answer: null } }]
      : [{ group: groupOf(finding), line: lineOf(finding, null, evidence) }];
  });
}

function lineOf(finding: Finding, answer: string | null, evidence: EvidenceBase): AnswerLine {
  const asked = findingWords(finding.id, evidence);
  const wording = finding.clinicianWording;
  return { id: finding.id, wording, asked: asked === wording ? null : asked, answer };
}

function groupOf({ id, phase, kind }: Finding): Group {
  if (phase === "red_flag_screen") return "Warning signs";
  if (kind === "footwear") return "Shoes";
  if (kind === "history") return "History";
  return id.startsWith("f_") ? "Foot and ankle" : "Back and leg";
}

function grouped(lines: readonly { readonly group: Group; readonly line: AnswerLine }[]): AnswerGroup[] {
  return GROUPS.flatMap((title) => {
    const own = lines.filter(({ group }) => group === title).map(({ line }) => line);
    return own.length === 0 ? [] : [{ title, lines: own }];
  });
}
