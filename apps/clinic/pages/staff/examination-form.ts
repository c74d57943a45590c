import { NOT_TESTABLE } from "@plumbline/clinical-model";
import type { FindingValue, Side } from "@plumbline/clinical-model";
import type { Finding } from "@plumbline/evidence";

/** What the record holds of one finding in one place; the newest entry. */
export interface StoredEntry {
  readonly findingId: string;
  readonly side: Side | null;
  /** null: taken back. */
  readonly value: FindingValue | null;
  readonly recordedBy: string;
}

export interface ExaminationChange {
  readonly findingId: string;
  readonly side: Side | null;
  readonly value: FindingValue | null;
}

export interface ExaminationFieldError {
  /** Name of the field, see {@link fieldName}. */
  readonly field: string;
  readonly message: string;
}

export interface ExaminationSubmission {
  readonly changes: readonly ExaminationChange[];
  readonly errors: readonly ExaminationFieldError[];
  /** Every field as it was sent, so that the page can be shown again with nothing lost. */
  readonly sent: Readonly<Record<string, string>>;
}

/**
 * Limits against a slip of the finger (26 for 0.26), by unit. A guess, wide on purpose: they judge the typing, not the
 * person.
 */
const PLAUSIBLE: Readonly<Record<string, readonly [number, number]>> = {
  ratio: [0, 3],
  percent: [-100, 100],
  score: [-12, 50],
  kPa: [0, 2500],
  mm: [0, 300],
  cm: [0, 100],
  deg: [-90, 90],
  "m/s": [0, 4],
  C: [-20, 20],
  mL: [0, 3000],
  min: [0, 240],
};

/** `"e_slr:left"`, `"e_ple:both"`: names the field and, after `was:`, what it held when the page was made. */
export function fieldName(findingId: string, side: Side | null): string {
  return `${findingId}:${side ?? "both"}`;
}

/** A value as a form field holds it: `""` is not assessed. */
export function fieldText(value: FindingValue | null): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "present" : "absent";
  return String(value);
}

/**
 * What a sent form changes in the record. A field that is not in the form, or still holds what it held when the page was
 * made, changes nothing; so two people can examine one patient without undoing each other.
 */
export function readExaminationForm(
  form: FormData,
  findings: ReadonlyMap<string, Finding>,
  stored: readonly StoredEntry[],
): ExaminationSubmission {
  const entryOf = new Map(stored.map((entry) => [fieldName(entry.findingId, entry.side), entry]));
  const changes: ExaminationChange[] = [];
  const errors: ExaminationFieldError[] = [];
  const sent: Record<string, string> = {};
  for (const [key, raw] of form) {
    if (!key.startsWith("v:") || typeof raw !== "string") continue;
    const field = key.slice(2);
    const [findingId = "", place = ""] = field.split(":");
    const finding = findings.get(findingId);
    const side = sideOf(place);
    if (finding === undefined || side === undefined) continue;
    const text = form.has(`nt:${field}`) ? NOT_TESTABLE : raw.trim();
    sent[field] = text;
    const read = readValue(finding, text);
    if ("message" in read) {
      errors.push({ field, message: read.message });
      continue;
    }
    const seen = String(form.get(`was:${field}`) ?? "");
    const entry = entryOf.get(field);
    const current = fieldText(entry?.value ?? null);
    const wanted = fieldText(read.value);
    if (wanted === seen || wanted === current) continue;
    if (seen !== current) {
      errors.push({
        field,
        message: `${entry?.recordedBy ?? "Someone"} set “${finding.clinicianWording}” to “${current === "" ? "not assessed" : current}” after you opened this page. Yours is kept here: save again to replace it.`,
      });
      continue;
    }
    changes.push({ findingId, side, value: read.value });
  }
  return { changes, errors, sent };
}

function sideOf(place: string): Side | null | undefined {
  if (place === "both") return null;
  return place === "left" || place === "right" ? place : undefined;
}

function readValue(finding: Finding, text: string): { value: FindingValue | null } | { message: string } {
  if (text === "") return { value: null };
  if (text === NOT_TESTABLE) return { value: NOT_TESTABLE };
  const name = `“${finding.clinicianWording}”`;
  switch (finding.answerType) {
    case "yes/no":
      if (text === "present" || text === "absent") return { value: text === "present" };
      return { message: `${name} takes present, absent or not testable; found “${text}”.` };
    case "choice":
      if (finding.options.includes(text)) return { value: text };
      return { message: `${name} takes one of: ${finding.options.join(", ")}; found “${text}”.` };
    case "number":
      return readNumber(finding, name, text);
  }
}

function readNumber(finding: Finding, name: string, text: string): { value: number } | { message: string } {
  const plain = text.replace("−", "-");
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) {
    return { message: `${name} takes a number such as 12 or 0.25; found “${text}”.` };
  }
  const value = Number(plain);
  const limits = PLAUSIBLE[finding.unit];
  if (limits !== undefined && (value < limits[0] || value > limits[1])) {
    const unit = finding.unit === "ratio" || finding.unit === "score" ? "" : ` ${finding.unit}`;
    return {
      message: `${name}: ${text} is outside ${limits[0]} to ${limits[1]}${unit}. Check the decimal point and the unit.`,
    };
  }
  return { value };
}
