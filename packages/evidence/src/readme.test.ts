import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

test("the README lists every problem code, and none that does not exist", () => {
  const folder = import.meta.dirname;
  const sources = globSync("**/*.ts", { cwd: folder }).filter((file) => !/\.test\.ts$|generated/.test(file));
  const inCode = sources.flatMap((file) =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/"((?:evidence|rule)\/[a-z-]+)"/g)].map((match) => match[1]!),
  );
  const readme = readFileSync(join(folder, "../README.md"), "utf8");
  const inReadme = [...readme.matchAll(/^\| `((?:evidence|rule)\/[a-z-]+)`/gm)].map((match) => match[1]!);
  expect([...new Set(inReadme)].sort()).toEqual([...new Set(inCode)].sort());
});
