import { beforeAll, expect, test } from "vitest";
import {
  addOutcomeAnswer,
  agreedTreatmentsOf,
  decidePlanLine,
  exerciseLogOf,
  givePlan,
  givenPlansOf,
  logExercises,
  outcomeAnswersOf,
  saveAssessment,
} from "./index.ts";
import type { GivenPlanContent, OutcomeContent, PlanDecision } from "./index.ts";
import { NOW_MS, TEST_ASSESSMENT, TEST_CASE, addTestClinic, bookedPatient, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

onBothDatabases((database) => {
  const db = () => database().db;
  let nextDay = 1;

  beforeAll(() => addTestClinic(db()));

  const assessed = (patientId: string) =>
    saveAssessment(db(), {
      patientId,
      caseFile: TEST_CASE,
      assessment: TEST_ASSESSMENT,
      evidenceVersion: "7",
      evidenceHash: "abc",
      createdBy: "Ada",
      nowMs: NOW_MS,
    });

  const somebody = (name: string) => bookedPatient(db(), slotAt(nextDay++, 20), name);

  test("answers come back as they were given, oldest first, and are never changed", async () => {
    const patientId = await somebody("asked");
    const contents: OutcomeContent[] = [
      { scores: { "nprs-back": 0 }, activities: [{ name: "Walk", rating: 3 }], footItems: {}, change: null },
      { scores: { psfs: 5.5 }, activities: [], footItems: { stand: 4 }, change: 2 },
    ];
    for (const [at, content] of contents.entries()) {
      await addOutcomeAnswer(db(), { patientId, content, by: "patient", nowMs: NOW_MS + at });
    }
    expect((await outcomeAnswersOf(db(), patientId)).map(({ content }) => content)).toEqual(contents);
    await expect(db().deleteFrom("outcome_answer").execute()).rejects.toThrow(/never changed/);
  });

  test("a treatment stands from when it was agreed first, over new results, until it is rejected", async () => {
    const patientId = await somebody("agreed");
    const assessment = async () => (await assessed(patientId)).id;
    const decide = async (at: number, treatmentId: string, decision: PlanDecision["decision"], assessmentId: string) =>
      decidePlanLine(db(), { patientId, assessmentId, treatmentId, decision, note: "", by: "Ada", nowMs: NOW_MS + at });
    const [first, second] = [await assessment(), await assessment()];
    await decide(1, "t21", "accepted", first);
    await decide(2, "t06", "accepted", first);
    await decide(3, "t21", "altered", second);
    await decide(4, "t06", "rejected", second);
    await decide(5, "t31", "accepted", first);
    await decide(6, "t31", "undecided", first);
    await decide(7, "t31", "accepted", second);
    expect(await agreedTreatmentsOf(db(), patientId)).toEqual([
      { treatmentId: "t21", sinceMs: NOW_MS + 1 },
      { treatmentId: "t31", sinceMs: NOW_MS + 7 },
    ]);
  });

  const content = (title: string): GivenPlanContent => ({
    clinician: "Ada",
    urgent: [],
    lines: [
      {
        title,
        isFor: "heel pain",
        how: "daily",
        note: "",
        certainty: "moderate",
        reviewDay: "2026-04-13",
        stopRule: "",
      },
    ],
  });

  test("each giving is a version of its own, also when several give at once; none is changed afterwards", async () => {
    const patientId = await somebody("given");
    const { id: assessmentId } = await assessed(patientId);
    await Promise.all(
      ["a", "b", "c", "d"].map((title) =>
        db()
          .transaction()
          .execute((transaction) =>
            givePlan(transaction, { patientId, assessmentId, content: content(title), by: "Ada", nowMs: NOW_MS }),
          ),
      ),
    );
    const plans = await givenPlansOf(db(), patientId);
    expect(plans.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
    expect(plans.map((plan) => plan.content.lines[0]!.title).toSorted()).toEqual(["a", "b", "c", "d"]);
    await expect(db().updateTable("given_plan").set({ given_by: "nobody" }).execute()).rejects.toThrow(/never changed/);
  });

  test("the newest entry of a day counts, by day, and earlier ones are kept", async () => {
    const patientId = await somebody("sporty");
    const entry = (day: string, pain: number | null) => ({
      exerciseId: "bridge",
      day,
      isDone: true,
      pain,
      isWorseNextMorning: false,
    });
    const log = (day: string, pain: number | null) =>
      logExercises(db(), { patientId, entries: [entry(day, pain)], nowMs: NOW_MS });
    await log("2026-03-02", 7);
    await log("2026-03-01", null);
    await log("2026-03-02", 2);
    expect(await exerciseLogOf(db(), patientId, "2026-03-01")).toEqual([
      entry("2026-03-01", null),
      entry("2026-03-02", 2),
    ]);
    expect(await exerciseLogOf(db(), patientId, "2026-03-02")).toHaveLength(1);
    await expect(db().deleteFrom("exercise_log").execute()).rejects.toThrow(/never changed/);
  });
});
