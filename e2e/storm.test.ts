import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Slot } from "@plumbline/clinical-model";
import { BOOKING_TERMS, findSlots } from "@plumbline/scheduling";
import { openMailbox } from "../apps/clinic/server/test-mailbox.ts";
import type { Mailbox } from "../apps/clinic/server/test-mailbox.ts";
import { busyRanges, openDatabase, readSetUp } from "../apps/clinic/store/index.ts";
import type { Database } from "../apps/clinic/store/index.ts";
import { auditFaults, claimFaults } from "../apps/clinic/store/test-clinic.ts";
import { DATABASE_KINDS, databasePlaces } from "../apps/clinic/store/test-databases.ts";
import { startClinicProcess } from "./clinic-process.ts";
import type { ClinicProcess } from "./clinic-process.ts";

/** The whole of it takes two minutes: `STORM=whole npx vitest run e2e/storm.test.ts`. */
const IS_WHOLE = process.env.STORM === "whole";
/** How often a server is killed. */
const KILLS = IS_WHOLE ? 20 : 2;
const TIMES = IS_WHOLE ? 40 : 20;
const ATTEMPTS = 12;
const ROUNDS = IS_WHOLE ? 3 : 1;
const DAY_MS = 86_400_000;

const newPlace = databasePlaces();

interface Answer {
  readonly status: number;
  /** Where a booking that was confirmed leads. */
  readonly location: string | null;
  readonly body: string;
}

let people = 0;

/** Sends the form of the last step, as a person of their own does. @returns null when the server is gone. */
async function bookOnline(server: ClinicProcess, slot: Slot, formKey: string): Promise<Answer | null> {
  const key = `${slot.startMs}.${slot.officeId}.${slot.clinicianId}`;
  const person = people++;
  try {
    const answer = await fetch(`${server.url}/book/details?service=follow-up&slot=${key}`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: server.url },
      body: new URLSearchParams({
        formKey,
        slot: key,
        givenName: "Made-up",
        familyName: `Example-${person}`,
        birthMonth: "4",
        birthDay: "9",
        birthYear: "1972",
        phone: `508 ${String(2_000_000 + person)}`,
        email: `storm-${person}@example.org`,
        contactConsent: "yes",
      }),
    });
    return { status: answer.status, location: answer.headers.get("Location"), body: await answer.text() };
  } catch {
    return null;
  }
}

const newKey = () => randomBytes(12).toString("hex");

