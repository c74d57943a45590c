import { expect, test } from "vitest";
import { logOddsStep } from "@plumbline/clinical-model";
import type { Contribution } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { waterfall } from "./waterfall.ts";

const evidence = loadEvidence();

function contribution(findingId: string, without: number, withIt: number): Contribution {
  return {
    findingId,
    findingName: findingId,
    target: "plantar_fasciitis",
    with: withIt,
    without,
    logOddsStep: logOddsStep(withIt, without),
    mark: "expert estimate",
    sourceKeys: ["expert"],
  };
}

test("steps lead from the start to the end, the largest first, and the last holds what they do not explain", () => {
  // Odds: start 1/4, end 4. The two steps multiply by 4 (0.5 to 0.8) and by 1.5 (8/3 to 4), so 8/3 is left.
  const { start, end, steps } = waterfall(
    0.2,
    0.8,
    [contribution("small", 8 / 11, 0.8), contribution("large", 0.5, 0.8)],
    evidence,
  );
  expect([start, end]).toEqual([0.2, 0.8]);
  expect(steps.map(({ id }) => id)).toEqual(["large", "small", "rest"]);
  expect(steps.map(({ timesOdds }) => timesOdds)).toEqual([4, 1.5, 8 / 3].map((times) => expect.closeTo(times, 9)));
  expect(steps[0]!.from).toBeCloseTo(0.2, 9);
  expect(steps[0]!.to).toBeCloseTo(steps[1]!.from, 9);
  expect(steps.at(-1)!.to).toBeCloseTo(0.8, 9);
});

test("nothing stands above what may be shown, and an estimate cites no source", () => {
  const { end, steps } = waterfall(0.5, 0.999, [contribution("sure", 0.6, 0.999)], evidence);
  for (const place of [end, ...steps.flatMap(({ from, to }) => [from, to])]) expect(place).toBeLessThanOrEqual(0.95);
  expect(steps[0]!.basis).toEqual({ mark: "expert estimate", sources: [] });
});

test("when the steps add up, nothing is left over", () => {
  expect(waterfall(0.5, 0.8, [contribution("all", 0.5, 0.8)], evidence).steps.map(({ id }) => id)).toEqual(["all"]);
  expect(waterfall(0.3, 0.3, [], evidence).steps).toEqual([]);
});
