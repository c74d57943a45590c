import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import {
  addAttempt,
  addRecording,
  assessmentsOf,
  auditOf,
  bookVisit,
  claimMails,
  countAlerts,
  decidePlanLine,
  examinationOf,
  findInterview,
  finishInterview,
  latestInterviewOf,
  listAlerts,
  listOffices,
  listServices,
  markMailFailed,
  markMailSent,
  openingRules,
  planDecisionsOf,
  raiseAlert,
  recordAudit,
  recordExamination,
  correctRecording,
  correctionsOf,
  recordingsOf,
  removeRecording,
  restoreRecording,
  saveAnswer,
  saveAssessment,
  searchPatients,
  settleClaim,
  startInterview,
} from "./index.ts";
import { NOW_MS, PATIENT_ACTOR, TEST_ASSESSMENT, TEST_CASE, addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

const RESTRICT_VIOLATION = "23001";

onBothDatabases((database) => {
  const db = () => database().db;
  let nextDay = 1;

  async function somebody(name: string, interviewId: string | null = null) {
    const result = await bookVisit(db(), bookingOf(slotAt(nextDay++, 20), name, { interviewId }));
    if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    return result.visit.patientId;
  }

  async function interview() {
    const tokenHash = randomUUID();
    const { id } = await startInterview(db(), { tokenHash, consentVersion: "2026-03", nowMs: NOW_MS });
    return { id, tokenHash };
  }

  const conclusion = { assessment: TEST_ASSESSMENT, evidenceVersion: "7", evidenceHash: "abc", nowMs: NOW_MS + 5 };

  beforeAll(() => addTestClinic(db()));

  test("offices, services and hours come back as they were written", async () => {
    expect(await listOffices(db())).toEqual([
      {
        id: "here",
        name: "Here",
        timeZone: "UTC",
        addressLines: ["1 Made-Up Street"],
        phone: "(508) 555-0199",
        mapUrl: "https://map.example",
      },
    ]);
    expect(await listServices(db())).toMatchObject([
      { id: "half-hour", durationMin: 30, clinicianIds: ["ann", "bob"], needs: [] },
      { id: "in-a-room", bufferAfterMin: 0, needs: ["room"] },
      { id: "scan", bufferAfterMin: 5, needs: ["room", "scanner"] },
    ]);
    expect((await openingRules(db()))[0]).toEqual({
      officeId: "here",
      clinicianId: "ann",
      weekday: 1,
      opens: "00:00",
      closes: "24:00",
      validFrom: null,
      validTo: null,
    });
  });

  describe("an interview", () => {
    test("keeps each answer as it was given, whatever its shape, and forgets one that is taken back", async () => {
      const { id, tokenHash } = await interview();
      const answers: Record<string, unknown> = {
        yes: true,
        no: false,
        number: 6.5,
        words: 'back "and" foot 🦶',
        sides: { left: true, right: "not-testable" },
        unknown: "unknown",
        several: ["a", "b"],
        "a ' strange -- key": 1,
      };
      for (const [questionId, answer] of Object.entries(answers)) {
        await saveAnswer(db(), id, { questionId, answer, nowMs: NOW_MS + 1 });
      }
      expect((await findInterview(db(), tokenHash))?.answers).toEqual(answers);
      await saveAnswer(db(), id, { questionId: "yes", answer: null, nowMs: NOW_MS + 2 });
      const { yes: _gone, ...rest } = answers;
      const found = await findInterview(db(), tokenHash);
      expect(found).toMatchObject({ answers: rest, startedAtMs: NOW_MS, updatedAtMs: NOW_MS + 2, finishedAtMs: null });
    });

    test("keeps all of a hundred answers that are saved at once", async () => {
      const { id, tokenHash } = await interview();
      const questions = Array.from({ length: 100 }, (_, index) => `question-${index}`);
      await Promise.all(
        questions.map((questionId, answer) => saveAnswer(db(), id, { questionId, answer, nowMs: NOW_MS })),
      );
      expect(Object.keys((await findInterview(db(), tokenHash))!.answers)).toHaveLength(100);
    });

    test("is found by its token only", async () => {
      expect(await findInterview(db(), "no such token")).toBeNull();
    });

    test("gives back what was concluded byte for byte", async () => {
      const { id, tokenHash } = await interview();
      await finishInterview(db(), id, { caseFile: TEST_CASE, ...conclusion });
      const found = await findInterview(db(), tokenHash);
      expect(JSON.stringify(found?.assessment)).toBe(JSON.stringify(TEST_ASSESSMENT));
      expect(JSON.stringify(found?.caseFile)).toBe(JSON.stringify(TEST_CASE));
      expect(found?.finishedAtMs).toBe(NOW_MS + 5);
    });

    test("finished twice with the same case stores one assessment, with another case a second beside it", async () => {
      const { id, tokenHash } = await interview();
      const first = await finishInterview(db(), id, { caseFile: TEST_CASE, ...conclusion });
      expect(await finishInterview(db(), id, { caseFile: TEST_CASE, ...conclusion })).toEqual(first);
      await finishInterview(db(), id, { caseFile: { ...TEST_CASE, age: 55 }, ...conclusion });
      expect((await findInterview(db(), tokenHash))?.caseFile?.age).toBe(55);
      const patientId = await somebody("interviewed", id);
      expect(await assessmentsOf(db(), patientId)).toEqual([]);
      await settleClaim(db(), {
        interviewId: id,
        patientId,
        to: "verified",
        by: "e-mail",
        actor: PATIENT_ACTOR,
        nowMs: NOW_MS,
      });
      const stored = await assessmentsOf(db(), patientId);
      expect(stored.map(({ caseFile, createdBy }) => [caseFile.age, createdBy])).toEqual([
        [55, "interview"],
        [54, "interview"],
      ]);
      expect((await latestInterviewOf(db(), patientId))?.id).toBe(id);
    });

    test("raises one alert for one set of flags, in whatever order they are named", async () => {
      const { id } = await interview();
      const alert = { interviewId: id, level: "emergency" as const, nowMs: NOW_MS };
      await Promise.all([
        raiseAlert(db(), { ...alert, flagIds: ["rf_b", "rf_a"] }),
        raiseAlert(db(), { ...alert, flagIds: ["rf_a", "rf_b"] }),
      ]);
      const open = await listAlerts(db(), "open", { withAnswers: true });
      expect(open.filter(({ interviewId }) => interviewId === id)).toMatchObject([
        { level: "emergency", flagIds: ["rf_a", "rf_b"], patientName: null, attempts: [], isOpen: true },
      ]);
    });

    test("keeps every try to reach a person, and an alert open until one hands them off", async () => {
      const { id } = await interview();
      await finishInterview(db(), id, { ...conclusion, caseFile: { ...TEST_CASE, confirmations: { rf01: "yes" } } });
      await raiseAlert(db(), { interviewId: id, level: "emergency", flagIds: ["rf01"], nowMs: NOW_MS });
      const mine = async (show: "open" | "all") =>
        (await listAlerts(db(), show, { withAnswers: true })).find(({ interviewId }) => interviewId === id);
      const raised = (await mine("open"))!;
      expect(raised.caseFile?.confirmations).toEqual({ rf01: "yes" });
      const before = await countAlerts(db());
      const attempt = { alertId: raised.id, calledAtMs: NOW_MS, recordedBy: "fran@x.example", nowMs: NOW_MS + 9 };
      await addAttempt(db(), {
        ...attempt,
        outcome: "no-answer",
        note: "rang ten times",
        calledBy: "Fran",
        tryAgainAtMs: NOW_MS + 60_000,
      });
      expect(await mine("open")).toMatchObject({
        isOpen: true,
        attempts: [{ outcome: "no-answer", calledBy: "Fran", tryAgainAtMs: NOW_MS + 60_000 }],
      });
      expect(await countAlerts(db())).toEqual(before);
      await addAttempt(db(), {
        ...attempt,
        outcome: "told-911",
        note: "her son calls",
        calledBy: "Mona",
        tryAgainAtMs: null,
      });
      expect(await mine("open")).toBeUndefined();
      const closed = (await mine("all"))!;
      expect(closed.isOpen).toBe(false);
      expect(closed.attempts.map(({ outcome, calledBy }) => [outcome, calledBy])).toEqual([
        ["no-answer", "Fran"],
        ["told-911", "Mona"],
      ]);
      expect(await countAlerts(db())).toEqual({ open: before.open - 1, all: before.all });
    });

    test("a try is never changed or removed, and only one that leaves the alert open says when to try again", async () => {
      const { id } = await interview();
      await raiseAlert(db(), { interviewId: id, level: "emergency", flagIds: ["rf_c"], nowMs: NOW_MS });
      const { id: alertId } = (await listAlerts(db(), "open", { withAnswers: true })).find(
        ({ interviewId }) => interviewId === id,
      )!;
      const attempt = { alertId, note: "", calledBy: "Fran", calledAtMs: NOW_MS, recordedBy: "f", nowMs: NOW_MS };
      await expect(addAttempt(db(), { ...attempt, outcome: "handed-over", tryAgainAtMs: NOW_MS })).rejects.toThrow(
        /check/,
      );
      await addAttempt(db(), { ...attempt, outcome: "left-message", tryAgainAtMs: null });
      await expect(db().deleteFrom("alert_attempt").execute()).rejects.toMatchObject({ code: RESTRICT_VIOLATION });
      await expect(db().updateTable("alert_attempt").set({ note: "x" }).execute()).rejects.toMatchObject({
        code: RESTRICT_VIOLATION,
      });
    });
  });

  describe("a record", () => {
    test("shows the newest entry of each finding and side, and keeps what was taken back", async () => {
      const patientId = await somebody("examined");
      const entry = (findingId: string, side: "left" | "right" | null, value: boolean | number | string | null) => ({
        patientId,
        entries: [{ findingId, side, value }],
        recordedBy: "Ada",
        nowMs: NOW_MS,
      });
      await recordExamination(db(), entry("e_slr", "left", true));
      await recordExamination(db(), entry("e_slr", "right", false));
      await recordExamination(db(), entry("e_slr", "left", "not-testable"));
      await recordExamination(db(), entry("e_height", null, 12.5));
      await recordExamination(db(), entry("e_height", null, null));
      const seen = await examinationOf(db(), patientId);
      expect(seen.map(({ findingId, side, value }) => [findingId, side, value])).toEqual([
        ["e_height", null, null],
        ["e_slr", "left", "not-testable"],
        ["e_slr", "right", false],
      ]);
      const all = await db().selectFrom("examination_entry").select("id").where("patient_id", "=", patientId).execute();
      expect(all).toHaveLength(5);
    });

    test("a withdrawn recording stays, says who withdrew it, and can be taken back in", async () => {
      const patientId = await somebody("recorded");
      const { id } = await addRecording(db(), {
        patientId,
        sha256: "0".repeat(64),
        fileName: "walk.lst",
        format: "emed",
        side: "left",
        report: { peakKpa: 312.5 },
        uploadedBy: "Ada",
        nowMs: NOW_MS,
      });
      await removeRecording(db(), { id, by: "Theo", nowMs: NOW_MS + 1 });
      expect(await recordingsOf(db(), patientId)).toMatchObject([
        { id, report: { peakKpa: 312.5 }, withdrawnAtMs: NOW_MS + 1, withdrawnBy: "Theo" },
      ]);
      await restoreRecording(db(), id);
      expect(await recordingsOf(db(), patientId)).toMatchObject([{ id, withdrawnAtMs: null, withdrawnBy: null }]);
    });

    test("a correction counts and can be taken back; nothing of what was before it is lost", async () => {
      const patientId = await somebody("corrected");
      const { id } = await addRecording(db(), {
        patientId,
        sha256: "1".repeat(64),
        fileName: "walk.lst",
        format: "emed",
        side: "left",
        report: { heel: 1 },
        uploadedBy: "Ada",
        nowMs: NOW_MS,
      });
      const correction = { borders: { "heel-midfoot": { shiftMm: 4, turnDegrees: 0 } }, cells: [] };
      await correctRecording(db(), { recordingId: id, correction, report: { heel: 2 }, by: "Ada", nowMs: NOW_MS });
      expect(await recordingsOf(db(), patientId)).toMatchObject([{ id, report: { heel: 2 } }]);
      await correctRecording(db(), {
        recordingId: id,
        correction: null,
        report: { heel: 1 },
        by: "Theo",
        nowMs: NOW_MS,
      });
      expect(await recordingsOf(db(), patientId)).toMatchObject([{ id, report: { heel: 1 } }]);
      expect(await correctionsOf(db(), id)).toMatchObject([
        { correction: null, by: "Theo" },
        { correction, by: "Ada" },
      ]);
      await expect(db().deleteFrom("recording_correction").execute()).rejects.toThrow(/never changed or removed/);
    });

    test("the newest decision on a treatment counts", async () => {
      const patientId = await somebody("planned");
      const { id: assessmentId } = await saveAssessment(db(), {
        patientId,
        caseFile: TEST_CASE,
        createdBy: "Ada",
        ...conclusion,
      });
      const line = { patientId, assessmentId, note: "", by: "Ada", nowMs: NOW_MS };
      await decidePlanLine(db(), { ...line, treatmentId: "stretch", decision: "accepted" });
      await decidePlanLine(db(), { ...line, treatmentId: "inserts", decision: "altered", note: "softer" });
      await decidePlanLine(db(), { ...line, treatmentId: "stretch", decision: "rejected" });
      const decisions = await planDecisionsOf(db(), assessmentId);
      expect(decisions.map(({ treatmentId, decision, note }) => [treatmentId, decision, note])).toEqual([
        ["inserts", "altered", "softer"],
        ["stretch", "rejected", ""],
      ]);
    });

    test.each(["assessment", "examination_entry", "plan_decision", "audit"] as const)(
      "rows of %s cannot be changed, removed or emptied away",
      async (table) => {
        for (const change of [
          sql`update ${sql.table(table)} set seq = default`,
          sql`delete from ${sql.table(table)}`,
          sql`truncate ${sql.table(table)} cascade`,
        ]) {
          await expect(change.execute(db())).rejects.toMatchObject({ code: RESTRICT_VIOLATION });
        }
      },
    );

    test("the audit of a patient lists what was done, newest first, up to a limit", async () => {
      const patientId = await somebody("watched");
      const line = {
        actor: "Ada",
        role: "clinician",
        resource: "record",
        patientId,
        outcome: "ok",
        requestId: "r",
      } as const;
      await recordAudit(db(), { ...line, action: "read" });
      await recordAudit(db(), { ...line, action: "print" });
      expect((await auditOf(db(), patientId, 2)).map(({ action }) => action)).toEqual(["print", "read"]);
      expect((await auditOf(db(), patientId, 10)).map(({ action }) => action)).toEqual(["print", "read", "book"]);
    });

    test("patients are found by the start of any of their names and by birth date, never by a wildcard", async () => {
      await somebody("Placeholder-Arch");
      const found = async (query: string) =>
        (await searchPatients(db(), query, 10)).map(({ familyName }) => familyName);
      expect(await found("placeh")).toEqual(["Placeholder-Arch"]);
      expect(await found("ARCH test")).toEqual(["Placeholder-Arch"]);
      expect(await found("arch 1970-01-01")).toEqual(["Placeholder-Arch"]);
      expect(await found("arch 1970-01-02")).toEqual([]);
      expect(await found("arch 1970-02-30")).toEqual([]);
      expect(await found("older")).toEqual([]);
      expect(await found("%")).toEqual([]);
      expect(await found("_laceholder")).toEqual([]);
      expect(await found("'; drop table patient; --")).toEqual([]);
      expect((await found("")).length).toBeGreaterThan(1);
    });
  });

  describe("the outbox", () => {
    test("gives each letter to one of two workers that claim at once", async () => {
      for (let index = 0; index < 6; index++) await somebody(`letter-${index}`);
      const claims = await Promise.all([claimMails(db(), 100), claimMails(db(), 100), claimMails(db(), 100)]);
      const ids = claims.flat().map(({ id }) => id);
      expect(ids.length).toBeGreaterThanOrEqual(6);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) await markMailSent(db(), id);
      expect(await claimMails(db(), 100)).toEqual([]);
    });

    test("gives a failed letter again later, ever later, and gives up at last", async () => {
      await somebody("unreachable");
      const [letter] = await claimMails(db(), 100);
      const waitS: number[] = [];
      for (let attempt = 1; attempt <= 12; attempt++) {
        await markMailFailed(db(), letter!.id, "550 no such mailbox");
        expect(await claimMails(db(), 100)).toEqual([]);
        const row = await db()
          .selectFrom("mail")
          .select([sql<number>`extract(epoch from next_try_at - now())::float8`.as("wait"), "given_up_at"])
          .where("id", "=", letter!.id)
          .executeTakeFirstOrThrow();
        waitS.push(Math.round(row.wait / 60));
        expect(row.given_up_at !== null).toBe(attempt === 12);
        await db()
          .updateTable("mail")
          .set({ next_try_at: new Date(0) })
          .where("id", "=", letter!.id)
          .execute();
        expect(await claimMails(db(), 100)).toHaveLength(attempt === 12 ? 0 : 1);
      }
      expect(waitS.slice(0, 11)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
    });
  });

  test("types are read alike: counts are numbers, days are text, instants are dates, documents are values", async () => {
    const instant = new Date("2026-11-01T05:30:00.123Z");
    const { rows } = await sql`
      select
        count(*) as count,
        9007199254740991::int8 as whole,
        7::int4 as small,
        1.5::float8 as float,
        1.10::numeric as exact,
        '2026-03-08'::date as day,
        ${instant}::timestamptz as instant,
        '{"b":1,"a":[null,true]}'::json as document,
        '{"b":1,"a":[null,true]}'::jsonb as document_b,
        null::date as nothing,
        true as yes,
        'text'::text as words,
        current_setting('TimeZone') as zone
      from office`.execute(db());
    expect(rows[0]).toEqual({
      count: 1,
      whole: 9_007_199_254_740_991,
      small: 7,
      float: 1.5,
      exact: "1.10",
      day: "2026-03-08",
      instant,
      document: { b: 1, a: [null, true] },
      document_b: { b: 1, a: [null, true] },
      nothing: null,
      yes: true,
      words: "text",
      zone: "UTC",
    });
    await expect(sql`select 9007199254740993::int8 as whole`.execute(db())).rejects.toThrow("without loss");
  });

  test("a failed query says which constraint it broke, and the next one works", async () => {
    const twice = db()
      .insertInto("clinician")
      .values({ id: "ann", user_id: null, name: "Ann", profession: "Podiatrist" })
      .execute();
    await expect(twice).rejects.toMatchObject({ code: "23505", constraint: "clinician_pkey" });
    expect(await listOffices(db())).toHaveLength(1);
  });

  test("what a transaction has not committed is seen by nobody else and gone when it fails", async () => {
    const seen: number[] = [];
    const count = async () =>
      (await db().selectFrom("audit").select("seq").where("request_id", "=", "half-done").execute()).length;
    const line = {
      actor: "x",
      role: null,
      action: "x",
      resource: "x",
      patientId: null,
      outcome: "ok",
      requestId: "half-done",
    } as const;
    let watching: Promise<void> = Promise.resolve();
    const failing = db()
      .transaction()
      .execute(async (transaction) => {
        await recordAudit(transaction, line);
        watching = count().then((found) => void seen.push(found));
        await recordAudit(transaction, line);
        throw new Error("Changed my mind.");
      });
    await expect(failing).rejects.toThrow("Changed my mind.");
    await watching;
    expect([...seen, await count()]).toEqual([0, 0]);
  });
});
