import { expect, test } from "vitest";
import type { ConditionResult, LinkResult, Triage } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { effectText } from "./effect-text.ts";
import { proposeCare } from "./index.ts";

const evidence = loadEvidence();

test("the cheap first lines for heel pain stand before orthotics, and a custom device is not put above a ready-made one", () => {
  const { plan } = care({ conditions: [condition("plantar_fasciitis", 0.8)] });
  const ids = plan.map(({ treatmentId }) => treatmentId);
  expect(ids.indexOf("t06")).toBeLessThan(ids.indexOf("t01"));
  const custom = plan.find(({ treatmentId }) => treatmentId === "t02")!;
  expect(custom.effect).toContain("Too small to matter to people.");
  expect(custom.contraindications).toContain("insensate foot");
});

test("an orthotic against back pain is offered only when a named foot cause is linked at 0.5 or more, as a trial, beside NICE NG59", () => {
  const conditions = [condition("ns_lbp", 0.6), condition("flexible_flatfoot", 0.5)];
  const unlinked = care({ conditions, links: [link("flexible_flatfoot", 0.49)] });
  expect(unlinked.plan.map(({ recommendation }) => recommendation)).not.toContain("consider_if_linked");
  const linked = care({ conditions, links: [link("flexible_flatfoot", 0.5)] });
  const trials = linked.plan.filter(({ recommendation }) => recommendation === "consider_if_linked");
  expect(trials.map(({ treatmentId }) => treatmentId).sort()).toEqual(["t21", "t22", "t23", "t24"]);
  for (const line of trials) {
    expect(line.guideline).toContain("NG59");
    expect(line.because).toContain("4 to 6 weeks with a stop rule");
  }
});

test("a link of a cause that is not itself likely opens nothing", () => {
  const { plan } = care({ conditions: [condition("ns_lbp", 0.6)], links: [link("flexible_flatfoot", 0.6)] });
  expect(plan.map(({ recommendation }) => recommendation)).not.toContain("consider_if_linked");
});

test("every orthotic aimed at back pain says that NICE advises against it", () => {
  const backOrthoses = evidence.treatments.filter(
    ({ category, outcome, conditionId }) =>
      category.includes("orthosis") && (conditionId === "ns_lbp" || /\bLBP\b|back pain/i.test(outcome)),
  );
  expect(backOrthoses.length).toBeGreaterThan(5);
  for (const { conditionId, id } of backOrthoses) {
    const conditions = [condition(conditionId, 0.6), condition("rigid_flatfoot", 0.5)];
    const line = care({ conditions, links: [link("rigid_flatfoot", 0.6)] }).plan.find((one) => one.treatmentId === id);
    expect(line?.guideline, id).toContain("NG59");
  }
});

test("lines alike in all that counts stand from the cheapest on", () => {
  const costs = ["none", "low", "medium", "high"];
  for (const { id } of evidence.conditions.values()) {
    const { plan } = care({ conditions: [condition(id, 0.7)] });
    const rows = plan.map((line) => ({
      alike: `${line.recommendation} ${line.certainty}`,
      cost: costs.indexOf(evidence.treatments.find((treatment) => treatment.id === line.treatmentId)!.costClassGuess),
    }));
    rows.slice(1).forEach((row, at) => {
      if (row.alike === rows[at]!.alike) expect(row.cost, id).toBeGreaterThanOrEqual(rows[at]!.cost);
    });
  }
});

test("what does little stands last and says so", () => {
  const { plan } = care({ conditions: [condition("ns_lbp", 0.6)] });
  expect(plan.at(-1)?.recommendation).toBe("do_not_routinely");
  expect(plan.at(-1)?.because).toContain("This does little");
});

