import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import {
  addChartItem,
  bookVisit,
  chartOf,
  exportPatient,
  findPatient,
  mergePatients,
  mergesInto,
  searchPatients,
  startInterview,
  undoMerge,
  visitsOf,
} from "./index.ts";
import { NOW_MS, PATIENT_ACTOR, addTestClinic, bookedPatient, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

onBothDatabases((database) => {
  const db = () => database().db;

  beforeAll(() => addTestClinic(db()));

  const shared = { by: "Fran", actor: PATIENT_ACTOR, nowMs: NOW_MS };
  const merge = (fromPatientId: string, intoPatientId: string) =>
    mergePatients(db(), { fromPatientId, intoPatientId, ...shared });
  const note = (patientId: string, text: string) =>
    addChartItem(db(), {
      patientId,
      by: "Ada",
      nowMs: NOW_MS,
      kind: "note",
      content: { direction: null, text, assessmentId: null, addendumTo: null },
    });
  const notesOf = async (patientId: string) =>
    (await chartOf(db(), patientId)).map((item) => (item.kind === "note" ? item.content.text : "")).toSorted();

  test("two records become one with all that was in both, and two again, each with what was its own", async () => {
    const [a, b] = [
      await bookedPatient(db(), slotAt(2, 20), "kept"),
      await bookedPatient(db(), slotAt(3, 20), "second"),
    ];
    await note(a, "of the first");
    await note(b, "of the second");
    const result = await merge(b, a);
    expect(await visitsOf(db(), a)).toHaveLength(2);
    expect(await notesOf(a)).toEqual(["of the first", "of the second"]);
    expect(await notesOf(b)).toEqual([]);
    expect((await findPatient(db(), b))?.mergedInto).toBe(a);
    expect((await searchPatients(db(), "second", 10)).map(({ id }) => id)).toEqual([]);
    // Who books as the second is the first now.
    expect(await bookedPatient(db(), slotAt(4, 20), "second")).toBe(a);
    await note(a, "since then");

    expect(await mergesInto(db(), a)).toMatchObject([{ fromPatientId: b, by: "Fran" }]);
    const mergeId = result.kind === "merged" ? result.mergeId : "";
    expect(await undoMerge(db(), { mergeId, ...shared })).toBe(true);
    expect(await undoMerge(db(), { mergeId, ...shared })).toBe(false);
    expect(await notesOf(a)).toEqual(["of the first", "since then"]);
    expect(await notesOf(b)).toEqual(["of the second"]);
    expect(await visitsOf(db(), b)).toHaveLength(1);
    const lines = await db().selectFrom("audit").select("action").where("patient_id", "=", b).orderBy("seq").execute();
    expect(lines.map(({ action }) => action)).toEqual(["book", "merge records", "part records"]);
  });

  test("visits at one time keep two records apart, and nothing is changed", async () => {
    const [a, b] = [
      await bookedPatient(db(), slotAt(5, 20, "ann"), "here"),
      await bookedPatient(db(), slotAt(5, 20, "bob"), "there"),
    ];
    expect(await merge(b, a)).toEqual({ kind: "clash" });
    expect(await visitsOf(db(), b)).toHaveLength(1);
    expect(await merge(a, a)).toEqual({ kind: "gone" });
    expect(await merge("nobody", a)).toEqual({ kind: "gone" });
  });

  test("a merge opens no door to what was entered: it may change whose it is and nothing else", async () => {
    const a = await bookedPatient(db(), slotAt(6, 20), "guarded");
    await note(a, "as it was");
    await expect(
      db()
        .transaction()
        .execute(async (transaction) => {
          await sql`select set_config('plumbline.merging', 'on', true)`.execute(transaction);
          await transaction.updateTable("chart_entry").set({ entered_by: "nobody" }).execute();
        }),
    ).rejects.toThrow(/nothing else/);
    await expect(
      db()
        .transaction()
        .execute(async (transaction) => {
          await sql`select set_config('plumbline.merging', 'on', true)`.execute(transaction);
          await transaction.updateTable("audit").set({ actor: "nobody" }).execute();
        }),
    ).rejects.toThrow(/never changed/);
    await expect(db().updateTable("chart_entry").set({ patient_id: a }).execute()).rejects.toThrow(/never changed/);
  });

  test("an export holds every row about one person, none about another, and no key to their pages", async () => {
    const a = await bookedPatient(db(), slotAt(7, 20), "exported");
    await bookVisit(db(), bookingOf(slotAt(7, 24), "exported"));
    const b = await bookedPatient(db(), slotAt(8, 20), "other");
    await merge(b, a);
    await note(a, "in the chart");
    const { id } = await startInterview(db(), { tokenHash: "of somebody", consentVersion: "1", nowMs: NOW_MS });
    // Answers that wait are not known to be theirs.
    await bookVisit(db(), bookingOf(slotAt(9, 20), "exported", { interviewId: id }));
    const stranger = await bookedPatient(db(), slotAt(10, 20), "stranger");

    const rows = await exportPatient(db(), a);
    const counts = Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, all.length]));
    expect(counts).toEqual({ patient: 2, patient_merge: 1, visit: 4, claim: 4, mail: 4, chart_entry: 1, audit: 6 });
    const text = JSON.stringify(rows);
    expect(text).toContain("in the chart");
    expect(text).not.toContain(stranger);
    expect(text).not.toMatch(/token_hash|booking_key|of somebody/);
    expect(await exportPatient(db(), "nobody")).toEqual({});
  });
});
