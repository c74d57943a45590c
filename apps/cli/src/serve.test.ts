import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT, plumbline, startPlumbline } from "./plumbline-process.ts";

const scratch = mkdtempSync(join(tmpdir(), "plumbline-serve-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

// `npm test` builds the pages first; a single run of this file may not have.
const isBuilt = existsSync(join(ROOT, "apps/clinic/build/server/index.js"));

test("a wrong setting is told in a sentence, exit 1", async () => {
  const { code, stdout, stderr } = await plumbline(["serve", "--port", "0"], {
    env: { DATABASE_URL: "mysql://nowhere", PLUMBLINE_DEMOO: "1" },
    cwd: scratch,
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("DATABASE_URL");
  expect(stderr).toContain("did you mean PLUMBLINE_DEMO?");
  expect(stderr).not.toMatch(/\n {4}at /);
});

describe.skipIf(!isBuilt)("with the pages built", () => {
  test("a port that is taken is told in a sentence, exit 1", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, resolve));
    const port = String((other.address() as AddressInfo).port);
    const { code, stderr } = await plumbline(["serve", "--port", port, "--data-dir", join(scratch, "taken")]);
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`Port ${port} is in use.`);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("a data folder that is a file is told in a sentence, exit 1", async () => {
    const path = join(scratch, "file");
    writeFileSync(path, "");
    const { code, stderr } = await plumbline(["serve", "--port", "0", "--data-dir", path]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^plumbline: .*file/);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test("it answers, and SIGTERM stops it cleanly", async () => {
    const child = startPlumbline(["serve", "--port", "0", "--data-dir", join(scratch, "data")]);
    const url = await addressOf(child);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  test.skipIf(process.platform === "win32")("it does not outlive the shell by which npm runs it", async () => {
    const command = `"${process.execPath}" apps/cli/src/main.ts serve --port 0 --data-dir "${join(scratch, "data")}"; true`;
    // Settings of the tester's own shell must not reach the server under test.
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith("PLUMBLINE_"));
    const env = { ...Object.fromEntries(own), npm_command: "exec" };
    const shell = spawn("sh", ["-c", command], { cwd: ROOT, env });
    const url = await addressOf(shell);
    shell.kill("SIGTERM");
    // The streams close when the server, which inherited them, has ended.
    await new Promise((resolve) => shell.on("close", resolve));
    await expect(fetch(`${url}/health`)).rejects.toThrow("fetch failed");
  });
});

/** Waits until the server says that it is ready. */
function addressOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = "";
    child.stdout.on("data", (chunk: Buffer) => {
      seen += String(chunk);
      const address = /ready: +(http:\S+)/.exec(seen)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.on("close", (code) => reject(new Error(`ended with ${code} before it was ready: ${seen}`)));
  });
}
