import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../store/index.ts";
import { copyEmptyClinic } from "../store/test-template.ts";
import { ConfigError, startClinic } from "./index.ts";

// `npm test` builds the pages first; a single test run by hand may not have.
const isBuilt = existsSync(fileURLToPath(new URL("../build/server/index.js", import.meta.url)));

describe.skipIf(!isBuilt)("the clinic, started (needs `npm run build`)", () => {
  let folder: string;
  const log: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "plumbline-"));
    await copyEmptyClinic(folder);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start = (env: Record<string, string> = {}) =>
    startClinic({ port: 0, dataDir: folder, env, log: (line) => log.push(line) });

  async function signIn(url: string, password: string): Promise<Response> {
    const form = new URLSearchParams({ email: "manager@plumbline.example", password, next: "/" });
    return fetch(`${url}/sign-in`, { method: "POST", body: form, headers: { Origin: url }, redirect: "manual" });
  }

  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");

  test("it answers, keeps data and sign-ins over a restart, and seeds only once", async () => {
    const first = await start();
    expect(log.join("\n")).toContain(first.url);
    expect(log.join("\n")).toContain("manager@plumbline.example");
    expect(await (await fetch(`${first.url}/ready`)).text()).toBe("ready");
    const offices = await (await fetch(`${first.url}/offices`)).text();
    for (const town of ["Worcester", "Webster", "Whitinsville"]) expect(offices).toContain(town);
    await fetch(`${first.url}/staff/patients/11111111-1111-4111-8111-111111111111`, { redirect: "manual" });
    await fetch(`${first.url}/no/such/page?name=Canary`);
    const metrics = await (await fetch(`${first.url}/metrics`)).text();
    expect(metrics).toMatch(/_count\{method="GET",route="\/offices",status="200"\} 1\n/);
    expect(metrics).toMatch(/_count\{method="GET",route="\/staff\/patients\/:id",status="302"\} 1\n/);
    expect(metrics).toMatch(/route="none",status="404"\} 1\n[\s\S]*# EOF\n$/);
    // No address, no id, no name in what a monitor keeps.
    expect(metrics).not.toMatch(/11111111|Canary/);
    const proxied = await fetch(`${first.url}/metrics`, { headers: { "X-Forwarded-For": "203.0.113.9" } });
    expect(proxied.status).toBe(403);
    const signedIn = await signIn(first.url, "plumb-line-demo-2026");
    expect(signedIn.status).toBe(302);
    const cookie = cookieOf(signedIn);
    await first.close();
    await expect(fetch(first.url)).rejects.toThrow();

    const second = await start();
    const page = await (await fetch(second.url, { headers: { Cookie: cookie } })).text();
    expect(page).toContain("Sign out");
    // A second clinic on the same folder would lose rows without a word.
    await expect(start()).rejects.toThrow("data folder is in use");
    await second.close();

    const { db, close } = await openDatabase({ dataDir: folder });
    const patients = await db.selectFrom("patient").select(["is_made_up"]).execute();
    expect(patients).toHaveLength(5);
    expect(patients.every(({ is_made_up }) => is_made_up)).toBe(true);
    expect(await db.selectFrom("visit").select("id").execute()).toHaveLength(5);
    expect((await db.selectFrom("assessment").select("id").execute()).length).toBeGreaterThanOrEqual(3);
    const signIns = await db.selectFrom("audit").select("outcome").where("action", "=", "sign-in").execute();
    expect(signIns).toEqual([{ outcome: "ok" }]);
    await close();
  });

  test("a wrong password, an outsider's form and a page that is not there are refused plainly", async () => {
    const clinic = await start();
    const refused = await signIn(clinic.url, "not-the-password");
    expect(refused.status).toBe(401);
    expect(cookieOf(refused)).toBe("");
    const body = new URLSearchParams({ email: "manager@plumbline.example", password: "plumb-line-demo-2026" });
    const forged = { method: "POST", body, headers: { Origin: "https://elsewhere.example" } };
    expect((await fetch(`${clinic.url}/sign-in`, forged)).status).toBe(403);
    const missing = await fetch(`${clinic.url}/no-such-page`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).not.toMatch(/ at .*\.(ts|js):\d/);
    await clinic.close();
  });

  test("a port in use, and a wrong setting, stop the start with a sentence", async () => {
    const other = createServer().listen(0);
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const starting = startClinic({ port, dataDir: folder, env: {}, log: () => {} });
    await expect(starting).rejects.toThrow(ConfigError);
    await expect(starting).rejects.toThrow(`Port ${port} is in use.`);
    other.close();
    await expect(start({ SMTP_URL: "nonsense" })).rejects.toThrow("SMTP_URL");
    // Neither left the folder locked.
    await (await start()).close();
  });
});