test("a stated contraindication keeps a treatment out and tells why; an unknown one keeps nothing out", () => {
  const conditions = [condition("plantar_wart", 0.7)];
  expect(care({ conditions }).plan.map(({ treatmentId }) => treatmentId)).toContain("t59");
  const diabetic = care({ conditions, states: { h_diabetes: true } });
  expect(diabetic.plan.map(({ treatmentId }) => treatmentId)).not.toContain("t59");
  expect(diabetic.notices.map(({ path }) => path)).toContain("plan.t59");
  const denied = care({ conditions, states: { h_diabetes: false } });
  expect(denied.plan.map(({ treatmentId }) => treatmentId)).toContain("t59");
});

test("an instruction behind a colon is shown and keeps nothing out", () => {
  const conditions = [condition("corn_callus", 0.7)];
  const { plan } = care({ conditions, states: { f_stocking_numb: true } });
  expect(plan.find(({ treatmentId }) => treatmentId === "t58")?.contraindications).toContain("podiatrist only");
});

test("probability alone sends nobody to the emergency room; a red flag for the condition does, and comes first", () => {
  const conditions = [condition("ns_lbp", 0.6), condition("cauda_equina", 0.2)];
  const quiet = care({ conditions });
  expect(quiet.plan.map(({ recommendation }) => recommendation)).not.toContain("refer_emergency");
  const flagged = care({ conditions, flagIds: ["rf01"] });
  expect(flagged.plan[0]).toMatchObject({ recommendation: "refer_emergency", conditionId: "cauda_equina" });
});

test("when nothing is likely the plan is empty", () => {
  expect(care({ conditions: [condition("ns_lbp", 0.12)] })).toEqual({ plan: [], notices: [] });
});

test("under an emergency nothing but its referrals stands, and a notice says why", () => {
  const { plan, notices } = care({
    conditions: [condition("plantar_fasciitis", 0.9), condition("cauda_equina", 0.05)],
    flagIds: ["rf01"],
  });
  expect(new Set(plan.map(({ conditionId }) => conditionId))).toEqual(new Set(["cauda_equina"]));
  expect(notices.map(({ code }) => code)).toContain("plan/emergency-only");
});

test("no effect of the base is told as better or worse by the sign of its figure, and none is empty", () => {
  for (const treatment of evidence.treatments) {
    const text = effectText(treatment);
    expect(text, treatment.id).toMatch(/\w.*\.$/s);
    expect(text, treatment.id).not.toMatch(/undefined|null|NaN| {2}/);
    if (treatment.valueNum !== null) expect(text, treatment.id).toContain(String(treatment.valueNum));
  }
});

test("an orthosis for a heel is not told what is said about backs", () => {
  const { plan } = care({ conditions: [condition("plantar_fasciitis", 0.8)] });
  const orthoses = plan.filter(({ category }) => category === "orthosis");
  expect(orthoses.length).toBeGreaterThan(0);
  for (const line of orthoses) expect(line.guideline).not.toContain("NG59");
});

test("referrals stand first", () => {
  expect(care({ conditions: [condition("lss", 0.8)] }).plan[0]?.recommendation).toBe("refer");
});

interface Given {
  readonly conditions: readonly ConditionResult[];
  readonly links?: readonly LinkResult[];
  readonly states?: Readonly<Record<string, boolean>>;
  readonly flagIds?: readonly string[];
}

function care({ conditions, links = [], states = {}, flagIds = [] }: Given) {
  const triage: Triage = {
    level: flagIds.length === 0 ? "routine" : "emergency",
    flags: flagIds.map((id) => {
      const flag = evidence.redFlags.find((one) => one.id === id)!;
      return { ...flag, name: flag.flag, findingIds: [] };
    }),
    overrides: [],
  };
  const ranked = conditions.map((one, index) => ({ ...one, rank: index + 1 }));
  const known = new Map(Object.entries(states));
  return proposeCare({ triage, conditions: ranked, complaints: [], links, states: known }, evidence);
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
    reported: posterior >= 0.15,
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
    interval: null,
    linkPrior: 0.2,
    linkPosterior,
    cap: 0.65,
    verdict: "mixed",
    mark: "expert estimate",
  };
}
