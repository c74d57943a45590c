import { expect, test } from "vitest";
import { readingGrade, syllableCount } from "./reading-grade.ts";

test.each([
  ["foot", 1],
  ["pain", 1],
  ["ankle", 2],
  ["muscle", 2],
  ["because", 2],
  ["orthotic", 3],
  ["plantar", 2],
  ["walked", 1],
  ["started", 2],
  ["examination", 5],
])("%s has %i syllables", (word, syllables) => {
  expect(syllableCount(word)).toBe(syllables);
});

test("the grade follows the published formula", () => {
  // 6 words, 1 sentence, 6 syllables: 0.39 × 6 + 11.8 × 1 − 15.59 = −1.45
  expect(readingGrade("The cat sat on the mat.")).toBeCloseTo(-1.45, 10);
});

test("long words and long sentences read harder", () => {
  const easy = "Your foot hurts. You can rest it.";
  const hard =
    "Considering multifactorial aetiology, comprehensive evaluation necessitates interdisciplinary collaboration.";
  expect(readingGrade(hard)).toBeGreaterThan(readingGrade(easy) + 10);
});

test("a text without words has grade 0", () => {
  expect(readingGrade("… 12 !")).toBe(0);
});
