import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assess, parseCaseFile, withIntervals } from "@plumbline/assessment";
import { loadEvidence } from "@plumbline/evidence";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { build } from "vite";
import { findChromium, launchChromium } from "./chromium.ts";

const executable = findChromium();
const root = fileURLToPath(new URL("..", import.meta.url));
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
    [browser, script] = await Promise.all([launchChromium(executable!), bundleWorker()]);
  });
  afterAll(() => browser?.close());

  test("a worker, without network, gives the same answer as Node, in every word, order and figure", async () => {
    const page = await browser.newPage();
    await page.context().setOffline(true);
    const told = await page.evaluate(
      ({ source, message }) =>
        new Promise<string>((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
          worker.addEventListener("message", ({ data }) => resolve(data as string));
          worker.addEventListener("error", (event) => reject(new Error(event.message)));
          worker.postMessage(message, []);
        }),
      { source: script, message: { example: EXAMPLE, options: INTERVALS } },
    );
    const evidence = loadEvidence();
    const parsed = parseCaseFile(EXAMPLE, evidence);
    if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
    const here = withIntervals(assess(parsed.value, evidence), parsed.value, evidence, INTERVALS);
    expect(rounded(JSON.parse(told))).toEqual(rounded(here));
  });
});

/**
 * ECMAScript leaves the last digit of `exp`, `log` and powers to the engine, and two releases of one engine do differ in it;
 * everything else must be the same.
 */
function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === "number" ? Number(inner.toPrecision(10)) : inner)),
  );
}

/** One script without imports, as a page would load it. */
async function bundleWorker(): Promise<string> {
  const entry = "worker-under-test";
  const result = await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name: entry,
        resolveId: (id) => (id === entry ? `\0${entry}` : null),
        load: (id) => (id === `\0${entry}` ? WORKER : null),
      },
    ],
    build: { write: false, minify: true, rolldownOptions: { input: entry, output: { format: "iife" } } },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (output === undefined || !("output" in output)) throw new Error("The bundler watches instead of building.");
  return output.output[0].code;
}
