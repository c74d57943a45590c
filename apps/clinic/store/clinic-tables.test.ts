import { beforeAll, expect, test } from "vitest";
import { bookVisit, listServices, openingRules, readClinicTable, writeClinicTable } from "./index.ts";
import { addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

onBothDatabases((database) => {
  const db = () => database().db;

  beforeAll(() => addTestClinic(db()));

  test("every table goes out and comes back as it was", async () => {
    for (const table of ["offices", "services", "clinicians", "hours", "closures"] as const) {
      const before = await readClinicTable(db(), table);
      await writeClinicTable(db(), table, before as never);
      expect(await readClinicTable(db(), table), table).toEqual(before);
    }
  });

  test("closed days take no booking, from the moment they are written until they are taken back", async () => {
    const closure = { office: "here", clinician: "", first_day: "2026-03-06", last_day: "2026-03-06", reason: "Snow" };
    await writeClinicTable(db(), "closures", [closure]);
    expect((await bookVisit(db(), bookingOf(slotAt(4, 20), "snowed-in"))).kind).toBe("taken");
    expect((await bookVisit(db(), bookingOf(slotAt(5, 20), "day-after"))).kind).toBe("booked");
    await writeClinicTable(db(), "closures", []);
    expect((await bookVisit(db(), bookingOf(slotAt(4, 20), "snowed-in"))).kind).toBe("booked");
  });

  test("a table is written whole or not at all; who is no longer named stays for the visits that speak of them", async () => {
    const before = await openingRules(db());
    const rule = { clinician: "ann", weekday: "1", opens: "09:00", closes: "17:00", valid_from: "", valid_to: "" };
    const wrong = [
      { ...rule, office: "here" },
      { ...rule, office: "nowhere" },
    ];
    await expect(writeClinicTable(db(), "hours", wrong)).rejects.toThrow();
    expect(await openingRules(db())).toEqual(before);
    const service = {
      id: "long",
      name: "Long",
      patient_name: "A long visit",
      description: "Made up.",
      duration_min: "90",
    };
    await writeClinicTable(db(), "services", [service]);
    expect((await listServices(db())).map(({ id }) => id).sort()).toEqual(["half-hour", "long"]);
  });
});
