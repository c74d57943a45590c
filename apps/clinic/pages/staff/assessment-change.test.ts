import { assess } from "@plumbline/assessment";
import type { CaseFile, FindingEntry } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { compareAssessments } from "./assessment-change.ts";
import type { Concluded } from "./assessment-change.ts";

const evidence = loadEvidence();
const reassess = (caseFile: CaseFile) => assess(caseFile, evidence);

function concluded(findings: Readonly<Record<string, FindingEntry>>): Concluded {
  const caseFile: CaseFile = { age: 54, sex: "female", setting: "combined", findings };
  return { caseFile, assessment: reassess(caseFile), evidenceHash: evidence.hash };
}

const TOLD = { s_back_pain: true, f_foot_pain: true, f_first_step: { left: true } };

test("the same case twice moved nothing", () => {
  const change = compareAssessments(concluded(TOLD), concluded(TOLD), evidence, reassess);
  expect(change).toMatchObject({ findings: [], answer: null, moves: [], flagsRaised: [], flagsCleared: [] });
});

test("one new finding is named, and undoing it gives back where each conclusion stood before", () => {
  const before = concluded(TOLD);
  const after = concluded({ ...TOLD, m_arch_index: { left: 0.33 } });
  const change = compareAssessments(before, after, evidence, reassess);
  expect(change.findings).toEqual([
    {
      findingId: "m_arch_index",
      name: "Arch index (middle third / toeless area)",
      before: null,
      after: "left 0.33 (positive)",
    },
  ]);
  expect(change.moves.length).toBeGreaterThan(0);
  for (const move of change.moves) {
    for (const cause of move.causes) {
      expect(cause.with).toBe(move.after);
      expect(cause.without).toBeCloseTo(move.before, 10);
    }
  }
});

test("a number and the state read from it count as one cause", () => {
  const before = concluded(TOLD);
  const after = concluded({ ...TOLD, m_arch_index: { left: 0.33 }, m_ai_low_arch: { left: true } });
  const { moves } = compareAssessments(before, after, evidence, reassess);
  const flatfoot = moves.find(({ target }) => target === "flexible_flatfoot");
  expect(flatfoot?.after).toBeGreaterThan(flatfoot?.before ?? 1);
  expect(flatfoot?.causes).toHaveLength(1);
  expect(flatfoot?.causes[0]?.names).toHaveLength(2);
  expect(flatfoot?.causes[0]?.row?.condition).toMatch(/flatfoot/i);
});

test("a finding that was taken back is told as such", () => {
  const { findings } = compareAssessments(
    concluded({ ...TOLD, e_slr: { left: true } }),
    concluded(TOLD),
    evidence,
    reassess,
  );
  expect(findings.map(({ findingId, before, after }) => [findingId, before, after])).toEqual([
    ["e_slr", "left present", null],
  ]);
});

test("a warning sign that is new is named apart from the probabilities", () => {
  const change = compareAssessments(
    concluded(TOLD),
    concluded({ ...TOLD, r_urine_retention: true }),
    evidence,
    reassess,
  );
  expect(change.flagsRaised).toContain("Cauda equina syndrome suspected");
});
