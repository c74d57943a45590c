import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import type { OutcomeAnswer } from "../../store/index.ts";
import { changeSince, outcomeCourses } from "./outcome-view.ts";

const evidence = loadEvidence();
const DAY_MS = 24 * 3_600_000;

function answer(day: number, scores: OutcomeAnswer["content"]["scores"]): OutcomeAnswer {
  return {
    id: `a${day}`,
    content: { scores, activities: [], footItems: {}, change: null },
    by: "patient",
    atMs: day * DAY_MS,
  };
}

test("a course marks what cannot be told from its first answer, and from where on a change matters", () => {
  const [back] = outcomeCourses([answer(0, { "nprs-back": 6 }), answer(14, { "nprs-back": 3 })], evidence);
  // 2 points are beyond error, and 30 % of 6 are less than that.
  expect(back).toMatchObject({ unsure: [4, 8], goal: 4, change: "3 points better, a change that matters" });
});

test("bands and goals stay on the scale, and a measure without known error has neither", () => {
  const courses = outcomeCourses([answer(0, { "nprs-back": 1, psfs: 9.5, "plb-foot": 5 })], evidence);
  expect(courses.map(({ id, unsure, goal }) => [id, unsure, goal])).toEqual([
    ["nprs-back", [0, 3], null],
    ["psfs", [7.5, 10], null],
    ["plb-foot", null, null],
  ]);
});

test("a trial is judged from the last answer before it began; without one, from the first after", () => {
  const answers = [answer(0, { "nprs-back": 9 }), answer(10, { "nprs-back": 6 }), answer(50, { "nprs-back": 5 })];
  expect(changeSince(answers, "nprs-back", 12 * DAY_MS, evidence)?.gain).toBe(1);
  expect(changeSince(answers, "nprs-back", -1, evidence)?.gain).toBe(4);
  expect(changeSince(answers, "nprs-back", 60 * DAY_MS, evidence)).toBeNull();
  expect(changeSince(answers.slice(0, 1), "nprs-back", 5 * DAY_MS, evidence)).toBeNull();
});
