import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { measure, pressureFindings, readRecording } from "./index.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
const README = readFileSync(`${PACKAGE}README.md`, "utf8");
const CODE = /(?<=["`])(?:recording|contact|footprint|side|cop|steps)\/[a-z-]+(?=["`])/g;

test("the README lists every code that the package can give, and no other", () => {
  const sources = globSync(`${PACKAGE}src/**/*.ts`).filter((file) => !file.endsWith(".test.ts"));
  const given = new Set(sources.flatMap((file) => readFileSync(file, "utf8").match(CODE) ?? []));
  expect([...new Set(README.match(CODE))].sort()).toEqual([...given].sort());
});

test("the README's example gives what it says", () => {
  const said = [...README.matchAll(/^(?:report|pressureFindings).*\/\/ (.+)$/gm)].map((match) => match[1]);
  const result = readRecording(readFileSync(`${PACKAGE}../../examples/emed_test.lst`), "emed_test.lst");
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const report = measure(result.value);
  const { side, totals, figures } = report.sides[0]!;
  expect(said).toEqual([
    `"${side}"`,
    `${totals.peakPressureKpa}`,
    totals.archIndex!.toFixed(4),
    `${figures.archIndex!.minimalDetectableChange!.toFixed(4)} for one step`,
    JSON.stringify(pressureFindings(report).m_heel_peak_kpa)
      .replaceAll(/"(\w+)":(\d+)/g, "$1: $2")
      .replace("{", "{ ")
      .replace("}", " }"),
  ]);
});
