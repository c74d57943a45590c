import { beforeAll, expect, test } from "vitest";
import { countPatientLinks, findPatientLink, sendPatientLink, tryBirthDate, withdrawPatientLinks } from "./index.ts";
import { NOW_MS, PATIENT_ACTOR, addTestClinic, bookedPatient, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BIRTH_DATE = "1970-01-01";

onBothDatabases((database) => {
  const db = () => database().db;
  const actor = PATIENT_ACTOR;
  let nextDay = 1;

  beforeAll(() => addTestClinic(db()));

  const somebody = (name: string) => bookedPatient(db(), slotAt(nextDay++, 20), name);

  /** Sends the link as the pages do; the token is the link's id, its hash the id with a mark. */
  async function send(patientId: string, key: string, nowMs = NOW_MS): Promise<string> {
    let sent = "";
    await sendPatientLink(db(), {
      patientId,
      tokenOf: (id) => id,
      hashOf: (token) => `hash of ${token}`,
      letter: (token) => {
        sent = token;
        return { recipient: `${patientId}@patients.example`, subject: "Your own pages", body: token, ics: null };
      },
      key,
      actor,
      nowMs,
    });
    return sent;
  }

  const open = (token: string, nowMs = NOW_MS) => findPatientLink(db(), `hash of ${token}`, nowMs);
  const letters = async (patientId: string) =>
    (await db().selectFrom("mail").select("body").where("recipient", "=", `${patientId}@patients.example`).execute())
      .length;

  test("sent twice is one link in two letters, and the same news is told once", async () => {
    const patientId = await somebody("twice");
    const first = await send(patientId, "twice:1");
    expect(await send(patientId, "twice:2")).toBe(first);
    expect(await send(patientId, "twice:2")).toBe(first);
    expect(await letters(patientId)).toBe(2);
    expect(await countPatientLinks(db(), patientId, NOW_MS)).toBe(1);
    expect(await open(first)).toMatchObject({ patientId, lockedUntilMs: null });
  });

  test("a link ends after half a year, and one that ends soon is not sent again", async () => {
    const patientId = await somebody("late");
    const first = await send(patientId, "late:1");
    expect(await open(first, NOW_MS + 182 * DAY_MS)).not.toBeNull();
    expect(await open(first, NOW_MS + 184 * DAY_MS)).toBeNull();
    expect(await send(patientId, "late:2", NOW_MS + 170 * DAY_MS)).not.toBe(first);
  });

  test("a withdrawn link opens nothing", async () => {
    const patientId = await somebody("lost-phone");
    const token = await send(patientId, "lost:1");
    expect(await withdrawPatientLinks(db(), { patientId, actor, nowMs: NOW_MS })).toBe(1);
    expect(await open(token)).toBeNull();
    expect(await send(patientId, "lost:2")).not.toBe(token);
  });

  test("a birth date can be guessed at five times in a row, then an hour's pause, for the right one too", async () => {
    const patientId = await somebody("guessed");
    const token = await send(patientId, "guessed:1");
    const link = (await open(token))!;
    const attempt = (birthDate: string, nowMs: number) => tryBirthDate(db(), { link, birthDate, actor, nowMs });
    for (const wrong of ["1970-01-02", "1970-01-03", "1970-01-04", "1970-01-05"]) {
      expect(await attempt(wrong, NOW_MS)).toBe("wrong");
    }
    // Right once in a while starts the count anew.
    expect(await attempt(BIRTH_DATE, NOW_MS)).toBe("right");
    // Many at once are counted one after the other.
    const answers = await Promise.all(Array.from({ length: 9 }, () => attempt("1970-01-06", NOW_MS)));
    expect(answers.filter((answer) => answer === "wrong")).toHaveLength(4);
    expect(answers.filter((answer) => answer === "locked")).toHaveLength(5);
    expect(await attempt(BIRTH_DATE, NOW_MS + HOUR_MS - 1)).toBe("locked");
    expect((await open(token))?.lockedUntilMs).toBe(NOW_MS + HOUR_MS);
    expect(await attempt(BIRTH_DATE, NOW_MS + HOUR_MS)).toBe("right");
  });

  test("each sending, opening, refusal and withdrawal leaves a line in the audit", async () => {
    const patientId = await somebody("audited");
    const link = (await open(await send(patientId, "audited:1")))!;
    await tryBirthDate(db(), { link, birthDate: "1980-01-01", actor, nowMs: NOW_MS });
    await tryBirthDate(db(), { link, birthDate: BIRTH_DATE, actor, nowMs: NOW_MS });
    await withdrawPatientLinks(db(), { patientId, actor, nowMs: NOW_MS });
    const lines = await db()
      .selectFrom("audit")
      .select(["action", "outcome", "patient_id"])
      .where("resource", "=", `patient-link:${link.id}`)
      .orderBy("seq")
      .execute();
    expect(lines).toEqual([
      { action: "send link to own pages", outcome: "ok", patient_id: patientId },
      { action: "open own pages", outcome: "refused", patient_id: patientId },
      { action: "open own pages", outcome: "ok", patient_id: patientId },
      { action: "withdraw link to own pages", outcome: "ok", patient_id: patientId },
    ]);
  });
});
