import { loadEvidence } from "@plumbline/evidence";
import { describe, expect, test } from "vitest";
import { COMPLAINTS } from "./complaint-table.ts";
import { coverageGaps, evidenceCoverage } from "./coverage.ts";
import type { CauseCoverage } from "./coverage.ts";
import { madeBase } from "./made-base.test-data.ts";

const PRIORS = { restless_legs: 0.03, night_cramps: 0.1, pad: 0.05 };
const FINDINGS = ["s_urge_legs", "s_night_cramp", "sign"].map((id) => ({ id, leakP: 0.1 }));

function causesOf(evidence: Parameters<typeof evidenceCoverage>[0]): ReadonlyMap<string, CauseCoverage> {
  const found = evidenceCoverage(evidence, "night_legs");
  if (!found.ok) throw new Error("night_legs is a complaint");
  return new Map(found.value[0]!.causes.map((cause) => [cause.conditionId, cause]));
}

describe("what counts as a cause of a complaint", () => {
  test("whoever a finding that states it speaks for, not whoever it speaks against", () => {
    const rows = [
      { condition: "restless_legs", finding: "s_urge_legs", lrPos: 4, lrNeg: 0.3 },
      { condition: "pad", finding: "s_urge_legs", lrPos: 0.5, lrNeg: 1.1 },
      { condition: "night_cramps", finding: "sign", lrPos: 9, lrNeg: 0.5 },
    ];
    expect([...causesOf(madeBase(PRIORS, FINDINGS, rows)).keys()]).toEqual(["restless_legs"]);
  });

  test("and the members of its competition groups, with what they lack", () => {
    const group = { group: "night_legs", members: ["restless_legs", "night_cramps"], meaning: "" };
    const causes = causesOf({ ...madeBase(PRIORS, FINDINGS, []), competitionGroups: [group] });
    expect([...causes.keys()].sort()).toEqual(["night_cramps", "restless_legs"]);
    expect(causes.get("night_cramps")).toMatchObject({ rows: 0, bestLevel: null, statedBy: null, setApartBy: null });
    expect(coverageGaps(causes.get("night_cramps")!)).toEqual([
      "no row on the complaint",
      "nothing sets it apart",
      "no care",
    ]);
  });
});

test("a finding sets a cause apart only when it speaks twice as strongly for it as for any other", () => {
  const rows = [
    { condition: "restless_legs", finding: "s_urge_legs", lrPos: 4, lrNeg: 0.3 },
    { condition: "night_cramps", finding: "s_urge_legs", lrPos: 2.1, lrNeg: 0.8 },
    { condition: "night_cramps", finding: "s_night_cramp", lrPos: 5, lrNeg: 0.2 },
    { condition: "restless_legs", finding: "s_night_cramp", lrPos: 2.5, lrNeg: 0.8 },
  ];
  const causes = causesOf(madeBase(PRIORS, FINDINGS, rows));
  expect(causes.get("restless_legs")!.setApartBy).toBeNull();
  expect(causes.get("night_cramps")!.setApartBy).toMatchObject({ findingId: "s_night_cramp", lrPos: 5 });
});

test("the weakest comes first: gaps, then how little was read in a source", () => {
  const found = evidenceCoverage(loadEvidence());
  if (!found.ok) throw new Error("the shipped base has complaints");
  expect(found.value.map(({ complaintId }) => complaintId)).toEqual(COMPLAINTS.map(({ id }) => id));
  for (const { causes } of found.value) {
    const gaps = causes.map((cause) => coverageGaps(cause).length);
    expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
    for (const { rows, rowsByMark } of causes) {
      expect(rowsByMark.seen + rowsByMark.recalled + rowsByMark["expert estimate"]).toBe(rows);
    }
  }
});

test("a complaint that is none names the nearest", () => {
  const found = evidenceCoverage(loadEvidence(), "knee_pian");
  expect(found.ok ? [] : found.problems).toMatchObject([
    { code: "coverage/unknown-complaint", path: "knee_pian", hint: 'Did you mean "knee_pain"?' },
  ]);
});
