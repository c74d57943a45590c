import { beforeAll, expect, test } from "vitest";
import { addOutcomeAnswer, dueQuestions, givePlan, queueMail, saveAssessment, setWantsQuestions } from "./index.ts";
import { ASK_EVERY_MS } from "./question-letters.ts";
import {
  NOW_MS,
  PATIENT_ACTOR,
  TEST_ASSESSMENT,
  TEST_CASE,
  addTestClinic,
  bookedPatient,
  slotAt,
} from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

const DAY_MS = 86_400_000;
const letterKey = (patientId: string, key: string) => `pages:${patientId}:${key}`;

onBothDatabases((database) => {
  const db = () => database().db;
  const dueAt = async (days: number) =>
    (await dueQuestions(db(), { nowMs: NOW_MS + days * DAY_MS, letterKey })).map(({ patient, key }) => ({
      name: patient.familyName,
      key,
    }));

  beforeAll(() => addTestClinic(db()));

  test("who was given a plan is asked every four weeks, once each, unless they have just answered or want none", async () => {
    const patientId = await bookedPatient(db(), slotAt(2, 20), "asked");
    await bookedPatient(db(), slotAt(2, 22), "without-plan");
    const { id: assessmentId } = await saveAssessment(db(), {
      patientId,
      caseFile: TEST_CASE,
      assessment: TEST_ASSESSMENT,
      evidenceVersion: "test",
      evidenceHash: "hash",
      createdBy: "Ada",
      nowMs: NOW_MS,
    });
    const content = { clinician: "Ada", urgent: [], lines: [] };
    await givePlan(db(), { patientId, assessmentId, content, by: "Ada", nowMs: NOW_MS });

    expect(await dueAt(27)).toEqual([]);
    const [first] = await dueAt(28);
    expect(first).toEqual({ name: "asked", key: `questions:${NOW_MS}:1` });
    await queueMail(db(), {
      key: letterKey(patientId, first!.key),
      visitId: null,
      recipient: "asked@patients.example",
      subject: "Something new",
      body: "Made up.",
      ics: null,
    });
    expect(await dueAt(40)).toEqual([]);
    expect(await dueAt(56)).toEqual([{ name: "asked", key: `questions:${NOW_MS}:2` }]);

    await addOutcomeAnswer(db(), {
      patientId,
      content: { scores: {}, activities: [], footItems: {}, change: 1 },
      by: "patient",
      nowMs: NOW_MS + 80 * DAY_MS,
    });
    expect(await dueAt(85)).toEqual([]);
    expect(await dueAt(100)).toHaveLength(1);
    await setWantsQuestions(db(), { patientId, wants: false, actor: PATIENT_ACTOR });
    expect(await dueAt(100)).toEqual([]);
    await setWantsQuestions(db(), { patientId, wants: true, actor: PATIENT_ACTOR });
    expect(await dueAt((7 * ASK_EVERY_MS) / DAY_MS)).toEqual([]);
  });
});
