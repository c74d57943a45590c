import { assess } from "@plumbline/assessment";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { seededRandom } from "./random.ts";
import { simulatedPatient } from "./simulated-patient.ts";
import { withAnswers } from "./with-answers.ts";

const evidence = loadEvidence();
const random = seededRandom(23);
const patients = Array.from({ length: 25 }, () => {
  const caseFile = withAnswers(simulatedPatient(evidence, "combined", random), 30, evidence, random);
  return { caseFile, assessment: assess(caseFile, evidence) };
});

/** A hundred full assessments, on a machine that may be busy. */
const TIMEOUT_MS = 60_000;

test("a turning point, once it is found so, turns the conclusion as foretold", { timeout: TIMEOUT_MS }, () => {
  let tried = 0;
  for (const { caseFile, assessment } of patients) {
    for (const { findingId, value, of, becomes } of assessment.turningPoints) {
      // A number or an option brings other findings with it; a plain answer is that one finding alone.
      if (evidence.findings.get(findingId)!.answerType !== "yes/no") continue;
      const found = { ...caseFile, findings: { ...caseFile.findings, [findingId]: value } };
      const after = assess(found, evidence);
      expect(of === "direction" ? after.direction.answer : after.triage.level).toBe(becomes);
      tried++;
    }
  }
  expect(tried).toBeGreaterThan(25);
});

test("a reversal is of something known, any other turning point of something unknown", () => {
  for (const { caseFile, assessment } of patients) {
    for (const { findingId, isReversal } of assessment.turningPoints) {
      if (evidence.findings.get(findingId)!.answerType !== "yes/no") continue;
      expect(caseFile.findings[findingId] !== undefined).toBe(isReversal);
    }
  }
});

test("what is told first is the more plausible, and nothing turns into what already holds", () => {
  for (const { assessment } of patients) {
    for (const of of ["direction", "triage"] as const) {
      const unknown = assessment.turningPoints.filter((point) => point.of === of && !point.isReversal);
      const plausibility = unknown.map((point) => point.plausibility);
      expect(plausibility).toEqual(plausibility.toSorted((a, b) => b - a));
    }
    for (const { of, becomes } of assessment.turningPoints) {
      expect(becomes).not.toBe(of === "direction" ? assessment.direction.answer : assessment.triage.level);
    }
  }
});

test("no probability that is told of a person passes what may be shown", () => {
  const { neverDisplayAbove } = evidence.parameters;
  for (const { assessment } of patients) {
    const told = [
      ...Object.values(assessment.direction.probabilities),
      ...assessment.conditions.map(({ posterior }) => posterior),
      ...assessment.complaints.flatMap(({ causes }) => causes.map(({ share }) => share)),
      ...assessment.links.flatMap(({ probability, linkPrior, linkPosterior }) => [
        probability,
        linkPrior,
        linkPosterior,
      ]),
      ...assessment.contributions.flatMap((each) => [each.with, each.without]),
      ...assessment.turningPoints.map(({ plausibility }) => plausibility),
    ];
    expect(Math.max(...told)).toBeLessThanOrEqual(neverDisplayAbove + 1e-12);
  }
});
