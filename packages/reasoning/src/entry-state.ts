import { isBySide } from "@plumbline/clinical-model";
import type { FindingEntry, FindingValue } from "@plumbline/clinical-model";
import { findingState } from "@plumbline/evidence";
import type { Finding } from "@plumbline/evidence";

/** Options that decline to answer: they are unknown, not the opposite of the positive option. */
const NON_ANSWERS: ReadonlySet<FindingValue> = new Set(["prefer not to say", "unsure", "other"]);

/**
 * The state of an entry for the whole person: true present, false absent, null when it says neither. With sides: present
 * when any side is present, absent only when every side that was given is absent.
 */
export function entryState(finding: Finding, entry: FindingEntry): boolean | null {
  if (!isBySide(entry)) return valueState(finding, entry);
  const states = [entry.left, entry.right]
    .filter((value) => value !== undefined)
    .map((value) => valueState(finding, value));
  if (states.includes(true)) return true;
  return states.length > 0 && states.every((state) => state === false) ? false : null;
}

function valueState(finding: Finding, value: FindingValue): boolean | null {
  return NON_ANSWERS.has(value) ? null : findingState(finding, value);
}
