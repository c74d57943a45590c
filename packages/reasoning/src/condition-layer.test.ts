import type { CaseFile } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { loadEvidence } from "@plumbline/evidence";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConditionLayer } from "./condition-layer.ts";
import { conditionModel } from "./condition-model.ts";
import { knownFindings } from "./known-findings.ts";
import { madeBase } from "./made-base.test-data.ts";

const NOBODY: CaseFile = { age: null, sex: null, setting: "combined", findings: {} };
const evidence = loadEvidence();

function posterior(base: EvidenceBase, id: string, states: Readonly<Record<string, boolean>>): number {
  const layer = new ConditionLayer("combined", new Map(Object.entries(states)), base);
  return layer.posteriors()[layer.model.indexOf.get(id)!]!;
}

/** Posterior probability from prior odds times a ratio. */
function bayes(prior: number, ratio: number): number {
  const odds = (prior / (1 - prior)) * ratio;
  return odds / (1 + odds);
}

test("an absent finding multiplies the odds by exactly its LR−", () => {
  const base = madeBase(
    { a: 0.2 },
    [{ id: "s", leakP: 0.1 }],
    [{ condition: "a", finding: "s", lrPos: 5, lrNeg: 0.4 }],
  );
  // odds 0.25 × 0.4 = 0.1 → 1/11
  expect(posterior(base, "a", { s: false })).toBeCloseTo(1 / 11, 12);
});

test("a present finding of one cause gives the network's ratio when the base allows it", () => {
  // LR− 0.5, q 0.1: the network gives (1 − 0.9 × 0.5) / 0.1 = 5.5 against the average patient; LR+ is 5.5, so no temper.
  const base = madeBase(
    { a: 0.2 },
    [{ id: "s", leakP: 0.1 }],
    [{ condition: "a", finding: "s", lrPos: 5.5, lrNeg: 0.5 }],
  );
  const model = conditionModel(base).findings.get("s")!;
  expect(model.weight).toBe(1);
  // Leak: 1 − 0.9 / (1 − 0.2 × 0.5) = 0, so the floor of 0.2 × 0.1 holds.
  expect(model.leak).toBeCloseTo(0.02, 12);
  // P(seen | a) = 1 − 0.98 × 0.5 = 0.51, P(seen | not a) = 0.02
  expect(posterior(base, "a", { s: true })).toBeCloseTo(bayes(0.2, 0.51 / 0.02), 12);
});

test("where the network would pass the base's largest ratio, the finding is tempered down to it", () => {
  // q 0.01, LR− 0.2: the network would give (1 − 0.99 × 0.2) / 0.01 = 80.2; the base caps at 5.
  const base = madeBase(
    { a: 1e-6 },
    [{ id: "s", leakP: 0.01 }],
    [{ condition: "a", finding: "s", lrPos: 5, lrNeg: 0.2 }],
  );
  expect(conditionModel(base).findings.get("s")!.weight).toBeCloseTo(Math.log(5) / Math.log(80.2), 9);
  expect(posterior(base, "a", { s: true }) / 1e-6).toBeCloseTo(5, 2);
});

test("the order of two causes comes from how often each brings the finding, not from their capped ratios", () => {
  const base = madeBase(
    { a: 0.05, b: 0.05 },
    [{ id: "s", leakP: 0.02 }],
    [
      { condition: "a", finding: "s", lrPos: 5, lrNeg: 0.1 },
      { condition: "b", finding: "s", lrPos: 5, lrNeg: 0.8 },
    ],
  );
  expect(posterior(base, "a", { s: true })).toBeGreaterThan(1.5 * posterior(base, "b", { s: true }));
});

test("context moves the prior odds and no condition explains it away", () => {
  const rows = [
    { condition: "a", finding: "h", lrPos: 3, lrNeg: 0.9 },
    { condition: "b", finding: "h", lrPos: 2, lrNeg: 0.9 },
  ];
  const base = madeBase({ a: 0.1, b: 0.1 }, [{ id: "h", leakP: 0.1, actsAs: "context" }], rows);
  // Divided by their mean over clinic patients: 0.1 × 3 + 0.9 × 0.9 = 1.11, and 0.1 × 2 + 0.9 × 0.9 = 1.01.
  expect(posterior(base, "a", { h: true })).toBeCloseTo(bayes(0.1, 3 / 1.11), 12);
  expect(posterior(base, "a", { h: false })).toBeCloseTo(bayes(0.1, 0.9 / 1.11), 12);
  expect(posterior(base, "b", { h: true })).toBeCloseTo(bayes(0.1, 2 / 1.01), 12);
});

test("a context that nearly defines a rare condition leaves its prior where the base puts it", () => {
  const rows = [{ condition: "a", finding: "h", lrPos: 30, lrNeg: 0.02 }];
  const base = madeBase({ a: 0.001 }, [{ id: "h", leakP: 0.01, actsAs: "context" }], rows);
  const mean = 0.01 * posterior(base, "a", { h: true }) + 0.99 * posterior(base, "a", { h: false });
  // Odds and probabilities part a little where the context makes it likely; undivided it would be a third.
  expect(mean / 0.001).toBeGreaterThan(0.9);
  expect(mean / 0.001).toBeLessThanOrEqual(1);
});

