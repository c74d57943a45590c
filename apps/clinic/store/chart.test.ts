import { beforeAll, expect, test } from "vitest";
import { addChartItem, chartOf, latestFootCheck, setChartState } from "./index.ts";
import type { ChartContent } from "./index.ts";
import { NOW_MS, addTestClinic, bookedPatient, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

const SOUND = {
  openSore: false,
  formerUlcer: false,
  amputation: false,
  lostSensation: false,
  noPulses: false,
  deformity: false,
};

onBothDatabases((database) => {
  const db = () => database().db;
  let nextDay = 1;

  beforeAll(() => addTestClinic(db()));

  const somebody = (name: string) => bookedPatient(db(), slotAt(nextDay++, 20), name);

  const check = (note: string): ChartContent["foot-check"] => ({
    feet: { left: SOUND, right: SOUND },
    endStageKidneyDisease: false,
    note,
  });

  test("an item that ends and begins again keeps every entry, and the chart shows it as it stands", async () => {
    const patientId = await somebody("allergic");
    const entered = (nowMs: number) => ({ patientId, by: "Ada", nowMs });
    const content = { substance: "Latex", reaction: "rash" };
    const { itemId } = await addChartItem(db(), { ...entered(NOW_MS), kind: "allergy", content });
    for (const [at, state] of (["ended", "ended", "active"] as const).entries()) {
      expect(await setChartState(db(), { ...entered(NOW_MS + at + 1), itemId, state })).toBe(true);
    }
    expect(await chartOf(db(), patientId)).toEqual([
      { itemId, kind: "allergy", content, state: "active", by: "Ada", atMs: NOW_MS + 3, firstAtMs: NOW_MS },
    ]);
    const rows = await db().selectFrom("chart_entry").select("state").where("item_id", "=", itemId).execute();
    // Ending what has ended adds nothing.
    expect(rows.map(({ state }) => state)).toEqual(["active", "ended", "active"]);
    await expect(db().updateTable("chart_entry").set({ entered_by: "nobody" }).execute()).rejects.toThrow(
      /never changed/,
    );
  });

  test("a signed note is withdrawn by who signed it alone, and never ends", async () => {
    const patientId = await somebody("noted");
    const content = { direction: "both", text: "Feet and back.", assessmentId: null, addendumTo: null } as const;
    const { itemId } = await addChartItem(db(), { patientId, by: "Ada", nowMs: NOW_MS, kind: "note", content });
    const set = (by: string, state: "ended" | "entered-in-error", of = patientId) =>
      setChartState(db(), { patientId: of, by, nowMs: NOW_MS, itemId, state });
    expect(await set("Theo", "entered-in-error")).toBe(false);
    expect(await set("Ada", "ended")).toBe(false);
    expect(await set("Ada", "entered-in-error", "somebody-else")).toBe(false);
    expect(await set("Ada", "entered-in-error")).toBe(true);
    expect(await chartOf(db(), patientId)).toMatchObject([{ itemId, state: "entered-in-error", content }]);
  });

  test("the newest foot check counts, and an older one again once it is withdrawn", async () => {
    const patientId = await somebody("checked");
    expect(await latestFootCheck(db(), patientId)).toBeNull();
    const add = (note: string, nowMs: number) =>
      addChartItem(db(), { patientId, by: "Ada", nowMs, kind: "foot-check", content: check(note) });
    await add("first", NOW_MS);
    const { itemId } = await add("second", NOW_MS + 1);
    expect((await latestFootCheck(db(), patientId))?.content.note).toBe("second");
    await setChartState(db(), { patientId, by: "Theo", nowMs: NOW_MS + 2, itemId, state: "entered-in-error" });
    expect((await latestFootCheck(db(), patientId))?.content).toEqual(check("first"));
  });
});
