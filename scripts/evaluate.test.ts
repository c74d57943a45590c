import { loadEvidence } from "@plumbline/evidence";
import { seededRandom } from "@plumbline/simulated-patients";
import { describe, expect, it } from "vitest";
import { evaluate } from "./evaluate.ts";
import { perturbedBase } from "./evaluate/perturbed-base.ts";
import { simulate } from "./evaluate/simulation.ts";
import { areaUnderCurve, wilson } from "./evaluate/statistics.ts";
import { addForecast, addUp, calibrationError, reliability } from "./evaluate/tally.ts";
import { assessCoded, codedCases } from "./evaluate/vignettes.ts";

const evidence = loadEvidence();

describe("the evaluation", () => {
  it("writes a whole page without the published cases", async () => {
    const page = await evaluate(50, 3, undefined);
    expect(page).toContain("50 simulated patients");
    expect(page).toContain("Not scored: the cases were not there");
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  }, 60_000);

  it("counts the same for the same seed, however the patients are cut into chunks", () => {
    const whole = simulate(1, 4, 5, evidence);
    const inParts = addUp(simulate(1, 2, 5, evidence), simulate(2, 4, 5, evidence));
    expect(inParts.direction).toEqual(whole.direction);
    expect(inParts.byCondition).toEqual(whole.byCondition);
    expect(inParts.triage).toEqual(whole.triage);
    expect(inParts.patients).toBe(3);
  }, 60_000);

  it("can read every fact of the coded cases", () => {
    for (const one of codedCases()) expect(assessCoded(one, evidence).conditions.length).toBeGreaterThan(0);
  });
});

describe("the statistics", () => {
  it("give Wilson's published interval", () => {
    // 60 % of 20: the interval that small-sample tables give.
    const { low, high } = wilson(12, 20);
    expect(low).toBeCloseTo(0.387, 3);
    expect(high).toBeCloseTo(0.781, 3);
  });

  it("count the area under the curve by pairs, ties for a half", () => {
    // Cases score 1, 2, 2; others 0, 1, 2: of 9 pairs 5 are won and 3 are tied.
    expect(areaUnderCurve([0, 1, 2], [1, 1, 1])).toBeCloseTo(6.5 / 9);
  });

  it("find a forecaster who is always ten points too sure", () => {
    const forecasts = reliability([0.5]);
    for (let nth = 0; nth < 10; nth++) {
      addForecast(forecasts, 0.8, nth < 7);
      addForecast(forecasts, 0.4, nth < 3);
    }
    expect(calibrationError(forecasts)).toBeCloseTo(0.1);
  });

  it("add chunks up wherever their numbers stand", () => {
    expect(addUp({ a: 1, b: { c: [1, 2] } }, { a: 2, b: { c: [3, 4] } })).toEqual({ a: 3, b: { c: [4, 6] } });
  });
});

describe("a noisy base", () => {
  it("without noise is the base", () => {
    const same = perturbedBase(evidence, 0, seededRandom(1));
    for (const [nth, row] of evidence.likelihoods.entries()) {
      if (row.engineLrPos === null) continue;
      expect(same.likelihoods[nth]!.engineLrPos).toBeCloseTo(row.engineLrPos, 6);
      expect(same.likelihoods[nth]!.engineLrNeg).toBeCloseTo(row.engineLrNeg!, 6);
    }
  });

  it("keeps probabilities and ratios possible", () => {
    const noisy = perturbedBase(evidence, 1, seededRandom(2));
    for (const { engineLrPos, engineLrNeg } of noisy.likelihoods) {
      if (engineLrPos === null || engineLrNeg === null) continue;
      expect(engineLrPos).toBeGreaterThan(0);
      expect(engineLrNeg).toBeGreaterThan(0);
    }
    for (const { leakP } of noisy.findings.values()) if (leakP !== null) expect(leakP >= 0 && leakP <= 1).toBe(true);
  });
});
