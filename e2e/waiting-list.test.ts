import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { BOOKING_TERMS, findSlots } from "@plumbline/scheduling";
import { derivedToken, hashToken } from "../apps/clinic/server/patient-token.ts";
import { bookVisit, busyRanges, offerFreeTimes, openDatabase, readSetUp } from "../apps/clinic/store/index.ts";
import type { Database } from "../apps/clinic/store/index.ts";
import { DATABASE_KINDS, databasePlaces } from "../apps/clinic/store/test-databases.ts";
import { findChromium, launchChromium } from "./chromium.ts";
import { startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";
import { look } from "./look.ts";

const executable = findChromium();
const newPlace = databasePlaces();
const SECRET = "a secret of this test, of more than 32 characters";
const DAY_MS = 86_400_000;
const BOOKING_KEY = "a visit of this test";
const VISIT_TOKEN = derivedToken(SECRET, "visit", BOOKING_KEY);

describe.skipIf(executable === null || !DATABASE_KINDS.includes("postgres"))("who would like to come earlier", () => {
  let clinic: ClinicProcess;
  let browser: Browser;
  let database: Database;

  beforeAll(async () => {
    const { dataDir, databaseUrl } = await newPlace("postgres");
    const env = { DATABASE_URL: databaseUrl!, PLUMBLINE_SECRET: SECRET };
    [clinic, browser] = await Promise.all([startClinicProcess(dataDir, env), launchChromium(executable!)]);
    database = await openDatabase({ dataDir, databaseUrl: databaseUrl! });
  });
  afterAll(async () => {
    await browser?.close();
    await clinic?.stop();
    await database?.close();
  });

  async function newPage(javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return page;
  }

  /** A visit in five weeks, and a moment at which offices are awake. */
  async function bookFarAhead() {
    const nowMs = Date.now();
    const setUp = await readSetUp(database.db, nowMs);
    const period = { fromMs: nowMs + 35 * DAY_MS, toMs: nowMs + 45 * DAY_MS };
    const service = setUp.services.find(({ id }) => id === "follow-up")!;
    const busy = await busyRanges(database.db, period, { nowMs });
    const [slot] = findSlots({ ...setUp, ...BOOKING_TERMS, ...period, service, busy, nowMs });
    const result = await bookVisit(database.db, {
      slot: slot!,
      serviceId: "follow-up",
      patient: {
        givenName: "Wanda",
        familyName: "Example-Waiting",
        birthDate: "1960-04-09",
        phone: "508-555-0142",
        email: "wanda@example.org",
      },
      interviewId: null,
      manageTokenHash: hashToken(VISIT_TOKEN),
      idempotencyKey: BOOKING_KEY,
      mail: () => null,
      nowMs,
      source: "online",
      actor: { name: "test", role: null, requestId: "test" },
    });
    expect(result.kind).toBe("booked");
  }

  /** Goes through the list as the server does, at the next hour at which it writes to people. */
  async function offer(): Promise<string> {
    for (let hours = 0; hours < 40; hours++) {
      let token: string | undefined;
      await offerFreeTimes(database.db, {
        nowMs: Date.now() + hours * 3_600_000,
        tokenHashOf: (offerId) => hashToken(derivedToken(SECRET, "offer", offerId)),
        letter({ offerId, patient }) {
          token = derivedToken(SECRET, "offer", offerId);
          return { recipient: patient.email!, subject: "A time is free", body: "Made up.", ics: null };
        },
      });
      const made = await database.db.selectFrom("wait_offer").select("id").where("outcome", "is", null).execute();
      // The server's own round may have been first.
      token ??= made[0] === undefined ? undefined : derivedToken(SECRET, "offer", made[0].id);
      if (token !== undefined) return token;
    }
    throw new Error("No offer was made within 40 hours.");
  }

  test("says so on the page of the visit, is offered a time, and takes it without script", async () => {
    await bookFarAhead();
    const page = await newPage(true);
    await page.goto(`${clinic.url}/visit/${VISIT_TOKEN}`);
    await page.click("text=Tell me of an earlier time");
    await page.check('input[name="anyone"]');
    await look(page, "visit-sooner");
    await page.click("text=Yes, tell me");
    await page.locator("output", { hasText: "You are on our list" }).waitFor();

    const desk = await newPage(true);
    await desk.goto(`${clinic.url}/sign-in?next=/staff/waiting`);
    await desk.fill("#email", "desk@plumbline.example");
    await desk.fill("#password", "plumb-line-demo-2026");
    await desk.click('main button[type="submit"]');
    await desk.locator("tbody tr", { hasText: "Example-Waiting" }).waitFor();
    await look(desk, "waiting-list");

    const token = await offer();
    const person = await newPage(true);
    await person.goto(`${clinic.url}/offer/${token}`);
    await person.locator("h1", { hasText: "A time is free for you" }).waitFor();
    await look(person, "offer");
    const plain = await newPage(false);
    await plain.goto(`${clinic.url}/offer/${token}`);
    await plain.click("text=Yes, take this time");
    await plain.locator("h1", { hasText: "The time is yours" }).waitFor();
    await plain.click("text=See your visit");
    await plain.locator("h1", { hasText: "Your visit" }).waitFor();
    expect(plain.url()).toContain(VISIT_TOKEN);
    await desk.reload();
    await desk.locator("text=Nobody is waiting").waitFor();
    expect((await desk.goto(`${clinic.url}/offer/guessed`))?.status()).toBe(404);
  });
});
