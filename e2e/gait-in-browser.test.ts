import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { gaitReport, readMotionFile } from "@plumbline/imu-gait";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askWorker, bundleWorker, rounded } from "./browser-worker.ts";
import { findChromium, launchChromium } from "./chromium.ts";

const executable = findChromium();
const WALK = gunzipSync(readFileSync(new URL("../examples/walk.csv.gz", import.meta.url)));
const OPTIONS = { samplingRateHz: 204.8 };
const PERSON = { ageYears: 40, sex: "male", heightM: 1.8 } as const;

/** What runs in the worker: a file in, the report of the walk out, as text. */
const WORKER = `
  import { gaitReport, readMotionFile } from "@plumbline/imu-gait";
  onmessage = ({ data: { walk, options, person } }) => {
    const signals = readMotionFile(new TextEncoder().encode(walk), "walk.csv", options).value;
    postMessage(JSON.stringify(gaitReport({ name: "walk", signals, person })));
  };
`;

describe.skipIf(executable === null)("a walk in a browser", () => {
  let browser: Browser;
  let script: string;

  beforeAll(async () => {
    [browser, script] = await Promise.all([launchChromium(executable!), bundleWorker(WORKER)]);
  });
  afterAll(() => browser?.close());

  test("is measured without network as in Node, in every step, word and figure", async () => {
    const told = await askWorker(browser, script, {
      walk: WALK.toString("latin1"),
      options: OPTIONS,
      person: PERSON,
    });
    const signals = readMotionFile(WALK, "walk.csv", OPTIONS);
    if (!signals.ok) throw new Error(signals.problems[0]?.message);
    const here = gaitReport({ name: "walk", signals: signals.value, person: PERSON });
    expect(here.feet.left!.strides.length).toBeGreaterThan(20);
    expect(rounded(JSON.parse(told))).toEqual(rounded(here));
  });
});
