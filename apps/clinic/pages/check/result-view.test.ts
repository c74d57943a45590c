import { describe, expect, test } from "vitest";
import { assess } from "@plumbline/assessment";
import { logOddsStep } from "@plumbline/clinical-model";
import type { Assessment, CaseFile, PlanLine } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { resultView } from "./result-view.ts";

const evidence = loadEvidence();

/** A made-up person with a sore heel and a sore back, on one side. */
const HEEL_AND_BACK: CaseFile = {
  age: 54,
  sex: "female",
  setting: "combined",
  findings: {
    s_back_pain: true,
    f_foot_pain: { left: true },
    f_first_step: { left: true },
    f_heel_inner: { left: true },
    r_fever: false,
  },
};

const assessed = assess(HEEL_AND_BACK, evidence);

function viewOf(changes: Partial<Assessment>) {
  return resultView({ ...assessed, ...changes }, HEEL_AND_BACK, evidence);
}

test("no figure is shown above what the base allows", () => {
  const conditions = assessed.conditions.map((each) => ({ ...each, posterior: 1, reported: true }));
  for (const bar of viewOf({ conditions }).conditions) {
    expect(bar.percent).toBeLessThanOrEqual(evidence.parameters.neverDisplayAbove * 100);
  }
});

test("only conditions the base lets us name are named, best explanation first", () => {
  const [first, second, third] = assessed.conditions;
  const conditions = [
    { ...second!, reported: true, rank: 2 },
    { ...first!, reported: true, rank: 1 },
    { ...third!, reported: false, rank: 3 },
  ];
  expect(viewOf({ conditions }).conditions.map(({ id }) => id)).toEqual([first!.id, second!.id]);
});

test("when nothing fits well no direction is named and nothing is begun, whatever is likeliest", () => {
  const view = viewOf({
    fit: { isPoor: true, reason: "findings-unexplained", unexplainedFindings: [] },
    direction: { ...assessed.direction, answer: "cannot-tell", certainty: "likely" },
  });
  expect(view.direction.headline).toMatch(/does not fit/);
  expect(view.direction.meaning).toMatch(/have a clinician look at you/);
  expect(view.isWeak).toBe(true);
  expect(view.first).toEqual([]);
});

test("what hurts by itself is marked where it hurts", () => {
  const complaint = (id: string) => ({ id, name: id, causes: [], unexplained: 1, unexplainedInterval: null });
  const marked = (...ids: string[]) =>
    viewOf({
      direction: { ...assessed.direction, answer: "local" },
      complaints: ids.map(complaint),
    }).direction.marked;
  expect(marked("back_pain", "heel_pain")).toEqual(["back", "feet"]);
  expect(marked("calf_pain")).toEqual(["leg"]);
  expect(marked("knee_pain")).toEqual([]);
});

test("what would turn the answer is told where it has plain words, and never the urgency", () => {
  const point = { findingName: "", value: true, isReversal: false, plausibility: 0.2 };
  const { turns } = viewOf({
    turningPoints: [
      { ...point, findingId: "e_slr", of: "direction", becomes: "spine-drives-foot" },
      { ...point, findingId: "m_lld_mm", of: "direction", becomes: "foot-drives-back" },
      { ...point, findingId: "r_fever", of: "triage", becomes: "urgent" },
    ],
  });
  expect(turns.map(({ id }) => id)).toEqual(["e_slr"]);
  expect(turns[0]!.text).toMatch(/is a yes, the answer would be: the back drives the leg or foot trouble\.$/);
});

test("how sure we are is told with the interval where there is one, and never as certain", () => {
  const [first] = assessed.conditions;
  const told = (interval: { low: number; high: number } | null) =>
    viewOf({ conditions: [{ ...first!, reported: true, interval }] }).sureness.join(" ");
  expect(told(null)).toMatch(/We are never fully sure/);
  expect(told(null)).not.toMatch(/not exact/);
  expect(told({ low: 0.31, high: 1 })).toMatch(/could be about 3 in 10, or more than 9 in 10/);
});

describe("a reason", () => {
  const contribution = (findingId: string, withIt: number, without: number) => ({
    findingId,
    findingName: "the clinician's name",
    target: "direction:local",
    with: withIt,
    without,
    logOddsStep: logOddsStep(withIt, without),
    mark: "expert estimate" as const,
    sourceKeys: ["expert"],
  });
  const reasonsFor = (...contributions: Assessment["contributions"]) =>
    viewOf({
      direction: { ...assessed.direction, answer: "local", certainty: "possible" },
      contributions,
    }).reasons.find(({ about }) => about.includes("where it is felt"));

  test("speaks in the words the person ticked, and says which way they moved it", () => {
    const group = reasonsFor(contribution("f_first_step", 0.62, 0.41), contribution("r_fever", 0.6, 0.7));
    expect(group?.up[0]?.said).toBe("You ticked “Heel: Worst with the first steps in the morning”.");
    expect(group?.up[0]?.moved).toBe("This makes it more likely (from about 4 in 10 to about 6 in 10).");
    expect(group?.down[0]?.said).toBe("You did not tick “Since this began: Fever or chills”.");
  });

  test("that is too small to feel is left out", () => {
    expect(reasonsFor(contribution("f_first_step", 0.505, 0.5))).toBeUndefined();
  });

  test("without a study behind it says so, and names no source", () => {
    const [reason] = reasonsFor(contribution("f_first_step", 0.62, 0.41))?.up ?? [];
    expect(reason?.mark).toBe("an expert’s estimate, no study");
    expect(reason?.sources).toEqual([]);
  });
});

test("an operation comes after other care, what does little is told too, last of all, and names have no short forms", () => {
  const line = (treatmentId: string, recommendation: PlanLine["recommendation"]): PlanLine => ({
    treatmentId,
    intervention: treatmentId,
    category: "exercise",
    recommendation,
    conditionId: "plantar_fasciitis",
    conditionName: "Plantar fasciitis",
    because: "",
    effect: "",
    certainty: "moderate",
    guideline: "",
    dose: "",
    contraindications: "",
    mark: "seen",
    sourceKeys: [],
  });
  const { care } = viewOf({
    plan: [
      line("useless", "do_not_routinely"),
      { ...line("operation", "refer"), category: "surgery" },
      line("stretch", "first_line"),
      line("see-a-doctor", "refer"),
    ],
  });
  expect(viewOf({ plan: [{ ...line("t25", "consider"), intervention: "Insoles for LBP" }] }).care[0]?.name).toBe(
    "Insoles for low back pain",
  );
  expect(care.map(({ id, isLittleUse }) => [id, isLittleUse])).toEqual([
    ["see-a-doctor", false],
    ["stretch", false],
    ["operation", false],
    ["useless", true],
  ]);
});

test("a red flag keeps its words", () => {
  const [flag] = evidence.redFlags.filter(({ id }) => id === "rf57");
  const fired = {
    id: "rf57",
    name: flag!.flag,
    level: "urgent" as const,
    urgency: flag!.urgency,
    findingIds: ["r_sole_dark_spot"],
    action: flag!.action,
    patientMessage: flag!.patientMessage,
    mark: flag!.mark,
    sourceKeys: flag!.sourceKeys,
  };
  expect(viewOf({ triage: { level: "urgent", flags: [fired], overrides: [] } }).flags).toEqual([
    { id: "rf57", isUrgent: true, message: flag!.patientMessage },
  ]);
});
