import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ROOT, plumbline } from "./plumbline-process.ts";

const SHIPPED = "examples/emed_test.lst";
const bytes = readFileSync(join(ROOT, SHIPPED));

const scratch = mkdtempSync(join(tmpdir(), "plumbline-pressure-"));
afterAll(() => rmSync(scratch, { recursive: true }));

test("the text tells the numbers of the shipped recording, in 80 columns", async () => {
  const { code, stdout, stderr } = await plumbline(["pressure", SHIPPED]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^examples\/emed_test\.lst\n/);
  expect(stdout).toMatch(/Peak pressure +370 {2}kPa/);
  expect(stdout).toMatch(/Arch index +0\.225/);
  expect(stdout).toMatch(/^ +[.:=+*#%@-]+@@[.:=+*#%@-]*$/m); // the footprint
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("standard input gives the same numbers", async () => {
  const file = await plumbline(["pressure", SHIPPED, "--json"]);
  const piped = await plumbline(["pressure", "-", "--json"], { stdin: bytes });
  expect(JSON.parse(piped.stdout)).toEqual({ ...(JSON.parse(file.stdout) as object), file: "-" });
});

test("a side that a person knows overrules the footprint", async () => {
  const { stdout } = await plumbline(["pressure", SHIPPED, "--json", "--side", "left"]);
  expect(JSON.parse(stdout)).toMatchObject({ sides: [{ side: "left", sideFrom: "caller" }] });
});

test("one bad file does not stop the others: each good one has its line, in order, and the end is 1", async () => {
  const cut = join(scratch, "cut.lst");
  writeFileSync(cut, bytes.subarray(0, 3000));
  const foreign = join(scratch, "photo.lst");
  writeFileSync(foreign, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]));
  const empty = join(scratch, "empty.lst");
  writeFileSync(empty, "");
  const files = [SHIPPED, "missing.lst", foreign, "examples", empty, cut, "-"];

  const { code, stdout, stderr } = await plumbline(["pressure", "--json", ...files], { stdin: bytes });
  expect(code).toBe(1);
  const reports = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { file: string; schemaVersion: number });
  expect(reports.map(({ file }) => file).filter((file) => file !== cut)).toEqual([SHIPPED, "-"]);
  for (const file of ["missing.lst", foreign, "examples", empty]) expect(stderr).toContain(`plumbline: ${file}: `);
  expect(stderr).not.toMatch(/\n {4}at /);
});

test("each file is told as soon as it is read, before the next one is", async () => {
  // The second file never comes: standard input stays open until the first result has been seen.
  const { startPlumbline } = await import("./plumbline-process.ts");
  const child = startPlumbline(["pressure", "--json", SHIPPED, "-"]);
  const first = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk: Buffer) => resolve(String(chunk))),
  );
  expect(first).toContain(SHIPPED);
  child.stdin.end(bytes);
  expect(await new Promise<number | null>((resolve) => child.on("close", resolve))).toBe(0);
});
