import type { CaseFile, FindingEntry, FindingValue, Sex, Side } from "@plumbline/clinical-model";
import type { StoredEntry } from "./examination-form.ts";

/** All that a patient's record holds and the reasoning can use. */
export interface RecordContents {
  /** From the newest finished interview. */
  readonly interviewCase: CaseFile | null;
  /** From the birth date; used when the interview tells no age. */
  readonly age: number;
  readonly sex: Sex | null;
  readonly examination: readonly Omit<StoredEntry, "recordedBy">[];
  /** Findings of each recording that counts, oldest first. */
  readonly measured: readonly Readonly<Record<string, FindingEntry>>[];
}

/**
 * One case file out of the whole record. What was measured comes over what was told, a newer recording over an older
 * one, and what a clinician entered by hand over all: the hand knows of the rest.
 */
export function caseOfRecord({ interviewCase, age, sex, examination, measured }: RecordContents): CaseFile {
  const findings: Record<string, FindingEntry> = { ...interviewCase?.findings };
  for (const recording of measured) {
    for (const [id, entry] of Object.entries(recording)) {
      if (typeof entry !== "object") findings[id] = entry;
      else for (const side of sidesOf(entry)) findings[id] = withSide(findings[id], side, entry[side]!);
    }
  }
  for (const { findingId, side, value } of examination) {
    if (value === null) continue;
    findings[findingId] = side === null ? value : withSide(findings[findingId], side, value);
  }
  return {
    age: interviewCase?.age ?? age,
    sex: interviewCase?.sex ?? sex,
    setting: interviewCase?.setting ?? "combined",
    findings: Object.fromEntries(Object.entries(findings).sort(([a], [b]) => (a < b ? -1 : 1))),
    // What the person answered about a flag still counts; what a clinician found keeps the flag up whatever it was.
    ...(interviewCase?.confirmations !== undefined && { confirmations: interviewCase.confirmations }),
    ...(interviewCase?.mainComplaint !== undefined && { mainComplaint: interviewCase.mainComplaint }),
  };
}

/** The same case written in the same letters, whatever the order of its keys. */
export function caseKey(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function sidesOf(entry: Readonly<Partial<Record<Side, FindingValue>>>): Side[] {
  return (["left", "right"] as const).filter((side) => entry[side] !== undefined);
}

/** A side comes beside the other side; over a value without side it stands alone, since that did not say which side. */
function withSide(entry: FindingEntry | undefined, side: Side, value: FindingValue): FindingEntry {
  return typeof entry === "object" ? { ...entry, [side]: value } : { [side]: value };
}
