import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT, plumbline, startPlumbline } from "./plumbline-process.ts";

const scratch = mkdtempSync(join(tmpdir(), "plumbline-audit-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("a folder without a clinic, a key that is none and another word are told in a sentence", async () => {
  const none = await plumbline(["audit", "verify", "--data-dir", join(scratch, "none")]);
  expect(none).toMatchObject({ code: 1, stdout: "" });
  expect(none.stderr).toContain("There is no clinic in");
  expect(existsSync(join(scratch, "none"))).toBe(false);
  const key = await plumbline(["audit", "verify", "--public-key", "abc"], { cwd: scratch });
  expect(key.stderr).toContain("64 hexadecimal digits");
  expect(await plumbline(["audit", "verfy"])).toMatchObject({ code: 2 });
  expect(await plumbline(["audit"])).toMatchObject({ code: 2 });
});

// `npm test` builds the pages first; a single run of this file may not have.
describe.skipIf(!existsSync(join(ROOT, "apps/clinic/build/server/index.js")))("with the pages built", () => {
  test("the audit of a clinic that ran is whole, signed, and closed while the clinic runs", async () => {
    const dataDir = join(scratch, "data");
    const child = startPlumbline(["serve", "--port", "0", "--data-dir", dataDir]);
    const url = await new Promise<string>((resolve) => {
      let output = "";
      child.stdout.on("data", (chunk) => {
        const [address] = /http:\/\/localhost:\d+/.exec((output += String(chunk))) ?? [];
        if (address !== undefined) resolve(address);
      });
    });
    const form = new URLSearchParams({ email: "manager@plumbline.example", password: "wrong-on-purpose", next: "/" });
    await fetch(`${url}/sign-in`, { method: "POST", body: form, headers: { Origin: url } });
    expect((await plumbline(["audit", "verify", "--data-dir", dataDir])).stderr).toContain("in use");
    const ended = new Promise((resolve) => child.on("close", resolve));
    child.kill("SIGTERM");
    await ended;

    const { code, stdout } = await plumbline(["audit", "verify", "--data-dir", dataDir, "--json"]);
    const { verdict } = JSON.parse(stdout) as { verdict: { lines: number; linesSinceCheckpoint: number } };
    expect(code).toBe(0);
    expect(verdict.lines).toBeGreaterThan(0);
    expect(verdict.linesSinceCheckpoint).toBe(0);
  });
});
