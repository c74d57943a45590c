import {
  CONFIRMATION_ANSWERS,
  NOT_TESTABLE,
  nearestWord,
  notOk,
  ok,
  SETTINGS,
  SEXES,
  SIDES,
} from "@plumbline/clinical-model";
import type {
  BySide,
  CaseFile,
  ConfirmationAnswer,
  FindingEntry,
  FindingValue,
  Problem,
  Result,
} from "@plumbline/clinical-model";
import type { EvidenceBase, Finding } from "@plumbline/evidence";
import { COMPLAINTS } from "@plumbline/reasoning";

const CASE_FIELDS = ["age", "sex", "setting", "findings", "confirmations", "mainComplaint"] as const;
/** Years. Above this it is a slip of the keys; the oldest person known lived to 122. */
const HIGHEST_AGE = 125;

/**
 * Checks a case that came from outside (already parsed from JSON) against the base.
 *
 * @param input - `{ age, sex, setting, findings, confirmations, mainComplaint }`. `age` and `sex` may be null or left out
 *   (not known); `setting` left out is `"combined"`; `findings` left out is empty; `confirmations` and `mainComplaint`
 *   may be left out.
 * @returns The case, or every problem of it by path: `case/not-an-object`, `case/unknown-field`, `case/bad-age`,
 *   `case/bad-sex`, `case/bad-setting`, `case/unknown-finding`, `case/bad-value`, `case/bad-side`, `case/unknown-flag`,
 *   `case/bad-confirmation`, `case/bad-complaint`.
 * @example
 * parseCaseFile({ age: 54, findings: { e_srl: true } }, evidence);
 * // { ok: false, problems: [{ code: "case/unknown-finding", path: "findings.e_srl", message: …, hint: 'Did you mean "e_slr"?' }] }
 */
export function parseCaseFile(input: unknown, evidence: EvidenceBase): Result<CaseFile> {
  if (!isRecord(input)) {
    return notOk({
      code: "case/not-an-object",
      path: "",
      message: `A case is an object with age, sex, setting and findings; this is ${kindOf(input)}.`,
    });
  }
  const problems: Problem[] = [];
  for (const field of Object.keys(input)) {
    if ((CASE_FIELDS as readonly string[]).includes(field)) continue;
    problems.push({
      code: "case/unknown-field",
      path: field,
      message: `A case has no field "${field}".`,
      hint: didYouMean(field, CASE_FIELDS) ?? `Its fields are ${CASE_FIELDS.join(", ")}.`,
    });
  }
  const caseFile: CaseFile = {
    age: parseAge(input.age, problems),
    sex: parseWord("sex", input.sex, SEXES, null, problems),
    setting: parseWord("setting", input.setting, SETTINGS, "combined", problems),
    findings: parseFindings(input.findings, evidence, problems),
    ...(input.confirmations !== undefined && {
      confirmations: parseConfirmations(input.confirmations, evidence, problems),
    }),
    ...(input.mainComplaint !== undefined && {
      mainComplaint: parseMainComplaint(input.mainComplaint, problems),
    }),
  };
  return problems.length === 0 ? ok(caseFile) : { ok: false, problems };
}

function parseAge(age: unknown, problems: Problem[]): number | null {
  if (age === undefined || age === null) return null;
  if (typeof age === "number" && age >= 0 && age <= HIGHEST_AGE) return age;
  problems.push({
    code: "case/bad-age",
    path: "age",
    message: `The age is ${shown(age)}; it is a number of years from 0 to ${HIGHEST_AGE}, or null when not known.`,
  });
  return null;
}

function parseWord<Word extends string, None>(
  field: string,
  value: unknown,
  words: readonly Word[],
  whenMissing: None,
  problems: Problem[],
): Word | None {
  if (value === undefined || (value === null && whenMissing === null)) return whenMissing;
  const found = words.find((word) => word === value);
  if (found !== undefined) return found;
  const choices = words.map((word) => `"${word}"`).join(", ");
  const hint = typeof value === "string" ? didYouMean(value.toLowerCase(), words) : undefined;
  problems.push({
    code: `case/bad-${field}`,
    path: field,
    message: `The ${field} is ${shown(value)}; it is one of ${choices}${whenMissing === null ? ", or null when not known" : ""}.`,
    ...(hint !== undefined && { hint }),
  });
  return whenMissing;
}

function parseFindings(input: unknown, evidence: EvidenceBase, problems: Problem[]): Record<string, FindingEntry> {
  if (input === undefined) return {};
  if (!isRecord(input)) {
    problems.push({
      code: "case/bad-value",
      path: "findings",
      message: `The findings are ${kindOf(input)}; they are an object from finding id to value.`,
    });
    return {};
  }
  const entries: Record<string, FindingEntry> = {};
  for (const [id, value] of Object.entries(input)) {
    const finding = evidence.findings.get(id);
    if (finding === undefined) {
      const hint = didYouMean(id, evidence.findings.keys());
      problems.push({
        code: "case/unknown-finding",
        path: `findings.${id}`,
        message: `The base has no finding "${id}".`,
        ...(hint !== undefined && { hint }),
      });
      continue;
    }
    const entry = parseEntry(finding, value, problems);
    if (entry !== undefined) entries[id] = entry;
  }
  return entries;
}

