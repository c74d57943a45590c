import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { findChromium, launchChromium } from "./chromium.ts";
import { newDataDir, removeDataDir, startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";
import { answerAll, answerPage, consent, EMERGENCY_STORY, HEEL_STORY } from "./interview.ts";
import { letterTo } from "./letters.ts";
import { look } from "./look.ts";
import { pagesOf } from "./pdf.ts";

const executable = findChromium();
const dataDir = newDataDir();

describe.skipIf(executable === null)("a patient on a phone", () => {
  let clinic: ClinicProcess;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [clinic, browser] = await Promise.all([startClinicProcess(dataDir), launchChromium(executable!)]);
  });
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
    removeDataDir(dataDir);
  });
  beforeEach(() => openPhone(true));
  afterEach(() => context.close());

  async function openPhone(javaScriptEnabled: boolean): Promise<void> {
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  }

  test("reads, is asked, sees an answer, books a time, moves it and cancels it; every page stands up to axe", async () => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    // The browser logs an answer of 422 as an error; forms sent empty on purpose get one.
    const isExpected = (text: string) => text.includes("status of 422");
    page.on("console", (message) => {
      if (message.type() === "error" && !isExpected(message.text())) errors.push(`${page.url()}: ${message.text()}`);
    });

    await page.goto(clinic.url);
    await look(page, "home");
    await page.click("text=How feet and back connect");
    await page.waitForURL(/\/articles\/back-pain-and-your-feet/);
    await look(page, "article");
    await page.goto(`${clinic.url}/articles`);
    await page.fill('input[type="search"]', "plantar fascitis");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=plantar/);
    // The address changes a moment before the list does.
    await page.locator("main output", { hasText: "plantar fascitis" }).waitFor();
    await expect.poll(() => page.locator("main h2 a").first().innerText()).toBe("Heel pain in the morning");
    await look(page, "article-search");
    for (const path of ["articles", "offices", "about", "privacy"]) {
      await page.goto(`${clinic.url}/${path}`);
      await look(page, path);
    }
    await page.goto(`${clinic.url}/exercises`);
    await expect.poll(() => page.locator("svg.exercise-drawing").count()).toBeGreaterThanOrEqual(30);
    await look(page, "exercises");
    await page.goto(`${clinic.url}/shoes`);
    await page.locator('#width input[value="yes"]').check();
    await page.locator('#toes input[value="no"]').check();
    await page.click("text=Show what to do");
    await page.locator("section", { hasText: "Choose a wider shoe" }).waitFor();
    await expect.poll(() => page.locator("section.notice > ul > li").count()).toBe(1);
    await look(page, "shoes");
    await page.goto(`${clinic.url}/check`);
    await look(page, "check-start");
    await consent(page, clinic.url);
    const seen = new Set<string>();
    for (const stopAt of ["where", "worst", "what-fits", "danger-now", "duration", "severity"]) {
      await answerAll(page, HEEL_STORY, (id) => id === stopAt);
      if (!page.url().endsWith(stopAt)) break;
      seen.add(stopAt);
      await look(page, `check-${stopAt}`);
    }
    expect([...seen]).toEqual(expect.arrayContaining(["where", "danger-now", "duration", "severity"]));
    await answerAll(page, HEEL_STORY);
    await page.waitForURL(/\/check\/result/);
    await look(page, "check-result");
    const result = await page.locator("main").innerText();
    expect(result).toContain("not a diagnosis");
    expect(result).toMatch(/not (been )?(clinically )?validated|not been tested/i);
    expect(result).toMatch(/heel/i);
    expect(result).toMatch(/What to do first/);
    expect(result).toMatch(/Read more about this\s+Heel pain in the morning/);
    expect(result).toMatch(/Call 911 now if/);
    await expect.poll(() => page.locator('svg[role="img"]').getAttribute("aria-label")).toMatch(/^A body from behind/);
    expect(pagesOf(await page.pdf({ format: "Letter" }))).toBe(1);

    await page.locator('main a[href^="/book"]').first().click();
    await page.waitForURL(/\/book/);
    await bookFirstTime("patient-path@example.org", "book");
    await look(page, "book-done");
    await expect.poll(() => page.locator("main").innerText()).toMatch(/Worcester|Webster|Whitinsville/);
    const doneUrl = page.url();

    const letter = await letterTo(dataDir, "patient-path@example.org");
    expect(letter).not.toMatch(/heel|pain|diagnos/i);
    const icsUrl = await page.locator('a[href$="visit.ics"]').getAttribute("href");
    const calendar = await context.request.get(new URL(icsUrl!, clinic.url).href);
    const event = eventOf(await calendar.text());
    expect(event.status).toBe("CONFIRMED");

    await page.click("text=Move or cancel");
    await page.waitForURL(/\/visit\//);
    await look(page, "visit");
    await page.click("text=Move to another time");
    await page.waitForURL(/\/move/);
    await look(page, "visit-move");
    await page.locator('main a[href*="slot="]').last().click();
    await page.waitForURL(/slot=/);
    await look(page, "visit-move-confirm");
    await page.locator('main form[method="post"] button[type="submit"]').first().click();
    await page.waitForURL(/done=moved/);
    const moved = eventOf(await (await context.request.get(new URL(icsUrl!, clinic.url).href)).text());
    expect(moved.sequence).toBeGreaterThan(event.sequence);
    expect(moved.starts).not.toBe(event.starts);

    await page.click("text=Cancel this visit");
    await page.waitForURL(/\/cancel/);
    await look(page, "visit-cancel");
    await page.click("text=Yes, cancel my visit");
    await page.waitForURL(/\/visit\/[^/]+$/);
    await look(page, "visit-cancelled");
    const cancelled = await context.request.get(new URL(icsUrl!, clinic.url).href);
    expect(await cancelled.text()).toContain("METHOD:CANCEL");
    await page.goto(doneUrl);
    await expect.poll(() => page.locator("h1").innerText()).toContain("cancelled");
    expect(errors).toEqual([]);
  });

  test("walks the whole way without JavaScript", async () => {
    await context.close();
    await openPhone(false);
    await page.goto(clinic.url);
    await page.click('main a[href="/check"]');
    await page.check("#consent");
    await page.click('button[value="start"]');
    await answerAll(page, HEEL_STORY);
    expect(page.url()).toContain("/check/result");
    await page.locator('main a[href^="/book"]').first().click();
    await bookFirstTime("no-script@example.org");
    expect(page.url()).toContain("/book/done/");
    await page.click("text=Move or cancel");
    await page.click("text=Cancel this visit");
    await page.click("text=Yes, cancel my visit");
    await expect.poll(() => page.locator("h1").innerText()).toContain("cancelled");
  });

  test("is stopped by an emergency, told what to do, offered no time, and put before the staff", async () => {
    await consent(page, clinic.url);
    await answerAll(page, EMERGENCY_STORY);
    await page.waitForURL(/\/check\/stop/);
    await look(page, "check-stop");
    await expect.poll(() => page.locator("h1").innerText()).toMatch(/911|emergency/i);
    await expect.poll(() => page.locator('main a[href="tel:911"]').count()).toBeGreaterThan(0);
    await page.goto(`${clinic.url}/book?service=new-assessment`);
    await expect.poll(() => page.locator('main a[href*="slot="]').count()).toBe(0);
    await expect.poll(() => page.locator('a[href="tel:911"]').count()).toBeGreaterThan(0);

    await page.goto(`${clinic.url}/sign-in?next=/staff/alerts`);
    await page.fill("#email", "podiatrist@plumbline.example");
    await page.fill("#password", "plumb-line-demo-2026");
    await page.click('main button[type="submit"]');
    await page.waitForURL(/\/staff\/alerts/);
    const alerts = await page.locator("main").innerText();
    expect(alerts).toMatch(/cauda equina/i);
    expect(alerts).toMatch(/numb around my bottom/i);
    expect(alerts).toContain("I don’t know");
    const open = page.locator(".alert-card").first();
    await look(page, "staff-alerts-open");
    await open.locator('select[name="outcome"]').selectOption("no-answer");
    await open.locator("button").click();
    await page.waitForSelector(".error-summary");
    await expect.poll(() => page.locator(".error-summary").innerText()).toMatch(/next try/);
    await look(page, "staff-alerts-error");
    await open.locator('select[name="outcome"]').selectOption("told-911");
    await open.locator('input[name="note"]').fill("The office had no number; the patient called back.");
    await open.locator("button").click();
    await page.waitForURL(/done=closed/);
    await page.click("text=All (");
    await page.waitForURL(/show=all/);
    await page.locator("text=the patient called back").waitFor();
    await expect.poll(() => page.locator("main").innerText()).toMatch(/Told to call 911.*the patient called back/s);
    await look(page, "staff-alerts-all");
  });

  test("whose emergency signs turn out to be harmless says no to the question about them and goes on", async () => {
    await consent(page, clinic.url);
    await answerAll(page, EMERGENCY_STORY, (id) => id.startsWith("confirm-"));
    expect(page.url()).toContain("confirm-");
    await look(page, "check-confirm");
    await expect.poll(() => page.locator("main").innerText()).toContain("You told us");
    await expect.poll(() => page.locator('main a[href="tel:911"]').count()).toBeGreaterThan(0);
    await answerPage(page, ["no"]);
    expect(page.url()).not.toContain("/check/stop");
    expect(page.url()).toMatch(/\/check\/q\//);
  });

  test("goes back, changes an answer, and finds the others as they were", async () => {
    await consent(page, clinic.url);
    await answerAll(page, HEEL_STORY, (id) => id === "worst");
    await page.click("text=Back");
    await page.waitForURL(/\/where/);
    expect(await page.isChecked('input[value="place_heel"]')).toBe(true);
    expect(await page.isChecked('input[value="place_knee"]')).toBe(false);
    await answerAll(page, HEEL_STORY, (id) => id === "danger-now");
    await page.goto(`${clinic.url}/check/q/age`);
    expect(await page.inputValue('input[name="answer"]:not([type])')).toBe("54");
  });

  test("is told what is missing, in words, when a page is sent empty; no answer is ever taken for no", async () => {
    await consent(page, clinic.url);
    await page.click('main button[type="submit"]');
    await page.waitForSelector(".error-summary");
    await look(page, "check-error");
    await expect.poll(() => page.locator(".error-summary a").first().innerText()).toMatch(/\w{4}/);
  });

  test("loses nothing when the server restarts midway", async () => {
    await consent(page, clinic.url);
    await answerAll(page, HEEL_STORY, (id) => id === "duration");
    await clinic.stop();
    clinic = await startClinicProcess(dataDir);
    await page.goto(`${clinic.url}/check`);
    await page.click("text=Continue where you left off");
    await page.waitForURL(/\/check\/q\/duration/);
    await page.goto(`${clinic.url}/check/q/where`);
    expect(await page.isChecked('input[value="place_heel"]')).toBe(true);
  });

  test("a page that is not there says so without frightening anyone", async () => {
    const response = await page.goto(`${clinic.url}/no-such-page`);
    expect(response?.status()).toBe(404);
    await look(page, "not-found");
    await expect.poll(() => page.locator("main").innerText()).not.toMatch(/Error|stack|at /);
  });

  /** From the page that offers times, or asks which visit it shall be, to the confirmation. */
  async function bookFirstTime(email: string, pictures?: string): Promise<void> {
    if ((await page.locator('main a[href*="slot="]').count()) === 0) {
      if (pictures !== undefined) await look(page, `${pictures}-service`);
      await page.locator('main form button[type="submit"]').first().click();
      await page.waitForLoadState();
    }
    if (pictures !== undefined) await look(page, `${pictures}-times`);
    await page.locator('main a[href*="slot="]').first().click();
    await page.waitForURL(/\/book\/details/);
    if (pictures !== undefined) {
      await page.locator("text=We keep this time for you until").waitFor();
      const toOthers = await (await fetch(page.url())).text();
      expect(toOthers).toContain("That time was just taken");
    }
    await page.click('main form[method="post"] button[type="submit"]');
    await page.waitForSelector(".error-summary");
    if (pictures !== undefined) await look(page, `${pictures}-details-errors`);
    await page.fill("#givenName", "Made-up");
    await page.fill("#familyName", "Example-Walker");
    await page.fill("#birthMonth", "4");
    await page.fill("#birthDay", "9");
    await page.fill("#birthYear", "1972");
    await page.fill("#phone", "508 555 0142");
    await page.fill("#email", email);
    await page.check("#contactConsent");
    if (pictures !== undefined) await look(page, `${pictures}-details`);
    await page.click('main form[method="post"] button[type="submit"]');
    await page.waitForURL(/\/book\/done\//);
  }
});

/** What the calendar file says of its one visit. Its exactness is tested where it is made; here only that it follows. */
function eventOf(ics: string) {
  const value = (name: string) => new RegExp(`^${name}[;:].*?([^:\\r\\n]*)\\r?$`, "m").exec(ics)?.[1] ?? "";
  return { status: value("STATUS"), sequence: Number(value("SEQUENCE")), starts: value("DTSTART") };
}
