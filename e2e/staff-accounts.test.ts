import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Browser, Page } from "playwright-core";
import { codeOf } from "../apps/clinic/server/test-authenticator.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { newDataDir, removeDataDir, startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";
import { letterTo, linkIn } from "./letters.ts";
import { look } from "./look.ts";

const executable = findChromium();
const dataDir = newDataDir();
const PASSWORD = "seven lamps on a wall";

describe.skipIf(executable === null)("a clinic without a demo", () => {
  let clinic: ClinicProcess;
  let browser: Browser;
  /** One of the manager's, for the day the phone is lost. */
  let backupCode = "";

  beforeAll(async () => {
    [clinic, browser] = await Promise.all([
      startClinicProcess(dataDir, { PLUMBLINE_DEMO: "0" }),
      launchChromium(executable!),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
    removeDataDir(dataDir);
  });

  async function newPage(javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return page;
  }

  async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [id, value] of Object.entries(fields)) await page.fill(`#${id}`, value);
  }

  const submit = (page: Page, words: string) => page.click(`main button:has-text("${words}")`);

  /** From the password to a sign-in whose second factor is in force; gives the key in the app. */
  async function setUpSecondFactor(page: Page, name: string | null): Promise<string> {
    await page.fill("#password", PASSWORD);
    await submit(page, "Set it up");
    await page.waitForSelector(".qr-code");
    // Axe runs in the page, so not where scripts are off.
    if (name !== null) await look(page, `${name}-second-factor`);
    const key = (await page.locator(".long-code").innerText()).trim();
    await expect.poll(() => page.locator(".code-list li").count()).toBe(10);
    backupCode ||= (await page.locator(".code-list li").first().innerText()).trim();
    await page.fill("#code", codeOf(key));
    await submit(page, "Put it in force");
    await page.waitForURL(/saved=second-factor/);
    return key;
  }

  test("gets its first manager by a link that works once, who invites a colleague", async () => {
    // Printed a moment after the address.
    const link = await vi.waitFor(() => {
      const found = /http:\/\/localhost:\d+\/join\/\S+/.exec(clinic.output())?.[0];
      expect(found).toBeDefined();
      return found;
    });
    const page = await newPage();
    await page.goto(link!);
    await look(page, "join-first");
    await fill(page, { name: "Mara", email: "mara@clinic.example", password: "qwerty123456", again: "qwerty123456" });
    await submit(page, "Save");
    await page.waitForSelector("text=one of those that are tried first");
    await look(page, "join-first-wrong");
    await fill(page, { password: PASSWORD, again: PASSWORD });
    await submit(page, "Save");
    await page.waitForURL(/\/staff\/security/);
    await look(page, "security-must");

    // Nothing else opens before the second factor is in force.
    await page.goto(`${clinic.url}/staff`);
    expect(page.url()).toContain("/staff/security");
    const key = await setUpSecondFactor(page, "manager");
    await look(page, "security-saved");
    await page.goto(`${clinic.url}/staff/people`);
    await look(page, "people");
    await fill(page, { email: "cleo@clinic.example" });
    await page.selectOption("#role", "clinician");
    await submit(page, "Send the invitation");
    await page.waitForSelector("output.notice");
    await look(page, "people-invited");

    const again = await newPage();
    expect((await again.goto(link!))?.status()).toBe(404);
    await look(again, "join-used");
    await again.goto(`${clinic.url}/sign-in`);
    await fill(again, { email: "mara@clinic.example", password: PASSWORD });
    await submit(again, "Sign in");
    await again.waitForURL(/\/sign-in\/code/);
    await look(again, "sign-in-code");
    await again.fill("#code", "000000");
    await submit(again, "Sign in");
    await again.waitForSelector("text=does not work");
    await again.fill("#code", codeOf(key));
    await submit(again, "Sign in");
    await again.waitForURL(/\/staff$/);
    await again.goto(`${clinic.url}/staff/audit`);
    await look(again, "audit");
    await expect.poll(() => again.locator("main").innerText()).toContain("invite clinician");
  });

  test("is set up from spreadsheets, a wrong one is told by line and changes nothing, and then takes bookings", async () => {
    const page = await newPage();
    await page.goto(`${clinic.url}/sign-in`);
    await fill(page, { email: "mara@clinic.example", password: PASSWORD });
    await submit(page, "Sign in");
    await page.waitForURL(/\/sign-in\/code/);
    await page.fill("#code", backupCode);
    await submit(page, "Sign in");
    await page.waitForURL(/\/staff$/);
    await page.goto(`${clinic.url}/staff/clinic`);
    await look(page, "clinic-empty");
    const send = async (table: string, csv: string) => {
      await page.setInputFiles(`#file-${table}`, {
        name: `${table}.csv`,
        mimeType: "text/csv",
        buffer: Buffer.from(csv),
      });
      await page.click(`form:has(#file-${table}) button`);
      await page.waitForSelector("output.notice, .error-summary");
    };
    await send("offices", "id,name\nwebster,Webster\n");
    await expect
      .poll(() => page.locator("main").innerText())
      .toContain("The column time_zone, address, phone, map_url is missing.");
    await look(page, "clinic-wrong");
    for (const [table, csv] of Object.entries({
      offices:
        "id,name,time_zone,address,phone,map_url\nwebster,Webster,America/New_York,1 Main Street | Webster MA,(508) 555-0100,https://map.example/\n",
      resources: "id,office,kind,type,name\nroom-1,webster,room,consulting-room,Room 1\n",
      services:
        "id,name,patient_name,description,duration_min,buffer_before_min,buffer_after_min,needs\nfirst,New assessment,First visit,We look and listen.,60,0,10,consulting-room\n",
      clinicians: "id,name,profession,account,services\nmara,Dr. Mara,Podiatrist,mara@clinic.example,first\n",
      hours: `office,clinician,weekday,opens,closes,valid_from,valid_to\n${[1, 2, 3, 4, 5, 6, 7].map((day) => `webster,mara,${day},08:00,18:00,,`).join("\n")}\n`,
    })) {
      await page.goto(`${clinic.url}/staff/clinic`);
      await send(table, csv);
      await expect.poll(() => page.locator("output.notice").innerText(), { message: table }).toContain("Saved");
    }
    await page.goto(`${clinic.url}/staff/clinic`);
    await fill(page, { first_day: "2030-01-01", last_day: "2029-12-31", reason: "New Year" });
    await submit(page, "Close these days");
    await page.waitForSelector(".error-summary");
    await page.fill("#last_day", "2030-01-02");
    await submit(page, "Close these days");
    await page.waitForSelector("output.notice");
    await look(page, "clinic");
    const file = await page.request.get(`${clinic.url}/staff/clinic/closures.csv`);
    expect(await file.text()).toBe(
      "office,clinician,first_day,last_day,reason\r\n,,2030-01-01,2030-01-02,New Year\r\n",
    );
    const visitor = await newPage();
    await visitor.goto(`${clinic.url}/book`);
    await expect.poll(() => visitor.locator("main").innerText()).toContain("First visit");
  });

  test("the colleague joins by the letter, without script, and sees no accounts of others", async () => {
    const link = await linkInOutbox("cleo@clinic.example");
    const page = await newPage(false);
    await page.goto(link);
    await fill(page, { name: "Cleo", password: PASSWORD, again: PASSWORD });
    await submit(page, "Save");
    await page.waitForURL(/\/staff\/security/);
    await setUpSecondFactor(page, null);
    expect((await page.goto(`${clinic.url}/staff/people`))?.status()).toBe(403);
    expect((await page.goto(`${clinic.url}/staff/audit`))?.status()).toBe(403);
    expect((await page.goto(`${clinic.url}/staff`))?.status()).toBe(200);
    await page.goto(`${clinic.url}/staff/security`);
    await submit(page, "Sign out everywhere");
    await page.waitForURL(/\/sign-in/);
    await page.goto(`${clinic.url}/staff`);
    expect(page.url()).toContain("/sign-in");
  });

  test("no password, code or link token reaches the log", () => {
    expect(clinic.output()).not.toContain(PASSWORD);
    expect(clinic.output()).not.toContain("cleo@clinic.example");
  });

  const linkInOutbox = async (to: string) => linkIn(await letterTo(dataDir, to, /\/join\//), "/join/");
});