describe("servers in a storm of bookings, on PostgreSQL", () => {
  const hasPostgres = DATABASE_KINDS.includes("postgres");
  let database: Database;
  let mailbox: Mailbox;
  let start: () => Promise<ClinicProcess>;
  const servers: ClinicProcess[] = [];

  beforeAll(async () => {
    if (!hasPostgres) return;
    mailbox = await openMailbox();
    const { dataDir, databaseUrl } = await newPlace("postgres");
    const env = { DATABASE_URL: databaseUrl!, PLUMBLINE_SECRET: newKey() + newKey(), SMTP_URL: mailbox.url };
    start = () => startClinicProcess(dataDir, env);
    servers.push(await start(), await start());
    database = await openDatabase({ dataDir, databaseUrl: databaseUrl! });
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    await database?.close();
    await mailbox?.close();
  });

  /** The first free half hours from a day on: of one clinician, so that no two overlap, or of all. */
  async function freeTimes(fromDays: number, count: number, ofAll = false): Promise<Slot[]> {
    const nowMs = Date.now();
    const setUp = await readSetUp(database.db, nowMs);
    const period = { fromMs: nowMs + fromDays * DAY_MS, toMs: nowMs + 60 * DAY_MS };
    const service = setUp.services.find(({ id }) => id === "follow-up")!;
    const busy = await busyRanges(database.db, period, { nowMs });
    const slots = findSlots({ ...setUp, ...BOOKING_TERMS, ...period, gridMin: 30, service, busy, nowMs });
    return slots.filter(({ clinicianId }) => ofAll || clinicianId === "p-heel").slice(0, count);
  }
  const countOf = async (table: "visit" | "mail" | "audit") =>
    Number(
      (
        await database.db
          .selectFrom(table)
          .select((from) => from.fn.countAll().as("count"))
          .executeTakeFirstOrThrow()
      ).count,
    );

  test.skipIf(!hasPostgres)(
    `two of them sell each of ${TIMES} times once to ${ATTEMPTS} people who want it, in ${ROUNDS} rounds, and tell the others when else`,
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const before = await countOf("visit");
        const times = await freeTimes(3 + round * 14, TIMES);
        expect(times).toHaveLength(TIMES);
        const attempts = times.flatMap((slot) => Array.from({ length: ATTEMPTS }, () => slot));
        const answers = await Promise.all(attempts.map((slot, at) => bookOnline(servers[at % 2]!, slot, newKey())));
        const statuses = answers.map((answer) => answer?.status);
        expect(statuses.filter((status) => status === 303)).toHaveLength(TIMES);
        expect(statuses.filter((status) => status === 409)).toHaveLength(TIMES * (ATTEMPTS - 1));
        const refused = answers.filter((answer) => answer?.status === 409);
        expect(refused.every((answer) => answer!.body.includes("Nearest free times"))).toBe(true);
        expect((await countOf("visit")) - before).toBe(TIMES);
      }
      expect(await claimFaults(database.db)).toEqual([]);
    },
  );

  test.skipIf(!hasPostgres)(
    "one form sent to both at once, again and again, books once and always leads there",
    async () => {
      const [slot] = await freeTimes(50, 1);
      const key = newKey();
      const before = await countOf("visit");
      const answers = await Promise.all([0, 1, 0, 1, 0, 1].map((at) => bookOnline(servers[at]!, slot!, key)));
      expect(new Set(answers.map((answer) => answer?.location)).size).toBe(1);
      expect((await countOf("visit")) - before).toBe(1);
    },
  );

  test.skipIf(!hasPostgres)(
    `kill -9 of one of them, ${KILLS} times amid bookings, loses and doubles no visit, audit line or letter`,
    async () => {
      const [visitsBefore, mailsBefore] = [await countOf("visit"), await countOf("mail")];
      const times = await freeTimes(4, 5000, true);
      const confirmed = new Set<string>();
      let unexpected = 0;
      const over = { isNow: false };
      const booking = Array.from({ length: 6 }, async (_, worker) => {
        for (let at = worker; !over.isNow; at += 5) {
          const answer = await bookOnline(servers[at % 2]!, times[at % times.length]!, newKey());
          if (answer?.status === 303) {
            confirmed.add(answer.location!);
            // There must be times left to book when the last server is killed.
            await new Promise((resolve) => setTimeout(resolve, 200));
          } else if (answer === null) await new Promise((resolve) => setTimeout(resolve, 20));
          // Over at a limit of time, or a server that stops: everything but these two is a fault.
          else if (answer.status !== 409 && answer.status !== 503) unexpected++;
        }
      });
      for (let kill = 0; kill < KILLS; kill++) {
        const size = confirmed.size;
        while (confirmed.size < size + 2) await new Promise((resolve) => setTimeout(resolve, 5));
        await servers[kill % 2]!.kill();
        servers[kill % 2] = await start();
      }
      over.isNow = true;
      await Promise.all(booking);

      expect(unexpected).toBe(0);
      expect(confirmed.size).toBeGreaterThanOrEqual(2 * KILLS);
      for (const path of confirmed) expect((await fetch(`${servers[0]!.url}${path}`)).status).toBe(200);
      const visits = (await countOf("visit")) - visitsBefore;
      // What was written when the server died before it could say so is there as well.
      expect(visits).toBeGreaterThanOrEqual(confirmed.size);
      expect(visits).toBeLessThanOrEqual(confirmed.size + 6 * KILLS);
      expect(await claimFaults(database.db)).toEqual([]);
      expect((await countOf("mail")) - mailsBefore).toBe(visits);
      expect(await auditFaults(database.db)).toEqual([]);

      // Letters in the hands of a server that died come up again after five minutes; here at once.
      const due = database.db
        .updateTable("mail")
        .set({ next_try_at: new Date(0) })
        .where("sent_at", "is", null);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await due.execute();
      const left = database.db.selectFrom("mail").select("id").where("sent_at", "is", null);
      while ((await left.execute()).length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
      const ids = mailbox.messageIds();
      const sent = await database.db.selectFrom("mail").select("id").execute();
      expect(new Set(ids)).toEqual(new Set(sent.map(({ id }) => `<${id}@plumbline>`)));
      // Repeats only of letters that were taken and not yet noted when their server was killed: one at most each time.
      expect(ids.length - new Set(ids).size).toBeLessThanOrEqual(KILLS);
    },
    180_000,
  );
});
