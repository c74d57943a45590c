import type { Assessment, CaseFile, FindingEntry } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import fc from "fast-check";
import { expect, test } from "vitest";
import { assess } from "./assess.ts";

const evidence = loadEvidence();
const yesNo = [...evidence.findings.values()].filter(({ answerType }) => answerType === "yes/no").map(({ id }) => id);

const someCase: fc.Arbitrary<CaseFile> = fc.record({
  age: fc.option(fc.integer({ min: 18, max: 95 })),
  sex: fc.constantFrom("female", "male", null),
  setting: fc.constantFrom("combined", "podiatry", "spine"),
  findings: fc
    .record({
      present: fc.subarray([...yesNo, "s_back_pain"], { maxLength: 14 }),
      absent: fc.subarray(yesNo, { maxLength: 20 }),
    })
    .map(({ present, absent }) =>
      Object.fromEntries([...absent.map((id) => [id, false]), ...present.map((id) => [id, true])]),
    ),
});

const flatfoot: CaseFile = {
  age: 45,
  sex: "female",
  setting: "combined",
  findings: {
    s_back_pain: true,
    f_foot_pain: true,
    e_fpi_pronated: true,
    e_arch_forms_tiptoe: true,
    f_flat_both_always: true,
    h_foot_before_back: true,
    s_track_together: true,
    s_back_better_support: true,
    s_back_after_stand_walk: true,
    s_leg_pain: false,
    s_sit_worse: false,
  },
};

function withFindings(caseFile: CaseFile, findings: Readonly<Record<string, FindingEntry>>): CaseFile {
  return { ...caseFile, findings: { ...caseFile.findings, ...findings } };
}

function codes({ notices }: Assessment): readonly string[] {
  return notices.map(({ code }) => code);
}

