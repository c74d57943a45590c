import { NOT_TESTABLE, isBySide } from "@plumbline/clinical-model";
import type { FindingEntry, FindingValue } from "@plumbline/clinical-model";
import { cutOffText, findingState, positiveRule } from "@plumbline/evidence";
import type { Finding } from "@plumbline/evidence";

/** What is known of a finding, in words: `"left present, right not testable"`. */
export function entryWords(finding: Finding, entry: FindingEntry): string {
  if (!isBySide(entry)) return valueWords(finding, entry);
  return (["left", "right"] as const)
    .flatMap((side) => (entry[side] === undefined ? [] : [`${side} ${valueWords(finding, entry[side])}`]))
    .join(", ");
}

/** `"absent"`, `"12 mm (positive)"`, `"not testable"`. */
function valueWords(finding: Finding, value: FindingValue): string {
  if (value === NOT_TESTABLE) return "not testable";
  const isTold = finding.askedOf === "patient";
  if (typeof value === "boolean") return value ? (isTold ? "yes" : "present") : isTold ? "no" : "absent";
  if (typeof value === "string") return value;
  const state = findingState(finding, value);
  const meaning = state === null ? "" : state ? " (positive)" : " (negative)";
  return `${Number(value.toPrecision(3))}${unitText(finding.unit)}${meaning}`;
}

/** All cut-offs of a number, in words; empty when the base draws no line. */
export function cutOffWords(finding: Finding): string {
  const rule = positiveRule(finding);
  return rule.kind === "cut-offs" ? rule.cutOffs.map((cutOff) => cutOffText(cutOff, finding.unit)).join("; ") : "";
}

/** With the space before it; ratios and scores have none. */
export function unitText(unit: string): string {
  if (unit === "" || unit === "ratio" || unit === "score") return "";
  if (unit === "0-10") return " of 10";
  return unit === "percent" ? "%" : unit === "C" ? " °C" : unit === "deg" ? "°" : ` ${unit}`;
}

/** On which pile an answer lies. A finding that is on one side only is a yes. */
export function pileOf(finding: Finding, entry: FindingEntry): "yes" | "no" | "not-testable" {
  const values = isBySide(entry) ? [entry.left, entry.right].filter((value) => value !== undefined) : [entry];
  if (values.length > 0 && values.every((value) => value === NOT_TESTABLE)) return "not-testable";
  const isNo = (value: FindingValue) => value === false || value === NOT_TESTABLE || value === "no";
  return values.every(isNo) ? "no" : "yes";
}
