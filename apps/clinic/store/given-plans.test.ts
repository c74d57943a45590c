import { beforeAll, expect, test } from "vitest";
import { bookVisit, givePlan, givenPlansOf, saveAssessment } from "./index.ts";
import type { GivenPlanContent } from "./index.ts";
import { NOW_MS, TEST_ASSESSMENT, TEST_CASE, addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

onBothDatabases((database) => {
  const db = () => database().db;

  beforeAll(() => addTestClinic(db()));

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
    const booked = await bookVisit(db(), bookingOf(slotAt(1, 20), "given"));
    if (booked.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    const { patientId } = booked.visit;
    const { id: assessmentId } = await saveAssessment(db(), {
      patientId,
      caseFile: TEST_CASE,
      assessment: TEST_ASSESSMENT,
      evidenceVersion: "7",
      evidenceHash: "abc",
      createdBy: "Ada",
      nowMs: NOW_MS,
    });
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
});
