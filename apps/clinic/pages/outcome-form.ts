import { CHANGE_WORDS, FOOT_ITEMS, FOOT_ITEMS_NEEDED, meanScore, MOST_ACTIVITIES } from "@plumbline/outcomes";
import type { OutcomeMeasureId } from "@plumbline/outcomes";
import type { OutcomeContent } from "../store/index.ts";
import type { FieldError } from "../ui/error-summary.tsx";

/** The pains that are asked for by a number from 0 to 10, in the words a patient reads. */
export const PAIN_QUESTIONS: readonly { readonly id: OutcomeMeasureId; readonly label: string }[] = [
  { id: "nprs-back", label: "Back pain in the last 24 hours" },
  { id: "nprs-leg", label: "Leg pain in the last 24 hours" },
  { id: "nprs-foot", label: "Foot pain in the last 24 hours" },
  { id: "nprs-first-step", label: "Pain at your first steps this morning" },
];

const LONGEST_NAME = 80;
const MOST_RMDQ = 24;

export const ACTIVITY_NUMBERS = Array.from({ length: MOST_ACTIVITIES }, (_, at) => at + 1);

/** What was told, or everything that has to be put right. What is left out was not asked, and is never zero. */
export function readOutcomeForm(
  form: FormData,
): { readonly content: OutcomeContent } | { readonly faults: readonly FieldError[] } {
  const faults: FieldError[] = [];
  const textOf = (name: string) => String(form.get(name) ?? "").trim();
  const numberOf = (name: string, highest: number): number | null => {
    const text = textOf(name);
    if (text === "") return null;
    const value = Number(text);
    if (Number.isInteger(value) && value >= 0 && value <= highest) return value;
    faults.push({
      fieldId: name,
      message: `Give a whole number from 0 to ${highest}; “${text.slice(0, 20)}” is none.`,
    });
    return null;
  };
  const scores: Partial<Record<OutcomeMeasureId, number>> = {};
  for (const { id } of PAIN_QUESTIONS) {
    const value = numberOf(id, 10);
    if (value !== null) scores[id] = value;
  }
  const rmdq = numberOf("rmdq", MOST_RMDQ);
  if (rmdq !== null) scores.rmdq = rmdq;

  const activities = ACTIVITY_NUMBERS.flatMap((number) => {
    const name = textOf(`activity-${number}`).slice(0, LONGEST_NAME);
    const rating = numberOf(`rating-${number}`, 10);
    if (name !== "" && rating !== null) return [{ name, rating }];
    if (rating !== null)
      faults.push({ fieldId: `activity-${number}`, message: "Say which activity this number is for." });
    return [];
  });
  const activityMean = meanScore(
    activities.map(({ rating }) => rating),
    1,
  );
  if (activityMean !== null) scores.psfs = activityMean;

  const footItems = Object.fromEntries(
    FOOT_ITEMS.flatMap(({ id }) => {
      const value = numberOf(`foot-${id}`, 10);
      return value === null ? [] : [[id, value]];
    }),
  ) as Record<string, number>;
  const answered = Object.values(footItems);
  const footMean = meanScore(answered, FOOT_ITEMS_NEEDED);
  if (footMean !== null) scores["plb-foot"] = footMean;
  else if (answered.length > 0) {
    faults.push({
      fieldId: `foot-${FOOT_ITEMS.find(({ id }) => !(id in footItems))!.id}`,
      message: `Answer at least ${FOOT_ITEMS_NEEDED} of the questions about your feet, or none.`,
    });
  }

  const change = numberOf("change", CHANGE_WORDS.length - 1);
  if (faults.length > 0) return { faults };
  if (Object.keys(scores).length === 0 && change === null) {
    return { faults: [{ fieldId: PAIN_QUESTIONS[0]!.id, message: "Answer at least one question." }] };
  }
  return { content: { scores, activities, footItems, change } };
}
