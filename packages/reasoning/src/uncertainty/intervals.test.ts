import type { CaseFile, Interval, ProvenanceMark } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import type { EvidenceBase } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { conditionModel } from "../condition-model.ts";
import { ROW_KIND } from "../condition-structure.ts";
import { knownFindings } from "../known-findings.ts";
import { madeBase } from "../made-base.test-data.ts";
import { reason } from "../reason.ts";
import { intervals } from "./intervals.ts";
import { drawBase } from "./parameter-draws.ts";
import { seededNormals } from "./seeded-normals.ts";
import { publishedSpread } from "./spreads.ts";

const evidence = loadEvidence();
const FEW = { draws: 40, seed: 3 };

/** A made-up person with a root that reaches the foot, and flat feet beside it. */
const PERSON: CaseFile = {
  age: 58,
  sex: "male",
  setting: "combined",
  findings: {
    s_back_pain: true,
    s_leg_pain: true,
    s_leg_below_knee: true,
    s_pain_l5: true,
    s_numb_l5: true,
    s_toes_catch: true,
    e_slr: true,
    e_weak_ta: true,
    e_weak_inv: true,
    e_fpi_pronated: true,
    h_foot_before_back: false,
    r_saddle_numb: false,
    e_reflex_ankle: false,
    e_fib_tinel: false,
    f_first_step: false,
  },
};

function intervalsOf(caseFile: CaseFile, options = FEW) {
  return intervals(caseFile, knownFindings(caseFile, evidence), evidence, options);
}

test("every interval holds what it belongs to, and nothing is told above what may be shown", () => {
  const found = intervalsOf(PERSON);
  const { conditions, direction, links } = reason(PERSON, knownFindings(PERSON, evidence), evidence);
  const expectHeld = (interval: Interval, value: number): void => {
    expect(interval.low).toBeLessThanOrEqual(value);
    expect(interval.high).toBeGreaterThanOrEqual(value);
    expect(interval.low).toBeGreaterThanOrEqual(0);
    expect(interval.high).toBeLessThanOrEqual(evidence.parameters.neverDisplayAbove);
  };
  for (const { id, posterior } of conditions) expectHeld(found.conditions.get(id)!, posterior);
  for (const { id, probability } of links) expectHeld(found.links.get(id)!, probability);
  for (const [name, interval] of Object.entries(found.direction)) {
    expectHeld(interval, direction.probabilities[name as keyof typeof direction.probabilities]);
  }
});

test("the same seed gives the same intervals, another seed others", () => {
  expect(intervalsOf(PERSON)).toEqual(intervalsOf(PERSON));
  expect(intervalsOf(PERSON, { ...FEW, seed: 4 })).not.toEqual(intervalsOf(PERSON));
});

test("the less firm the marks, the wider the interval", () => {
  const width = (mark: ProvenanceMark): number => {
    const base = madeBase(
      { a: 0.2 },
      [{ id: "s", leakP: 0.1 }],
      [{ condition: "a", finding: "s", lrPos: 5, lrNeg: 0.4 }],
    );
    const marked: EvidenceBase = {
      ...base,
      conditions: new Map([...base.conditions].map(([id, condition]) => [id, { ...condition, priorMark: mark }])),
      findings: new Map([...base.findings].map(([id, finding]) => [id, { ...finding, leakMark: mark }])),
      likelihoods: base.likelihoods.map((row) => ({ ...row, mark, interval: "" })),
    };
    const caseFile: CaseFile = { age: null, sex: null, setting: "combined", findings: { s: true } };
    const known = { states: new Map([["s", true]]), derived: new Set<string>(), withoutState: [] };
    const { low, high } = intervals(caseFile, known, marked, { draws: 300, seed: 1 }).conditions.get("a")!;
    return high - low;
  };
  expect(width("seen")).toBeLessThan(width("recalled"));
  expect(width("recalled")).toBeLessThan(width("expert estimate"));
});

test("a draw moves every layer, keeps ratios on their side of 1 and probabilities between 0 and 1", () => {
  const base = conditionModel(evidence);
  const { model, evidence: drawn } = drawBase(evidence, ["s_back_pain"], seededNormals(5));
  expect(conditionModel(drawn)).toBe(model);
  const { structure, parameters } = model;
  for (let row = 0; row < structure.rowKind.length; row++) {
    expect(Math.sign(parameters.logLrPos[row]!)).toBe(Math.sign(base.parameters.logLrPos[row]!));
    expect(Math.sign(parameters.logLrNeg[row]!)).toBe(Math.sign(base.parameters.logLrNeg[row]!));
    const isLink = structure.rowKind[row] === ROW_KIND.link;
    expect(parameters.link[row]! > 0 && parameters.link[row]! < 1).toBe(isLink);
  }
  for (const values of [parameters.prior.podiatry, parameters.prior.spine, parameters.leak]) {
    expect(values.every((value) => value > 0 && value < 1)).toBe(true);
  }
  expect(model.findings.get("s_back_pain")!.leak).not.toBe(base.findings.get("s_back_pain")!.leak);
  expect(drawn.links.some(({ linkPrior }, index) => linkPrior !== evidence.links[index]!.linkPrior)).toBe(true);
  expect(drawn.couplings.every(({ lrIfYes }, index) => lrIfYes > 1 === evidence.couplings[index]!.lrIfYes > 1)).toBe(
    true,
  );
});

test("where a source gives an interval, the spread is its own", () => {
  // ln 1.6 = 0.470, ln 2.5 = 0.916: 0.446 / 3.92 wide, relative to the middle ln 2.
  expect(publishedSpread("LR+ 1.6-2.5; LR- 0.7-0.9", "LR+")).toBeCloseTo(0.446 / 3.92 / Math.log(2), 3);
  expect(publishedSpread("sens 0.72-0.90", "LR+")).toBeNull();
  expect(publishedSpread("LR+ wide", "LR+")).toBeNull();
});

test("normals have the mean 0 and the standard deviation 1", () => {
  const normals = seededNormals(9);
  const values = Array.from({ length: 20_000 }, () => normals());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(Math.sqrt(variance)).toBeCloseTo(1, 1);
});
