import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { MOTION_FORMATS } from "../motion-signal.ts";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));
const README = readFileSync(`${PACKAGE}README.md`, "utf8");
/** The first argument where a problem or a note of a file is made. */
const MADE = /\b(?:problem|warning|blocking)\(\s*"([a-z-]+)"/g;

test("the README lists every code that reading a file can give, and no other", () => {
  const sources = globSync(`${PACKAGE}src/**/*.ts`).filter((file) => !file.endsWith(".test.ts"));
  const made = sources.flatMap((file) => [...readFileSync(file, "utf8").matchAll(MADE)].map(([, code]) => code!));
  const listed = [...README.matchAll(/`motion\/([a-z-]+)`/g)].map(([, code]) => code!);
  expect([...new Set(listed)].toSorted()).toEqual([...new Set(made)].toSorted());
});

test("the README has a row for every format", () => {
  for (const format of MOTION_FORMATS) expect(README).toMatch(new RegExp(`^\\| ${format} +\\|`, "m"));
});
