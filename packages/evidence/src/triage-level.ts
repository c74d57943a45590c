import type { TriageLevel } from "@plumbline/clinical-model";

/**
 * `urgency_level` of `redflags.csv` in the words people see. 2 is "variable": the level that the findings bring, see
 * {@link VARIABLE_LEVELS}, and `routine` where they bring none. The fourth word, `self-care`, is never a flag's: it is the
 * level of people without any, where advice is enough.
 */
export const TRIAGE_LEVEL_OF_URGENCY = {
  "4": "emergency",
  "3": "urgent",
  "2": "routine",
  "1": "routine",
} as const satisfies Readonly<Record<string, TriageLevel>>;

/** How the text of `urgency` begins at each level. */
export const URGENCY_WORDS = {
  "4": "emergency",
  "3": "urgent",
  "2": "variable",
  "1": "routine",
} as const;

/**
 * Rules whose urgency depends on which finding is present. rf24: thoughts of self-harm need help now (its words name
 * 988); a positive mood screen alone is talked about at the visit.
 */
export const VARIABLE_LEVELS: Readonly<Record<string, Readonly<Record<string, TriageLevel>>>> = {
  rf24: { self_harm_disclosed: "emergency", phq2_positive: "routine" },
};
