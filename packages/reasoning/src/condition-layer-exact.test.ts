import { loadEvidence } from "@plumbline/evidence";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ConditionLayer } from "./condition-layer.ts";
import { conditionModel } from "./condition-model.ts";
import { madeBase } from "./made-base.test-data.ts";
import { enumeratedPosteriors, madeCase } from "./made-network.test-data.ts";
import type { MadeCase } from "./made-network.test-data.ts";

function layerOf({ evidence, states }: MadeCase): ConditionLayer {
  return new ConditionLayer("combined", states, evidence);
}

function worstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((worst, value, index) => Math.max(worst, Math.abs(value - b[index]!)), 0);
}

const smallCase = fc.integer({ min: 1, max: 9 }).chain((count) => madeCase(count, 8));

test("the whole layer equals enumeration of all states within 1e-9, rows of every kind and clusters included", () => {
  fc.assert(
    fc.property(smallCase, (made) => {
      expect(worstDifference(layerOf(made).posteriors(), enumeratedPosteriors(made))).toBeLessThan(1e-9);
    }),
    { numRuns: 300, seed: 21 },
  );
});

test("and with 14 conditions", () => {
  fc.assert(
    fc.property(madeCase(14, 10), (made) => {
      expect(worstDifference(layerOf(made).posteriors(), enumeratedPosteriors(made))).toBeLessThan(1e-9);
    }),
    { numRuns: 12, seed: 22 },
  );
});

test("leaving any finding out equals enumeration without it, whatever was left out before", () => {
  fc.assert(
    fc.property(smallCase, (made) => {
      const layer = layerOf(made);
      for (const id of made.states.keys()) {
        const states = new Map(made.states);
        states.delete(id);
        expect(worstDifference(layer.posteriors(id), enumeratedPosteriors({ ...made, states }))).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 60, seed: 23 },
  );
});

test("one finding more, or otherwise, equals enumeration with it", () => {
  fc.assert(
    fc.property(smallCase, fc.boolean(), (made, state) => {
      const layer = layerOf(made);
      for (const id of made.evidence.findings.keys()) {
        const states = new Map(made.states).set(id, state);
        expect(
          worstDifference(layer.posteriorsWith(id, state), enumeratedPosteriors({ ...made, states })),
        ).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 60, seed: 28 },
  );
});

test("the same findings in another order give the same bytes", () => {
  fc.assert(
    fc.property(smallCase, fc.nat(), (made, turn) => {
      const entries = [...made.states];
      const states = new Map([
        ...entries.slice(turn % entries.length || 0),
        ...entries.slice(0, turn % entries.length || 0),
      ]);
      expect(layerOf({ ...made, states }).posteriors()).toEqual(layerOf(made).posteriors());
    }),
    { numRuns: 100, seed: 24 },
  );
});

test("which of two findings of a cluster stands first in the base does not matter", () => {
  fc.assert(
    fc.property(smallCase, (made) => {
      const findings = new Map([...made.evidence.findings].toReversed());
      const turned = { ...made, evidence: { ...made.evidence, findings } };
      expect(worstDifference(layerOf(turned).posteriors(), layerOf(made).posteriors())).toBeLessThan(1e-9);
    }),
    { numRuns: 100, seed: 25 },
  );
});

test("a finding that the base does not know of, and one without rows, change nothing", () => {
  fc.assert(
    fc.property(smallCase, fc.boolean(), (made, state) => {
      const states = new Map(made.states).set("unheard_of", state);
      expect(layerOf({ ...made, states }).posteriors()).toEqual(layerOf(made).posteriors());
    }),
    { numRuns: 40, seed: 26 },
  );
});

test("a present finding that speaks for one condition alone never lowers it", () => {
  fc.assert(
    fc.property(smallCase, fc.double({ min: 1.05, max: 20, noNaN: true }), fc.boolean(), (made, lrPos, isContext) => {
      const [finding] = madeBase(
        {},
        [{ id: "new", leakP: 0.1, actsAs: isContext ? "context" : "effect" }],
        [],
      ).findings;
      const row = madeBase({}, [], [{ condition: "c0", finding: "new", lrPos, lrNeg: 0.5 }]).likelihoods;
      const evidence = {
        ...made.evidence,
        findings: new Map([...made.evidence.findings, finding!]),
        likelihoods: [...made.evidence.likelihoods, ...row],
      };
      const before = layerOf({ ...made, evidence }).posteriors()[0]!;
      const after = layerOf({ evidence, states: new Map(made.states).set("new", true) }).posteriors()[0]!;
      expect(after).toBeGreaterThanOrEqual(before - 1e-12);
    }),
    { numRuns: 200, seed: 27 },
  );
});

test("all findings of the base present at once: an answer with its error bound, and no failure", () => {
  const evidence = loadEvidence();
  const states = new Map([...conditionModel(evidence).findings.keys()].map((id) => [id, true]));
  const layer = new ConditionLayer("combined", states, evidence);
  expect(layer.isExact).toBe(false);
  expect(layer.largestGap()).toBeGreaterThan(0);
  expect(layer.largestGap()).toBeLessThanOrEqual(1);
  expect(layer.posteriors().every((value) => value >= 0 && value <= 1)).toBe(true);
});
