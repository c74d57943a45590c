import type { Finding } from "@plumbline/evidence";

/**
 * - `context`: comes before the disease (age, sex, diabetes, running, shoes, the injury it began with). It moves the odds
 *   that a condition is there, and no condition explains it away.
 * - `effect`: comes from the disease (a symptom, a sign, a measure). Its causes compete to explain it.
 */
export type FindingRole = "context" | "effect";

/** Filed as history or footwear in the base, yet something the disease itself brings about. */
const EFFECTS_AMONG_HISTORY: ReadonlySet<string> = new Set([
  "h_prior_attack_joint",
  "h_height_loss",
  "h_cold_slow",
  "h_told_leg_short",
  "h_spine_skin",
  "f_hand_lumps",
  "f_pop_arch",
  "w_worn_inner",
  "w_worn_outer",
  "w_worn_uneven",
  "w_worse_in_shoe",
]);

export function findingRole(finding: Finding): FindingRole {
  const isBackground = finding.kind === "history" || finding.kind === "footwear";
  return isBackground && !EFFECTS_AMONG_HISTORY.has(finding.id) ? "context" : "effect";
}

/** Findings that follow from age and sex alone: what they say belongs to the prior. */
export const DEMOGRAPHIC_FINDINGS: ReadonlySet<string> = new Set([
  "h_age_over70",
  "h_age_under60",
  "h_age_50plus",
  "h_age_48plus",
  "h_age_under40",
  "h_sex_female",
]);

/** Conditions of organs that only one sex has. The other sex keeps {@link NEAR_ZERO_PRIOR}. */
export const CONDITIONS_OF_ONE_SEX: Readonly<Record<string, "female" | "male">> = {
  endometriosis: "female",
  ectopic_pregnancy: "female",
  pelvic_inflammatory: "female",
  prostatitis: "male",
};

/** Not zero, so that ratios stay defined; small enough that no findings bring it up. */
export const NEAR_ZERO_PRIOR = 1e-9;
