import type { EvidenceBase } from "@plumbline/evidence";

/** Something that a person tells of themselves again and again, as one number. */
export interface OutcomeMeasure {
  readonly id: OutcomeMeasureId;
  /** The row of the base's table of outcomes. */
  readonly outcomeId: string;
  readonly name: string;
  readonly range: readonly [lowest: number, highest: number];
  readonly better: "lower" | "higher";
  /** Smallest change that matters to people: points, or a share of the first value. */
  readonly mcidPoints: number | null;
  readonly mcidShare: number | null;
  /** Smallest change beyond measurement error, in points. */
  readonly mdcPoints: number | null;
  readonly source: string;
  /** Our own items: nobody has tested yet that they measure what they are meant to. */
  readonly isValidated: boolean;
}

export const OUTCOME_MEASURE_IDS = [
  "nprs-back",
  "nprs-leg",
  "nprs-foot",
  "nprs-first-step",
  "psfs",
  "rmdq",
  "plb-foot",
] as const;
export type OutcomeMeasureId = (typeof OUTCOME_MEASURE_IDS)[number];

const MEASURES: Readonly<
  Record<OutcomeMeasureId, Pick<OutcomeMeasure, "outcomeId" | "name" | "range" | "better" | "isValidated">>
> = {
  "nprs-back": pain("Back pain"),
  "nprs-leg": pain("Leg pain"),
  "nprs-foot": pain("Foot pain"),
  "nprs-first-step": pain("Pain at the first steps"),
  psfs: {
    outcomeId: "psfs",
    name: "Activities the person names (PSFS)",
    range: [0, 10],
    better: "higher",
    isValidated: true,
  },
  rmdq: { outcomeId: "rmdq", name: "Roland-Morris score", range: [0, 24], better: "lower", isValidated: true },
  "plb-foot": {
    outcomeId: "plb_foot",
    name: "Foot impact (own items, not validated)",
    range: [0, 10],
    better: "lower",
    isValidated: false,
  },
};

function pain(name: string) {
  return { outcomeId: "nprs", name, range: [0, 10], better: "lower", isValidated: true } as const;
}

/** A measure with its changes from the base, which also says where they come from. */
export function outcomeMeasure(id: OutcomeMeasureId, evidence: EvidenceBase): OutcomeMeasure {
  const row = evidence.outcomes.get(MEASURES[id].outcomeId);
  return {
    id,
    ...MEASURES[id],
    mcidPoints: row?.mcidPoints ?? null,
    mcidShare: row?.mcidShare ?? null,
    mdcPoints: row?.mdcPoints ?? null,
    source: row === undefined ? "" : `matters: ${row.mcid}; beyond error: ${row.mdc}`,
  };
}

/**
 * Our own items on feet, 0 (no trouble) to 10 (cannot). A stop-gap until an established questionnaire may be shipped;
 * expert estimate, not validated.
 */
export const FOOT_ITEMS: readonly { readonly id: string; readonly label: string }[] = [
  { id: "stand", label: "Standing for 15 minutes" },
  { id: "walk", label: "Walking for 10 minutes" },
  { id: "rough", label: "Walking on rough ground" },
  { id: "stairs", label: "Going up and down stairs" },
  { id: "first-steps", label: "The first steps in the morning" },
  { id: "shoes", label: "Wearing the shoes you want" },
  { id: "work", label: "Your work at home or on the job" },
  { id: "worry", label: "Worry about your feet" },
];
/** The mean of fewer items says too little of the whole: a guess. */
export const FOOT_ITEMS_NEEDED = 6;
export const MOST_ACTIVITIES = 5;

/** The mean of what was answered; null when it is too little. Shape: any order, each within the scale. */
export function meanScore(values: readonly number[], needed: number): number | null {
  if (values.length < Math.max(1, needed)) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Patient global impression of change, from the best on; "much better" or better is what matters (base, `pgic`). */
export const CHANGE_WORDS = [
  "very much better",
  "much better",
  "a little better",
  "the same",
  "a little worse",
  "much worse",
  "very much worse",
] as const;
