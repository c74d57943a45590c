import type { CaseFile, FindingEntry, PlanLine, Triage } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { assess } from "./assess.ts";
import { baseLevel } from "./base-level.ts";

const evidence = loadEvidence();
const NO_FLAG: Triage = { level: "routine", flags: [], overrides: [] };
const FREE = { s_limits_walking: false, s_limits_work: false };

function line(conditionId: string, category: string, recommendation: PlanLine["recommendation"] = "first_line") {
  const treatment = evidence.treatments.find((one) => one.conditionId === conditionId)!;
  const empty = { because: "", effect: "", certainty: "", guideline: "", dose: "", contraindications: "" };
  return {
    ...empty,
    treatmentId: treatment.id,
    intervention: treatment.intervention,
    category,
    recommendation,
    conditionId,
    conditionName: conditionId,
    mark: treatment.mark,
    sourceKeys: [],
  } satisfies PlanLine;
}

function levelOf(options: {
  readonly findings?: Readonly<Record<string, FindingEntry>>;
  readonly age?: number | null;
  readonly plan?: readonly PlanLine[];
  readonly triage?: Triage;
}) {
  const { findings = FREE, age = 40, plan = [line("plantar_fasciitis", "exercise")], triage = NO_FLAG } = options;
  const caseFile: CaseFile = { age, sex: null, setting: "combined", findings };
  const states = new Map(Object.entries(findings).filter(([, value]) => typeof value === "boolean")) as Map<
    string,
    boolean
  >;
  return baseLevel({ caseFile, states, triage, plan }, evidence);
}

test("advice is enough when nothing limits walking or work and the plan begins at home", () => {
  expect(levelOf({})).toBe("self-care");
  expect(levelOf({ findings: { ...FREE, s_foot_nprs: 3 } })).toBe("self-care");
  for (const category of ["education", "footwear", "lifestyle", "activity"]) {
    expect(levelOf({ plan: [line("plantar_fasciitis", category)] })).toBe("self-care");
  }
});

test("unknown is not no: without an answer about walking, about work or without an age it is a visit", () => {
  expect(levelOf({ findings: {} })).toBe("routine");
  expect(levelOf({ findings: { s_limits_walking: false } })).toBe("routine");
  expect(levelOf({ findings: { s_limits_work: false } })).toBe("routine");
  expect(levelOf({ age: null })).toBe("routine");
});

test("a limit, more than mild pain, a child or a pregnancy is a visit", () => {
  expect(levelOf({ findings: { ...FREE, s_limits_work: true } })).toBe("routine");
  expect(levelOf({ findings: { ...FREE, s_back_nprs: 4 } })).toBe("routine");
  expect(levelOf({ age: 12 })).toBe("routine");
  expect(levelOf({ findings: { ...FREE, h_pregnant: true } })).toBe("routine");
});

test("a plan that begins with hands, a device or a referral, for a nerve or for the whole body, is a visit", () => {
  expect(levelOf({ plan: [] })).toBe("routine");
  expect(levelOf({ plan: [line("plantar_fasciitis", "orthosis"), line("plantar_fasciitis", "exercise")] })).toBe(
    "routine",
  );
  expect(levelOf({ plan: [line("plantar_fasciitis", "exercise", "refer")] })).toBe("routine");
  expect(levelOf({ plan: [line("plantar_fasciitis", "exercise", "second_line")] })).toBe("routine");
  expect(levelOf({ plan: [line("radic_s1", "exercise")] })).toBe("routine");
  expect(levelOf({ plan: [line("fibromyalgia", "exercise")] })).toBe("routine");
});

test("a flag keeps its level, and a flag that was lifted still asks for a visit", () => {
  const { triage } = assess(
    {
      age: 40,
      sex: null,
      setting: "combined",
      findings: { ...FREE, r_calf_swell: true },
      confirmations: { rf07: "no" },
    },
    evidence,
  );
  expect(triage.overrides).toHaveLength(1);
  expect(levelOf({ triage })).toBe("routine");
  expect(levelOf({ triage: { ...NO_FLAG, level: "urgent", flags: [{} as Triage["flags"][number]] } })).toBe("urgent");
});

test("heel pain with the first steps that limits nothing may start at home; the same that limits walking is seen", () => {
  const heel = { f_foot_pain: true, f_first_step: true, f_heel_inner: true, f_warms_up: true };
  const assessed = (findings: Readonly<Record<string, FindingEntry>>) =>
    assess({ age: 44, sex: "female", setting: "combined", findings: { ...heel, ...findings } }, evidence).triage.level;
  expect(assessed(FREE)).toBe("self-care");
  expect(assessed({ ...FREE, s_limits_walking: true })).toBe("routine");
  expect(assessed({})).toBe("routine");
});