function parseEntry(finding: Finding, input: unknown, problems: Problem[]): FindingEntry | undefined {
  const path = `findings.${finding.id}`;
  if (!isRecord(input)) return parseValue(finding, input, path, problems);
  const unknownSide = Object.keys(input).find((key) => !(SIDES as readonly string[]).includes(key));
  if (unknownSide !== undefined || Object.keys(input).length === 0) {
    problems.push({
      code: "case/bad-side",
      path: unknownSide === undefined ? path : `${path}.${unknownSide}`,
      message:
        unknownSide === undefined
          ? "The entry names no side."
          : `"${unknownSide}" is not a side; sides are "left" and "right".`,
      hint: 'Write { "left": …, "right": … } and leave out a side that is not known.',
    });
    return undefined;
  }
  const bySide: { -readonly [Key in keyof BySide<FindingValue>]: FindingValue } = {};
  for (const side of SIDES) {
    if (!(side in input)) continue;
    const value = parseValue(finding, input[side], `${path}.${side}`, problems);
    if (value !== undefined) bySide[side] = value;
  }
  return bySide;
}

function parseValue(finding: Finding, value: unknown, path: string, problems: Problem[]): FindingValue | undefined {
  if (value === NOT_TESTABLE) return value;
  switch (finding.answerType) {
    case "yes/no":
      if (typeof value === "boolean") return value;
      break;
    case "number":
      // A number that was only judged against its cut-off may be entered as present or absent.
      if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
      break;
    case "choice":
      if (typeof value === "string" && finding.options.includes(value)) return value;
      break;
  }
  const hint = valueHint(finding, value);
  problems.push({
    code: "case/bad-value",
    path,
    message: `The value is ${shown(value)}; this finding takes ${expectedValue(finding)}, or "${NOT_TESTABLE}".`,
    ...(hint !== undefined && { hint }),
  });
  return undefined;
}

function expectedValue(finding: Finding): string {
  switch (finding.answerType) {
    case "yes/no":
      return "true or false";
    case "number":
      return `a number${finding.unit === "" ? "" : ` (${finding.unit})`}, true or false`;
    case "choice":
      return `one of ${finding.options.map((option) => `"${option}"`).join(", ")}`;
  }
}

function valueHint(finding: Finding, value: unknown): string | undefined {
  if (value === null) return "Leave a finding out when it is not known.";
  if (typeof value !== "string") return undefined;
  return didYouMean(value, finding.answerType === "choice" ? [...finding.options, NOT_TESTABLE] : [NOT_TESTABLE]);
}

function parseConfirmations(
  input: unknown,
  evidence: EvidenceBase,
  problems: Problem[],
): Record<string, ConfirmationAnswer> {
  const answers: Record<string, ConfirmationAnswer> = {};
  if (!isRecord(input)) {
    problems.push({
      code: "case/bad-confirmation",
      path: "confirmations",
      message: `The confirmations are ${kindOf(input)}; they are an object from flag id to answer.`,
    });
    return answers;
  }
  const flagIds = evidence.redFlags.map(({ id }) => id);
  const choices = CONFIRMATION_ANSWERS.map((word) => `"${word}"`).join(", ");
  for (const [id, value] of Object.entries(input)) {
    const path = `confirmations.${id}`;
    const answer = CONFIRMATION_ANSWERS.find((word) => word === value);
    if (!flagIds.includes(id)) {
      const hint = didYouMean(id, flagIds);
      problems.push({
        code: "case/unknown-flag",
        path,
        message: `The base has no red flag "${id}".`,
        ...(hint !== undefined && { hint }),
      });
    } else if (answer === undefined) {
      problems.push({
        code: "case/bad-confirmation",
        path,
        message: `The answer is ${shown(value)}; it is one of ${choices}.`,
        hint: "Leave a flag out when its question was not asked.",
      });
    } else {
      answers[id] = answer;
    }
  }
  return answers;
}

function parseMainComplaint(input: unknown, problems: Problem[]): string | null {
  if (input === null) return null;
  const stating = COMPLAINTS.flatMap(({ statedBy }) => statedBy);
  if (typeof input === "string" && stating.includes(input)) return input;
  const hint = typeof input === "string" ? didYouMean(input, stating) : undefined;
  problems.push({
    code: "case/bad-complaint",
    path: "mainComplaint",
    message: `The main complaint is ${shown(input)}; it is a finding that states a complaint, such as "${stating[0]}", or null.`,
    ...(hint !== undefined && { hint }),
  });
  return null;
}

function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = nearestWord(word, candidates);
  return near === undefined ? undefined : `Did you mean "${near}"?`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return value === undefined ? "nothing" : `a ${typeof value}`;
}

/** The value as a person typed it, cut so that a pasted page stays readable. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= 40 ? text : `${text.slice(0, 37)}…`;
}
