import type { CaseFile } from "@plumbline/clinical-model";
import { expect, test } from "vitest";
import { caseKey, caseOfRecord } from "./record-case.ts";

const INTERVIEW: CaseFile = {
  age: 54,
  sex: "female",
  setting: "podiatry",
  findings: { s_back_pain: true, s_heel_first_step: false },
};
const EMPTY = { interviewCase: null, age: 61, sex: "male", examination: [], measured: [] } as const;

test("the record adds to the interview and forgets none of it", () => {
  const { findings } = caseOfRecord({
    ...EMPTY,
    interviewCase: INTERVIEW,
    examination: [{ findingId: "e_slr", side: "left", value: true }],
    measured: [{ m_arch_index: { right: 0.31 } }],
  });
  expect(findings).toEqual({
    e_slr: { left: true },
    m_arch_index: { right: 0.31 },
    s_back_pain: true,
    s_heel_first_step: false,
  });
});

test("what the interview does not tell comes from the patient's details", () => {
  expect(caseOfRecord(EMPTY)).toEqual({ age: 61, sex: "male", setting: "combined", findings: {} });
  const told = caseOfRecord({ ...EMPTY, interviewCase: INTERVIEW });
  expect([told.age, told.sex, told.setting]).toEqual([54, "female", "podiatry"]);
});

test("an entry that was taken back leaves the finding unknown, not absent", () => {
  const { findings } = caseOfRecord({ ...EMPTY, examination: [{ findingId: "e_slr", side: "left", value: null }] });
  expect(findings).toEqual({});
});

test("the newer recording counts, side by side", () => {
  const { findings } = caseOfRecord({
    ...EMPTY,
    measured: [{ m_cpei: { left: 5, right: 12 } }, { m_cpei: { right: 20 } }],
  });
  expect(findings.m_cpei).toEqual({ left: 5, right: 20 });
});

test("what a clinician entered by hand stands over the recording", () => {
  const { findings } = caseOfRecord({
    ...EMPTY,
    measured: [{ m_arch_index: { left: 0.31, right: 0.2 } }],
    examination: [{ findingId: "m_arch_index", side: "left", value: "not-testable" }],
  });
  expect(findings.m_arch_index).toEqual({ left: "not-testable", right: 0.2 });
});

test("the order of keys does not make another case", () => {
  expect(caseKey({ a: 1, b: { c: [2, 3], d: 4 } })).toBe(caseKey({ b: { d: 4, c: [2, 3] }, a: 1 }));
  expect(caseKey({ a: [1, 2] })).not.toBe(caseKey({ a: [2, 1] }));
});
