import { NOT_TESTABLE } from "@plumbline/clinical-model";
import { expect, test } from "vitest";
import { findingState } from "./finding-state.ts";
import { loadEvidence } from "./load-evidence.ts";
import { cutOffText, positiveRule, positiveRuleText } from "./positive-rule.ts";

const { findings } = loadEvidence();
const finding = (id: string) => findings.get(id)!;

test("an answer of yes or no is the state", () => {
  expect(findingState(finding("s_back_pain"), true)).toBe(true);
  expect(findingState(finding("s_back_pain"), false)).toBe(false);
});

test.each([
  // ">=10"                  "<=0.90"                   ">10"                        "<0.70"
  ["e_block_mm", 10, 9.9],
  ["e_abi_low", 0.9, 0.91],
  ["m_navicular_drop", 10.1, 10],
  ["e_tbi_low", 0.69, 0.7],
])("%s is positive at %d and negative at %d", (id, beyond, within) => {
  expect(findingState(finding(id), beyond)).toBe(true);
  expect(findingState(finding(id), within)).toBe(false);
});

test("a number beyond the second cut-off is negative: the opposite end is a finding of its own", () => {
  // m_arch_index: ">=0.26 low arch; <=0.21 high arch"
  expect(findingState(finding("m_arch_index"), 0.3)).toBe(true);
  expect(findingState(finding("m_arch_index"), 0.18)).toBe(false);
  expect(positiveRule(finding("m_arch_index"))).toEqual({
    kind: "cut-offs",
    cutOffs: [
      { comparison: ">=", limit: 0.26, label: "low arch" },
      { comparison: "<=", limit: 0.21, label: "high arch" },
    ],
  });
});

test("a measured finding may be stated outright, without its number", () => {
  expect(findingState(finding("e_block_mm"), true)).toBe(true);
});

test("an instrument without a single cut-off has a state, and no number says it", () => {
  expect(findingState(finding("e_sshq"), true)).toBe(true);
  expect(findingState(finding("e_sshq"), 7)).toBe(null);
});

test("a choice is positive at its option and unknown at a word that is none", () => {
  expect(findingState(finding("h_sex_female"), "female")).toBe(true);
  expect(findingState(finding("h_sex_female"), "male")).toBe(false);
  expect(findingState(finding("h_sex_female"), "femail")).toBe(null);
});

test("context has no state, whatever its value", () => {
  expect(findingState(finding("h_age"), 54)).toBe(null);
  expect(findingState(finding("h_duration"), "6-12 weeks")).toBe(null);
  expect(findingState(finding("m_heel_peak_kpa"), true)).toBe(null);
});

test("what could not be tested has no state", () => {
  for (const id of ["s_back_pain", "e_block_mm", "h_sex_female"]) {
    expect(findingState(finding(id), NOT_TESTABLE)).toBe(null);
  }
});

test("every finding that carries a likelihood can become positive", () => {
  const { likelihoods } = loadEvidence();
  const used = new Set(likelihoods.filter((row) => row.preferred).map((row) => row.findingId));
  const stuck = [...used].filter((id) => findingState(finding(id), true) !== true);
  expect(stuck).toEqual([]);
});

test("cut-offs are told in words, with the unit where it is one", () => {
  expect(cutOffText({ comparison: ">=", limit: 10, label: "" }, "mm")).toBe("at least 10 mm");
  expect(cutOffText({ comparison: "<", limit: 0.7, label: "" }, "ratio")).toBe("less than 0.7");
  expect(positiveRuleText(finding("m_arch_index"))).toBe(
    "at least 0.26 (low arch); at most 0.21 (high arch) is a finding of its own",
  );
  expect(positiveRuleText(finding("m_cpei_pronated"))).toBe("at most 7.3");
  expect(positiveRuleText(finding("s_back_pain"))).toBe("yes");
  expect(positiveRuleText(finding("h_age"))).toBe("");
});
