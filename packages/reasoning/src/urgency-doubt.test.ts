import type { CaseFile } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { knownFindings } from "./known-findings.ts";
import { questionGround } from "./question-ground.ts";
import { UrgencyDoubt } from "./urgency-doubt.ts";

const evidence = loadEvidence();

function doubtOf(findings: CaseFile["findings"]): UrgencyDoubt {
  const caseFile: CaseFile = { age: 54, sex: "female", setting: "combined", findings };
  return new UrgencyDoubt(questionGround(caseFile, knownFindings(caseFile, evidence), evidence), evidence);
}

test("an answer that decides a flag removes doubt, one that stands in no flag none", () => {
  const doubt = doubtOf({ s_back_pain: true });
  expect(doubt.gain("r_saddle_numb", 0.03)).toBeGreaterThan(0);
  expect(doubt.gain("f_first_step", 0.3)).toBe(0);
});

test("a coin tells more than what is nearly certain", () => {
  const doubt = doubtOf({ s_back_pain: true });
  expect(doubt.gain("r_saddle_numb", 0.5)).toBeGreaterThan(doubt.gain("r_saddle_numb", 0.01));
});

test("once an emergency stands no flag can make it more urgent", () => {
  const doubt = doubtOf({ s_back_pain: true, r_saddle_numb: true });
  expect(doubt.concerns("r_chest_breath")).toBe(false);
});
