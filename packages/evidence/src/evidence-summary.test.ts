import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { evidenceSummary } from "./evidence-summary.ts";
import { loadEvidence } from "./load-evidence.ts";

const STATED =
  /([\d,]+) preferred likelihood rows (\d+) (?:were|are) read in a source, (\d+)\s+(?:are )?recalled[^,]*, ([\d,]+)\s+(?:are )?estimates/;

test.each(["../README.md", "../data/README.md"])("the counts by mark are those %s states, and add up", (page) => {
  const text = readFileSync(new URL(page, import.meta.url), "utf8").replaceAll("\n", " ");
  const [rows, seen, recalled, estimated] = STATED.exec(text)!
    .slice(1)
    .map((figure) => Number(figure.replace(",", "")));

  const summary = evidenceSummary(loadEvidence());
  expect(summary.preferredByMark).toEqual({ seen, recalled, "expert estimate": estimated });
  expect(seen! + recalled! + estimated!).toBe(summary.preferredLikelihoods);
  expect(rows).toBe(summary.preferredLikelihoods);
});
