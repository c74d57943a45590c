import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

const SCRIPT = fileURLToPath(new URL("check-workspaces.ts", import.meta.url));

let house = "";
afterEach(() => rmSync(house, { recursive: true, force: true }));

/** A small house in which all is well; `planted` adds files or replaces them. */
function check(planted: Readonly<Record<string, string>>): { readonly code: number | null; readonly lines: string[] } {
  house = mkdtempSync(join(tmpdir(), "plumbline-house-"));
  const files = {
    "packages/clinical-model/package.json": manifest(),
    "packages/clinical-model/src/index.ts": "export const side = 1;\n",
    "packages/evidence/package.json": manifest("clinical-model"),
    "packages/evidence/src/index.ts": 'export { side } from "@plumbline/clinical-model";\n',
    "packages/reasoning/package.json": manifest("clinical-model", "evidence"),
    "packages/reasoning/src/index.ts": 'export { side } from "@plumbline/evidence";\n',
    "packages/care-plan/package.json": manifest("clinical-model"),
    "packages/care-plan/src/index.ts": "export {};\n",
    "packages/bayesian-network/package.json": manifest(),
    "packages/bayesian-network/src/index.ts": "export {};\n",
    "apps/clinic/package.json": manifest("reasoning"),
    "apps/clinic/server/index.ts": 'import { readFileSync } from "node:fs";\nconst now = Date.now();\n',
    ...planted,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(house, dirname(path)), { recursive: true });
    writeFileSync(join(house, path), content);
  }
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT], { cwd: house, encoding: "utf8" });
  return { code: status, lines: stderr.split("\n").filter((line) => line !== "") };
}

function manifest(...dependencies: readonly string[]): string {
  return JSON.stringify({
    dependencies: Object.fromEntries(dependencies.map((name) => [`@plumbline/${name}`, "*"])),
  });
}

test("a house in order passes: apps may read files and the clock", () => {
  expect(check({})).toEqual({ code: 0, lines: [] });
});

test.each<[string, Record<string, string>, string]>([
  [
    "an import that points up",
    {
      "packages/evidence/package.json": manifest("clinical-model", "reasoning"),
      "packages/evidence/src/up.ts": '\nimport { x } from "@plumbline/reasoning";\n',
    },
    "packages/evidence/src/up.ts:2: evidence may not import reasoning: imports point down only.",
  ],
  [
    "an import of a neighbor in the same row",
    {
      "packages/care-plan/package.json": manifest("reasoning"),
      "packages/care-plan/src/index.ts": 'import { x } from "@plumbline/reasoning";\n',
    },
    "packages/care-plan/src/index.ts:1: care-plan may not import reasoning: imports point down only.",
  ],
  [
    "an import for types alone",
    {
      "packages/care-plan/package.json": manifest("reasoning"),
      "packages/care-plan/src/index.ts": 'import type { X } from "@plumbline/reasoning";\n',
    },
    "packages/care-plan/src/index.ts:1: care-plan may not import reasoning: imports point down only.",
  ],
  [
    "a package that imports an app",
    { "packages/reasoning/src/app.ts": 'const clinic = await import("@plumbline/clinic");\n' },
    "packages/reasoning/src/app.ts:1: reasoning may not import clinic: imports point down only.",
  ],
  [
    "a deep import",
    { "packages/reasoning/src/deep.ts": 'import { x } from "@plumbline/evidence/src/csv.ts";\n' },
    'packages/reasoning/src/deep.ts:1: reaches into @plumbline/evidence/src/csv.ts; import from "@plumbline/evidence".',
  ],
  [
    "a path that leaves its own package",
    { "packages/reasoning/src/dots.ts": 'import { x } from "../../evidence/src/csv.ts";\n' },
    "packages/reasoning/src/dots.ts:1: reaches out of packages/reasoning by ../../evidence/src/csv.ts; import the other package by its name.",
  ],
  [
    "an import that is not declared",
    {
      "packages/care-plan/src/index.ts": 'import { x } from "@plumbline/evidence";\n',
    },
    "packages/care-plan/src/index.ts:1: imports @plumbline/evidence, which packages/care-plan/package.json does not declare.",
  ],
  [
    "an import of what is not there",
    { "packages/reasoning/src/x.ts": 'import { x } from "@plumbline/astrology";\n' },
    "packages/reasoning/src/x.ts:1: imports @plumbline/astrology, which is not in this house.",
  ],
  [
    "a tool that learns clinical words",
    {
      "packages/bayesian-network/package.json": manifest("clinical-model"),
      "packages/bayesian-network/src/index.ts": 'import { side } from "@plumbline/clinical-model";\n',
    },
    "packages/bayesian-network/src/index.ts:1: bayesian-network stands alone and imports nothing of ours.",
  ],
  [
    "a workspace without a row",
    { "packages/astrology/package.json": manifest() },
    "packages/astrology: has no row in scripts/check-workspaces.ts; give it one.",
  ],
  [
    "a dependency declared upward, even if nothing imports it",
    { "packages/evidence/package.json": manifest("clinical-model", "reasoning") },
    "packages/evidence/package.json: depends on @plumbline/reasoning, which is not below it.",
  ],
])("%s is named with its place", (_, planted, sentence) => {
  const { code, lines } = check(planted);
  expect(code).toBe(1);
  expect(lines.map((line) => line.replaceAll("\\", "/"))).toContain(sentence);
});

test.each([
  ["the clock", "export const a = Date.now();", "reads the clock; take `nowMs` as a parameter."],
  ["today", "export const a = new Date();", "reads the clock; take `nowMs` as a parameter."],
  ["chance", "export const a = Math.random();", "is not repeatable; take a seeded generator."],
  ["the machine's locale", "export const a = (1).toLocaleString();", "uses the machine's locale; name one."],
  [
    "a locale's order",
    "export const a = 'a'.localeCompare('b');",
    "uses the machine's locale; compare with < or name a locale.",
  ],
  ["a file", 'import { readFileSync } from "node:fs";', "packages know no files; the apps do."],
  ["a file, late", 'const fs = await import("node:fs");', "packages know no files; the apps do."],
  ["module state that is exported", "export let count = 0;", "module state; tests share one process."],
  ["module state", "let count = 0;", "module state; tests share one process."],
])("%s in a package is named, in its test it is not", (_, line, why) => {
  const inSource = check({ "packages/reasoning/src/impure.ts": `\n\n${line}\n` });
  expect(inSource.code).toBe(1);
  expect(inSource.lines[0]?.replaceAll("\\", "/")).toBe(`packages/reasoning/src/impure.ts:3: ${why}`);
  rmSync(house, { recursive: true });
  expect(check({ "packages/reasoning/src/impure.test.ts": `${line}\n` }).code).toBe(0);
});

test("a path within its own package is its own business", () => {
  expect(check({ "packages/reasoning/src/deep/a.ts": 'import { x } from "../index.ts";\n' }).code).toBe(0);
});

test("a comment may speak of the clock", () => {
  expect(check({ "packages/reasoning/src/a.ts": "// Never Date.now() here.\n * nor new Date()\n" }).code).toBe(0);
});

test("all violations are told, not only the first", () => {
  const { lines } = check({
    "packages/reasoning/src/a.ts": "export const a = Math.random();\n",
    "packages/evidence/src/b.ts": "export const b = Date.now();\n",
  });
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatch(/^2 violation/);
});
