import { beforeAll, expect, test } from "vitest";
import {
  bookVisit,
  busyRanges,
  cancelVisit,
  findInterview,
  findVisit,
  latestInterviewOf,
  findVisitByToken,
  moveVisit,
  setVisitStatus,
  settleClaim,
  startInterview,
  unverifiedInterviewsOf,
  visitsOfDay,
} from "./index.ts";
import type { ClaimState } from "./index.ts";
import { NOW_MS, PATIENT_ACTOR, addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";
import { countOpenVisits } from "./visits.ts";

const noMail = () => null;

onBothDatabases((database) => {
  const db = () => database().db;
  const change = (visitId: string) => ({ visitId, mail: noMail, nowMs: NOW_MS, actor: PATIENT_ACTOR });
  const lettersTo = (person: string) =>
    db()
      .selectFrom("mail")
      .selectAll()
      .where("recipient", "=", `${person}@patients.example`)
      .orderBy("subject")
      .execute();

  async function booked(...args: Parameters<typeof bookingOf>) {
    const result = await bookVisit(db(), bookingOf(...args));
    if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    return result.visit;
  }

  beforeAll(() => addTestClinic(db()));

  test("of 200 people who want one slot at once exactly one gets it, and the others leave nothing behind", async () => {
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) => bookVisit(db(), bookingOf(slotAt(1, 20), `racer-${index}`))),
    );
    const winners = results.filter(({ kind }) => kind === "booked");
    expect(winners).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "taken")).toHaveLength(199);
    expect(await visitsOfDay(db(), { fromMs: slotAt(1, 20).startMs, toMs: slotAt(1, 20).endMs })).toHaveLength(1);
    const patients = await db().selectFrom("patient").select("id").where("family_name", "like", "racer-%").execute();
    expect(patients).toHaveLength(1);
    const letters = await db().selectFrom("mail").select("id").where("recipient", "like", "racer-%").execute();
    expect(letters).toHaveLength(1);
  });

  test("racers for slots that overlap in part never end up with two visits at a time", async () => {
    const starts = Array.from({ length: 60 }, (_, index) => {
      const slot = slotAt(2, 20);
      const shiftMs = (index % 4) * 15 * 60_000;
      return { ...slot, startMs: slot.startMs + shiftMs, endMs: slot.endMs + shiftMs };
    });
    await Promise.all(starts.map((slot, index) => bookVisit(db(), bookingOf(slot, `overlap-${index}`))));
    const period = { fromMs: slotAt(2, 19).startMs, toMs: slotAt(2, 24).endMs };
    const busy = await busyRanges(db(), period, { nowMs: NOW_MS });
    busy.sort((a, b) => a.startMs - b.startMs);
    expect(busy.length).toBeGreaterThan(0);
    busy.slice(1).forEach((range, index) => expect(range.startMs).toBeGreaterThanOrEqual(busy[index]!.endMs));
  });

  test("visits that touch do not overlap", async () => {
    expect((await bookVisit(db(), bookingOf(slotAt(3, 20), "first"))).kind).toBe("booked");
    expect((await bookVisit(db(), bookingOf(slotAt(3, 21), "second"))).kind).toBe("booked");
    expect((await bookVisit(db(), bookingOf(slotAt(3, 19), "third"))).kind).toBe("booked");
  });

  test("one person cannot be at two visits at a time, nor become two people by writing their name otherwise", async () => {
    const first = await booked(slotAt(4, 20), "busy");
    const again = bookingOf(slotAt(4, 20, "bob"), "busy");
    expect(await bookVisit(db(), again)).toEqual({ kind: "taken" });
    const later = bookingOf(slotAt(4, 22), "busy");
    const shouted = { ...later.patient, givenName: "  TEST ", familyName: "Busy", email: "BUSY@patients.example" };
    const second = await bookVisit(db(), { ...later, patient: shouted });
    expect(second).toMatchObject({ kind: "booked", visit: { patientId: first.patientId } });
  });

  test("the same form sent again gives the first visit and one letter, also when both copies come at once", async () => {
    const form = bookingOf(slotAt(5, 20), "twice");
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => bookVisit(db(), form)));
    const later = await bookVisit(db(), form);
    const ids = [...results, later].map((result) => (result.kind === "booked" ? result.visit.id : "taken"));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBe("taken");
    expect(await lettersTo("twice")).toHaveLength(1);
  });

  test("of ten forms that one person sends at once for ten times, three are booked, whatever names they give", async () => {
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, at) => {
        const form = bookingOf(slotAt(25, 20 + at), "greedy", { mostOpenVisits: 3 });
        return bookVisit(db(), {
          ...form,
          patient: { ...form.patient, familyName: `greedy-${at}`, phone: "(508) 555-0142" },
        });
      }),
    );
    expect(results.filter(({ kind }) => kind === "booked")).toHaveLength(3);
    expect(results.filter(({ kind }) => kind === "too-many")).toHaveLength(7);
  });

  test("a slot that is not offered is refused: too soon, outside the hours, of another length, of nobody", async () => {
    const slot = slotAt(6, 20);
    const refused = [
      { ...slotAt(0, 26), endMs: slotAt(0, 27).startMs },
      { ...slot, startMs: slot.startMs + 60_000, endMs: slot.endMs + 60_000 },
      { ...slot, endMs: slot.endMs + 30 * 60_000 },
      { ...slot, clinicianId: "nobody" },
      { ...slot, officeId: "nowhere" },
      slotAt(100, 20),
    ];
    for (const wrong of refused) expect(await bookVisit(db(), bookingOf(wrong, "forger"))).toEqual({ kind: "taken" });
    expect(await bookVisit(db(), bookingOf(slot, "forger", { serviceId: "massage" }))).toEqual({ kind: "taken" });
  });

  test("the front desk may book at once, a patient needs notice", async () => {
    const soon = slotAt(0, 27);
    expect((await bookVisit(db(), bookingOf(soon, "walk-in"))).kind).toBe("taken");
    expect((await bookVisit(db(), bookingOf(soon, "walk-in", { source: "desk" }))).kind).toBe("booked");
  });

  test("a cancelled visit frees its time, and cancelling again changes and sends nothing", async () => {
    const visit = await booked(slotAt(7, 20), "canceller");
    const mail = bookingOf(slotAt(7, 20), "canceller").mail;
    const first = await cancelVisit(db(), { ...change(visit.id), mail });
    expect(first).toMatchObject({ kind: "cancelled", visit: { status: "cancelled", version: 1 } });
    expect(await cancelVisit(db(), { ...change(visit.id), mail })).toEqual(first);
    expect((await lettersTo("canceller")).map(({ subject }) => subject)).toEqual([
      "Your visit, version 0",
      "Your visit, version 1",
    ]);
    expect((await bookVisit(db(), bookingOf(slotAt(7, 20), "successor"))).kind).toBe("booked");
  });

  test("a moved visit frees its old time, keeps its link and raises its version", async () => {
    const form = bookingOf(slotAt(8, 20), "mover");
    await bookVisit(db(), form);
    const visit = await findVisitByToken(db(), form.manageTokenHash);
    const moved = await moveVisit(db(), { ...change(visit!.id), slot: slotAt(8, 30) });
    expect(moved).toMatchObject({ kind: "moved", visit: { version: 1, startMs: slotAt(8, 30).startMs } });
    expect(await findVisitByToken(db(), form.manageTokenHash)).toEqual(moved.kind === "moved" && moved.visit);
    expect((await bookVisit(db(), bookingOf(slotAt(8, 20), "successor"))).kind).toBe("booked");
    expect((await bookVisit(db(), bookingOf(slotAt(8, 30), "late"))).kind).toBe("taken");
  });

  test("a visit cannot be moved onto another, and then stays where it was", async () => {
    const visit = await booked(slotAt(9, 20), "stayer");
    await booked(slotAt(9, 21), "neighbor");
    expect(await moveVisit(db(), { ...change(visit.id), slot: slotAt(9, 21) })).toEqual({ kind: "taken" });
    const [first] = await visitsOfDay(db(), { fromMs: slotAt(9, 20).startMs, toMs: slotAt(9, 20).endMs });
    expect(first).toEqual(visit);
  });

  test("a visit may be moved to a time that overlaps its own old one", async () => {
    const visit = await booked(slotAt(10, 20), "shifter");
    const slot = slotAt(10, 20);
    const later = { ...slot, startMs: slot.startMs + 15 * 60_000, endMs: slot.endMs + 15 * 60_000 };
    expect((await moveVisit(db(), { ...change(visit.id), slot: later })).kind).toBe("moved");
  });

  test("what is cancelled or was never there cannot be moved, and a visit under way cannot be cancelled", async () => {
    const visit = await booked(slotAt(11, 20), "leaver");
    await cancelVisit(db(), change(visit.id));
    expect(await moveVisit(db(), { ...change(visit.id), slot: slotAt(11, 22) })).toEqual({ kind: "gone" });
    expect(await moveVisit(db(), { ...change("no-such-visit"), slot: slotAt(11, 22) })).toEqual({ kind: "gone" });
    const present = await booked(slotAt(11, 24), "present");
    await setVisitStatus(db(), { visitId: present.id, status: "arrived", actor: PATIENT_ACTOR, nowMs: NOW_MS });
    expect(await cancelVisit(db(), change(present.id))).toEqual({ kind: "gone" });
    expect(
      await setVisitStatus(db(), { visitId: visit.id, status: "arrived", actor: PATIENT_ACTOR, nowMs: NOW_MS }),
    ).toBeNull();
  });

  test("of many who move their visits to one free slot at once exactly one gets it", async () => {
    const visits = await Promise.all(
      Array.from({ length: 12 }, (_, index) => booked(slotAt(12, 10 + index), `queue-${index}`)),
    );
    const results = await Promise.all(
      visits.map((visit) => moveVisit(db(), { ...change(visit.id), slot: slotAt(12, 30) })),
    );
    expect(results.filter(({ kind }) => kind === "moved")).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === "taken")).toHaveLength(11);
  });

  test("a letter that is no longer true is withdrawn when the visit changes before it went out", async () => {
    const visit = await booked(slotAt(13, 20), "reader");
    const mail = bookingOf(slotAt(13, 20), "reader").mail;
    await moveVisit(db(), { ...change(visit.id), mail, slot: slotAt(13, 30) });
    const letters = await lettersTo("reader");
    expect(letters.map(({ subject, withdrawn_at }) => [subject, withdrawn_at !== null])).toEqual([
      ["Your visit, version 0", true],
      ["Your visit, version 1", false],
    ]);
  });

  test("open visits are counted by e-mail or phone, without the cancelled, the past and those of others", async () => {
    const patient = (person: string, phone: string) => ({
      patient: { givenName: "Test", familyName: person, birthDate: "1970-01-01", phone, email: `${person}@x.example` },
    });
    const first = await booked(slotAt(17, 20), "counted", patient("counted", "(508) 555-0171"));
    await booked(slotAt(17, 22), "counted", patient("COUNTED", "508-555-0172"));
    await booked(slotAt(17, 24), "spouse", patient("spouse", "+1 508 555 0171"));
    await booked(slotAt(17, 26), "stranger", patient("stranger", "508-555-0173"));
    const count = (nowMs: number) =>
      countOpenVisits(db(), { email: "counted@x.example", phone: "508.555.0171", nowMs });
    expect(await count(NOW_MS)).toBe(3);
    await cancelVisit(db(), change(first.id));
    expect(await count(NOW_MS)).toBe(2);
    expect(await count(slotAt(17, 22).startMs)).toBe(1);
  });

  test("every change of a visit leaves one line in the audit", async () => {
    const visit = await booked(slotAt(14, 20), "audited");
    await moveVisit(db(), { ...change(visit.id), slot: slotAt(14, 30) });
    await cancelVisit(db(), change(visit.id));
    const lines = await db()
      .selectFrom("audit")
      .select(["action", "patient_id"])
      .where("resource", "=", `visit:${visit.id}`)
      .orderBy("seq")
      .execute();
    expect(lines.map(({ action }) => action)).toEqual(["book", "move", "cancel"]);
    expect(lines.every(({ patient_id }) => patient_id === visit.patientId)).toBe(true);
  });

  test("when the letter cannot be written nothing is booked", async () => {
    const mail = () => {
      throw new Error("The letter could not be written.");
    };
    await expect(bookVisit(db(), bookingOf(slotAt(15, 20), "unlucky", { mail }))).rejects.toThrow("letter");
    expect((await bookVisit(db(), bookingOf(slotAt(15, 20), "lucky"))).kind).toBe("booked");
  });

  test("an interview belongs to who booked from it first, and not to who comes with it later", async () => {
    const { id } = await startInterview(db(), { tokenHash: "belongs", consentVersion: "1", nowMs: NOW_MS });
    const owner = await booked(slotAt(16, 20), "owner", { interviewId: id });
    const other = await booked(slotAt(16, 22), "other", { interviewId: id });
    expect(owner.interviewId).toBe(id);
    expect(other.interviewId).toBeNull();
    expect((await findInterview(db(), "belongs"))?.patientId).toBe(owner.patientId);
  });

  test("answers wait beside the chart of the name they were booked in until somebody says whose they are", async () => {
    const victim = await booked(slotAt(18, 20), "victim");
    const { id } = await startInterview(db(), { tokenHash: "impostor", consentVersion: "1", nowMs: NOW_MS });
    const forged = await booked(slotAt(18, 24), "victim", { interviewId: id });
    const { patientId } = forged;
    expect(patientId).toBe(victim.patientId);
    expect(forged.answers).toBe("waiting");
    expect(await latestInterviewOf(db(), patientId)).toBeNull();
    expect(await unverifiedInterviewsOf(db(), patientId)).toMatchObject([{ id, claim: "waiting" }]);

    const settle = (to: ClaimState, of = patientId) =>
      settleClaim(db(), { interviewId: id, patientId: of, to, by: "Fran", actor: PATIENT_ACTOR, nowMs: NOW_MS });
    expect(await settle("verified", "somebody-else")).toBe(false);
    expect(await settle("refused")).toBe(true);
    expect(await unverifiedInterviewsOf(db(), patientId)).toMatchObject([{ id, claim: "refused" }]);
    expect((await findVisit(db(), forged.id))?.answers).toBe("refused");
    // Both of these may be slips.
    expect(await settle("verified")).toBe(true);
    expect(await latestInterviewOf(db(), patientId)).toMatchObject({ id, claim: "verified" });
    expect(await settle("waiting")).toBe(true);
    expect(await latestInterviewOf(db(), patientId)).toBeNull();
    const lines = await db().selectFrom("audit").select("action").where("resource", "=", `interview:${id}`).execute();
    expect(lines.map(({ action }) => action).toSorted()).toEqual([
      "keep answers apart",
      "put answers back to wait",
      "verify answers",
    ]);
  });

  test("a visit that crosses the clock change starts and ends at the instants it was booked for", async () => {
    // Sunday 8 March 2026, 06:30 UTC: half an hour before the clocks in New York jump.
    const visit = await booked(slotAt(6, 13), "early-bird");
    expect([visit.startMs, visit.endMs]).toEqual([Date.UTC(2026, 2, 8, 6, 30), Date.UTC(2026, 2, 8, 7)]);
  });
});
