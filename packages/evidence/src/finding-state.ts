import type { FindingValue } from "@plumbline/clinical-model";
import type { Finding } from "./model.ts";
import { isBeyond, positiveRule } from "./positive-rule.ts";

/**
 * Whether a value makes a finding positive, by the finding's own rule.
 *
 * A clinician may state the state of a measured finding outright (`e_block_mm: true`) without the number.
 *
 * @param value - In the finding's unit, one of its options, or the state itself.
 * @returns true positive, false negative; null when the value says nothing: not testable, context only (the finding has
 *   no rule), or of a kind this finding does not take.
 * @example
 * findingState(finding("e_block_mm"), 12); // true: at least 10 mm
 */
export function findingState(finding: Finding, value: FindingValue): boolean | null {
  const rule = positiveRule(finding);
  if (rule.kind === "none") return null;
  if (typeof value === "boolean") return value;
  if (rule.kind === "cut-offs" && typeof value === "number") return isBeyond(rule.cutOffs[0], value);
  if (rule.kind === "option" && finding.options.includes(String(value))) return value === rule.option;
  return null;
}
