import type { CaseFile } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { answerPiles } from "./answer-piles.ts";
import type { AnswerGroup } from "./answer-piles.ts";

const evidence = loadEvidence();

function idsIn(groups: readonly AnswerGroup[]): string[] {
  return groups.flatMap(({ lines }) => lines.map(({ id }) => id));
}

test("yes, no and not known lie on three piles", () => {
  const caseFile: CaseFile = {
    age: 54,
    sex: "female",
    setting: "combined",
    findings: { s_back_pain: true, f_foot_pain: false, s_back_nprs: 5, f_first_step: { left: true } },
  };
  const piles = answerPiles(caseFile, {}, evidence);
  expect(idsIn(piles.yes).sort()).toEqual(["f_first_step", "s_back_nprs", "s_back_pain"]);
  expect(idsIn(piles.no)).toEqual(["f_foot_pain"]);
});

test("a sided yes names its side, a plain yes needs no words", () => {
  const caseFile: CaseFile = {
    age: null,
    sex: null,
    setting: "combined",
    findings: { s_back_pain: true, f_first_step: { left: true } },
  };
  const lines = answerPiles(caseFile, {}, evidence).yes.flatMap((group) => group.lines);
  expect(lines.map(({ id, answer }) => [id, answer])).toEqual([
    ["s_back_pain", null],
    ["f_first_step", "left yes"],
  ]);
});

test("answering “I don't know” is neither yes nor no", () => {
  const unknown = { kind: "unknown" };
  const answers = { where: unknown, side: unknown, age: unknown, sex: unknown };
  const piles = answerPiles(null, answers, evidence);
  expect(idsIn(piles.no)).toEqual([]);
  expect(idsIn(piles.unknown)).toEqual(expect.arrayContaining(["age", "sex"]));
});
