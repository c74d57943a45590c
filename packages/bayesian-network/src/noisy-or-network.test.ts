import fc from "fast-check";
import { expect, test } from "vitest";
import { ELIMINATION_LIMITS, NoisyOrNetwork } from "./noisy-or-network.ts";
import type { EliminationLimits } from "./elimination-plan.ts";
import { seenEffect, temper } from "./noisy-or.ts";
import type { SeenEffect } from "./noisy-or.ts";

/** Every state of every cause, one by one: the definition, and nothing clever. */
function enumerate(priors: Float64Array, effects: readonly (SeenEffect | null)[]): Float64Array {
  const sums = new Float64Array(priors.length);
  let total = 0;
  for (let state = 0; state < 2 ** priors.length; state++) {
    let mass = 1;
    priors.forEach((prior, cause) => (mass *= (state >> cause) & 1 ? prior : 1 - prior));
    for (const effect of effects) {
      if (effect === null) continue;
      let unseen = 1 - effect.leak;
      effect.causes.forEach((cause, nth) => {
        if ((state >> cause) & 1) unseen *= 1 - effect.links[nth]!;
      });
      mass *= 1 - unseen;
    }
    total += mass;
    for (let cause = 0; cause < priors.length; cause++) if ((state >> cause) & 1) sums[cause] = sums[cause]! + mass;
  }
  return sums.map((sum) => sum / total);
}

function tempered(effect: SeenEffect, weights: Float64Array): SeenEffect {
  temper(effect, weights);
  return effect;
}

function worstDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((worst, value, index) => Math.max(worst, Math.abs(value - b[index]!)), 0);
}

function network(causeCount: number, effects: readonly SeenEffect[], limits?: EliminationLimits): NoisyOrNetwork {
  return new NoisyOrNetwork(causeCount, effects, limits);
}

const probability = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const randomNetwork = fc.integer({ min: 1, max: 11 }).chain((causeCount) =>
  fc.record({
    priors: fc
      .array(probability(0.0005, 0.6), { minLength: causeCount, maxLength: causeCount })
      .map((priors) => Float64Array.from(priors)),
    effects: fc.array(
      fc
        .record({
          leak: probability(0.005, 0.5),
          links: fc.array(fc.option(probability(0, 0.98)), { minLength: causeCount, maxLength: causeCount }),
          weight: fc.constantFrom(1, 1, 0.35),
        })
        .map(({ leak, links, weight }) => {
          const causes = links.flatMap((link, cause) => (link === null ? [] : [cause]));
          const effect = seenEffect(
            leak,
            causes,
            links.filter((link) => link !== null),
          );
          return tempered(effect, new Float64Array(causes.length).fill(weight));
        }),
      { maxLength: 9 },
    ),
  }),
);

test("one cause and one effect follow Bayes' rule", () => {
  // prior 0.2; P(seen | present) = 1 − 0.9 × 0.5 = 0.55, P(seen | absent) = 0.1: 0.11 / (0.11 + 0.08) = 0.578947…
  const effect = seenEffect(0.1, [0], [0.5]);
  expect(network(1, [effect]).posteriors(Float64Array.of(0.2), [effect])[0]).toBeCloseTo(0.11 / 0.19, 12);
});

test("a second cause that explains the effect takes belief from the first", () => {
  // Priors 0.1 and 0.1, leak 0.01, links 0.9: P(seen) over the four states, in thousandths of 1000:
  // none 0.81 × 0.01 = 0.0081; one alone 0.09 × (1 − 0.99 × 0.1) = 0.08109; both 0.01 × (1 − 0.99 × 0.01) = 0.009901
  const effect = seenEffect(0.01, [0, 1], [0.9, 0.9]);
  const seen = 0.0081 + 2 * 0.08109 + 0.009901;
  const both = network(2, [effect]).posteriors(Float64Array.of(0.1, 0.1), [effect]);
  expect(both[0]).toBeCloseTo((0.08109 + 0.009901) / seen, 12);
  const certain = network(2, [effect]).posteriors(Float64Array.of(0.1, 0.999), [effect]);
  expect(certain[0]).toBeLessThan(both[0]!);
  expect(certain[0]).toBeGreaterThan(0.1);
});

test("a cause of two effects is raised by both, and a cause of neither stays where it was", () => {
  // Prior 0.1, two effects with leak 0.1 and link 0.5: odds 1/9 × 5.5² = 3.3611…, so 0.7707…
  const effects = [seenEffect(0.1, [0], [0.5]), seenEffect(0.1, [0], [0.5])];
  const posteriors = network(2, effects).posteriors(Float64Array.of(0.1, 0.3), effects);
  expect(posteriors[0]).toBeCloseTo(3.3611111111 / 4.3611111111, 9);
  expect(posteriors[1]).toBe(0.3);
});

