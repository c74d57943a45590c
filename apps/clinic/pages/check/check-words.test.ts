import { expect, test } from "vitest";
import { DONT_KNOW, interview, readAnswer, TOPICS } from "@plumbline/assessment";
import type { InterviewAnswers, InterviewPage } from "@plumbline/assessment";
import { readingGrade } from "@plumbline/education";
import { loadEvidence } from "@plumbline/evidence";
import {
  DIRECTION_WORDS,
  POOR_FIT_WORDS,
  RECOMMENDATION_WORDS,
  WHEN_TO_CALL,
  careText,
  inTenText,
} from "./result-words.ts";

/** The grade the project promises its patients. */
const HIGHEST_GRADE = 8;

/** Who knows nothing rules nothing out, and so meets every page. */
function everyPage(): readonly InterviewPage[] {
  const evidence = loadEvidence();
  const pages: InterviewPage[] = [];
  let answers: InterviewAnswers = {};
  for (;;) {
    const { next } = interview(answers, evidence, () => null);
    if (next.kind !== "question") return pages;
    const answer = readAnswer(next.page, [DONT_KNOW], null);
    if (!answer.ok) throw new Error(`${next.page.id} does not take "I don't know".`);
    pages.push(next.page);
    answers = { ...answers, [next.page.id]: answer.value };
  }
}

test("every page of the interview reads at grade 8 or lower", () => {
  const pages = everyPage();
  expect(pages.length).toBeGreaterThan(20);
  for (const page of pages) {
    const items = page.kind === "checklist" ? page.items.map(({ label }) => label) : [];
    const text = [page.question, page.hint ?? "", page.why, ...items].filter((part) => part !== "").map(sentence);
    expect(readingGrade(text.join(" ")), page.id).toBeLessThanOrEqual(HIGHEST_GRADE);
  }
});

test("every confirming question of a red flag reads at grade 8 or lower", () => {
  const questions = loadEvidence().redFlags.flatMap(({ confirmation }) => confirmation?.question ?? []);
  expect(questions.length).toBeGreaterThan(50);
  for (const question of questions) expect(readingGrade(question), question).toBeLessThanOrEqual(HIGHEST_GRADE);
});

test("who must act now is told of 911 or the emergency room, and of 988 where it is about self-harm", () => {
  const { redFlags } = loadEvidence();
  for (const { id, urgency, patientMessage } of redFlags) {
    if (urgency.startsWith("emergency (now)")) expect(patientMessage, id).toMatch(/911|emergency room/);
  }
  expect(redFlags.find(({ id }) => id === "rf24")?.patientMessage).toMatch(/988/);
});

test("every topic of the questions chosen by gain reads at grade 8 or lower", () => {
  for (const [id, { question, why }] of Object.entries(TOPICS)) {
    expect(readingGrade([question, why].map(sentence).join(" ")), id).toBeLessThanOrEqual(HIGHEST_GRADE);
  }
});

test("every answer to the direction question reads at grade 8 or lower", () => {
  for (const [answer, words] of Object.entries(DIRECTION_WORDS)) {
    const text = [words.headline, words.likely, words.meaning].map(sentence).join(" ");
    expect(readingGrade(text), answer).toBeLessThanOrEqual(HIGHEST_GRADE);
  }
  expect(readingGrade(Object.values(RECOMMENDATION_WORDS).map(sentence).join(" "))).toBeLessThanOrEqual(HIGHEST_GRADE);
});

test("when to call, and what is said when nothing fits, read at grade 8 or lower", () => {
  for (const words of [...Object.values(WHEN_TO_CALL), Object.values(POOR_FIT_WORDS)]) {
    expect(readingGrade(words.map(sentence).join(" "))).toBeLessThanOrEqual(HIGHEST_GRADE);
  }
});

test("where the feet may feed the back, the page says so as a thing to test and tells who holds the contrary", () => {
  for (const answer of ["foot-drives-back", "both"] as const) {
    const { meaning } = DIRECTION_WORDS[answer];
    expect(meaning).toMatch(/thing to test/);
    expect(meaning).toMatch(/4 to 6 weeks/);
    expect(meaning).toMatch(/stop if your back is no better/i);
    expect(meaning).toMatch(/NICE.*not to use shoe inserts for low back pain/);
  }
});

test("a probability is told as so many in 10, rounded down, and never as certain", () => {
  expect(inTenText(0)).toBe("fewer than 1 in 20");
  expect(inTenText(0.07)).toBe("fewer than 1 in 10");
  // The base calls 0.3 and up "possible", 0.7 and up "likely": the numbers change where the words do.
  expect(inTenText(0.299)).toBe("about 2 in 10");
  expect(inTenText(0.3)).toBe("about 3 in 10");
  expect(inTenText(0.699)).toBe("about 6 in 10");
  expect(inTenText(0.7)).toBe("about 7 in 10");
  expect(inTenText(1)).toBe("more than 9 in 10");
});

test("every kind of care of the treatment table has a plain name", () => {
  for (const { category } of loadEvidence().treatments) {
    if (category !== "other") expect(careText(category), category).not.toBe("Other care");
  }
});

function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
