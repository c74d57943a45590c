import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Slot } from "@plumbline/clinical-model";
import {
  addChartItem,
  auditOf,
  bookVisit,
  dueRecords,
  eraseRecord,
  exportPatient,
  findPatient,
  mergePatients,
  referencedRecordings,
  setLegalHold,
  startInterview,
} from "./index.ts";
import { NOW_MS, PATIENT_ACTOR, addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

/** On 3 March 2046: twenty years and a day after the test clinic's "now". */
const TWENTY_YEARS_LATER = Date.UTC(2046, 2, 3, 13);
const DAY_MS = 86_400_000;

onBothDatabases((database) => {
  const db = () => database().db;
  const due = async (nowMs: number) => (await dueRecords(db(), { years: 20, nowMs })).map(({ patientId }) => patientId);
  /** Without a letter: letters carry the database's own clock. */
  async function booked(slot: Slot, person: string, birthDate = "1970-01-01"): Promise<string> {
    const form = bookingOf(slot, person, { mail: () => null });
    const result = await bookVisit(db(), { ...form, patient: { ...form.patient, birthDate } });
    if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    return result.visit.patientId;
  }
  const note = (patientId: string, nowMs: number) =>
    addChartItem(db(), {
      patientId,
      by: "Ada",
      nowMs,
      kind: "note",
      content: { direction: null, text: "Made up.", assessmentId: null, addendumTo: null },
    });

  beforeAll(() => addTestClinic(db()));

  test("a record is due when its years are over since the last thing in it, and a child's later", async () => {
    const old = await booked(slotAt(1, 0), "old");
    const noted = await booked(slotAt(1, 2), "noted");
    await note(noted, NOW_MS + 30 * DAY_MS);
    const childId = await booked(slotAt(1, 4), "child", "2020-01-01");

    expect(await due(TWENTY_YEARS_LATER - 2 * DAY_MS)).toEqual([]);
    expect(await due(TWENTY_YEARS_LATER + DAY_MS)).toEqual([old]);
    expect((await due(TWENTY_YEARS_LATER + 40 * DAY_MS)).toSorted()).toEqual([noted, old].toSorted());
    expect(await due(Date.UTC(2057, 0, 1))).not.toContain(childId);
    expect(await due(Date.UTC(2058, 0, 2))).toContain(childId);
  });

  test("a record that is erased leaves no row but the audit, and nobody else's goes with it", async () => {
    const a = await booked(slotAt(2, 0), "erased");
    const b = await booked(slotAt(2, 2), "erased-twin");
    const stays = await booked(slotAt(2, 4), "stays");
    await mergePatients(db(), { fromPatientId: b, intoPatientId: a, by: "Fran", actor: PATIENT_ACTOR, nowMs: NOW_MS });
    await note(a, NOW_MS);
    await note(stays, NOW_MS);
    const { id: interviewId } = await startInterview(db(), { tokenHash: "e", consentVersion: "1", nowMs: NOW_MS });
    await db().updateTable("interview").set({ patient_id: a }).where("id", "=", interviewId).execute();
    const before = await exportPatient(db(), stays);
    const lines = (await auditOf(db(), a, 50)).length;

    expect(await eraseRecord(db(), { patientId: a, actor: PATIENT_ACTOR })).toEqual([]);
    expect(await findPatient(db(), a)).toBeNull();
    expect(await findPatient(db(), b)).toBeNull();
    const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.columns
      where table_schema = current_schema() and column_name = 'patient_id' and table_name <> 'audit'`.execute(db());
    expect(rows.length).toBeGreaterThan(10);
    for (const { name } of rows) {
      const left = await sql`select from ${sql.table(name)} where patient_id in (${a}, ${b})`.execute(db());
      expect(left.rows, name).toEqual([]);
    }
    const audit = await auditOf(db(), a, 50);
    expect(audit).toHaveLength(lines + 1);
    expect(audit[0]).toMatchObject({ action: "erase record", outcome: "ok" });
    expect(await exportPatient(db(), stays)).toEqual(before);
    expect(await referencedRecordings(db())).toEqual([]);
    expect(await eraseRecord(db(), { patientId: a, actor: PATIENT_ACTOR })).toBeNull();
  });

  test("a legal hold keeps a record until it is lifted", async () => {
    const patientId = await booked(slotAt(3, 0), "held");
    const hold = (reason: string | null) => setLegalHold(db(), { patientId, reason, by: "Mona", nowMs: NOW_MS });
    await hold("A court asks for it");
    await hold("Asked twice");
    const records = await dueRecords(db(), { years: 20, nowMs: TWENTY_YEARS_LATER + 10 * DAY_MS });
    expect(records.find((one) => one.patientId === patientId)).toMatchObject({ heldFor: "A court asks for it" });
    expect(await eraseRecord(db(), { patientId, actor: PATIENT_ACTOR })).toBeNull();
    await hold(null);
    expect(await eraseRecord(db(), { patientId, actor: PATIENT_ACTOR })).toEqual([]);
  });
});
