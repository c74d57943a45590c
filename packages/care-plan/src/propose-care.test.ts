import { expect, test } from "vitest";
import type { CaseFile, ConditionResult, LinkResult, Triage } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { effectText } from "./effect-text.ts";
import { proposeCare } from "./index.ts";
import type { CareQuestion } from "./index.ts";

const evidence = loadEvidence();

test("the cheap first lines for heel pain stand before orthotics, and a custom device is not put above a ready-made one", () => {
  const { lines } = care({ conditions: [condition("plantar_fasciitis", 0.8)] });
  const ids = lines.map(({ treatmentId }) => treatmentId);
  expect(ids.indexOf("t06")).toBeLessThan(ids.indexOf("t01"));
  const custom = lines.find(({ treatmentId }) => treatmentId === "t02")!;
  expect(custom.effect).toMatch(/^No difference that people would notice/);
  expect(custom.contraindications).toContain("insensate foot");
});

test("an orthotic against back pain is offered only when a named foot cause is linked at 0.5 or more, as a trial, beside NICE NG59", () => {
  const conditions = [condition("ns_lbp", 0.6), condition("flexible_flatfoot", 0.5)];
  const unlinked = care({ conditions, links: [link("flexible_flatfoot", 0.49)] });
  expect(unlinked.lines.map(({ recommendation }) => recommendation)).not.toContain("consider_if_linked");
  const linked = care({ conditions, links: [link("flexible_flatfoot", 0.5)] });
  const trials = linked.lines.filter(({ recommendation }) => recommendation === "consider_if_linked");
  expect(trials.map(({ treatmentId }) => treatmentId).sort()).toEqual(["t21", "t22", "t23", "t24"]);
  for (const line of trials) {
    expect(line.guideline).toContain("NG59");
    expect(line.dose).toContain("4 to 6 weeks");
  }
});

test("a link of a cause that is not itself likely opens nothing", () => {
  const { lines } = care({ conditions: [condition("ns_lbp", 0.6)], links: [link("flexible_flatfoot", 0.6)] });
  expect(lines.map(({ recommendation }) => recommendation)).not.toContain("consider_if_linked");
});

test("every orthotic aimed at back pain says that NICE advises against it", () => {
  const backOrthoses = evidence.treatments.filter(
    ({ category, outcome, conditionId }) =>
      category.includes("orthosis") && (conditionId === "ns_lbp" || /\bLBP\b|back pain/i.test(outcome)),
  );
  expect(backOrthoses.length).toBeGreaterThan(5);
  for (const { conditionId, id } of backOrthoses) {
    const conditions = [condition(conditionId, 0.6), condition("rigid_flatfoot", 0.5)];
    const line = care({ conditions, links: [link("rigid_flatfoot", 0.6)] }).lines.find((one) => one.treatmentId === id);
    expect(line?.guideline, id).toContain("NG59");
  }
});

test("what does little stands last and says so", () => {
  const { lines } = care({ conditions: [condition("ns_lbp", 0.6)] });
  expect(lines.at(-1)?.recommendation).toBe("do_not_routinely");
  expect(lines.at(-1)?.effect).toMatch(/^This does little\. /);
});

test("a stated contraindication keeps a treatment out and tells why; an unknown one keeps nothing out", () => {
  const conditions = [condition("plantar_wart", 0.7)];
  expect(care({ conditions }).lines.map(({ treatmentId }) => treatmentId)).toContain("t59");
  const diabetic = care({ conditions, caseFile: { h_diabetes: true } });
  expect(diabetic.lines.map(({ treatmentId }) => treatmentId)).not.toContain("t59");
  expect(diabetic.notices.map(({ path }) => path)).toContain("plan.t59");
  const denied = care({ conditions, caseFile: { h_diabetes: false } });
  expect(denied.lines.map(({ treatmentId }) => treatmentId)).toContain("t59");
});

test("an instruction behind a colon is shown and keeps nothing out", () => {
  const conditions = [condition("corn_callus", 0.7)];
  const { lines } = care({ conditions, caseFile: { f_stocking_numb: { left: true, right: true } } });
  expect(lines.find(({ treatmentId }) => treatmentId === "t58")?.contraindications).toContain("podiatrist only");
});

test("probability alone sends nobody to the emergency room; a red flag for the condition does, and comes first", () => {
  const conditions = [condition("cauda_equina", 0.2), condition("ns_lbp", 0.6)];
  const quiet = care({ conditions });
  expect(quiet.lines.map(({ recommendation }) => recommendation)).not.toContain("refer_emergency");
  const flagged = care({ conditions, flagIds: ["rf01"] });
  expect(flagged.lines[0]).toMatchObject({ recommendation: "refer_emergency", conditionId: "cauda_equina" });
});

test("when nothing is likely the plan is empty and says what to do", () => {
  const { lines, notices } = care({ conditions: [] });
  expect(lines).toEqual([]);
  expect(notices.map(({ code }) => code)).toEqual(["care-plan/nothing-likely"]);
});

test("no effect of the base is told as better or worse by the sign of its figure, and none is empty", () => {
  for (const treatment of evidence.treatments) {
    const text = effectText(treatment);
    expect(text, treatment.id).toMatch(/\w.*\.$/s);
    expect(text, treatment.id).not.toMatch(/undefined|null|NaN| {2}/);
    if (treatment.valueNum !== null) expect(text, treatment.id).toContain(String(treatment.valueNum));
  }
});

interface Given {
  readonly conditions: readonly ConditionResult[];
  readonly links?: readonly LinkResult[];
  readonly caseFile?: CaseFile["findings"];
  readonly flagIds?: readonly string[];
}

function care({ conditions, links = [], caseFile = {}, flagIds = [] }: Given) {
  const triage: Triage = {
    level: flagIds.length === 0 ? "routine" : "emergency",
    flags: flagIds.map((id) => {
      const flag = evidence.redFlags.find((one) => one.id === id)!;
      return { ...flag, name: flag.flag, findingIds: [] };
    }),
  };
  const question: CareQuestion = {
    conditions: conditions.map((one, index) => ({ ...one, rank: index + 1 })),
    links,
    contributions: [],
    triage,
    caseFile: { age: 50, sex: null, setting: "combined", findings: caseFile },
    evidence,
  };
  return proposeCare(question);
}

function condition(id: string, posterior: number): ConditionResult {
  const { name, patientName, role, prior } = evidence.conditions.get(id)!;
  return {
    id,
    name,
    patientName,
    role,
    prior: prior.combined,
    posterior,
    interval: null,
    lift: posterior / prior.combined,
    rank: 1,
    certainty: posterior >= 0.7 ? "likely" : posterior >= 0.3 ? "possible" : "unlikely",
    reported: true,
    evidenceMarks: { seen: 0, recalled: 0, "expert estimate": 0 },
  };
}

function link(conditionId: string, linkPosterior: number): LinkResult {
  return {
    id: `link_${conditionId}_ascending`,
    conditionId,
    conditionName: conditionId,
    effect: "back_pain",
    direction: "ascending",
    probability: linkPosterior / 2,
    linkPrior: 0.2,
    linkPosterior,
    cap: 0.65,
    verdict: "mixed",
    mark: "expert estimate",
  };
}
