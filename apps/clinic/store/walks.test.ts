import { beforeAll, expect, test } from "vitest";
import { bookVisit } from "./index.ts";
import { NOW_MS, addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";
import { addReading, addWalk, findWalk, readingsOf, restoreWalk, walksOf, withdrawWalk } from "./walks.ts";

onBothDatabases((database) => {
  const db = () => database().db;
  const files = [
    { sha256: "a".repeat(64), fileName: "walk_left.csv" },
    { sha256: "b".repeat(64), fileName: "walk_right.csv" },
  ];
  const first = { told: { heightM: null }, correction: null, report: { strides: 20 } };
  let patientId = "";

  const walk = () => addWalk(db(), { patientId, files, ...first, by: "Ada", nowMs: NOW_MS });

  beforeAll(async () => {
    await addTestClinic(db());
    const result = await bookVisit(db(), bookingOf(slotAt(1, 20), "Walker"));
    if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    patientId = result.visit.patientId;
  });

  test("a walk comes back with all of its files and its first reading", async () => {
    const { id } = await walk();
    expect(await findWalk(db(), id)).toEqual({
      id,
      patientId,
      files,
      ...first,
      uploadedBy: "Ada",
      uploadedAtMs: NOW_MS,
      withdrawnAtMs: null,
      withdrawnBy: null,
    });
    expect(await findWalk(db(), "no such walk")).toBeNull();
  });

  test("the newest reading counts, the earlier ones stay, and none can be changed", async () => {
    const { id } = await walk();
    const second = { told: { heightM: 1.7 }, correction: { left: [1, 2] }, report: { strides: 19 } };
    await addReading(db(), { walkId: id, ...second, by: "Bob", nowMs: NOW_MS + 5 });
    expect(await findWalk(db(), id)).toMatchObject(second);
    expect((await walksOf(db(), patientId))[0]).toMatchObject({ id, ...second, uploadedBy: "Ada" });
    expect(await readingsOf(db(), id)).toMatchObject([
      { told: second.told, correction: second.correction, by: "Bob", atMs: NOW_MS + 5 },
      { told: first.told, correction: null, by: "Ada", atMs: NOW_MS },
    ]);
    await expect(db().deleteFrom("gait_reading").execute()).rejects.toThrow(/never changed or removed/);
    await expect(db().updateTable("gait_reading").set({ read_by: "Eve" }).execute()).rejects.toThrow(
      /never changed or removed/,
    );
  });

  test("a withdrawn walk stays, says who withdrew it first, and can be taken back in", async () => {
    const { id } = await walk();
    await withdrawWalk(db(), { id, by: "Ada", nowMs: NOW_MS + 1 });
    await withdrawWalk(db(), { id, by: "Bob", nowMs: NOW_MS + 2 });
    expect(await findWalk(db(), id)).toMatchObject({ withdrawnBy: "Ada", withdrawnAtMs: NOW_MS + 1 });
    await restoreWalk(db(), id);
    expect(await findWalk(db(), id)).toMatchObject({ withdrawnBy: null, withdrawnAtMs: null });
  });

  test("a walk and its first reading are filed together or not at all", async () => {
    const before = (await walksOf(db(), patientId)).length;
    const unwritable = { told: {}, correction: null, report: undefined };
    await expect(addWalk(db(), { patientId, files, ...unwritable, by: "Ada", nowMs: NOW_MS })).rejects.toThrow();
    expect(await walksOf(db(), patientId)).toHaveLength(before);
    expect(await db().selectFrom("gait_walk").select("id").execute()).toHaveLength(before);
  });
});
