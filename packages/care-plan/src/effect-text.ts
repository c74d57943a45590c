import type { Treatment } from "@plumbline/evidence";

/** What the base says of whether people would notice the difference (its `mcid_met`). */
const NOTICEABLE: Readonly<Record<string, string>> = {
  yes: "A difference that people notice",
  likely: "Probably a difference that people notice",
  small: "A small difference",
  no: "No difference that people would notice",
  uncertain: "It is not clear whether people would notice the difference",
  unclear: "It is not clear whether people would notice the difference",
};

const MEASURE_NAMES: Readonly<Record<string, string>> = {
  SMD: "standardized mean difference",
  MD: "mean difference",
  WMD: "weighted mean difference",
  RR: "risk ratio",
  OR: "odds ratio",
};

/** Measures that are words for the finding itself and need no figure beside them. */
const PLAIN_MEASURES = new Set(["consensus", "guideline", "-", ""]);

/**
 * What a treatment is worth, in words first and then the figure as the source gives it.
 *
 * The base does not say which sign of a difference is the good one (a lower pain score and a higher function score both
 * help), so the figure stands as printed and never becomes "better" or "worse" here. Whether people notice it is the
 * base's own judgement. Where the base holds no figure, the text says so.
 */
export function effectText(treatment: Treatment): string {
  const little = treatment.recommendation === "do_not_routinely" ? "This does little. " : "";
  const noticeable = NOTICEABLE[treatment.mcidMet];
  const figure = figureText(treatment);
  if (figure === null) {
    return `${little}${noticeable === undefined ? "" : `${noticeable}. `}No study figure: ${basis(treatment)}.`;
  }
  return `${little}${noticeable === undefined ? "" : `${noticeable}: `}${figure}.`;
}

function figureText(treatment: Treatment): string | null {
  const { effectMeasure, valueNum, valueText, ciLow, ciHigh, outcome, comparator } = treatment;
  const measure = MEASURE_NAMES[effectMeasure] ?? effectMeasure;
  const value = valueNum === null ? valueText : String(valueNum);
  if (value === "" && PLAIN_MEASURES.has(effectMeasure)) return null;
  const interval = ciLow === null || ciHigh === null ? "" : ` (95 % interval ${ciLow} to ${ciHigh})`;
  const result = [measure, value].filter((part) => part !== "").join(" ");
  const against = comparator === "" ? "" : ` against ${comparator}`;
  return `${outcome === "" ? "" : `${outcome}, `}${result}${interval}${against}`;
}

function basis({ effectMeasure }: Treatment): string {
  return effectMeasure === "guideline" ? "a guideline recommends it" : "it rests on agreement among clinicians";
}
