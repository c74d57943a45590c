import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { complaintFrame, frameAfterClue } from "./complaint-frame.ts";
import { COMPLAINTS } from "./complaint-table.ts";
import { conditionModel } from "./condition-model.ts";

const evidence = loadEvidence();
const model = conditionModel(evidence);

test("a clue about links changes a frame just as if it had been known from the start", () => {
  const states = new Map(["s_back_pain", "f_foot_pain", "f_first_step", "s_leg_pain"].map((id) => [id, true]));
  const setting = { setting: "combined", mainComplaint: "s_back_pain" } as const;
  const before = complaintFrame(states, setting, model, evidence);
  expect(before.complaints.length).toBeGreaterThan(2);
  const stating = new Set(COMPLAINTS.flatMap(({ statedBy }) => statedBy));
  for (const { findingId } of evidence.couplings) {
    if (stating.has(findingId)) continue;
    for (const answer of [true, false]) {
      const withClue = new Map(states).set(findingId, answer);
      const fresh = complaintFrame(
        withClue,
        setting,
        model,
        evidence,
        before.complaints.map(({ complaint }) => complaint),
      );
      expect(frameAfterClue(before, findingId, withClue, "combined", model, evidence)).toEqual(fresh);
    }
  }
});

test("one more finding that states a complaint changes a frame just as if it had been known from the start", () => {
  const states = new Map(["s_back_pain", "f_foot_pain", "f_first_step", "s_leg_pain"].map((id) => [id, true]));
  const setting = { setting: "spine", mainComplaint: null } as const;
  const before = complaintFrame(states, setting, model, evidence);
  const stated = before.complaints.map(({ complaint }) => complaint);
  for (const id of stated.flatMap(({ statedBy }) => statedBy)) {
    const withFinding = new Map(states).set(id, true);
    const fresh = complaintFrame(withFinding, setting, model, evidence, stated);
    expect(frameAfterClue(before, id, withFinding, "spine", model, evidence, id)).toEqual(fresh);
  }
});
