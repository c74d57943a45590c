import { beforeAll, expect, test } from "vitest";
import type { Slot } from "@plumbline/clinical-model";
import {
  addWaitEntry,
  bookVisit,
  cancelVisit,
  declineOffer,
  findOffer,
  offerFreeTimes,
  takeOffer,
  waitEntries,
  withdrawWaitEntry,
} from "./index.ts";
import type { Visit } from "./index.ts";
import { NOW_MS, PATIENT_ACTOR, addTestClinic, bookingOf, claimFaults, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";
import { OFFER_MS } from "./wait-offers.ts";

const noMail = () => null;
const DAY = (day: number) => new Date(slotAt(day, 0).startMs).toISOString().slice(0, 10);

onBothDatabases((database) => {
  const db = () => database().db;
  let people = 0;

  beforeAll(() => addTestClinic(db()));

  async function booked(slot: Slot, more: Parameters<typeof bookingOf>[2] = {}): Promise<Visit> {
    const result = await bookVisit(db(), bookingOf(slot, `person-${people++}`, { mail: noMail, ...more }));
    if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    return result.visit;
  }
  /** Every half hour of Ann on a day. */
  const fullDay = (day: number) => Promise.all(Array.from({ length: 48 }, (_, at) => booked(slotAt(day, at))));
  const cancel = (visitId: string, nowMs = NOW_MS) =>
    cancelVisit(db(), { visitId, mail: noMail, nowMs, actor: PATIENT_ACTOR });
  const wait = (visit: Visit, day: number) =>
    addWaitEntry(db(), {
      patientId: visit.patientId,
      serviceId: visit.serviceId,
      visitId: visit.id,
      officeId: null,
      clinicianId: "ann",
      fromDay: DAY(day),
      toDay: DAY(day),
      actor: PATIENT_ACTOR,
      nowMs: NOW_MS,
    });
  /** One round of the list. @returns Hashes of the tokens of the offers it made. */
  async function round(nowMs = NOW_MS): Promise<string[]> {
    const made: string[] = [];
    await offerFreeTimes(db(), {
      nowMs,
      tokenHashOf: (offerId) => `hash of ${offerId}`,
      letter({ offerId, patient }) {
        made.push(`hash of ${offerId}`);
        return { recipient: patient.email!, subject: "A time is free", body: "Made up.", ics: null };
      },
    });
    return made;
  }
  const take = (tokenHash: string, nowMs = NOW_MS) =>
    takeOffer(db(), {
      tokenHash,
      mail: () => noMail,
      manageTokenHashOf: (key) => `manage ${key}`,
      actor: PATIENT_ACTOR,
      nowMs,
    });

  test("a cancelled time is offered to who waits longest, held for them, and then to the next", async () => {
    const day = await fullDay(2);
    const [first, second] = [await booked(slotAt(9, 20, "bob")), await booked(slotAt(9, 22, "bob"))];
    await wait(first, 2);
    await wait(second, 2);
    expect(await round()).toEqual([]);
    await cancel(day[30]!.id);
    const [offer, ...others] = await round();
    expect(others).toEqual([]);
    expect(await findOffer(db(), offer!, NOW_MS)).toMatchObject({ state: "open", slot: slotAt(2, 30) });
    expect(await round()).toEqual([]);
    expect(await bookVisit(db(), bookingOf(slotAt(2, 30), "passer-by"))).toEqual({ kind: "taken" });

    const later = NOW_MS + OFFER_MS;
    expect(await take(offer!, later)).toEqual({ kind: "gone" });
    const [next] = await round(later);
    expect(await findOffer(db(), next!, later)).toMatchObject({ insteadOf: second.id, slot: slotAt(2, 30) });
    expect(await take(next!, later)).toMatchObject({
      kind: "booked",
      visit: { id: second.id, version: 1, startMs: slotAt(2, 30).startMs },
    });
    // Its own old time is free, and nobody is offered again what they let lapse.
    expect((await bookVisit(db(), bookingOf(slotAt(9, 22, "bob"), "successor"))).kind).toBe("booked");
    expect((await waitEntries(db())).map(({ visitId }) => visitId)).toEqual([first.id]);
    await withdrawWaitEntry(db(), { entryId: (await waitEntries(db()))[0]!.id, actor: PATIENT_ACTOR, nowMs: later });
    expect(await claimFaults(db())).toEqual([]);
  });

  test("an offer taken by many presses at once, while others want the time, becomes one visit", async () => {
    const day = await fullDay(3);
    const visit = await booked(slotAt(10, 20, "bob"));
    await wait(visit, 3);
    await cancel(day[20]!.id);
    const [offer] = await round();
    const results = await Promise.all([
      ...Array.from({ length: 8 }, () => take(offer!)),
      ...Array.from({ length: 8 }, (_, at) => bookVisit(db(), bookingOf(slotAt(3, 20), `racer-${at}`))),
    ]);
    const ids = results.flatMap((result) => (result.kind === "booked" ? [result.visit.id] : []));
    expect(new Set(ids)).toEqual(new Set([visit.id]));
    expect(ids).toHaveLength(8);
    expect(await waitEntries(db())).toEqual([]);
    expect(await claimFaults(db())).toEqual([]);
  });

  test("rounds of many processes at once make one offer for one person, and one hold", async () => {
    const day = await fullDay(4);
    const visit = await booked(slotAt(11, 20, "bob"));
    await wait(visit, 4);
    await cancel(day[10]!.id);
    await cancel(day[12]!.id);
    await Promise.all(Array.from({ length: 6 }, () => round()));
    const made = await db()
      .selectFrom("wait_offer")
      .innerJoin("wait_entry", "wait_entry.id", "wait_offer.entry_id")
      .select("token_hash")
      .where("wait_entry.visit_id", "=", visit.id)
      .execute();
    expect(made).toHaveLength(1);
    const letters = await db().selectFrom("mail").select("id").where("recipient", "=", visit.patientEmail!).execute();
    expect(letters).toHaveLength(1);

    // Who declines one is offered the other.
    await declineOffer(db(), { tokenHash: made[0]!.token_hash, actor: PATIENT_ACTOR, nowMs: NOW_MS });
    expect(await take(made[0]!.token_hash)).toEqual({ kind: "gone" });
    const [second] = await round();
    expect(await findOffer(db(), second!, NOW_MS)).toMatchObject({ slot: slotAt(4, 12) });
    await withdrawWaitEntry(db(), { entryId: (await waitEntries(db()))[0]!.id, actor: PATIENT_ACTOR, nowMs: NOW_MS });
    expect(await findOffer(db(), second!, NOW_MS)).toMatchObject({ state: "declined" });
    expect((await bookVisit(db(), bookingOf(slotAt(4, 12), "after"))).kind).toBe("booked");
  });

  test("who waits without a visit is booked, and who waits twice for the same is one entry", async () => {
    const someone = await booked(slotAt(12, 20, "bob"));
    const { patientId } = someone;
    const wishes = { patientId, serviceId: "scan", visitId: null, officeId: "here", clinicianId: null };
    const entry = { ...wishes, fromDay: DAY(5), toDay: DAY(6), actor: PATIENT_ACTOR, nowMs: NOW_MS };
    await addWaitEntry(db(), entry);
    await addWaitEntry(db(), { ...entry, toDay: DAY(5) });
    expect(await waitEntries(db(), { patientId })).toMatchObject([{ toDay: DAY(5), offer: null }]);
    const [offer] = await round();
    const result = await take(offer!);
    expect(result).toMatchObject({
      kind: "booked",
      visit: { serviceId: "scan", patientId, startMs: slotAt(5, 0).startMs },
    });
    expect(await take(offer!)).toEqual(result);
    expect(await claimFaults(db())).toEqual([]);
  });

  test("no offer goes out at night, on a Sunday, or for a visit that is cancelled", async () => {
    const visit = await booked(slotAt(13, 20, "bob"));
    await wait(visit, 8);
    const nightMs = NOW_MS + 9 * 3_600_000;
    const sundayMs = NOW_MS + 6 * 24 * 3_600_000;
    expect([await round(nightMs), await round(sundayMs)]).toEqual([[], []]);
    await cancel(visit.id, nightMs);
    expect(await round(NOW_MS + 24 * 3_600_000)).toEqual([]);
    expect(await waitEntries(db())).toEqual([]);
  });
});
