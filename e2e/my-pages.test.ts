import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { findChromium, launchChromium } from "./chromium.ts";
import { newDataDir, removeDataDir, startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";
import { answerAll, consent, HEEL_STORY } from "./interview.ts";
import { letterTo, linkIn } from "./letters.ts";
import { look } from "./look.ts";
import { pagesOf } from "./pdf.ts";

const executable = findChromium();
const dataDir = newDataDir();

describe.skipIf(executable === null)("a person and the clinic's record of them", () => {
  let clinic: ClinicProcess;
  let browser: Browser;
  let desk: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    [clinic, browser] = await Promise.all([startClinicProcess(dataDir), launchChromium(executable!)]);
    desk = await newPage({ width: 1440, height: 900 }, true);
    await desk.goto(`${clinic.url}/sign-in`);
    await desk.fill("#email", "podiatrist@plumbline.example");
    await desk.fill("#password", "plumb-line-demo-2026");
    await desk.click('main button[type="submit"]');
    await desk.waitForURL(/\/staff/);
  });
  afterAll(async () => {
    // What the server wrote and what the browser makes of it are the same, on every page above.
    expect(errors).toEqual([]);
    await browser?.close();
    await clinic?.stop();
    removeDataDir(dataDir);
  });

  async function newPage(viewport: { width: number; height: number }, javaScriptEnabled: boolean): Promise<Page> {
    const context: BrowserContext = await browser.newContext({ viewport, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on("pageerror", (error) => errors.push(`${page.url()}: ${error.message}`));
    return page;
  }

  /** Pictures and axe need script. */
  const phone = (javaScriptEnabled = false) => newPage({ width: 390, height: 844 }, javaScriptEnabled);

  async function openRecord(name: string): Promise<void> {
    await desk.goto(`${clinic.url}/staff/patients?q=${name}`);
    await desk.locator('main a[href^="/staff/patients/"]', { hasText: name }).first().click();
    // The address changes a moment before the page does.
    await desk.locator(".record-head").waitFor();
  }

  /** Answers the first questions and books a time, as the person these details are of, or as if one were. */
  async function bookAs(person: { given: string; family: string; born: readonly string[]; email: string }) {
    const page = await phone(true);
    await consent(page, clinic.url);
    await answerAll(page, HEEL_STORY, (id) => id === "danger-now");
    await page.goto(`${clinic.url}/book?service=new-assessment`);
    // Not the first: a made-up patient has a visit then.
    await page.locator('main a[href*="slot="]').last().click();
    await page.waitForURL(/\/book\/details/);
    await page.fill("#givenName", person.given);
    await page.fill("#familyName", person.family);
    for (const [at, id] of ["#birthMonth", "#birthDay", "#birthYear"].entries()) await page.fill(id, person.born[at]!);
    await page.fill("#phone", "508 555 0142");
    await page.fill("#email", person.email);
    await page.check("#contactConsent");
    await page.click('main form[method="post"] button[type="submit"]');
    await page.locator("h1", { hasText: "Your visit is booked" }).waitFor();
    return page;
  }

  test("answers given in a patient's name stay out of the chart until somebody says whose they are", async () => {
    const email = "pat@patients.plumbline.example";
    const impostor = await bookAs({ given: "Pat", family: "Example-Heel", born: ["4", "9", "1972"], email });
    await expect
      .poll(() => impostor.locator("main").innerText())
      .toMatch(/tell us that the answers you gave are yours/);
    // The page of the visit, which who booked has, does not let them say so.
    await impostor.goto(impostor.url().replace("/book/done/", "/visit/") + "/answers/guessed-guessed-guessed");
    await expect.poll(() => impostor.locator("main").innerText()).toMatch(/not complete/);

    await desk.goto(`${clinic.url}/staff`);
    await openRecord("Example-Heel");
    await desk.locator("text=Are these answers theirs?").waitFor();
    await look(desk, "record-unverified");
    await desk.click("text=Not this person: keep apart");
    await desk.waitForURL(/done=refused/);
    await desk.locator("text=are kept apart: they are not").waitFor();
    await desk.click("text=Take back");
    await desk.waitForURL(/done=waiting/);

    // The letter went to the address on file, and there the person can say it.
    const answers = linkIn(await letterTo(dataDir, email, "answers given before"), "/visit/[\\w-]+/answers/");
    const person = await phone(true);
    await person.goto(answers);
    await look(person, "visit-answers");
    await person.click("text=No, that was not me");
    await person.locator("text=kept apart from your record").waitFor();
    await person.goto(answers);
    await person.locator("text=kept apart from your record").waitFor();
    await openRecord("Example-Heel");
    await desk.locator("text=are kept apart: they are not").waitFor();
  });

  test("who says by the letter that the answers are theirs is read by the clinician", async () => {
    const email = "new-person@example.org";
    await bookAs({ given: "New", family: "Example-Person", born: ["April", "9", "1972"], email });
    await openRecord("Example-Person");
    await expect.poll(() => desk.locator("main").innerText()).toMatch(/No interview is tied to this patient/);
    const person = await phone();
    await person.goto(linkIn(await letterTo(dataDir, email), "/visit/[\\w-]+/answers/"));
    await person.click("text=Yes, I gave these answers");
    await person.locator("output", { hasText: "can read your answers" }).waitFor();
    await openRecord("Example-Person");
    const record = await desk.locator("main").innerText();
    expect(record).not.toMatch(/Are these answers theirs/);
    expect(record).toMatch(/Begun .*, not finished/);
  });

  test("is given a plan line by line, told of it without a word of it, and reads it on their own pages", async () => {
    const email = "pat@patients.plumbline.example";
    await openRecord("Example-Heel");
    const record = desk.url();
    await desk.goto(`${record}/plan`);
    for (const at of [0, 1, 2, 3, 4, 5, 6, 7]) {
      await desk.locator('button[value="accepted"]').first().click();
      await desk.locator(".plan-line.accepted").nth(at).waitFor();
    }
    await desk.click("text=The patient’s copy");
    const first = await desk.locator(".patient-copy ol h3").first().innerText();
    // The clinician has the last word on the exercises, too.
    await desk.uncheck('input[name="exercise"][value="high-load-heel-raise"]');
    await desk.click("text=Other exercises");
    await desk.check('input[name="exercise"][value="walking"]');
    await desk.click("summary:has-text('Change the dose of Walk every day')");
    await desk.fill("#dose-walking-holdS", "12 or so");
    await look(desk, "plan-to-give");
    await desk.click("text=Give this plan to the patient");
    await desk.locator(".error-summary", { hasText: "Walk every day, minutes: write a whole number" }).waitFor();
    await look(desk, "plan-to-give-refused");
    await desk.fill("#dose-walking-holdS", "12");
    await desk.click("text=Give this plan to the patient");
    await desk.locator("text=Given, as version 1").waitFor();

    const letter = await letterTo(dataDir, email, "something new");
    expect(letter).not.toMatch(/pain|plan\b|exercise|diagnos|foot|feet|spine/i);
    expect(letter).not.toContain(first);
    const person = await phone(true);
    await person.goto(`${linkIn(letter, "/my/")}/plan`);
    for (const [id, text] of [
      ["#birthMonth", "4"],
      ["#birthDay", "9"],
      ["#birthYear", "1972"],
    ] as const) {
      await person.fill(id, text);
    }
    await person.click("text=Open my pages");
    await person.locator("h1", { hasText: "Your plan" }).waitFor();
    await expect.poll(() => person.locator("ol h3").first().innerText()).toBe(first);
    await look(person, "my-plan");
    for (const format of ["Letter", "A4"]) expect(pagesOf(await person.pdf({ format }))).toBe(1);

    await person.click("text=Your own pages");
    await person.click("text=Your exercises");
    await person.locator("#plantar-fascia-stretch h3").waitFor();
    const titles = await person.locator(".exercise-list h3").allInnerTexts();
    expect(titles).toContain("Walk every day");
    await person.locator("#walking", { hasText: "12 minutes" }).waitFor();
    expect(titles).not.toContain("Heel raise with a towel under the toes");
    await person.locator('input[name="done-walking"]').check();
    await person.selectOption("#pain-walking", "7");
    await person.click("text=Keep my log");
    await person.locator("text=We have noted it.").waitFor();
    await person.locator(".exercise-row", { hasText: "Do less for now." }).waitFor();
    await look(person, "my-exercises");
    const fetched = (path: string) =>
      person.evaluate(async (url) => {
        const answer = await fetch(url);
        return { type: answer.headers.get("content-type"), body: await answer.text() };
      }, path);
    const calendar = await fetched(new URL("exercises.ics", person.url()).pathname);
    expect(calendar.type).toContain("text/calendar");
    expect(calendar.body.match(/BEGIN:VEVENT/g)!.length).toBeGreaterThanOrEqual(6);
    expect(calendar.body).not.toMatch(/fascia|heel|foot|walk/i);
    const held = JSON.parse((await fetched(new URL("data.json", person.url()).pathname)).body) as {
      rowCounts: Record<string, number>;
    };
    expect(held.rowCounts).toMatchObject({ patient: 1, given_plan: 1, exercise_log: 1 });
    await person.click("text=Your own pages");
    await person.click("text=How are you?");
    await person.locator("h1", { hasText: "How are you?" }).waitFor();
    await person.click("text=Send my answers");
    await person.locator(".error-summary", { hasText: "at least one question" }).waitFor();
    await look(person, "my-questions");
    await person.locator('input[name="nprs-foot"][value="7"]').check({ force: true });
    await person.fill("#activity-1", "Walk the dog");
    await person.locator('input[name="rating-1"][value="3"]').check({ force: true });
    await person.locator('input[name="change"][value="3"]').check();
    await person.click("text=Send my answers");
    await person.locator("h1", { hasText: "Thank you" }).waitFor();
    await look(person, "my-questions-done");

    await desk.goto(`${record}/outcomes`);
    await expect
      .poll(() => desk.locator("main").innerText())
      .toMatch(/Walk every day\s+1 of 20 days\s+7 of 10\s+told to do less/);
    await desk.click("text=Ask now");
    await desk.locator('input[name="nprs-foot"][value="4"]').check({ force: true });
    await expect.poll(() => desk.inputValue("#activity-1")).toBe("Walk the dog");
    await desk.locator('input[name="rating-1"][value="4"]').check({ force: true });
    await desk.click("text=Keep the answers");
    await desk.locator("text=3 points better, a change that matters").waitFor();
    await expect
      .poll(() => desk.locator("main").innerText())
      .toMatch(/no sure change \(1 point\)[^]*the same \(patient\)/);
    await look(desk, "outcomes");
  });

  test("opens their own pages by the link they were sent and their birth date, and closes them, without script", async () => {
    const email = "pat@patients.plumbline.example";
    await openRecord("Example-Heel");
    await desk.click("text=Send the link");
    await desk.waitForURL(/done=link-sent/);
    const letter = await letterTo(dataDir, email, "Your own pages");
    expect(letter).not.toMatch(/pain|plan|exercise|diagnos|foot|feet|spine/i);
    const link = linkIn(letter, "/my/");

    const person = await phone();
    const tell = async (page: Page, ...born: string[]) => {
      for (const [at, id] of ["#birthMonth", "#birthDay", "#birthYear"].entries()) await page.fill(id, born[at]!);
      await page.click("text=Open my pages");
    };
    await person.goto(`${link}/visits`);
    expect(person.url()).toContain("?to=visits");
    await person.click("text=Open my pages");
    await expect.poll(() => person.locator(".error-summary").innerText()).toMatch(/Enter your date of birth/);
    await tell(person, "4", "10", "1972");
    await expect.poll(() => person.locator(".error-summary").innerText()).toMatch(/not the date of birth we have/);
    await tell(person, "4", "9", "1972");
    expect(new URL(person.url()).pathname).toMatch(/\/my\/[\w-]+\/visits$/);
    await expect.poll(() => person.locator("main").innerText()).toMatch(/with Dr\./);
    await person.click("text=Your own pages");
    await person.click("text=Do not ask me");
    await person.locator("text=We do not ask you by e-mail how you are.").waitFor();
    await person.click("text=Close my pages");
    await expect.poll(() => person.locator("main").innerText()).toMatch(/tell us your date of birth/);

    const seen = await phone(true);
    await seen.goto(link);
    await look(seen, "my-birth-date");
    await tell(seen, "4", "10", "1972");
    await seen.locator(".error-summary").waitFor();
    await tell(seen, "4", "9", "1972");
    await seen.locator("text=Hello Pat").waitFor();
    await look(seen, "my-home");
    await seen.click("text=Your visits");
    await seen.locator("h1", { hasText: "Your visits" }).waitFor();
    await look(seen, "my-visits");

    await openRecord("Example-Heel");
    await desk.click("text=Withdraw it");
    await desk.waitForURL(/done=links-withdrawn/);
    expect((await person.goto(link))?.status()).toBe(404);
  });
});
