import { readingGrade } from "@plumbline/education";
import { loadEvidence } from "@plumbline/evidence";
import { EXERCISES, STOP_RULES } from "@plumbline/exercises";
import { expect, test } from "vitest";
import { exerciseViews } from "./exercise-view.ts";

const evidence = loadEvidence();

test("every exercise is for conditions and treatments that the base has", () => {
  for (const { id, conditionIds, treatmentId } of EXERCISES) {
    for (const conditionId of conditionIds)
      expect(evidence.conditions.has(conditionId), `${id}: ${conditionId}`).toBe(true);
    if (treatmentId === null) continue;
    const treatment = evidence.treatments.find((one) => one.id === treatmentId);
    expect(treatment?.category, id).toMatch(/exercise/);
  }
});

test("every exercise reads at grade 8 or lower, and so do the rules for stopping", () => {
  for (const { id, title, steps, harder, easier, stop } of EXERCISES) {
    expect(readingGrade([title, ...steps, harder, easier, stop].join(". ")), id).toBeLessThanOrEqual(8);
  }
  expect(readingGrade(STOP_RULES.join(" "))).toBeLessThanOrEqual(8);
});

test("a person is shown their own exercises, the library all of them", () => {
  expect(exerciseViews(evidence, ["walking", "bridge"]).map(({ id }) => id)).toEqual(["bridge", "walking"]);
  expect(exerciseViews(evidence, null)).toHaveLength(EXERCISES.length);
});