test("a present finding that speaks against a condition lowers its odds by LR+ to the base's power", () => {
  const base = madeBase(
    { a: 0.3 },
    [{ id: "s", leakP: 0.3 }],
    [{ condition: "a", finding: "s", lrPos: 0.2, lrNeg: 1.1 }],
  );
  expect(posterior(base, "a", { s: true })).toBeCloseTo(bayes(0.3, 0.2 ** 0.7), 12);
  expect(posterior(base, "a", { s: false })).toBeCloseTo(bayes(0.3, 1.1 ** 0.7), 12);
});

test("in a cluster the strongest absent finding counts in full and the others by 0.35", () => {
  const base = madeBase(
    { a: 0.2 },
    [
      { id: "s", leakP: 0.3, cluster: "c" },
      { id: "t", leakP: 0.3, cluster: "c" },
    ],
    [
      { condition: "a", finding: "s", lrPos: 2, lrNeg: 0.7 },
      { condition: "a", finding: "t", lrPos: 2, lrNeg: 0.3 },
    ],
  );
  expect(posterior(base, "a", { s: false, t: false })).toBeCloseTo(bayes(0.2, 0.3 * 0.7 ** 0.35), 12);
});

test("the prior already holds age and sex, and no complaint of one sex is left with the other", () => {
  const man: CaseFile = { ...NOBODY, sex: "male", age: 80 };
  const layer = new ConditionLayer(man.setting, knownFindings(man, evidence).states, evidence);
  const prior = (id: string) => layer.priors[layer.model.indexOf.get(id)!]!;
  expect(prior("endometriosis")).toBeLessThan(1e-6);
  expect(prior("lss")).toBeGreaterThan(evidence.conditions.get("lss")!.prior.combined);
});

test("only one age band counts for a condition", () => {
  // Stenosis has rows for over 70 (LR+ 1.87) and under 60 (LR− 1.96); at 80 the stronger alone counts.
  const old: CaseFile = { ...NOBODY, age: 80 };
  const layer = new ConditionLayer(old.setting, knownFindings(old, evidence).states, evidence);
  const ratios = evidence.likelihoods
    .filter((row) => row.preferred && row.conditionId === "lss" && row.findingId.startsWith("h_age_"))
    .map((row) => {
      const { leakP } = evidence.findings.get(row.findingId)!;
      const mean = leakP! * row.engineLrPos! + (1 - leakP!) * row.engineLrNeg!;
      return (row.findingId === "h_age_under60" ? row.engineLrNeg! : row.engineLrPos!) / mean;
    });
  const strongest = Math.max(...ratios.map((ratio) => Math.abs(Math.log(ratio))));
  const prior = evidence.conditions.get("lss")!.prior.combined;
  expect(layer.priors[layer.model.indexOf.get("lss")!]).toBeCloseTo(bayes(prior, Math.exp(strongest)), 9);
});

test("a recorded cluster result silences its items for the conditions it speaks of", () => {
  const withItems = { e_sij_3plus: true, e_sij_distraction: true, e_sij_thigh_thrust: true };
  expect(posterior(evidence, "sij_dysfunction", withItems)).toBeCloseTo(
    posterior(evidence, "sij_dysfunction", { e_sij_3plus: true }),
    9,
  );
});

test("a summary is dropped once one of its items is recorded", () => {
  expect(posterior(evidence, "radic_l5", { e_weak_any: true, e_weak_ehl: true })).toBeCloseTo(
    posterior(evidence, "radic_l5", { e_weak_ehl: true }),
    9,
  );
});

const effectIds = [...conditionModel(evidence).findings.values()]
  .filter(({ role }) => role === "effect")
  .map(({ finding }) => finding.id);
const someStates = fc
  .record({
    present: fc.subarray(effectIds, { minLength: 1, maxLength: 15 }),
    absent: fc.subarray(effectIds, { maxLength: 20 }),
  })
  .map(
    ({ present, absent }) =>
      new Map([...absent.map((id) => [id, false] as const), ...present.map((id) => [id, true] as const)]),
  );

test("posteriors are probabilities whatever is known, and the network is exact", () => {
  fc.assert(
    fc.property(someStates, (states) => {
      const layer = new ConditionLayer("combined", states, evidence);
      expect(layer.isExact).toBe(true);
      for (const value of layer.posteriors()) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 60, seed: 5 },
  );
});

test("a present finding that speaks of one cause alone never lowers that cause", () => {
  const lonely = [...conditionModel(evidence).findings.values()].filter(
    ({ role, rows }) => role === "effect" && rows.length === 1 && rows[0]!.link > 0,
  );
  fc.assert(
    fc.property(someStates, fc.constantFrom(...lonely), (states, { finding, rows }) => {
      const without = new Map([...states].filter(([id]) => id !== finding.id));
      const condition = rows[0]!.condition;
      const before = new ConditionLayer("combined", without, evidence).posteriors()[condition]!;
      const after = new ConditionLayer("combined", new Map(without).set(finding.id, true), evidence).posteriors()[
        condition
      ]!;
      expect(after).toBeGreaterThanOrEqual(before - 1e-9);
    }),
    { numRuns: 60, seed: 6 },
  );
});

test("leaving a finding out equals never having known it", () => {
  fc.assert(
    fc.property(someStates, (states) => {
      const [first] = states.keys();
      const without = new Map([...states].filter(([id]) => id !== first));
      const left = new ConditionLayer("combined", states, evidence).posteriors(first);
      const never = new ConditionLayer("combined", without, evidence).posteriors();
      left.forEach((value, index) => expect(value).toBeCloseTo(never[index]!, 8));
    }),
    { numRuns: 40, seed: 12 },
  );
});
