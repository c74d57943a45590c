import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { plumbline } from "./plumbline-process.ts";

const folder = mkdtempSync(join(tmpdir(), "plumbline-interview-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Low back pain, and then nothing that they know: enough for every page that may come. */
const BACK_PAIN_ONLY = ["2", ...Array<string>(90).fill("d")];

describe("interview", { timeout: 60_000 }, () => {
  test("says why it asks, takes back an answer, and keeps what was said when the input ends early", async () => {
    const saved = join(folder, "early.json");
    const { code, stdout, stderr } = await plumbline(["interview", "--save", saved], {
      stdin: "2 9\n?\n1\nb\n2\nnonsense\n",
    });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("We look for the cause of your main trouble first.");
    expect(stderr).toContain("Choose one answer");
    expect(stderr).toContain("not a terminal");
    expect(stderr).toContain("2 pages are answered; nothing is lost");
    expect(JSON.parse(readFileSync(saved, "utf8"))).toMatchObject({ worst: { kind: "choice", value: "place_heel" } });

    const resumed = await plumbline(["interview", "--resume", saved], { stdin: "1\nq\n" });
    expect(resumed.code).toBe(0);
    expect(resumed.stderr).toContain("Which leg or foot is it?");
    expect(JSON.parse(readFileSync(saved, "utf8"))).toMatchObject({ side: { kind: "choice", value: "left" } });
  });

  test("prints the answers when nobody named a file for them", async () => {
    const { code, stdout } = await plumbline(["interview"], { stdin: "2\nq\n" });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ where: { kind: "ticks", ticked: ["s_back_pain"] } });
  });

  test("stops at a confirmed sign of an emergency, says what to do, and writes the case", async () => {
    const caseFile = join(folder, "case.json");
    // Where; age; sex; danger now: none; its second page: numb where one sits; confirmed.
    const { code, stdout, stderr } = await plumbline(["interview", "--case", caseFile], {
      stdin: "2\n54\n1\n0\n3\n1\n",
    });
    expect({ code, isStopped: /Call 911/.test(stderr) }).toEqual({ code: 0, isStopped: true });
    expect(stdout).toMatch(/emergency/i);
    const assessed = await plumbline(["assess", caseFile, "--json"]);
    expect(JSON.parse(assessed.stdout)).toMatchObject({ triage: { level: "emergency" } });
  });

  test("ends with the assessment of what was said", async () => {
    const { code, stdout } = await plumbline(["interview"], { stdin: `${BACK_PAIN_ONLY.join("\n")}\n` });
    expect(code).toBe(0);
    expect(stdout).toMatch(/direction/i);
  });
});
