import type { CaseFile, FindingEntry } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { assess } from "./assess.ts";
import { settleContradictions } from "./contradictions.ts";
import { POSSIBLE_NUMBERS } from "./possible-numbers.ts";

const evidence = loadEvidence();

function caseOf(findings: Readonly<Record<string, FindingEntry>>, person: Partial<CaseFile> = {}): CaseFile {
  return { age: 45, sex: "female", setting: "combined", findings, ...person };
}

/** What is left of the entries, and what was said. */
function settled(findings: Readonly<Record<string, FindingEntry>>, person: Partial<CaseFile> = {}) {
  const { caseFile, notices } = settleContradictions(caseOf(findings, person), evidence);
  return { left: Object.keys(caseFile.findings), said: notices.map(({ code, message }) => `${code} ${message}`) };
}

const SIJ = ["e_sij_distraction", "e_sij_thigh_thrust", "e_sij_compression", "e_sij_sacral", "e_gaenslen"];
const sijItems = (present: number) => Object.fromEntries(SIJ.map((id, index) => [id, index < present]));

test("entries that agree are left as they are, with nothing said", () => {
  const caseFile = caseOf({ s_back_pain: true, e_sij_3plus: true, ...sijItems(3), e_fpi6: { left: 8, right: 2 } });
  expect(settleContradictions(caseFile, evidence)).toEqual({ caseFile, notices: [] });
  expect(settleContradictions(caseFile, evidence).caseFile).toBe(caseFile);
});

test("a result against its items is told by name, and neither counts", () => {
  const all = settled({ s_back_pain: true, e_sij_3plus: true, ...sijItems(0) });
  expect(all.left).toEqual(["s_back_pain"]);
  expect(all.said).toHaveLength(1);
  expect(all.said[0]).toMatch(/^assessment\/contradiction .*">=3 positive SIJ.*" is present, but its items are absent/);
  // Two of five can still become three; with three absent they cannot.
  expect(settled({ e_sij_3plus: true, e_gaenslen: false, e_sij_sacral: false }).said).toEqual([]);
  expect(settled({ e_sij_3plus: true, ...sijItems(2) }).said).toHaveLength(1);
  expect(settled({ e_sij_3plus: false, ...sijItems(3) }).said).toHaveLength(1);
});

test("a result that other items can make true is no contradiction while its listed items are absent", () => {
  const wells = ["r_calf_swell", "e_calf_3cm", "h_immobile_surgery", "h_prev_dvt", "h_cancer_active", "e_pit_oedema"];
  expect(settled({ e_wells2: 2, ...Object.fromEntries(wells.map((id) => [id, false])) }).said).toEqual([]);
  expect(settled({ e_weak_any: false, e_weak_ta: true }).said).toHaveLength(1);
  expect(settled({ e_weak_any: true, e_weak_ta: false }).said).toEqual([]);
});

test("a number that nothing can have is set aside with its range", () => {
  const { left, said } = settled({ e_fpi6: { left: 30, right: 4 }, s_back_nprs: 11, m_arch_index: 0.24 });
  expect(left).toEqual(["m_arch_index"]);
  expect(said.join("\n")).toMatch(/impossible-number .*is 30; it lies between -12 and 12/);
  expect(said).toHaveLength(2);
});

test("every number of the base has a range", () => {
  const numbers = [...evidence.findings.values()].filter(({ answerType }) => answerType === "number");
  expect(Object.keys(POSSIBLE_NUMBERS).sort()).toEqual(numbers.map(({ id }) => id).sort());
});

test("age, sex and number win against a state that follows from them", () => {
  expect(settled({ h_age_over70: true, s_back_pain: true }, { age: 30 }).left).toEqual(["s_back_pain"]);
  expect(settled({ h_age_over70: false }, { age: 30 }).said).toEqual([]);
  expect(settled({ h_sex_female: "female" }, { sex: "male" }).left).toEqual([]);
  expect(settled({ m_arch_index: 0.3, m_ai_low_arch: false }).left).toEqual(["m_arch_index"]);
  expect(settled({ h_onset_order: "foot", h_back_before_foot: true }).left).toEqual(["h_onset_order"]);
});

test("two findings that exclude each other are both set aside, but for one on each side", () => {
  expect(settled({ h_foot_before_back: true, h_back_before_foot: true }).left).toEqual([]);
  expect(settled({ e_fpi_pronated: true, e_fpi_supinated: true }).left).toEqual([]);
  expect(settled({ e_fpi_pronated: { left: true }, e_fpi_supinated: { right: true } }).said).toEqual([]);
});

test("what has no sides cannot differ between them", () => {
  expect(settled({ h_diabetes: { left: true, right: false } }).left).toEqual([]);
  expect(settled({ h_diabetes: { left: true, right: true } }).said).toEqual([]);
  expect(settled({ e_slr: { left: true, right: false } }).said).toEqual([]);
});

test("a part that is present wins against the whole that was denied", () => {
  const { left, said } = settled({ s_back_pain: false, s_back_pain_3m: true });
  expect(left).toEqual(["s_back_pain_3m"]);
  expect(said[0]).toContain("is denied");
});

test("pregnancy in a man is told", () => {
  expect(settled({ h_pregnant: true }, { sex: "male" }).left).toEqual([]);
  expect(settled({ h_pregnant: true }, { sex: null }).said).toEqual([]);
});

test("a contradiction never lowers the urgency, and changes what is probable as if nobody had asked", () => {
  const base = { s_back_pain: true, s_leg_pain: true };
  const plain = assess(caseOf(base), evidence);
  const contradicting = assess(caseOf({ ...base, e_sij_3plus: true, ...sijItems(0) }), evidence);
  expect(contradicting.conditions).toEqual(plain.conditions);
  expect(contradicting.direction).toEqual(plain.direction);
  expect(contradicting.notices[0]).toMatchObject({ code: "assessment/contradiction", path: "findings.e_sij_3plus" });
  const clot = caseOf({ e_wells2: 30 });
  expect(assess(clot, evidence).triage.level).toBe("emergency");
});
