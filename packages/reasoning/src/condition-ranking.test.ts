import type { CaseFile } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { knownFindings } from "./known-findings.ts";
import { reason } from "./reason.ts";

const evidence = loadEvidence();

function ranked(findings: CaseFile["findings"]) {
  const caseFile: CaseFile = { age: 50, sex: "female", setting: "combined", findings };
  return reason(caseFile, knownFindings(caseFile, evidence), evidence).conditions;
}

test("a tight toe box, as common as it is in everyone, stands behind what the findings moved", () => {
  const conditions = ranked({ f_first_step: true, f_heel_inner: true, f_warms_up: true });
  const rankOf = (id: string) => conditions.find((condition) => condition.id === id)!.rank;
  expect(rankOf("plantar_fasciitis")).toBe(1);
  expect(rankOf("fw_tight_toebox")).toBeGreaterThan(5);
});

test("what explains the main complaint stands before what explains a thing noted beside it", () => {
  const conditions = ranked({ f_first_step: true, f_heel_inner: true, f_nail_thick: true, e_koh: true });
  expect(conditions[0]!.id).toBe("plantar_fasciitis");
  expect(conditions.slice(0, 3).map(({ id }) => id)).toContain("onychomycosis");
});

test("a condition is reported from a posterior of 0.15 and a lift of 1.5", () => {
  for (const { reported, posterior, lift } of ranked({ s_back_pain: true, s_leg_pain: true, e_slr: true })) {
    expect(reported).toBe(posterior >= 0.15 && lift >= 1.5);
  }
});
