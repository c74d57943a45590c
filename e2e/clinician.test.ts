import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { findChromium, launchChromium } from "./chromium.ts";
import { newDataDir, removeDataDir, startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";
import { look } from "./look.ts";

const executable = findChromium();
const dataDir = newDataDir();
const RECORDING = fileURLToPath(new URL("../examples/emed_test.lst", import.meta.url));
/** A drawn foot, so that its peak is known: 610 kPa. */
const DRAWN_FOOT = fileURLToPath(
  new URL("../packages/plantar-pressure/test-data/synthetic/syn_101_01.lst", import.meta.url),
);

/** Of a left foot under load. */
const MEASURES = { lengthMm: 255, ballWidthMm: 98, heelWidthMm: 64, archHeightMm: 16 };

describe.skipIf(executable === null)("a clinician", () => {
  let clinic: ClinicProcess;
  let browser: Browser;

  beforeAll(async () => {
    [clinic, browser] = await Promise.all([startClinicProcess(dataDir), launchChromium(executable!)]);
  });
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
    removeDataDir(dataDir);
  });

  async function signedIn(email: string, javaScriptEnabled = true): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`${clinic.url}/sign-in`);
    await page.fill("#email", email);
    await page.fill("#password", "plumb-line-demo-2026");
    await page.click('main button[type="submit"]');
    await page.waitForURL(/\/staff/);
    return page;
  }

  /** The record of a made-up patient who has answered the interview. */
  async function openRecord(page: Page, name: string): Promise<string> {
    await page.goto(`${clinic.url}/staff/patients?q=${encodeURIComponent(name)}`);
    await page.locator('main a[href^="/staff/patients/"]', { hasText: name }).first().click();
    await page.waitForURL(/\/staff\/patients\/[^/?]+$/);
    return page.url();
  }

  test("goes from today's visits to findings, a recording, what it moved, and a plan; every page stands up to axe", async () => {
    const page = await signedIn("podiatrist@plumbline.example");
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await look(page, "staff-day");
    await page.locator('main a[href^="/staff/patients/"]').first().click();
    await page.waitForURL(/\/staff\/patients\//);

    await page.goto(`${clinic.url}/staff/patients`);
    await look(page, "staff-patients");
    const record = await openRecord(page, "Example-Heel");
    await look(page, "staff-record");
    await expect.poll(() => page.locator("main").innerText()).toMatch(/made.up/i);

    await page.goto(`${record}/examination`);
    await look(page, "staff-examination");
    await page.fill('input[name="query"]', "plantar fascia");
    await page.click('button[value="filter"]');
    const present = page.locator('main input[type="radio"][value="present"]:visible').first();
    await present.waitFor();
    await present.check();
    await page.click('button[value="save"]');
    await page.locator("main output").waitFor();
    await look(page, "staff-examination-saved");
    await expect.poll(() => page.locator("main output").innerText()).toMatch(/present/i);

    await page.goto(`${record}/recordings`);
    await page.setInputFiles("#file", {
      name: "shopping.lst",
      mimeType: "text/plain",
      buffer: Buffer.from("eggs\nmilk\n"),
    });
    await page.click('button[value="upload"]');
    await page.waitForSelector(".error-summary");
    await look(page, "staff-recordings-refused");
    await expect.poll(() => page.locator(".error-summary").innerText()).toMatch(/shopping\.lst/);
    await page.setInputFiles("#file", RECORDING);
    await page.click('button[value="upload"]');
    await page.waitForURL(/\/recordings\/[^/?]+/);
    await look(page, "staff-recording");
    const figures = await page.locator("main").innerText();
    expect(figures).toMatch(/370\s*kPa/);
    expect(figures).toMatch(/106\.5\s*cm²/);
    expect(figures).toMatch(/0\.2\d\d/);
    await expect.poll(() => page.locator("main svg").count()).toBeGreaterThan(0);

    await page.goto(`${record}/result`);
    await expect.poll(() => page.locator(".direction-list dd").first().innerText()).toMatch(/\d%/);
    // Worked out after the page stands.
    await page
      .locator(".direction-list .range", { hasText: /likely range .*%/ })
      .first()
      .waitFor();
    await look(page, "staff-result");
    await expect.poll(() => page.locator(".ranges-state").innerText()).toMatch(/90 of 100/);
    const result = await page.locator("main").innerText();
    expect(result).toMatch(/What moved since/);
    expect(result).toMatch(/not (been )?clinically validated/i);
    expect(result).toMatch(/What single finding would change it/);
    // Drawn, and told in figures beside the drawing.
    await expect.poll(() => page.locator(".waterfall-bar").count()).toBeGreaterThan(2);
    await expect.poll(() => page.locator(".waterfall").first().innerText()).toMatch(/odds [×÷] \d/);

    await page.route("**/intervals", (route) => route.abort());
    await page.reload();
    await page.getByText("The ranges could not be worked out.").waitFor();
    await page.getByRole("link", { name: "Show with ranges" }).click();
    await page
      .locator(".direction-list .range", { hasText: /likely range/ })
      .first()
      .waitFor();

    await page.goto(`${record}/plan`);
    await look(page, "staff-plan");
    await page.locator('button[value="accepted"]').first().click();
    await page.waitForSelector(".plan-line.accepted");
    await page.reload();
    await expect.poll(() => page.locator(".plan-line.accepted").count()).toBe(1);
    await page.goto(`${record}/plan?for=patient`);
    await look(page, "staff-plan-for-patient");
    const paper = await page.pdf({ format: "Letter" });
    expect(paper.subarray(0, 5).toString()).toBe("%PDF-");

    await page.goto(`${record}/orthotics`);
    await look(page, "staff-orthotics");
    await page.goto(record);
    await expect.poll(() => page.content()).toContain("podiatrist@plumbline.example");
    await page.goto(`${clinic.url}/staff/alerts`);
    await look(page, "staff-alerts");
    expect(errors).toEqual([]);
  });

  test("records findings and reads a recording without JavaScript", async () => {
    const page = await signedIn("therapist@plumbline.example", false);
    const record = await openRecord(page, "Example-Heel");
    await page.goto(`${record}/recordings`);
    await page.setInputFiles("#file", DRAWN_FOOT);
    await page.click('button[value="upload"]');
    await expect.poll(() => page.locator("main").innerText()).toMatch(/610\s*kPa/);
    await page.goto(`${record}/result`);
    await expect.poll(() => page.locator("h1").count()).toBe(1);
    await expect.poll(() => page.locator(".range").count()).toBe(0);
    await page.getByRole("link", { name: "Show with ranges" }).click();
    await expect.poll(() => page.locator(".direction-list .range", { hasText: /likely range .*%/ }).count()).toBe(5);
    await page.goto(`${record}/plan`);
    await page.locator('button[value="rejected"]').first().click();
    await expect.poll(() => page.locator(".plan-line.rejected").count()).toBeGreaterThan(0);
  });

  test("orders an orthotic without JavaScript once the foot was looked at, downloads what was built, and follows it", async () => {
    const page = await signedIn("orthotist@plumbline.example", false);
    const record = await openRecord(page, "Example-Heel");
    await page.goto(`${record}/orthotics`);
    await page.check('input[name="side"][value="left"]');
    for (const [field, value] of Object.entries({ lengthMm: 255, ballWidthMm: 98, heelWidthMm: 6, archHeightMm: 16 })) {
      await page.fill(`#${field}`, String(value));
    }
    await page.click('main button:has-text("Build and order")');
    const refused = await page.locator(".error-summary").innerText();
    expect(refused).toMatch(/Check both feet first/);
    expect(refused).toMatch(/Heel width: 6 will not do: it must be a number from 40 to 100 mm/);
    await expect.poll(() => page.inputValue("#ballWidthMm")).toBe("98");

    await page.goto(`${record}/chart`);
    await page.click("text=Check the feet");
    await page.click("text=Sign the check");
    await expect.poll(() => page.locator(".error-summary").innerText()).toMatch(/Say yes or no: open sore, left foot/);
    for (const select of await page.locator("#foot-check select").all()) await select.selectOption("no");
    await page.selectOption("#right-lostSensation", "yes");
    await page.click("text=Sign the check");
    await expect
      .poll(() => page.locator("#foot-check").innerText())
      .toMatch(/category 1, low[^]*No device for the right foot/);

    await page.goto(`${record}/orthotics`);
    const order = async (side: "left" | "right") => {
      await page.check(`input[name="side"][value="${side}"]`);
      for (const [field, value] of Object.entries(MEASURES)) await page.fill(`#${field}`, String(value));
      await page.click('main button:has-text("Build and order")');
    };
    await order("right");
    await expect.poll(() => page.locator(".error-summary").innerText()).toMatch(/does not feel the monofilament/);
    await order("left");
    await page.waitForURL(/\/orthotics\/[0-9a-f-]{36}$/);
    await expect
      .poll(() => page.locator("main").innerText())
      .toMatch(/Foot check before the order.*risk of an ulcer: low/);
    const sha256 = await page.locator("code").innerText();
    const file = await page.request.get(`${page.url()}/device.3mf`);
    expect(
      createHash("sha256")
        .update(await file.body())
        .digest("hex"),
    ).toBe(sha256);

    await page.selectOption("#kind", "made");
    await page.click('main button:has-text("Add")');
    await expect.poll(() => page.locator(".error-summary").innerText()).toContain("material and batch");
    await page.fill("#note", "PA12, batch 7");
    await page.click('main button:has-text("Add")');
    await expect.poll(() => page.locator("main ol").innerText()).toMatch(/made, .*: PA12, batch 7/);
  });

  test("keeps allergies, problems and a signed note beside what the engine says", async () => {
    const page = await signedIn("podiatrist@plumbline.example");
    const record = await openRecord(page, "Example-Heel");
    await page.goto(`${record}/chart`);
    await page.click("text=Add an allergy");
    await page.fill("#substance", "Latex");
    await page.fill("#reaction", "rash");
    await page.locator("#allergies").getByRole("button", { name: "Add", exact: true }).click();
    await page.locator("#allergies li", { hasText: "Latex, rash" }).waitFor();
    await page.click("text=Add a problem");
    await page.fill("#problem", "Plantar fasciitis");
    await page.fill("#icd10", "heel");
    await page.locator("#problems").getByRole("button", { name: "Add", exact: true }).click();
    await page.locator(".error-summary", { hasText: "M72.2" }).waitFor();
    await expect.poll(() => page.inputValue("#problem")).toBe("Plantar fasciitis");
    await page.fill("#icd10", "m72.2");
    await page.locator("#problems").getByRole("button", { name: "Add", exact: true }).click();
    await page.locator("#problems li", { hasText: "Plantar fasciitis, M72.2" }).waitFor();
    await page.click("text=Write a note");
    await page.selectOption("#direction", "local");
    await page.fill("#note", "Heel tender at its inner side.\nWalks without a limp.");
    await page.locator("#notes").getByRole("button", { name: "Sign it" }).last().click();
    await page.locator(".chart-note", { hasText: "The engine then:" }).waitFor();
    await page.click("text=Check the feet");
    for (const select of await page.locator("#foot-check select").all()) await select.selectOption("no");
    await page.selectOption("#left-formerUlcer", "yes");
    await page.selectOption("#left-lostSensation", "yes");
    await page.click("text=Sign the check");
    await page.locator("text=category 3, high").waitFor();
    await look(page, "chart");
    await page.locator("#allergies").getByRole("button", { name: "Entered in error" }).click();
    await page.locator("#allergies", { hasText: "None recorded." }).waitFor();
    await page.click("text=Earlier (1)");
    await page.click("text=Take back");
    await page.locator("#allergies > ul li", { hasText: "Latex" }).waitFor();
    await page.goto(`${record}/orthotics`);
    await expect
      .poll(() => page.locator("main").innerText())
      .toMatch(/Left:.*refer to a foot protection service[^]*Reacts to: Latex/);
    await look(page, "orthotics-refused");

    // All of it goes into a letter to somebody else, and that it was written into the chart.
    await page.goto(`${record}/referral`);
    await page.click("text=Sign it, and make the letter");
    await page.locator(".error-summary", { hasText: "to whom" }).waitFor();
    await page.fill("#to", "Dr. Example Vascular, Worcester");
    await page.fill("#question", "Please look at the pulses.");
    await page.click("text=Sign it, and make the letter");
    await page.locator("output", { hasText: "signed note in the chart" }).waitFor();
    const letter = await page.locator(".letter").innerText();
    for (const part of ["Dr. Example Vascular", "Latex, rash", "Plantar fasciitis, M72.2", "not a diagnosis"]) {
      expect(letter).toContain(part);
    }
    await look(page, "referral");
    await page.goto(`${record}/chart`);
    await page.locator(".chart-note", { hasText: "Referred to Dr. Example Vascular" }).waitFor();
  });

  test("sees the device of a form in 3D, turns a slider, and lets no page compile WebAssembly for it", async () => {
    const page = await signedIn("orthotist@plumbline.example");
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    const record = await openRecord(page, "Example-Heel");
    const answer = await page.goto(`${record}/orthotics`);
    expect(answer!.headers()["content-security-policy"]).not.toContain("wasm");
    await page.click('button:has-text("Show it in 3D")');
    await expect.poll(() => page.locator(".orthotic-preview .notice").innerText()).toContain("Choose left or right.");
    await page.check('input[name="side"][value="right"]');
    for (const [field, value] of Object.entries({
      lengthMm: 255,
      ballWidthMm: 98,
      heelWidthMm: 64,
      archHeightMm: 16,
    })) {
      await page.fill(`#${field}`, String(value));
    }
    await page.waitForSelector('canvas[data-state="fine"]');
    await page.focus("#preview-heelCupMm");
    await page.keyboard.press("End");
    await expect.poll(() => page.inputValue("#heelCupMm")).toBe("30");
    await page.waitForSelector('canvas[data-state="coarse"]');
    await page.waitForSelector('canvas[data-state="fine"]');
    await page.selectOption("#preview-map", "thickness");
    await page.selectOption("#preview-cut", "length");
    await look(page, "staff-orthotic-3d");
    expect(errors).toEqual([]);
  });

  test("at the front desk sees who comes, and no answers, results or findings", async () => {
    const page = await signedIn("desk@plumbline.example");
    await look(page, "desk-day");
    const record = (await page.locator('main a[href^="/staff/patients/"]').count())
      ? await page.locator('main a[href^="/staff/patients/"]').first().getAttribute("href")
      : null;
    for (const part of ["examination", "result", "plan", "recordings"]) {
      const path = `${record ?? "/staff/patients/00000000-0000-0000-0000-000000000000"}/${part}`;
      const response = await page.goto(new URL(path, clinic.url).href);
      expect([403, 404], path).toContain(response?.status());
    }
    const someId = "00000000-0000-0000-0000-000000000000";
    const intervals = await page.goto(`${clinic.url}/staff/patients/${someId}/assessments/${someId}/intervals`);
    expect(intervals?.status()).toBe(403);
  });

  test("who is not signed in is sent to the sign-in, and back to where they wanted to go", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${clinic.url}/staff/patients`);
    expect(page.url()).toContain("/sign-in");
    await look(page, "sign-in");
    await page.fill("#email", "podiatrist@plumbline.example");
    await page.fill("#password", "not the password");
    await page.click('main button[type="submit"]');
    await page.waitForSelector(".error-summary");
    await page.fill("#password", "plumb-line-demo-2026");
    await page.click('main button[type="submit"]');
    await page.waitForURL(/\/staff\/patients/);
  });
});
