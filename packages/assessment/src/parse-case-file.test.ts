import { problemText } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { parseCaseFile } from "./parse-case-file.ts";

const evidence = loadEvidence();

function problems(input: unknown): string[] {
  const result = parseCaseFile(input, evidence);
  return result.ok ? [] : result.problems.map((problem) => `${problem.code} ${problemText(problem)}`);
}

test("a whole case is read as it stands, sides and untestable findings included", () => {
  const input = {
    age: 54,
    sex: "female",
    setting: "podiatry",
    findings: {
      s_back_pain: true,
      e_fpi6: { left: 8, right: "not-testable" },
      h_onset_order: "foot",
      e_block_mm: true,
    },
  };
  expect(parseCaseFile(input, evidence)).toEqual({ ok: true, value: input });
});

test("what is left out is unknown, and the setting is the combined clinic", () => {
  expect(parseCaseFile({}, evidence)).toEqual({
    ok: true,
    value: { age: null, sex: null, setting: "combined", findings: {} },
  });
});

test("answers to confirming questions and the main complaint are read as they stand", () => {
  const input = {
    age: 54,
    sex: null,
    setting: "combined",
    findings: { s_back_pain: true },
    confirmations: { rf01: "no", rf07: "unknown" },
    mainComplaint: "s_back_pain",
  };
  expect(parseCaseFile(input, evidence)).toEqual({ ok: true, value: input });
  expect(parseCaseFile({ ...input, mainComplaint: null }, evidence)).toMatchObject({ value: { mainComplaint: null } });
});

test("an unknown flag names the nearest, and nothing but yes, no and unknown is an answer", () => {
  expect(problems({ confirmations: { rf001: "no", rf07: "maybe" } })).toEqual([
    'case/unknown-flag confirmations.rf001: The base has no red flag "rf001". Did you mean "rf01"?',
    'case/bad-confirmation confirmations.rf07: The answer is "maybe"; it is one of "yes", "no", "unknown". Leave a flag out when its question was not asked.',
  ]);
  expect(problems({ confirmations: ["rf01"] })[0]).toMatch(/are a list/);
});

test("a main complaint that states no complaint is refused, with the nearest that does", () => {
  expect(problems({ mainComplaint: "s_bak_pain" })[0]).toMatch(/case\/bad-complaint mainComplaint: .*"s_back_pain"\?$/);
  expect(problems({ mainComplaint: "h_diabetes" })).toHaveLength(1);
});

test("an unknown finding names the nearest", () => {
  expect(problems({ findings: { e_srl: true } })).toEqual([
    'case/unknown-finding findings.e_srl: The base has no finding "e_srl". Did you mean "e_slr"?',
  ]);
});

test("all problems are told at once, each with its place", () => {
  const found = problems({
    age: "54",
    sex: "femal",
    setting: "spne",
    patient: "x",
    findings: { s_back_pain: "yes", e_block_mm: "wide", h_onset_order: "feet", e_slr: { lft: true }, e_slump: null },
  });
  expect(found).toEqual([
    'case/unknown-field patient: A case has no field "patient". Its fields are age, sex, setting, findings, confirmations, mainComplaint.',
    'case/bad-age age: The age is "54"; it is a number of years from 0 to 125, or null when not known.',
    'case/bad-sex sex: The sex is "femal"; it is one of "female", "male", or null when not known. Did you mean "female"?',
    'case/bad-setting setting: The setting is "spne"; it is one of "combined", "podiatry", "spine". Did you mean "spine"?',
    'case/bad-value findings.s_back_pain: The value is "yes"; this finding takes true or false, or "not-testable".',
    'case/bad-value findings.e_block_mm: The value is "wide"; this finding takes a number (mm), true or false, or "not-testable".',
    expect.stringMatching(
      /^case\/bad-value findings\.h_onset_order: The value is "feet"; this finding takes one of "foot", /,
    ),
    'case/bad-side findings.e_slr.lft: "lft" is not a side; sides are "left" and "right". Write { "left": …, "right": … } and leave out a side that is not known.',
    'case/bad-value findings.e_slump: The value is null; this finding takes true or false, or "not-testable". Leave a finding out when it is not known.',
  ]);
});

test("impossible ages and numbers are refused", () => {
  expect(problems({ age: -1 })).toHaveLength(1);
  expect(problems({ age: 200 })).toHaveLength(1);
  expect(problems({ age: Number.NaN })).toHaveLength(1);
  expect(problems({ findings: { m_arch_index: Number.POSITIVE_INFINITY } })).toHaveLength(1);
});

test("what is no case at all is said in one sentence", () => {
  expect(problems([])).toEqual([
    "case/not-an-object A case is an object with age, sex, setting and findings; this is a list.",
  ]);
  expect(problems(null)[0]).toMatch(/this is null/);
});

test("a finding named like a part of every object is not taken for one", () => {
  expect(problems(JSON.parse('{ "findings": { "__proto__": true, "constructor": true } }'))).toHaveLength(2);
});
