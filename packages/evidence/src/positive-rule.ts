import type { Finding } from "./model.ts";

/** One cut-off of a number: `>=0.26 low arch`. */
export interface CutOff {
  readonly comparison: ">=" | "<=" | ">" | "<";
  readonly limit: number;
  /** What lies beyond it, where the base names it: `"low arch"`. */
  readonly label: string;
}

export type PositiveRule =
  /** Yes or no, present or absent: the state is the answer. */
  | { readonly kind: "answer" }
  /** A number is positive beyond the first cut-off; further ones name the opposite end. */
  | { readonly kind: "cut-offs"; readonly cutOffs: readonly [CutOff, ...CutOff[]] }
  /** A choice is positive when it is this option. */
  | { readonly kind: "option"; readonly option: string }
  /** The base gives no state: the value is context and never evidence. */
  | { readonly kind: "none" };

/**
 * The `positive_rule` of a finding in usable form.
 *
 * Where a rule has two cut-offs (`">=0.26 low arch; <=0.21 high arch"`), the likelihoods of the base speak about the
 * first; the second has a finding of its own (`m_ai_high_arch`), so a value beyond it is
 * negative here.
 */
export function positiveRule(finding: Finding): PositiveRule {
  if (finding.answerType === "yes/no") return { kind: "answer" };
  if (finding.answerType === "choice") {
    return finding.options.includes(finding.positiveRule)
      ? { kind: "option", option: finding.positiveRule }
      : { kind: "none" };
  }
  const [first, ...further] = finding.positiveRule.split(";").flatMap(parseCutOff);
  return first === undefined ? { kind: "none" } : { kind: "cut-offs", cutOffs: [first, ...further] };
}

/** When a finding counts as positive, for the reader; empty for one that is context only. */
export function positiveRuleText(finding: Finding): string {
  const rule = positiveRule(finding);
  switch (rule.kind) {
    case "answer": {
      // A test that is answered by yes or no may still name its cut-off: "<10 cm".
      const match = /^(>=|<=|>|<)(.*)$/.exec(finding.positiveRule);
      return match === null
        ? finding.positiveRule
        : `${COMPARISON_WORDS[match[1] as CutOff["comparison"]]} ${match[2]}`;
    }
    case "option":
      return rule.option;
    case "cut-offs": {
      const [first, ...opposite] = rule.cutOffs.map((cutOff) => cutOffText(cutOff, finding.unit));
      return [first!, ...opposite.map((text) => `${text} is a finding of its own`)].join("; ");
    }
    case "none":
      return "";
  }
}

/** `">=0.26 low arch"`, or nothing where the text is no cut-off. */
export function parseCutOff(text: string): CutOff[] {
  const match = /^\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*(.*?)\s*$/.exec(text);
  if (match === null) return [];
  return [{ comparison: match[1] as CutOff["comparison"], limit: Number(match[2]), label: match[3] ?? "" }];
}

/** Whether `value` lies beyond a cut-off. */
export function isBeyond(cutOff: CutOff, value: number): boolean {
  switch (cutOff.comparison) {
    case ">=":
      return value >= cutOff.limit;
    case "<=":
      return value <= cutOff.limit;
    case ">":
      return value > cutOff.limit;
    case "<":
      return value < cutOff.limit;
  }
}

const COMPARISON_WORDS = { ">=": "at least", "<=": "at most", ">": "more than", "<": "less than" } as const;

/** A cut-off for the reader: `"at least 10 mm"`, `"at least 0.26 (low arch)"`. */
export function cutOffText(cutOff: CutOff, unit: string): string {
  const words = COMPARISON_WORDS[cutOff.comparison];
  const label = cutOff.label === "" ? "" : ` (${cutOff.label})`;
  return `${words} ${cutOff.limit}${unit === "" || unit === "ratio" || unit === "score" ? "" : ` ${unit}`}${label}`;
}
