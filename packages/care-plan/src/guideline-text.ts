import type { Treatment } from "@plumbline/evidence";

const NG59_AGAINST = "NICE NG59 (2016, updated 2020): do not offer foot orthotics for low back pain";

/**
 * What guidelines say, for and against. Orthotics aimed at back pain always carry NICE NG59, which advises against them,
 * next to whatever small trials found (README of the base, section 7).
 */
export function guidelineText(treatment: Treatment): string {
  const own = treatment.guidelinePosition;
  const isForBack =
    treatment.category.includes("orthosis") && /\b(?:LBP|low back|back pain)\b/i.test(treatment.outcome);
  const needsNote = (isForBack || isBackOrthosis(treatment)) && !own.includes("NG59");
  return [own, needsNote ? NG59_AGAINST : ""].filter((part) => part !== "").join(". ");
}

function isBackOrthosis({ category, conditionId }: Treatment): boolean {
  return category.includes("orthosis") && conditionId === "ns_lbp";
}
