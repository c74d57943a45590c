import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { cutOffWords, entryWords, pileOf } from "./finding-words.ts";

const { findings } = loadEvidence();
const finding = (id: string) => findings.get(id)!;

test("what a clinician tested is present or absent, what a patient told is yes or no", () => {
  expect(entryWords(finding("e_slr"), { left: true, right: false })).toBe("left present, right absent");
  expect(entryWords(finding("s_back_pain"), true)).toBe("yes");
});

test("not testable is told as such and never as absent", () => {
  expect(entryWords(finding("e_slr"), { left: "not-testable" })).toBe("left not testable");
});

test("a number comes with its unit and what it means", () => {
  expect(entryWords(finding("m_arch_index"), { right: 0.3104 })).toBe("right 0.31 (positive)");
  expect(entryWords(finding("e_block_mm"), 6)).toBe("6 mm (negative)");
  expect(entryWords(finding("s_back_nprs"), 7)).toBe("7 of 10");
});

test("both ends of a cut-off are told; where the base draws no line, nothing is", () => {
  expect(cutOffWords(finding("m_arch_index"))).toBe("at least 0.26 (low arch); at most 0.21 (high arch)");
  expect(cutOffWords(finding("m_heel_peak_kpa"))).toBe("");
});

test("present on one side is a yes, whatever the other side", () => {
  expect(pileOf(finding("f_first_step"), { left: true, right: false })).toBe("yes");
  expect(pileOf(finding("f_first_step"), { left: false })).toBe("no");
  expect(pileOf(finding("e_slr"), { left: "not-testable" })).toBe("not-testable");
});
