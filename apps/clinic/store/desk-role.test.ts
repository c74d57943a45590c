import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import {
  addChartItem,
  addWaitEntry,
  bookVisit,
  cancelVisit,
  listAlerts,
  mergePatients,
  moveVisit,
  readSetUp,
  recordAudit,
  searchPatients,
  sendPatientLink,
  settleClaim,
  startInterview,
  undoMerge,
  visitsOfDay,
  waitEntries,
  waitingClaimsOf,
} from "./index.ts";
import { NOW_MS, PATIENT_ACTOR, addTestClinic, bookedPatient, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

/** What the front desk reads whole; of every other table, now or later, the database refuses it at least a part. */
const OPEN_TO_DESK = [
  "audit",
  "calendar_feed",
  "claim",
  "clinician",
  "clinician_service",
  "closure",
  "hold",
  "mail",
  "office",
  "opening_rule",
  "patient",
  "patient_link",
  "patient_merge",
  "resource",
  "service",
  "service_need",
  "visit",
  "wait_entry",
  "wait_offer",
];

onBothDatabases((database) => {
  const db = () => database().db;
  const desk = () => database().deskDb;

  beforeAll(() => addTestClinic(db()));

  test("the database itself refuses the front desk every table that is not opened to it", async () => {
    const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
      where c.relkind = 'r' order by 1`.execute(db());
    expect(rows.length).toBeGreaterThan(30);
    const open: string[] = [];
    for (const { name } of rows) {
      const read = sql`select * from ${sql.table(name)} limit 1`.execute(desk());
      const answer = await read.then(
        () => "open",
        (error: { code?: string }) => error.code,
      );
      if (answer === "open") open.push(name);
      else expect(answer, name).toBe("42501");
    }
    expect(open).toEqual(OPEN_TO_DESK);
  });

  test("what it may not read it may not write either", async () => {
    const patientId = await bookedPatient(db(), slotAt(2, 20), "guarded");
    const note = { direction: null, text: "No.", assessmentId: null, addendumTo: null };
    await expect(
      addChartItem(desk(), { patientId, by: "Fran", nowMs: NOW_MS, kind: "note", content: note }),
    ).rejects.toMatchObject({ code: "42501" });
    for (const statement of ["delete from audit", "delete from patient", "update interview set answers = '{}'"]) {
      await expect(sql.raw(statement).execute(desk()), statement).rejects.toThrow();
    }
    await recordAudit(desk(), {
      actor: "Fran",
      role: "front-desk",
      action: "read visits",
      resource: "visits",
      patientId: null,
      outcome: "ok",
      requestId: "test",
    });
  });

  test("everything the front desk does goes on under it", async () => {
    const { id: interviewId } = await startInterview(db(), { tokenHash: "desk", consentVersion: "1", nowMs: NOW_MS });
    const booked = await bookVisit(desk(), bookingOf(slotAt(3, 20), "phoned", { source: "desk", interviewId }));
    const visit = booked.kind === "booked" ? booked.visit : null;
    const change = { visitId: visit!.id, mail: () => null, nowMs: NOW_MS, actor: PATIENT_ACTOR };
    expect((await moveVisit(desk(), { ...change, slot: slotAt(3, 24), source: "desk" })).kind).toBe("moved");
    const { patientId } = visit!;
    expect(await waitingClaimsOf(desk(), patientId)).toMatchObject([{ id: interviewId, claim: "waiting" }]);
    const settled = { interviewId, patientId, to: "refused", by: "Fran", actor: PATIENT_ACTOR, nowMs: NOW_MS } as const;
    expect(await settleClaim(desk(), settled)).toBe(true);
    await addWaitEntry(desk(), {
      patientId,
      serviceId: "half-hour",
      visitId: null,
      officeId: null,
      clinicianId: null,
      fromDay: "2026-03-03",
      toDay: "2026-03-09",
      actor: PATIENT_ACTOR,
      nowMs: NOW_MS,
    });
    expect(await waitEntries(desk())).toHaveLength(1);
    await sendPatientLink(desk(), {
      patientId,
      tokenOf: (linkId) => linkId,
      hashOf: (token) => `hash of ${token}`,
      letter: () => ({ recipient: "phoned@patients.example", subject: "Link", body: "Made up.", ics: null }),
      key: "desk",
      actor: PATIENT_ACTOR,
      nowMs: NOW_MS,
    });
    expect((await searchPatients(desk(), "phoned", 5)).map(({ id }) => id)).toEqual([patientId]);
    expect(await visitsOfDay(desk(), { fromMs: slotAt(3, 0).startMs, toMs: slotAt(4, 0).startMs })).toHaveLength(1);
    expect((await readSetUp(desk(), NOW_MS)).services).toHaveLength(3);
    expect(await listAlerts(desk(), "all", { withAnswers: false })).toEqual([]);
    const other = await bookedPatient(db(), slotAt(5, 20), "twin");
    const shared = { by: "Fran", actor: PATIENT_ACTOR, nowMs: NOW_MS };
    const merged = await mergePatients(desk(), { fromPatientId: other, intoPatientId: patientId, ...shared });
    expect(await undoMerge(desk(), { mergeId: merged.kind === "merged" ? merged.mergeId : "", ...shared })).toBe(true);
    expect((await cancelVisit(desk(), change)).kind).toBe("cancelled");
  });

  test("whose turn is over leaves nothing of the role behind", async () => {
    await sql`select 1`.execute(desk());
    await expect(sql`select * from assessment`.execute(db())).resolves.toBeDefined();
  });
});
