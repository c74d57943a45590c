import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { gaitFindings, gaitReport, readMotionFile } from "./index.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(`${PACKAGE}README.md`, "utf8");
/** The first argument where a note on a walk is made. */
const MADE = /\b(?:gaitBlock|gaitWarning)\(\s*"([a-z-]+)"/g;

test("the README lists every note that a walk can get, and no other", () => {
  const sources = globSync(`${PACKAGE}src/**/*.ts`).filter((file) => !file.endsWith(".test.ts"));
  const made = sources.flatMap((file) => [...readFileSync(file, "utf8").matchAll(MADE)].map(([, code]) => code!));
  const listed = [...README.matchAll(/`gait\/([a-z-]+)`/g)].map(([, code]) => code!);
  expect([...new Set(listed)].toSorted()).toEqual([...new Set(made)].toSorted());
});

test("the README lists every finding that a walk can give", () => {
  const source = readFileSync(`${PACKAGE}src/gait-findings.ts`, "utf8");
  for (const [id] of source.matchAll(/(?<=[.{ ])m_[a-z_0-9]+(?=[: ])/g)) expect(README).toContain(`\`${id}\``);
});

test("the README's example gives what it says", () => {
  const said = [...README.matchAll(/^(?:report|gaitFindings).*\/\/ (.+)$/gm)].map((match) => match[1]);
  const bytes = gunzipSync(readFileSync(`${PACKAGE}../../examples/walk.csv.gz`));
  const result = readMotionFile(bytes, "walk.csv", { samplingRateHz: 204.8 });
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const report = gaitReport({ name: "walk", signals: result.value, person: { ageYears: 40, sex: "male" } });
  expect(said).toEqual([
    `${report.feet.left!.strides.length}`,
    report.summary.both.strideTimeS!.value.toFixed(2),
    `${report.summary.both.speedMps!.strides}`,
    `"${report.zScores.speedMps!.group}"`,
    `${String(gaitFindings(report).m_gait_slow)}`,
  ]);
});
