import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { plumbline, repositoryFile, startPlumbline } from "./plumbline-process.ts";
import { readLines } from "./read-lines.ts";

const scratch = mkdtempSync(join(tmpdir(), "plumbline-batch-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const HEEL = JSON.stringify(JSON.parse(repositoryFile("examples/heel-pain.json")));
const EMERGENCY = JSON.stringify(JSON.parse(repositoryFile("examples/emergency.json")));

function resultsOf(stdout: string): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("each case is assessed as it would be alone without intervals, to the byte, with its id in front", async () => {
  const [alone, batch] = await Promise.all([
    plumbline(["assess", "examples/heel-pain.json", "--json", "--no-intervals"]),
    plumbline(["assess", "--batch", "-"], { stdin: `${HEEL}\r\n\n${HEEL.replace("{", '{"id":"p 1",')}` }),
  ]);
  expect(batch).toEqual({
    code: 0,
    stdout: `${alone.stdout}{"id":"p 1",${alone.stdout.slice(1)}`,
    stderr: "2 cases done.\n",
  });
});

test("a bad line is told with its number, keeps its place, and does not stop the others", async () => {
  const lines = [
    '{"id": 1, "findings": {"e_srl": true}}',
    EMERGENCY,
    '{"age": 54,}',
    "",
    '{"id": {"no": "word"}, "age": "old"}',
    '{"age": 1, "age": 2}',
    HEEL,
  ];
  const { code, stdout, stderr } = await plumbline(["assess", "--batch", "-"], { stdin: `${lines.join("\n")}\n` });
  expect(code).toBe(1);
  const results = resultsOf(stdout);
  expect(results.map(({ line, id, problems }) => (problems === undefined ? "assessed" : { line, id }))).toEqual([
    { line: 1, id: 1 },
    "assessed",
    { line: 3, id: undefined },
    { line: 5, id: undefined },
    { line: 6, id: undefined },
    "assessed",
  ]);
  expect(results[0]!.problems).toMatchObject([{ path: "findings.e_srl", hint: 'Did you mean "e_slr"?' }]);
  expect(results[1]).toMatchObject({ triage: { level: "emergency" } });
  expect(stderr).toContain("standard input: line 1: findings.e_srl: ");
  expect(stderr).toContain('line 3: A name in double quotes is expected, but "}" was found (line 3, column 12).');
  expect(stderr).toContain("line 5: id: ");
  expect(stderr).toContain("line 5: age: ");
  expect(stderr).toContain('line 6: The name "age" comes twice');
  expect(stderr).toContain("6 cases done, 4 of them with problems.\n");
});

test("a line that is not UTF-8 costs only itself", async () => {
  const stdin = Buffer.concat([Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from(`${HEEL}\n`)]);
  const { code, stdout } = await plumbline(["assess", "--batch", "-"], { stdin });
  expect(code).toBe(1);
  expect(resultsOf(stdout)).toMatchObject([{ line: 1, problems: [{ code: "file/not-text" }] }, { schemaVersion: 1 }]);
});

test("a result is there before the next case is", async () => {
  const child = startPlumbline(["assess", "--batch", "-"]);
  const first = new Promise<string>((resolve) => {
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith("\n")) resolve(text);
    });
  });
  child.stdin.write(`${HEEL}\n`);
  expect(resultsOf(await first)).toHaveLength(1);
  child.stdin.end();
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
});

test("--out holds what standard output would, even when it names the file of cases itself", async () => {
  const path = join(scratch, "cases.jsonl");
  writeFileSync(path, `${HEEL}\n${EMERGENCY}\n`);
  const shown = await plumbline(["assess", "--batch", path]);
  const out = await plumbline(["assess", "--batch", path, "--out", path]);
  expect(out).toEqual({ code: 0, stdout: "", stderr: "2 cases done.\n" });
  expect(readFileSync(path, "utf8")).toBe(shown.stdout);
  expect(existsSync(`${path}.part`)).toBe(false);
});

test.each([
  ["missing", ["assess", "--batch", "examples/nothing.jsonl"], "examples/nothing.jsonl: There is no such file."],
  ["a folder", ["assess", "--batch", "examples"], "examples: This is a folder."],
  ["empty", ["assess", "--batch", "-"], "standard input: There is no case in it."],
  [
    "to be written where nothing can be",
    ["assess", "--batch", "examples/heel-pain.json", "--out", "no/such/folder/out.jsonl"],
    "no/such/folder/out.jsonl: The results cannot be written there (ENOENT). Make the folder first.",
  ],
])("a batch that is %s: told in one sentence, exit 1", async (_, args, sentence) => {
  const { code, stdout, stderr } = await plumbline(args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(sentence);
  expect(stderr.trimEnd()).not.toContain("\n");
});

test("lines are cut at line feeds alone, wherever the chunks end", async () => {
  const text = 'a\u2028b\r\n\n{"x": "\r"}\nlast';
  const bytes = Buffer.from(text);
  for (let size = 1; size <= bytes.length; size++) {
    const found: [number, string][] = [];
    for await (const line of readLines(inChunks(bytes, size))) {
      found.push([line.number, Buffer.from(line.bytes!).toString()]);
    }
    expect(found).toEqual([
      [1, "a\u2028b"],
      [2, ""],
      [3, '{"x": "\r"}'],
      [4, "last"],
    ]);
  }
});

test("a line that never ends is passed over without being held", async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (let count = 0; count < 100; count++) yield await Promise.resolve(new Uint8Array(100_000).fill(0x61));
    yield Buffer.from("\n{}\n");
  }
  const found: [number, number | null][] = [];
  for await (const line of readLines(endless())) found.push([line.number, line.bytes?.length ?? null]);
  expect(found).toEqual([
    [1, null],
    [2, 2],
  ]);
});

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}
