import { beforeAll, expect, test } from "vitest";
import { bookVisit, exerciseLogOf, logExercises } from "./index.ts";
import { NOW_MS, addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

onBothDatabases((database) => {
  const db = () => database().db;

  beforeAll(() => addTestClinic(db()));

  test("the newest entry of a day counts, by day, and earlier ones are kept", async () => {
    const booked = await bookVisit(db(), bookingOf(slotAt(1, 20), "sporty"));
    if (booked.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    const { patientId } = booked.visit;
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
