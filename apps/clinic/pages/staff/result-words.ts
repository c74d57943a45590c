import type { Assessment, DirectionAnswer, Interval, Recommendation } from "@plumbline/clinical-model";

export const DIRECTION_WORDS: Readonly<Record<DirectionAnswer, string>> = {
  "foot-drives-back": "the feet drive the back pain",
  "spine-drives-foot": "the spine drives the foot symptoms",
  both: "both at once",
  local: "each comes from where it is felt",
  none: "neither: vascular, systemic or visceral",
  "cannot-tell": "cannot tell yet",
};

/** The answer as the start of a line: `"The feet drive the back pain (likely)"`. */
export function answerWords({ answer, certainty }: Assessment["direction"]): string {
  const words = DIRECTION_WORDS[answer];
  const capital = words.charAt(0).toUpperCase() + words.slice(1);
  return answer === "cannot-tell" ? capital : `${capital} (${certainty})`;
}

export const RECOMMENDATION_WORDS: Readonly<Record<Recommendation, string>> = {
  first_line: "first line",
  second_line: "second line",
  consider: "consider",
  consider_if_linked: "consider if linked",
  do_not_routinely: "not routinely",
  refer: "refer",
  refer_emergency: "refer now",
};

/**
 * A probability as whole percent. Never more than the base allows to be shown, never a bare zero.
 *
 * @param neverAbove - `parameters.neverDisplayAbove` of the evidence base.
 */
export function percentText(probability: number, neverAbove: number): string {
  if (probability > neverAbove) return `over ${Math.round(neverAbove * 100)}%`;
  if (probability < 0.01) return "under 1%";
  return `${Math.round(probability * 100)}%`;
}

/** `"12% to 40%"`. The ends were capped where they were made, so one at the cap stands for all above it. */
export function rangeText({ low, high }: Interval, neverAbove: number): string {
  const [from, to] = [low, high].map((end) => percentText(end >= neverAbove ? 1 : end, neverAbove));
  return from === to ? String(from) : `${from} to ${to}`;
}
