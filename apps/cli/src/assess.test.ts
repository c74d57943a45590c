import { mkdtempSync, rmSync, writeFileSync, chmodSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { plumbline, repositoryFile } from "./plumbline-process.ts";

const scratch = mkdtempSync(join(tmpdir(), "plumbline-assess-"));
afterAll(() => rmSync(scratch, { recursive: true }));

function scratchFile(name: string, content: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

test("the text leads with the red flag, keeps to 80 columns and has no color when piped", async () => {
  const { code, stdout, stderr } = await plumbline(["assess", "examples/emergency.json"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^TRIAGE: EMERGENCY\n/);
  expect(stdout.indexOf("Cauda equina")).toBeLessThan(stdout.indexOf("Direction:"));
  expect(stdout).toContain("not clinically\n    validated");
  expect(stdout).not.toContain("\u001b");
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("no figure above what the base allows is shown", async () => {
  const { stdout } = await plumbline(["assess", "examples/foot-drop.json"]);
  const percents = [...stdout.matchAll(/(\d+)%/g)].map(([, digits]) => Number(digits));
  expect(percents.length).toBeGreaterThan(10);
  expect(Math.max(...percents)).toBeLessThanOrEqual(95);
});

test("the same case gives the same bytes, from a file, from standard input and with a byte-order mark", async () => {
  const file = await plumbline(["assess", "examples/foot-drop.json", "--json"]);
  const content = repositoryFile("examples/foot-drop.json");
  expect(await plumbline(["assess", "-", "--json"], { stdin: content })).toEqual(file);
  expect(await plumbline(["assess", "--json", "-"], { stdin: `\uFEFF${content}` })).toEqual(file);
  const elsewhere = { LANG: "de_DE.UTF-8", LC_ALL: "de_DE.UTF-8", TZ: "Asia/Tokyo" };
  expect(await plumbline(["assess", "-", "--json"], { stdin: content, env: elsewhere })).toEqual(file);
});

test("--json is one line of JSON with its version", async () => {
  const { stdout } = await plumbline(["assess", "examples/heel-pain.json", "--json"]);
  expect(stdout.trimEnd()).not.toContain("\n");
  expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, setting: "combined" });
});

test("an empty case is a case: nothing is known, nothing is claimed", async () => {
  const { code, stdout } = await plumbline(["assess", "-", "--json"], { stdin: "{}" });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ direction: { answer: "cannot-tell" }, triage: { flags: [] } });
});

describe("a file that is no case", () => {
  test.each([
    [
      "missing",
      () => "examples/heel-pian.json",
      "examples/heel-pian.json: There is no such file. Did you mean examples/heel-pain.json?",
    ],
    ["a folder", () => "examples", "examples: This is a folder. Name the files in it."],
    ["below a file", () => "examples/heel-pain.json/x", "There is no such file."],
    [
      "of 0 bytes",
      () => scratchFile("empty.json", ""),
      "empty.json: The file is empty (0 bytes). Export or copy it again.",
    ],
    [
      "not text",
      () => scratchFile("utf16.json", Buffer.from("\uFEFF{}", "utf16le")),
      "utf16.json: The file is not UTF-8 text. Save it again as UTF-8.",
    ],
    [
      "not JSON",
      () => scratchFile("comma.json", '{\n "age": 54,\n}\n'),
      'comma.json: A name in double quotes is expected, but "}" was found (line 3, column 1). Take away the comma before it.',
    ],
    [
      "a list",
      () => scratchFile("list.json", "[]"),
      "list.json: A case is an object with age, sex, setting and findings; this is a list.",
    ],
  ])("%s: told in one sentence, exit 1", async (_, path, sentence) => {
    const { code, stdout, stderr } = await plumbline(["assess", path()]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd()).not.toContain("\n");
  });

  test.skipIf(process.getuid?.() === 0)("without permission: told in one sentence, exit 1", async () => {
    const path = scratchFile("secret.json", "{}");
    chmodSync(path, 0);
    const { code, stderr } = await plumbline(["assess", path]);
    expect(code).toBe(1);
    expect(stderr).toContain("You may not read this file.");
  });

  test("all that is wrong with a case is told at once, each with its place and the nearest word", async () => {
    const path = scratchFile(
      "many.json",
      '{"age": "old", "findings": {"e_srl": true, "e_slr": "yes", "f_first_step": {"lef": true}}}',
    );
    const { code, stderr } = await plumbline(["assess", path, "--json"]);
    expect(code).toBe(1);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(stderr).toContain('many.json: findings.e_srl: The base has no finding "e_srl". Did you mean "e_slr"?');
    expect(stderr).toContain("many.json: age: ");
    expect(stderr).toContain("many.json: findings.f_first_step.lef: ");
  });

  test("nothing on standard input is told", async () => {
    const { code, stderr } = await plumbline(["assess", "-"]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "plumbline: standard input: Nothing came in. Pipe a file into it, or name the file.\n",
    });
  });
});