test("whatever is entered: probabilities, shares that sum to 1, distinct ranks, nothing above what may be shown", () => {
  fc.assert(
    fc.property(someCase, (caseFile) => {
      const result = assess(caseFile, evidence);
      for (const { posterior, prior } of result.conditions) {
        expect(posterior).toBeGreaterThanOrEqual(0);
        expect(posterior).toBeLessThanOrEqual(evidence.parameters.neverDisplayAbove);
        expect(prior).toBeGreaterThan(0);
      }
      expect(result.conditions.map(({ rank }) => rank)).toEqual(result.conditions.map((_, index) => index + 1));
      for (const { causes, unexplained } of result.complaints) {
        expect(causes.reduce((sum, { share }) => sum + share, unexplained)).toBeCloseTo(1, 9);
        expect(unexplained).toBeGreaterThan(0);
      }
      const directions = Object.values(result.direction.probabilities);
      expect(directions.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      for (const { linkPosterior, cap } of result.links) expect(linkPosterior).toBeLessThanOrEqual(cap);
    }),
    { numRuns: 25, seed: 1 },
  );
}, 30_000);

test("the order in which findings are entered leaves no trace, down to the byte", () => {
  fc.assert(
    fc.property(someCase, (caseFile) => {
      const reversed = { ...caseFile, findings: Object.fromEntries(Object.entries(caseFile.findings).toReversed()) };
      expect(JSON.stringify(assess(reversed, evidence))).toBe(JSON.stringify(assess(caseFile, evidence)));
    }),
    { numRuns: 10, seed: 2 },
  );
}, 30_000);

test("a finding that could not be tested changes nothing but the notices and what is asked next", () => {
  const plain = assess(flatfoot, evidence);
  const tried = assess(withFindings(flatfoot, { e_slr: "not-testable" }), evidence);
  expect(tried.conditions).toEqual(plain.conditions);
  expect(tried.direction).toEqual(plain.direction);
  expect(tried.triage).toEqual(plain.triage);
  expect(tried.notices).toContainEqual(
    expect.objectContaining({ code: "assessment/not-testable", path: "findings.e_slr" }),
  );
  expect(tried.nextQuestions.map(({ findingId }) => findingId)).not.toContain("e_slr");
});

test("mirroring left and right mirrors nothing in the answer but the sides", () => {
  const left = assess(withFindings(flatfoot, { e_hallux_df40: { left: true, right: false } }), evidence);
  const right = assess(withFindings(flatfoot, { e_hallux_df40: { left: false, right: true } }), evidence);
  expect(right).toEqual(left);
});

test("a measured number becomes the state that the base has for it, whatever state was entered beside it", () => {
  const low = assess(withFindings(flatfoot, { m_arch_index: 0.3 }), evidence);
  const stated = assess(withFindings(flatfoot, { m_ai_low_arch: true, m_ai_high_arch: false }), evidence);
  expect(low.conditions).toEqual(stated.conditions);
  const denied = assess(withFindings(flatfoot, { m_arch_index: 0.3, m_ai_low_arch: false }), evidence);
  expect(denied.conditions).toEqual(low.conditions);
  expect(denied.notices[0]).toMatchObject({ code: "assessment/contradiction", path: "findings.m_ai_low_arch" });
});

test("age and sex stand in for the findings that ask for them", () => {
  const derived = assess({ age: 72, sex: "female", setting: "spine", findings: { s_back_pain: true } }, evidence);
  const entered = assess(
    {
      age: null,
      sex: null,
      setting: "spine",
      findings: {
        s_back_pain: true,
        h_sex_female: "female",
        h_age_over70: true,
        h_age_50plus: true,
        h_age_48plus: true,
        h_age_under40: false,
        h_age_under60: false,
        age_under_18: false,
      },
    },
    evidence,
  );
  expect(derived.conditions.map(({ id, posterior }) => [id, posterior.toFixed(9)])).toEqual(
    entered.conditions.map(({ id, posterior }) => [id, posterior.toFixed(9)]),
  );
});

test("every clue that moved the answer is named with what it rests on, largest first", () => {
  const { contributions, direction } = assess(flatfoot, evidence);
  const steps = contributions.map(({ logOddsStep }) => Math.abs(logOddsStep));
  expect(steps).toEqual(steps.toSorted((a, b) => b - a));
  const clue = contributions.find(
    ({ findingId, target }) => findingId === "s_back_better_support" && target === "direction:foot-drives-back",
  );
  expect(clue).toBeDefined();
  expect(clue!.with).toBeCloseTo(direction.probabilities["foot-drives-back"], 12);
  expect(clue!.with).toBeGreaterThan(clue!.without);
  expect(clue!.mark).toBe("expert estimate");
});

test("every answer says that the base is not validated and on how many rows of which mark it rests", () => {
  const notice = assess(flatfoot, evidence).notices.find(({ code }) => code === "assessment/not-validated");
  expect(notice!.message).toMatch(
    /not clinically validated.* \d+ seen in a source, \d+ recalled .*, \d+ expert estimates/,
  );
});

test("a red flag is up until what would exclude it is known, and the answer says so", () => {
  const open = assess(withFindings(flatfoot, { r_sole_dark_spot: true }), evidence);
  expect(open.triage.level).toBe("urgent");
  expect(open.triage.flags.map(({ id }) => id)).toEqual(["rf57"]);
  expect(open.notices).toContainEqual(
    expect.objectContaining({ code: "assessment/flag-may-be-excluded", path: "triage.rf57" }),
  );
  const pared = assess(withFindings(flatfoot, { r_sole_dark_spot: true, e_pares_away: true }), evidence);
  expect(pared.triage.level).toBe("routine");
  const notPared = assess(withFindings(flatfoot, { r_sole_dark_spot: true, e_pares_away: false }), evidence);
  expect(notPared.triage.level).toBe("urgent");
  expect(codes(notPared)).not.toContain("assessment/flag-may-be-excluded");
});

test("an open exclusion is nobody's finding: a no lifts the flag, and what changed nothing is said", () => {
  const spot = withFindings(flatfoot, { r_sole_dark_spot: true });
  expect(assess({ ...spot, confirmations: { rf57: "no" } }, evidence).triage.overrides).toMatchObject([
    { flagId: "rf57", answer: "no" },
  ]);
  const pared = withFindings(spot, { e_pares_away: false });
  const overruled = assess({ ...pared, confirmations: { rf57: "no", rf01: "no" } }, evidence);
  expect(overruled.triage.level).toBe("urgent");
  expect(overruled.notices).toContainEqual(
    expect.objectContaining({ code: "assessment/confirmation-overruled", path: "confirmations.rf57" }),
  );
  expect(overruled.notices).toContainEqual(
    expect.objectContaining({ code: "assessment/confirmation-ignored", path: "confirmations.rf01" }),
  );
});

test("a main complaint that the findings do not have is said to be missing", () => {
  expect(codes(assess({ ...flatfoot, mainComplaint: "s_groin_pain" }, evidence))).toContain(
    "assessment/main-complaint-absent",
  );
  expect(codes(assess({ ...flatfoot, mainComplaint: "s_back_pain" }, evidence))).not.toContain(
    "assessment/main-complaint-absent",
  );
});

test("a child and a pregnancy are outside what the base covers, and the answer says so", () => {
  expect(codes(assess({ ...flatfoot, age: 13 }, evidence))[0]).toBe("assessment/under-18");
  expect(codes(assess(withFindings(flatfoot, { h_pregnant: true }), evidence))).toContain("assessment/pregnancy");
  expect(codes(assess(flatfoot, evidence))).not.toContain("assessment/under-18");
});

test("a device under the foot for the back always shows what NICE says against it", () => {
  const { plan } = assess(flatfoot, evidence);
  const linked = plan.filter(({ recommendation }) => recommendation === "consider_if_linked");
  expect(linked.length).toBeGreaterThan(0);
  for (const line of plan.filter(
    ({ category, conditionId }) => /orthosis/.test(category) && conditionId === "flexible_flatfoot",
  )) {
    expect(line.guideline).toMatch(/NICE NG59: do not offer foot orthotics for low back pain/);
  }
});

test("without clues for a link, no device is considered for the back", () => {
  const { plan } = assess({ ...flatfoot, findings: { s_back_pain: true, e_fpi_pronated: true } }, evidence);
  expect(plan.filter(({ recommendation }) => recommendation === "consider_if_linked")).toEqual([]);
});