test("posteriors equal brute-force enumeration within 1e-9", () => {
  fc.assert(
    fc.property(randomNetwork, ({ priors, effects }) => {
      const exact = network(priors.length, effects);
      expect(exact.isExact).toBe(true);
      expect(worstDifference(exact.posteriors(priors, effects), enumerate(priors, effects))).toBeLessThan(1e-9);
    }),
    { numRuns: 300, seed: 7 },
  );
});

test("splitting every effect of more than three causes gives the same answer, to the same digits", () => {
  fc.assert(
    fc.property(randomNetwork, ({ priors, effects }) => {
      const split = network(priors.length, effects, { ...ELIMINATION_LIMITS, comfortableTerms: 0 });
      expect(split.isExact).toBe(true);
      expect(worstDifference(split.posteriors(priors, effects), enumerate(priors, effects))).toBeLessThan(1e-9);
    }),
    { numRuns: 300, seed: 11 },
  );
});

test("leaving an effect out equals a network that never had it", () => {
  fc.assert(
    fc.property(randomNetwork, ({ priors, effects }) => {
      const whole = network(priors.length, effects);
      const without = effects.map((effect, index) => (index === 0 ? null : effect));
      expect(worstDifference(whole.posteriors(priors, without), enumerate(priors, without))).toBeLessThan(1e-9);
    }),
    { numRuns: 100, seed: 8 },
  );
});

test("asking again with other figures does not remember the first answer", () => {
  const first = [seenEffect(0.1, [0, 1], [0.5, 0.2]), seenEffect(0.2, [1, 0], [0.3, 0.9])];
  const second = [seenEffect(0.3, [0, 1], [0.1, 0.8]), seenEffect(0.05, [1, 0], [0.7, 0])];
  const priors = Float64Array.of(0.2, 0.4);
  const asked = network(2, first);
  asked.posteriors(priors, first);
  expect(worstDifference(asked.posteriors(priors, second), enumerate(priors, second))).toBeLessThan(1e-12);
});

test("where the network is too wide, it says so, and every true posterior lies within the bounds it gives", () => {
  fc.assert(
    fc.property(randomNetwork, fc.constantFrom(4, 16, 64), ({ priors, effects }, mostTerms) => {
      const cut = network(priors.length, effects, { comfortableTerms: 1, mostTerms });
      const bounds = cut.bounds(priors, effects);
      fc.pre(bounds !== null);
      expect(cut.isExact).toBe(false);
      const exact = enumerate(priors, effects);
      const between = cut.posteriors(priors, effects);
      for (let cause = 0; cause < priors.length; cause++) {
        expect(bounds!.low[cause]).toBeLessThanOrEqual(exact[cause]! + 1e-9);
        expect(bounds!.high[cause]).toBeGreaterThanOrEqual(exact[cause]! - 1e-9);
        expect(between[cause]).toBeGreaterThanOrEqual(bounds!.low[cause]! - 1e-9);
        expect(between[cause]).toBeLessThanOrEqual(bounds!.high[cause]! + 1e-9);
      }
    }),
    { numRuns: 300, seed: 9 },
  );
});

test("cutting a link that hardly matters leaves narrow bounds, and an exact network has none", () => {
  // Sharing both causes costs 12 terms: own weights and two tables of four cells. One link hardly raises its effect.
  const effects = [seenEffect(0.1, [0, 1], [0.5, 0.0001]), seenEffect(0.2, [0, 1], [0.3, 0.9])];
  const priors = Float64Array.of(0.2, 0.4);
  const cut = network(2, effects, { comfortableTerms: 8, mostTerms: 8 });
  const { low, high } = cut.bounds(priors, effects)!;
  expect(worstDifference(low, high)).toBeLessThan(0.001);
  expect(network(2, effects).bounds(priors, effects)).toBeNull();
});

test("tempering agrees with the power of the factor for no cause and for one cause", () => {
  const weak = tempered(seenEffect(0.1, [0], [0.5]), Float64Array.of(0.35));
  expect(weak.leak).toBeCloseTo(0.1 ** 0.35, 12);
  expect(1 - (1 - weak.leak) * (1 - weak.links[0]!)).toBeCloseTo(0.55 ** 0.35, 12);
});

test("each cause can have a weight of its own", () => {
  // Leak 0.1; alone, the causes raise P(seen) 5.5-fold and 9.1-fold.
  const weak = tempered(seenEffect(0.1, [0, 1], [0.5, 0.9]), Float64Array.of(1, 0.5));
  expect(weak.leak).toBeCloseTo(0.1, 12);
  expect((1 - (1 - weak.leak) * (1 - weak.links[0]!)) / weak.leak).toBeCloseTo(5.5, 9);
  expect((1 - (1 - weak.leak) * (1 - weak.links[1]!)) / weak.leak).toBeCloseTo(9.1 ** 0.5, 9);
});

test("an effect whose links and causes differ in number is a mistake of the caller", () => {
  expect(() => seenEffect(0.1, [0, 1], [0.5])).toThrow(RangeError);
  expect(() => seenEffect(1.5, [], [])).toThrow(RangeError);
});
