import { expect, test } from "vitest";
import { loadEvidence } from "./load-evidence.ts";
import { positiveRule } from "./positive-rule.ts";

const evidence = loadEvidence();
const examined = [...evidence.findings.values()].filter(({ askedOf }) => askedOf === "clinician");

test("whatever a clinician is asked to find, the base says how", () => {
  expect(examined.filter(({ id }) => !evidence.examinationMethods.has(id)).map(({ id }) => id)).toEqual([]);
});

test("no two findings are told in the same words", () => {
  const texts = [...evidence.examinationMethods.values()].map(({ howTo }) => howTo);
  expect(texts.length - new Set(texts).size).toBe(0);
});

test("a way to examine says when the finding is there, or where to write the number down", () => {
  const without = examined.filter(({ id }) => !/Present|[Ww]rite|neither proves/.test(howTo(id)));
  expect(without.map(({ id }) => id)).toEqual([]);
});

test("a cut-off that is measured stands in the text as it stands in the finding's own rule", () => {
  const measured = examined.filter(({ answerType, id }) => answerType === "number" && howTo(id).includes("Present"));
  const differing = measured.filter((finding) => {
    const rule = positiveRule(finding);
    return rule.kind === "cut-offs" && !numbersIn(howTo(finding.id)).includes(Math.abs(rule.cutOffs[0].limit));
  });
  expect(measured.length).toBeGreaterThan(20);
  expect(differing.map(({ id }) => id)).toEqual([]);
});

function howTo(id: string): string {
  return evidence.examinationMethods.get(id)?.howTo ?? "";
}

function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
}
