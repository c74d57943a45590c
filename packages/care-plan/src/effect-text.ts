import type { Treatment } from "@plumbline/evidence";

/** Names of the measures whose value is a difference around 0 or a ratio around 1. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  SMD: "standardized mean difference",
  MD: "mean difference",
  WMD: "weighted mean difference",
  "MD cm or mm unclear": "mean difference (unit unclear in the source)",
};
const RATIOS: Readonly<Record<string, string>> = { RR: "risk ratio", OR: "odds ratio" };

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

/**
 * What the base knows of the effect, in plain words with its figure.
 *
 * Signs in the base are mixed (a gain is negative on one pain scale and positive on another), so a figure is given with
 * its measure and never called better or worse.
 *
 * @example
 * effectText(t01);
 * // "Pain 7-12 weeks, against sham orthosis: standardized mean difference -0.27 (95% interval -0.48 to -0.06). …"
 */
export function effectText(treatment: Treatment): string {
  return [figureText(treatment), NOTICEABLE[treatment.mcidMet], sentence(treatment.note)]
    .filter((part) => part !== undefined && part !== "")
    .join(" ");
}

function figureText(treatment: Treatment): string {
  const { effectMeasure, valueNum, valueText } = treatment;
  if (valueNum === null) {
    if (hasWords(valueText)) return `${comparison(treatment)}: ${valueText} (${effectMeasure}).`;
    return WITHOUT_FIGURE[effectMeasure] ?? `${comparison(treatment)}: ${words(effectMeasure)}; no figure in the base.`;
  }
  if (effectMeasure === "p value") return `${comparison(treatment)}: p = ${valueNum}.`;
  const measure = DIFFERENCES[effectMeasure] ?? RATIOS[effectMeasure] ?? effectMeasure;
  return `${comparison(treatment)}: ${measure} ${valueNum}${intervalText(treatment)}.${noDifference(treatment)}`;
}

function comparison({ outcome, comparator }: Treatment): string {
  const what = hasWords(outcome) ? capitalized(outcome) : "Effect";
  return hasWords(comparator) && comparator !== "none" ? `${what}, against ${comparator}` : what;
}

function intervalText({ ciLow, ciHigh }: Treatment): string {
  return ciLow === null || ciHigh === null ? "" : ` (95% interval ${ciLow} to ${ciHigh})`;
}

/** Whether the interval takes in "no difference": true of either sign, so it can be said without knowing the scale. */
function noDifference({ effectMeasure, ciLow, ciHigh }: Treatment): string {
  if (ciLow === null || ciHigh === null) return "";
  const neutral = effectMeasure in DIFFERENCES ? 0 : effectMeasure in RATIOS ? 1 : null;
  const low = Math.min(ciLow, ciHigh);
  const high = Math.max(ciLow, ciHigh);
  return neutral !== null && low <= neutral && neutral <= high ? " The interval includes no difference." : "";
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
