import { beforeAll, expect, test } from "vitest";
import { bookVisit, cancelVisit, moveVisit, queueDueReminders } from "./index.ts";
import type { Visit } from "./index.ts";
import { NOW_MS, PATIENT_ACTOR, addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

const HOUR_MS = 3_600_000;
/** The day before a visit on day 4. */
const DAY_BEFORE_MS = NOW_MS + 72 * HOUR_MS;

onBothDatabases((database) => {
  const db = () => database().db;
  const noMail = () => null;
  const write = (visit: Visit) =>
    visit.patientEmail === null
      ? null
      : { recipient: visit.patientEmail, subject: new Date(visit.startMs).toISOString(), body: "made up", ics: null };
  const remind = (nowMs: number) => queueDueReminders(db(), { nowMs, write });
  const change = (visitId: string, nowMs: number) => ({ visitId, mail: noMail, nowMs, actor: PATIENT_ACTOR });

  async function booked(day: number, halfHour: number, person: string): Promise<Visit> {
    const result = await bookVisit(db(), { ...bookingOf(slotAt(day, halfHour), person), mail: noMail });
    if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    return result.visit;
  }

  const lettersOf = async (visit: Visit) =>
    (
      await db()
        .selectFrom("mail")
        .select(["subject", "withdrawn_at"])
        .where("visit_id", "=", visit.id)
        .orderBy("created_at")
        .execute()
    ).map(({ subject, withdrawn_at }) => ({ time: subject, isWithdrawn: withdrawn_at !== null }));
  const timeOf = (day: number, halfHour: number) => new Date(slotAt(day, halfHour).startMs).toISOString();

  beforeAll(() => addTestClinic(db()));

  test("a visit is reminded of once, however often and by however many it is looked for", async () => {
    const visit = await booked(4, 20, "once");
    expect(await remind(NOW_MS)).toBe(0);
    const added = await Promise.all([1, 2, 3].map(() => remind(DAY_BEFORE_MS)));
    await remind(DAY_BEFORE_MS + HOUR_MS);
    expect(added.reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(1);
    expect(await lettersOf(visit)).toEqual([{ time: timeOf(4, 20), isWithdrawn: false }]);
  });

  test("the old time is never sent after a move; the new one is, when it is near", async () => {
    const visit = await booked(4, 22, "moved");
    await remind(DAY_BEFORE_MS);
    await moveVisit(db(), { ...change(visit.id, DAY_BEFORE_MS), slot: slotAt(8, 22) });
    await remind(DAY_BEFORE_MS + HOUR_MS);
    await remind(DAY_BEFORE_MS + 72 * HOUR_MS);
    expect(await lettersOf(visit)).toEqual([
      { time: timeOf(4, 22), isWithdrawn: true },
      { time: timeOf(8, 22), isWithdrawn: false },
    ]);
  });

  test("nothing is sent of a cancelled visit, nor to who has just booked, nor without an address", async () => {
    const cancelled = await booked(4, 24, "cancelled");
    await cancelVisit(db(), change(cancelled.id, NOW_MS));
    const late = await booked(4, 26, "late");
    await db()
      .updateTable("visit")
      .set({ updated_at: new Date(DAY_BEFORE_MS - HOUR_MS) })
      .where("id", "=", late.id)
      .execute();
    const silent = await booked(4, 28, "silent");
    await db().updateTable("patient").set({ email: null }).where("id", "=", silent.patientId).execute();
    await remind(DAY_BEFORE_MS);
    for (const visit of [cancelled, late, silent]) expect(await lettersOf(visit)).toEqual([]);
  });
});
