import type { OutcomeMeasure } from "./measures.ts";

export interface OutcomeChange {
  /** In points of the scale, above 0 when it got better, whichever way the scale runs. */
  readonly gain: number;
  /** `no-sure-change`: within what the measure errs by, or the error is not known. */
  readonly verdict: "better" | "worse" | "no-sure-change";
  /** Beyond error, and as large as matters to people; for worse as for better. */
  readonly isImportant: boolean;
}

/**
 * What became of a person between two answers. A change smaller than the measure's error is not called one, and one that
 * cannot be told from error is never important.
 */
export function outcomeChange(
  first: number,
  latest: number,
  measure: Pick<OutcomeMeasure, "better" | "mcidPoints" | "mcidShare" | "mdcPoints">,
): OutcomeChange {
  const gain = measure.better === "lower" ? first - latest : latest - first;
  const size = Math.abs(gain);
  if (measure.mdcPoints === null || size < measure.mdcPoints) {
    return { gain, verdict: "no-sure-change", isImportant: false };
  }
  const isImportant =
    (measure.mcidPoints !== null && size >= measure.mcidPoints) ||
    (measure.mcidShare !== null && first > 0 && size / first >= measure.mcidShare);
  return { gain, verdict: gain > 0 ? "better" : "worse", isImportant };
}

const WORDS: Readonly<Record<OutcomeChange["verdict"], string>> = {
  better: "better",
  worse: "worse",
  "no-sure-change": "no sure change",
};

export function changeWords({ gain, verdict, isImportant }: OutcomeChange): string {
  const points = Math.round(Math.abs(gain) * 10) / 10;
  if (verdict === "no-sure-change") return `${WORDS[verdict]} (${points} ${points === 1 ? "point" : "points"})`;
  return `${points} ${points === 1 ? "point" : "points"} ${WORDS[verdict]}, ${isImportant ? "a change that matters" : "too little to matter"}`;
}
