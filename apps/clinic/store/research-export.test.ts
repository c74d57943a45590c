import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import {
  addChartItem,
  addOutcomeAnswer,
  bookVisit,
  decidePlanLine,
  devicesForExport,
  researchRows,
  saveAssessment,
  setChartState,
  visitsForExport,
} from "./index.ts";
import { ageBand } from "./research-export.ts";
import { NOW_MS, TEST_ASSESSMENT, TEST_CASE, addTestClinic, bookedPatient, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

const DAY_MS = 86_400_000;

onBothDatabases((database) => {
  const db = () => database().db;

  beforeAll(() => addTestClinic(db()));

  async function rows() {
    const found = [];
    for await (const row of researchRows(db(), { includesMadeUp: false })) found.push(row);
    return found;
  }

  test("research gets findings, answers and outcomes by day since the first, and nothing that names a person", async () => {
    const patientId = await bookedPatient(db(), slotAt(2, 20), "researched");
    await bookedPatient(db(), slotAt(2, 22), "without-assessment");
    const assessed = (day: number) =>
      saveAssessment(db(), {
        patientId,
        caseFile: TEST_CASE,
        assessment: TEST_ASSESSMENT,
        evidenceVersion: "test",
        evidenceHash: "hash",
        createdBy: "Dr. Secret-Name",
        nowMs: NOW_MS + day * DAY_MS,
      });
    const { id: assessmentId } = await assessed(0);
    await assessed(40);
    await addOutcomeAnswer(db(), {
      patientId,
      content: {
        scores: {},
        activities: [{ name: "walk to the Typed-Words bakery", rating: 4 }],
        footItems: { walking: 3 },
        change: 2,
      },
      by: "patient",
      nowMs: NOW_MS + 41 * DAY_MS,
    });
    const decision = { patientId, assessmentId, treatmentId: "t-1", by: "Dr. Secret-Name", nowMs: NOW_MS };
    await decidePlanLine(db(), { ...decision, decision: "altered", note: "Typed-Words" });
    await decidePlanLine(db(), { ...decision, decision: "accepted", note: "" });

    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      ageBand: "50-54",
      assessments: [
        { day: 0, findings: TEST_CASE.findings },
        { day: 40, evidenceHash: "hash" },
      ],
      outcomes: [{ day: 41, footItems: { walking: 3 }, change: 2 }],
      decisions: { "t-1": "accepted" },
    });
    const text = JSON.stringify(row);
    for (const secret of [patientId, "researched", "Secret-Name", "Typed-Words", "555-0198", "2026-03", "1970"]) {
      expect(text).not.toContain(secret);
    }
    // Two exports cannot be joined.
    expect((await rows())[0]!.person).not.toBe(row!.person);
  });

  test("visits go out by their start, with the codes of the problems that stand", async () => {
    const patientId = await bookedPatient(db(), slotAt(3, 20), "coded");
    await bookVisit(db(), bookingOf(slotAt(5, 20), "coded"));
    const entered = { patientId, by: "Ada", nowMs: NOW_MS };
    const add = (icd10: string) =>
      addChartItem(db(), { ...entered, kind: "problem", content: { text: "made up", icd10 } });
    await add("M72.2");
    const { itemId } = await add("M54.50");
    await setChartState(db(), { ...entered, itemId, state: "ended" });
    const period = { fromMs: slotAt(3, 0).startMs, toMs: slotAt(5, 0).startMs };
    expect(await visitsForExport(db(), period)).toMatchObject([
      { patient: "Test coded", birthDate: "1970-01-01", startMs: slotAt(3, 20).startMs, codes: ["M72.2"] },
    ]);
    expect(await devicesForExport(db(), period)).toEqual([]);
  });
});

test("every age is in the band that names it, and from 90 on there is one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), (age) => {
      const band = ageBand(age)!;
      if (age >= 90) return band === "90+";
      const [from, to] = band.split("-").map(Number) as [number, number];
      return from <= age && age <= to && to - from === 4;
    }),
  );
  expect(ageBand(null)).toBeNull();
});
