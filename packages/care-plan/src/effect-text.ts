import type { Treatment } from "@plumbline/evidence";

/** Names of the measures whose value is a difference around 0 or a ratio around 1. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  SMD: "standardized mean difference",
  MD: "mean difference",
  WMD: "weighted mean difference",
  "MD cm or mm unclear": "mean difference (unit unclear in the source)",
};
const RATIOS: Readonly<Record<string, string>> = { RR: "risk ratio", OR: "odds ratio" };
/** Shares by which something grew less; printed without a sign. */
const REDUCTIONS: Readonly<Record<string, string>> = { "relative reduction": "relative reduction" };
const PROPORTION = "proportion";

/** Sizes of a standardized mean difference: Cohen 1988, Statistical Power Analysis, chapter 2. */
const SMD_SIZES = [
  { from: 0.8, words: "large" },
  { from: 0.5, words: "medium" },
  { from: 0.2, words: "small" },
  { from: 0, words: "very small" },
] as const;

const WITHOUT_FIGURE: Readonly<Record<string, string>> = {
  consensus: "Rests on consensus; no trial figure in the base.",
  guideline: "Rests on guidelines; no trial figure in the base.",
  none: "No evidence of benefit in the base.",
};

const NOTICEABLE: Readonly<Record<string, string>> = {
  yes: "Large enough to matter to people.",
  likely: "Probably large enough to matter to people.",
  no: "Too small to matter to people.",
  small: "Small.",
  uncertain: "Whether it is large enough to matter to people is uncertain.",
};

/** For whom a figure speaks: `open` when its interval takes in no difference, or its good side is not known. */
export type EffectVerdict = "better" | "worse" | "equal" | "open";

/**
 * Whether people did better with the treatment than with what it was compared with. Signs in the base are mixed (a gain
 * is negative on one scale and positive on another): the good side stands with each row, and without it nothing is said.
 */
export function effectVerdict({
  effectMeasure,
  valueNum,
  ciLow,
  ciHigh,
  benefitDirection,
}: Pick<Treatment, "effectMeasure" | "valueNum" | "ciLow" | "ciHigh" | "benefitDirection">): EffectVerdict {
  const neutral = neutralOf(effectMeasure);
  if (valueNum === null || neutral === null) return "open";
  if (takesIn(neutral, ciLow, ciHigh)) return "open";
  if (benefitDirection !== "lower" && benefitDirection !== "higher") return "open";
  if (valueNum === neutral) return "equal";
  return valueNum > neutral === (benefitDirection === "higher") ? "better" : "worse";
}

/**
 * What the base knows of the effect, in plain words with its figure.
 *
 * @example
 * effectText(t01);
 * // "Pain 7-12 weeks, against sham orthosis: standardized mean difference -0.27 (95% interval -0.48 to -0.06). People did
 * // better with it; the difference is small. …"
 */
export function effectText(treatment: Treatment): string {
  return [figureText(treatment), verdictText(treatment), NOTICEABLE[treatment.mcidMet], sentence(treatment.note)]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}

function verdictText(treatment: Treatment): string {
  const { effectMeasure, valueNum, benefitDirection } = treatment;
  if (valueNum === null) return "";
  if (effectMeasure === PROPORTION) {
    return `That is about ${Math.round(valueNum * 10)} in 10 people; nobody was compared with them.`;
  }
  switch (effectVerdict(treatment)) {
    case "better":
      return `People did better with it${sizeText(treatment)}. ${NO_ABSOLUTE_FIGURE}`;
    case "worse":
      return `People did worse with it${sizeText(treatment)}.`;
    case "equal":
      return "It made no difference.";
    case "open":
      return benefitDirection === "unclear" ? "The source does not tell which sign is the better one." : "";
  }
}

const NO_ABSOLUTE_FIGURE = "How many in ten it helps is not known here.";

function sizeText({ effectMeasure, valueNum }: Treatment): string {
  if (effectMeasure !== "SMD" || valueNum === null) return "";
  const size = SMD_SIZES.find(({ from }) => Math.abs(valueNum) >= from)!;
  return `; the difference is ${size.words}`;
}

function figureText(treatment: Treatment): string {
  const { effectMeasure, valueNum, valueText } = treatment;
  if (valueNum === null) {
    if (hasWords(valueText)) return `${comparison(treatment)}: ${valueText} (${effectMeasure}).`;
    return WITHOUT_FIGURE[effectMeasure] ?? `${comparison(treatment)}: ${words(effectMeasure)}; no figure in the base.`;
  }
  if (effectMeasure === "p value") return `${comparison(treatment)}: p = ${valueNum}.`;
  const measure = DIFFERENCES[effectMeasure] ?? RATIOS[effectMeasure] ?? REDUCTIONS[effectMeasure] ?? effectMeasure;
  return `${comparison(treatment)}: ${measure} ${valueNum}${intervalText(treatment)}.${noDifference(treatment)}`;
}

function comparison({ outcome, comparator }: Treatment): string {
  const what = hasWords(outcome) ? capitalized(outcome) : "Effect";
  return hasWords(comparator) && comparator !== "none" ? `${what}, against ${comparator}` : what;
}

function intervalText({ ciLow, ciHigh }: Treatment): string {
  return ciLow === null || ciHigh === null ? "" : ` (95% interval ${ciLow} to ${ciHigh})`;
}

/** True of either sign, so it can be said without knowing the scale. */
function noDifference({ effectMeasure, ciLow, ciHigh }: Treatment): string {
  const neutral = neutralOf(effectMeasure);
  return neutral !== null && takesIn(neutral, ciLow, ciHigh) ? " The interval includes no difference." : "";
}

/** The value that says "no difference"; null for a measure that has none. */
function neutralOf(effectMeasure: string): number | null {
  if (effectMeasure in DIFFERENCES || effectMeasure in REDUCTIONS) return 0;
  return effectMeasure in RATIOS ? 1 : null;
}

/** Bounds stand in either order in the base. */
function takesIn(neutral: number, ciLow: number | null, ciHigh: number | null): boolean {
  if (ciLow === null || ciHigh === null) return false;
  return Math.min(ciLow, ciHigh) <= neutral && neutral <= Math.max(ciLow, ciHigh);
}

function hasWords(text: string): boolean {
  return text !== "" && text !== "-";
}

function words(effectMeasure: string): string {
  return hasWords(effectMeasure) ? effectMeasure : "not stated";
}

function sentence(text: string): string {
  if (!hasWords(text)) return "";
  return /[.!?]$/.test(text) ? capitalized(text) : `${capitalized(text)}.`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
