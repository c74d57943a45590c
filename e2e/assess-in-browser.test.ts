import { readFileSync } from "node:fs";
import { assess, parseCaseFile, withIntervals } from "@plumbline/assessment";
import { loadEvidence } from "@plumbline/evidence";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askWorker, bundleWorker, rounded } from "./browser-worker.ts";
import { findChromium, launchChromium } from "./chromium.ts";

const executable = findChromium();
const EXAMPLE = JSON.parse(
  readFileSync(new URL("../examples/flat-feet-and-back.json", import.meta.url), "utf8"),
) as unknown;
const INTERVALS = { draws: 20, seed: 1 };

/** What runs in the worker: one case in, its assessment out, as text. */
const WORKER = `
  import { assess, parseCaseFile, withIntervals } from "@plumbline/assessment";
  import { loadEvidence } from "@plumbline/evidence";
  onmessage = ({ data }) => {
    const evidence = loadEvidence();
    const caseFile = parseCaseFile(data.example, evidence).value;
    postMessage(JSON.stringify(withIntervals(assess(caseFile, evidence), caseFile, evidence, data.options)));
  };
`;

describe.skipIf(executable === null)("the assessment in a browser", () => {
  let browser: Browser;
  let script: string;

  beforeAll(async () => {
    [browser, script] = await Promise.all([launchChromium(executable!), bundleWorker(WORKER)]);
  });
  afterAll(() => browser?.close());

  test("a worker, without network, gives the same answer as Node, in every word, order and figure", async () => {
    const told = await askWorker(browser, script, { example: EXAMPLE, options: INTERVALS });
    const evidence = loadEvidence();
    const parsed = parseCaseFile(EXAMPLE, evidence);
    if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
    const here = withIntervals(assess(parsed.value, evidence), parsed.value, evidence, INTERVALS);
    expect(rounded(JSON.parse(told))).toEqual(rounded(here));
  });
});
