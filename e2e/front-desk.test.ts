import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { addDays, weekdayOf } from "@plumbline/scheduling";
import { findChromium, launchChromium } from "./chromium.ts";
import { newDataDir, removeDataDir, startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";
import { look } from "./look.ts";

const executable = findChromium();
const dataDir = newDataDir();

/** A Monday on which nobody of the demo has a visit. */
const MONDAY = (() => {
  const today = new Date().toISOString().slice(0, 10);
  return addDays(today, 22 - weekdayOf(today));
})();

describe.skipIf(executable === null)("the front desk", () => {
  let clinic: ClinicProcess;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    [clinic, browser] = await Promise.all([startClinicProcess(dataDir), launchChromium(executable!)]);
    page = await signedIn(true);
  });
  afterAll(async () => {
    expect(errors).toEqual([]);
    await browser?.close();
    await clinic?.stop();
    removeDataDir(dataDir);
  });

  async function signedIn(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, javaScriptEnabled });
    const opened = await context.newPage();
    opened.setDefaultTimeout(15_000);
    opened.on("pageerror", (error) => errors.push(`${opened.url()}: ${error.message}`));
    await opened.goto(`${clinic.url}/sign-in`);
    await opened.fill("#email", "desk@plumbline.example");
    await opened.fill("#password", "plumb-line-demo-2026");
    await opened.click('main button[type="submit"]');
    await opened.locator(".page-head h1").waitFor();
    return opened;
  }

  /** Follow-ups with Dr. Example-Arch in Worcester on the Monday. */
  const bookUrl = (who: string, more = "") =>
    `${clinic.url}/staff/book?${who}&service=follow-up&office=worcester&clinician=p-arch&day=${MONDAY}${more}`;

  async function patientId(name: string): Promise<string> {
    await page.goto(`${clinic.url}/staff/book?q=${name}`);
    const href = await page.locator(".desk-found a").first().getAttribute("href");
    return href!.split("patient=")[1]!;
  }

  /** @returns The address of the visit's page. */
  async function bookAt(on: Page, name: string, clock: string): Promise<string> {
    await on.goto(bookUrl(`patient=${await patientId(name)}`));
    await on.click(`.desk-times >> text="${clock}"`);
    await on.click('button:has-text("Book this visit")');
    await on.locator("h1", { hasText: "Visit of" }).waitFor();
    return on.url().split("?")[0]!;
  }

  const whenShown = async (on: Page) => on.locator(".desk-details").innerText();

  test("books for somebody on the phone, moves the visit, takes it back, and lets two change places", async () => {
    await page.goto(`${clinic.url}/staff`);
    await page.click("text=Book a visit");
    await page.fill("#q", "Made-Up-Spine");
    await page.click('main button:has-text("Search")');
    await page.locator(".desk-found").waitFor();
    await look(page, "desk-find");
    await page.click(".desk-found a");
    await page.selectOption("#service", "follow-up");
    await page.fill("#day", MONDAY);
    await page.click('button:has-text("Show times")');
    await page.locator(".desk-times").first().waitFor();
    await look(page, "desk-times");
    await page.locator('.desk-times a[aria-label="9:00 AM, Dr. Ada Example-Arch, Worcester"]').click();
    await page.locator(".chosen-time").waitFor();
    await look(page, "desk-confirm");
    await page.click('button:has-text("Book this visit")');
    await page.locator("output", { hasText: "Booked." }).waitFor();
    expect(await whenShown(page)).toMatch(/9:00 AM[\s\S]*Worcester, Room 1/);
    await look(page, "desk-visit");

    await page.click('.desk-times button:has-text("10:30 AM")');
    await page.locator("output", { hasText: "Moved." }).waitFor();
    expect(await whenShown(page)).toContain("10:30 AM");
    await page.click("text=Undo, back to");
    await page.locator(".desk-details", { hasText: "9:00 AM" }).waitFor();

    await bookAt(page, "Sample-Runner", "2:00 PM");
    await page.selectOption("#partner", { index: 0 });
    await page.click('button:has-text("Change places")');
    await page.locator("output", { hasText: "changed places" }).waitFor();
    expect(await whenShown(page)).toContain("9:00 AM");
  });

  test("books a new patient over another visit only with a reason, which then stands beside the name", async () => {
    await page.goto(bookUrl("new=1", "&at=09:00"));
    await page.locator("h2", { hasText: "This time is not free" }).waitFor();
    await page.fill("#givenName", "Walk");
    await page.fill("#familyName", "Example-In");
    for (const [at, id] of ["#birthMonth", "#birthDay", "#birthYear"].entries()) {
      await page.fill(id, ["4", "9", "2015"][at]!);
    }
    await page.fill("#phone", "508 555 0142");
    await page.click('button:has-text("Book over the other visit")');
    await page.locator(".error-summary", { hasText: "Say why" }).waitFor();
    await expect.poll(() => page.inputValue("#familyName")).toBe("Example-In");
    await page.fill("#overbookReason", "Cannot walk since this morning");
    await look(page, "desk-over");
    await page.click('button:has-text("Book over the other visit")');
    await page.locator("output", { hasText: "Booked." }).waitFor();
    expect(await whenShown(page)).toContain("Cannot walk since this morning");
    await page.goto(`${clinic.url}/staff?day=${MONDAY}`);
    await expect.poll(() => page.locator("tr", { hasText: "Example-In" }).innerText()).toContain("over another");
  });

  test("moves a visit in the calendar by the mouse and by the keyboard, never without being asked", async () => {
    await page.goto(`${clinic.url}/staff/calendar?day=${MONDAY}`);
    const visit = page.locator(".board-visit a", { hasText: "Made-Up-Spine" });
    await page.locator("#board-help").waitFor();
    await look(page, "calendar-day");
    // All of the day at once: the mouse does not scroll.
    await page.setViewportSize({ width: 1440, height: 1500 });
    const block = (await visit.boundingBox())!;
    const perHour = (await page.locator(".board-column").first().boundingBox())!.height / 9;
    await page.mouse.move(block.x + 20, block.y + 10);
    await page.mouse.down();
    await page.mouse.move(block.x + 20, block.y + 10 + perHour, { steps: 4 });
    await page.mouse.up();
    await page.locator(".asking-bar", { hasText: "3:00 PM" }).waitFor();
    await look(page, "calendar-ask");
    await page.click("text=Leave it");
    await expect.poll(() => visit.innerText()).toContain("2:00 PM");

    await visit.focus();
    for (const key of ["m", "Shift+ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
    await page.locator(".asking-bar", { hasText: "2:40 PM" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("output", { hasText: "is moved to" }).waitFor();
    await expect.poll(() => visit.innerText()).toContain("2:40 PM");
    await page.click('.undo button:has-text("Undo")');
    await page.locator(".board-visit a", { hasText: "2:00 PM" }).waitFor();

    // At lunch nobody is in.
    await visit.focus();
    for (const key of ["m", "Shift+ArrowUp", "Shift+ArrowUp", "Shift+ArrowUp", "Enter"]) await page.keyboard.press(key);
    await page.locator(".asking-bar", { hasText: "12:30 PM" }).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[role=alert]", { hasText: "was not moved" }).waitFor();
    await page.goto(`${clinic.url}/staff/calendar?day=${MONDAY}&view=week&by=room`);
    await page.locator(".board-visit").first().waitFor();
    await look(page, "calendar-week");
  });

  test("books a series whole, tells which of its times are taken, and books the others when asked", async () => {
    const id = await patientId("Placeholder-Arch");
    const other = await patientId("Example-Heel");
    const taken = addDays(MONDAY, 7);
    await page.goto(bookUrl(`patient=${other}`).replace(`day=${MONDAY}`, `day=${taken}`));
    await page.click('.desk-times >> text="11:00 AM"');
    await page.click('button:has-text("Book this visit")');
    await page.locator("output", { hasText: "Booked." }).waitFor();
    await page.goto(bookUrl(`patient=${id}`));
    await page.click('.desk-times >> text="11:00 AM"');
    await page.selectOption("#repeat", "1");
    await page.fill("#count", "3");
    await page.click('button:has-text("Book this visit")');
    await page.locator("[role=alert]", { hasText: "Nothing is booked yet" }).waitFor();
    await expect.poll(() => page.locator("[role=alert] li").count()).toBe(1);
    await page.click('button:has-text("Book the others")');
    await page.locator("output", { hasText: "Booked." }).waitFor();
    await expect.poll(() => page.locator("p", { hasText: "Others of this series" }).locator("a").count()).toBe(1);
  });

  test("makes two records of one person one after comparing them, and parts them again", async () => {
    const [id, other] = [await patientId("Sample-Runner"), await patientId("Example-In")];
    await page.goto(`${clinic.url}/staff/patients/${id}/merge?q=Example`);
    await page.click('main li a:has-text("Walk Example-In")');
    await page.locator("h2", { hasText: "A second record" }).waitFor();
    await page.locator("text=The birth dates differ").waitFor();
    await look(page, "merge");
    await page.click("text=Yes, they are one person");
    await page.locator("[role=alert]", { hasText: "at the same time" }).waitFor();
    // Both are booked for nine on the Monday: the visit booked over the other moves away.
    await page.goto(`${clinic.url}/staff/patients/${other}`);
    await page.locator("tbody a", { hasText: "9:00 AM" }).click();
    await page.click('.desk-times button:has-text("8:00 AM")');
    await page.locator("output", { hasText: "Moved." }).waitFor();
    await page.goto(`${clinic.url}/staff/patients/${id}/merge?other=${other}`);
    await page.click("text=Yes, they are one person");
    await page.locator("output", { hasText: "are one now" }).waitFor();
    await page.goto(`${clinic.url}/staff/patients/${other}`);
    expect(page.url()).toContain(id);
    await page.click("text=Part them again");
    await page.locator("output", { hasText: "apart again" }).waitFor();
  });

  test("is told before it is signed out, can stay, and loses nothing that was typed", async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies(await page.context().cookies());
    const idle = await context.newPage();
    await idle.clock.install();
    await idle.goto(`${clinic.url}/staff/book`);
    await idle.fill("#q", "Half a na");
    await idle.clock.fastForward("13:01");
    await idle.locator("[role=alertdialog]", { hasText: "Are you still there?" }).waitFor();
    await idle.click("text=Stay signed in");
    await idle.locator("[role=alertdialog]").waitFor({ state: "detached" });
    await idle.clock.fastForward("13:01");
    await idle.locator("[role=alertdialog]").waitFor();
    await idle.clock.fastForward("02:01");
    await idle.locator("text=You are signed out.").waitFor();
    await expect.poll(() => idle.inputValue("#q")).toBe("Half a na");
    await context.close();
  });

  test("does its work without script, too: books, moves and cancels", async () => {
    const plain = await signedIn(false);
    await bookAt(plain, "Invented-Toe", "3:00 PM");
    await plain.click('.desk-times button:has-text("4:00 PM")');
    await plain.locator("output", { hasText: "Moved." }).waitFor();
    await plain.click("summary:has-text('Cancel this visit')");
    await plain.click("text=Yes, cancel it");
    await plain.locator("output", { hasText: "Cancelled" }).waitFor();
    await plain.goto(`${clinic.url}/staff/calendar?day=${MONDAY}`);
    await plain.locator(".board-visit").first().waitFor();
    await expect.poll(() => plain.locator(".board-visit", { hasText: "Invented-Toe" }).count()).toBe(0);

    // The second of three times is somebody else's.
    const runner = await patientId("Sample-Runner");
    await plain.goto(bookUrl(`patient=${runner}`, "&at=14%3A30").replace(MONDAY, addDays(MONDAY, 7)));
    await plain.click('button:has-text("Book this visit")');
    await plain.goto(bookUrl(`patient=${await patientId("Invented-Toe")}`, "&at=14%3A30"));
    await plain.selectOption("#repeat", "1");
    await plain.fill("#count", "3");
    await plain.click('button:has-text("Book this visit")');
    await plain.click('button:has-text("Book the others")');
    await plain.locator("output", { hasText: "Booked." }).waitFor();
    await expect.poll(() => plain.locator("p", { hasText: "Others of this series" }).locator("a").count()).toBe(1);
    await plain.context().close();
  });
});
