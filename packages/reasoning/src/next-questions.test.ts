import type { CaseFile } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { nextQuestions } from "./reason.ts";

const evidence = loadEvidence();
const heel: CaseFile = {
  age: 48,
  sex: "female",
  setting: "combined",
  findings: { f_first_step: true, f_heel_inner: true, s_back_pain: false, f_sole_burn: "not-testable" },
};

test("asks the one who can answer, no more than wanted, most telling first", () => {
  const patient = nextQuestions(heel, evidence, { askedOf: "patient", limit: 8 });
  expect(patient).toHaveLength(8);
  expect(patient.every(({ askedOf }) => askedOf === "patient")).toBe(true);
  expect(patient.map(({ gainBits }) => gainBits)).toEqual(
    patient.map(({ gainBits }) => gainBits).sort((a, b) => b - a),
  );
  expect(nextQuestions(heel, evidence, { askedOf: "clinician" }).every(({ askedOf }) => askedOf === "clinician")).toBe(
    true,
  );
});

test("never asks again what was answered, what could not be tested, or what is excluded", () => {
  const [first] = nextQuestions(heel, evidence, { limit: 1 });
  const further = nextQuestions(heel, evidence, { limit: 1000, exclude: new Set([first!.findingId]) });
  const ids = further.map(({ findingId }) => findingId);
  for (const asked of ["f_first_step", "f_heel_inner", "s_back_pain", "f_sole_burn", first!.findingId]) {
    expect(ids).not.toContain(asked);
  }
  expect(further.every(({ gainBits }) => gainBits >= 0)).toBe(true);
});

test("pressing the heel is what tells most about a heel that hurts with the first steps", () => {
  expect(nextQuestions(heel, evidence, { askedOf: "clinician", limit: 3 }).map(({ findingId }) => findingId)).toContain(
    "e_pf_palp",
  );
});

test("asks for a complaint first when none is known", () => {
  const empty: CaseFile = { age: null, sex: null, setting: "combined", findings: {} };
  const ids = nextQuestions(empty, evidence, { askedOf: "patient", limit: 3 }).map(({ findingId }) => findingId);
  expect(ids).toContain("s_back_pain");
});
