import { expect, test } from "vitest";
import { evidenceSummary } from "./evidence-summary.ts";
import { loadEvidence } from "./load-evidence.ts";

test("the counts by mark are those the base's README states, and add up", () => {
  const summary = evidenceSummary(loadEvidence());
  expect(summary.preferredByMark).toEqual({ seen: 211, recalled: 48, "expert estimate": 2934 });
  expect(211 + 48 + 2934).toBe(summary.preferredLikelihoods);
  expect(summary).toMatchObject({ conditions: 201, findings: 630, redFlags: 57, treatments: 292, sources: 402 });
});
