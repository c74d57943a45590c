import type { CaseFile, FindingEntry } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { assess } from "./assess.ts";

const evidence = loadEvidence();

/** What motion sensors can say, each at its most telling. */
const GAIT: Readonly<Record<string, FindingEntry>> = {
  m_gait_slow: true,
  m_stride_short: true,
  m_double_support: 38,
  m_gait_variable: true,
  m_gait_worse_distance: true,
  m_forward_stoop: true,
  m_stance_asym_5: true,
  m_antalgic: { left: true, right: false },
  m_toe_clearance_low: { left: true, right: false },
  m_foot_progress: { left: 25, right: 6 },
};

/** Complaints alone, of which the base makes different things. */
const COMPLAINTS: readonly CaseFile["findings"][] = [
  {},
  { s_back_pain: true },
  { f_foot_pain: { left: true } },
  { s_back_pain: true, f_foot_pain: { left: true } },
  { s_back_pain: true, s_leg_pain: true },
  { s_back_pain: true, s_leg_pain: true, f_foot_pain: { left: true } },
];

function caseOf(findings: CaseFile["findings"], age = 61): CaseFile {
  return { age, sex: "female", setting: "combined", findings };
}

test.each(Object.keys(GAIT))("%s alone moves no direction to another answer", (id) => {
  for (const complaints of COMPLAINTS) {
    for (const age of [35, 61, 78]) {
      const without = assess(caseOf(complaints, age), evidence);
      const after = assess(caseOf({ ...complaints, [id]: GAIT[id]! }, age), evidence);
      expect(after.direction.answer).toBe(without.direction.answer);
    }
  }
});

const PAIN = { s_back_pain: true, f_foot_pain: { left: true } };
const before = assess(caseOf(PAIN), evidence);

test.each(["m_gait_slow", "m_gait_variable", "m_gait_worse_distance", "m_toe_clearance_low", "m_antalgic"])(
  "%s shifts weights",
  (id) => {
    const after = assess(caseOf({ ...PAIN, [id]: GAIT[id]! }), evidence);
    const was = new Map(before.conditions.map((condition) => [condition.id, condition.posterior]));
    const most = Math.max(...after.conditions.map((condition) => condition.posterior / was.get(condition.id)!));
    expect(most).toBeGreaterThan(1.1);
  },
);

test("not-testable shifts nothing", () => {
  const after = assess(
    caseOf({ ...PAIN, m_gait_slow: "not-testable", m_antalgic: { left: "not-testable" } }),
    evidence,
  );
  const posteriors = ({ conditions }: typeof after) =>
    Object.fromEntries(conditions.map(({ id, posterior }) => [id, posterior]));
  expect(posteriors(after)).toEqual(posteriors(before));
});

test("walking that worsens with the distance speaks for a narrow canal and for narrow arteries alike", () => {
  const after = assess(caseOf({ ...PAIN, m_gait_worse_distance: true }), evidence);
  for (const id of ["lss", "pad"]) {
    const of = ({ conditions }: typeof after): number => conditions.find((condition) => condition.id === id)!.posterior;
    expect(of(after)).toBeGreaterThan(1.5 * of(before));
  }
});
