import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { measureInterview } from "./interview.ts";
import { measureGains } from "./question-gain.ts";

const evidence = loadEvidence();

// Few, so that a test run stays short: `npm run evaluate` walks a thousand.
test("who is asked only what matters is told the same urgency, and no emergency is lost", { timeout: 300_000 }, () => {
  const figures = measureInterview(evidence, { patients: 15, seed: 4, setting: "combined" });
  expect(figures.sameUrgency).toBe(1);
  expect(figures.emergenciesFound).toBe(figures.emergencies);
  expect(figures.sameDirection).toBeGreaterThanOrEqual(0.8);
  expect(figures.chosenPages.median).toBeLessThanOrEqual(20);
});

test("the question that is chosen is the best or nearly so", { timeout: 300_000 }, () => {
  expect(measureGains(evidence, 8, 5, "combined").meanRatio).toBeGreaterThanOrEqual(0.9);
});
