import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { ROOT, plumbline, repositoryFile, startPlumbline } from "./plumbline-process.ts";

describe("help", () => {
  test.each([[[]], [["assess"]], [["interview"]], [["pressure"]], [["evidence"]], [["serve"]]])(
    "of %j opens with an example on shipped data, fits 80 columns and goes to stdout",
    async (command) => {
      const { code, stdout, stderr } = await plumbline([...command, "--help"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const [first, example] = stdout.split("\n");
      expect(first).toMatch(/^Example: /);
      expect(example).toMatch(/^ {2}npx plumbline /);
      for (const file of example!.match(/examples\/\S+/g) ?? []) expect(existsSync(`${ROOT}/${file}`)).toBe(true);
      for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
    },
  );

  test("is the same by -h and by help", async () => {
    const [long, short, word] = await Promise.all([
      plumbline(["pressure", "--help"]),
      plumbline(["pressure", "-h"]),
      plumbline(["help", "pressure"]),
    ]);
    expect(short).toEqual(long);
    expect(word).toEqual(long);
  });
});

test("--version tells the version of the package", async () => {
  const { version } = JSON.parse(repositoryFile("apps/cli/package.json")) as { version: string };
  expect(await plumbline(["--version"])).toEqual({ code: 0, stdout: `plumbline ${version}\n`, stderr: "" });
});

describe("wrong usage", () => {
  test.each([
    [["asess", "x.json"], 'There is no command "asess". Did you mean "assess"?'],
    [
      ["quux"],
      'There is no command "quux". There are: assess, interview, pressure, gait, orthotic, evidence, audit, doctor, backup, restore, retention, demo, serve.',
    ],
    [["constructor"], 'There is no command "constructor".'],
    [["--verison"], 'There is no option "--verison". Did you mean "--version"?'],
    [["--json", "assess"], 'There is no option "--json".'],
    [["--version", "now"], '"now" makes no sense after "--version".'],
    [["help", "evidense"], 'There is no command "evidense". Did you mean "evidence"?'],
    [["assess"], "assess needs a case file."],
    [["assess", "a.json", "b.json"], "assess takes one case file; 2 are given."],
    [["assess", "examples/heel-pain.json", "--out", "x.json"], "--out is for --batch"],
    [["assess", "examples/heel-pain.json", "--jsno"], 'There is no option "--jsno". Did you mean "--json"?'],
    [["assess", "examples/heel-pain.json", "--json=yes"], "--json takes no value."],
    [["assess", "examples/heel-pain.json", "-x"], 'There is no option "-x".'],
    [["pressure"], "pressure needs at least one file."],
    [["pressure", "-", "-"], "Standard input (-) can be read only once."],
    [["pressure", "examples/emed_test.lst", "--side", "both"], '--side is left or right, but is "both".'],
    [["pressure", "examples/emed_test.lst", "--side"], "--side needs a value."],
    [["pressure", "a", "--side", "left", "--side", "right"], "--side is given 2 times; once is enough."],
    [["pressure", "a", "--json", "--csv"], "--json and --csv are two forms of the result; choose one."],
    [["pressure", "a", "--frames"], "--frames goes with --json or --csv."],
    [["pressure", "a", "--combine", "--csv"], "--combine gives means of steps; it does not go with --csv."],
    [
      ["pressure", "a", "--combine", "--json", "--frames"],
      "--combine gives means of steps; it does not go with --frames.",
    ],
    [["pressure", "a", "--jobs", "0"], '--jobs must be a whole number from 1 to 256, but is "0".'],
    [["pressure", "a", "--jobs", "two"], '--jobs must be a whole number from 1 to 256, but is "two".'],
    [["pressure", "a", "--png", "a.lst"], '--png writes a PNG picture; its name ends in .png, but is "a.lst".'],
    [["pressure", "a", "b", "--png", "a.png"], "--png draws one file; 2 are given."],
    [["pressure", "examples", "--png", "a.png"], "--png draws one file, but a folder is given."],
    [["pressure", "a", "--combine", "--png", "a.png"], "--png draws one recording; it does not go with --combine."],
    [["pressure", "left:"], '"left:" names no file.'],
    [["pressure", "left:-", "-"], "Standard input (-) can be read only once."],
    [["evidence"], 'evidence needs "check", "show" or "coverage".'],
    [["evidence", "chek"], 'There is no evidence command "chek". Did you mean "check"?'],
    [["evidence", "show"], "evidence show needs the id of a finding or a condition."],
    [["evidence", "show", "e_slr", "e_cslr"], '"e_cslr" is one too many.'],
    [["serve", "--port", "http"], '--port must be a whole number from 0 to 65535, but is "http".'],
    [["serve", "--port", "70000"], '--port must be a whole number from 0 to 65535, but is "70000".'],
    [["serve", "--port", "-1"], '--port must be a whole number from 0 to 65535, but is "-1".'],
    [["serve", "--prot", "80"], 'There is no option "--prot". Did you mean "--port"?'],
    [["serve", "--data-dir", ""], "--data-dir needs a value."],
    [["serve", "8080"], 'serve takes no "8080"; options start with --.'],
  ])("%j is told in a sentence and ends with 2", async (args, sentence) => {
    const { code, stdout, stderr } = await plumbline(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`plumbline: ${sentence}`);
    expect(stderr).toMatch(/See: npx plumbline .*--help\n$/);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("nothing at all shows the help, on stderr", async () => {
    const { code, stdout, stderr } = await plumbline([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^Example: /);
  });
});

test("what stands after -- is a file, whatever it looks like", async () => {
  const { code, stderr } = await plumbline(["assess", "--", "--json"]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "plumbline: --json: There is no such file.\n" });
});

test("control characters in what was typed do not reach the terminal", async () => {
  const { stderr } = await plumbline(["assess", "\u001b[31mred.json"]);
  expect(stderr).not.toContain("\u001b");
});

test("a reader that leaves early is no failure, and nobody hears of it", async () => {
  // More than a pipe holds (64 kB), so that it is still writing when the reader leaves.
  const files = Array.from({ length: 60 }, () => "examples/emed_test.lst");
  const child = startPlumbline(["pressure", "--json", ...files]);
  const stderr = text(child.stderr);
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  expect({ code, stderr: await stderr }).toEqual({ code: 0, stderr: "" });
});

test.skipIf(!existsSync("/dev/full"))("a result that cannot be written is told and ends with 1", async () => {
  const command = `"${process.execPath}" apps/cli/src/main.ts evidence show radic_l5 > /dev/full`;
  const child = spawn("sh", ["-c", command], { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
  const stderr = await text(child.stderr);
  expect(stderr).toMatch(/^plumbline: The result could not be written: .*no space left.*\n$/i);
  expect(stderr).not.toMatch(/\n {4}at /);
});

test("the installed command is there after npm ci", () => {
  // npx plumbline finds it by this link; the run bit and the first line make it a program.
  expect(existsSync(`${ROOT}/node_modules/.bin/plumbline`)).toBe(true);
  expect(repositoryFile("apps/cli/src/main.ts")).toMatch(/^#!\/usr\/bin\/env node\n/);
});
