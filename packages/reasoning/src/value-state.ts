import { isBySide, NOT_TESTABLE } from "@plumbline/clinical-model";
import type { FindingEntry, FindingValue } from "@plumbline/clinical-model";
import { isBeyond, positiveRule } from "@plumbline/evidence";
import type { Finding } from "@plumbline/evidence";

/** Options that decline to answer: they are unknown, not the opposite of the positive option. */
const NON_ANSWERS: ReadonlySet<string> = new Set(["prefer not to say", "unsure", "other"]);

/** The state of one value: true present, false absent, null when it says neither (context, or could not be tested). */
export function valueState(finding: Finding, value: FindingValue): boolean | null {
  if (value === NOT_TESTABLE) return null;
  if (typeof value === "boolean") return value;
  const rule = positiveRule(finding);
  if (rule.kind === "cut-offs" && typeof value === "number") return isBeyond(rule.cutOffs[0], value);
  if (rule.kind === "option" && typeof value === "string" && !NON_ANSWERS.has(value)) return value === rule.option;
  return null;
}

/**
 * The state of an entry for the whole person. With sides: present when any side is present, absent only when every side
 * that was given is absent.
 */
export function entryState(finding: Finding, entry: FindingEntry): boolean | null {
  if (!isBySide(entry)) return valueState(finding, entry);
  const states = [entry.left, entry.right]
    .filter((value) => value !== undefined)
    .map((value) => valueState(finding, value));
  if (states.includes(true)) return true;
  return states.length > 0 && states.every((state) => state === false) ? false : null;
}
