import type { CaseFile } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { knownFindings } from "./known-findings.ts";
import { reason } from "./reason.ts";
import { testOutlook } from "./test-outlook.ts";

const evidence = loadEvidence();
const heel: CaseFile = {
  age: 48,
  sex: "female",
  setting: "combined",
  findings: { f_first_step: true, f_heel_inner: true, s_back_pain: false },
};

test("what a result would mean is what is concluded once it is entered", () => {
  const { moved, ifPresent, ifAbsent } = testOutlook(heel, "e_pf_palp", evidence);
  for (const [outcome, state, probability] of [
    [ifPresent, true, moved.ifPresent],
    [ifAbsent, false, moved.ifAbsent],
  ] as const) {
    const entered: CaseFile = { ...heel, findings: { ...heel.findings, e_pf_palp: state } };
    const { direction, conditions } = reason(entered, knownFindings(entered, evidence), evidence);
    expect(outcome.direction).toBe(direction.answer);
    expect(outcome.leading.id).toBe(conditions[0]?.id);
    expect(conditions.find(({ name }) => name === moved.name)?.posterior).toBe(probability);
  }
});

test("the condition named is the one the results set furthest apart", () => {
  const { moved } = testOutlook(heel, "e_thompson", evidence);
  expect(moved.name).toMatch(/rupture/i);
  expect(moved.ifPresent).toBeGreaterThan(moved.ifAbsent);
});
