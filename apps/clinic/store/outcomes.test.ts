import { beforeAll, expect, test } from "vitest";
import {
  addOutcomeAnswer,
  agreedTreatmentsOf,
  bookVisit,
  decidePlanLine,
  outcomeAnswersOf,
  saveAssessment,
} from "./index.ts";
import type { OutcomeContent, PlanDecision } from "./index.ts";
import { NOW_MS, TEST_ASSESSMENT, TEST_CASE, addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

onBothDatabases((database) => {
  const db = () => database().db;
  let nextDay = 1;

  beforeAll(() => addTestClinic(db()));

  async function somebody(name: string): Promise<string> {
    const result = await bookVisit(db(), bookingOf(slotAt(nextDay++, 20), name));
    if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    return result.visit.patientId;
  }

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
    const assessment = async () =>
      (
        await saveAssessment(db(), {
          patientId,
          caseFile: TEST_CASE,
          assessment: TEST_ASSESSMENT,
          evidenceVersion: "7",
          evidenceHash: "abc",
          createdBy: "Ada",
          nowMs: NOW_MS,
        })
      ).id;
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
});
