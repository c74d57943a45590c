import { beforeAll, expect, test } from "vitest";
import { bookVisit, listServices, openingRules, readClinicTable, writeClinicTable } from "./index.ts";
import { addTestClinic, bookingOf, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";

onBothDatabases((database) => {
  const db = () => database().db;

  beforeAll(() => addTestClinic(db()));

  test("every table goes out and comes back as it was", async () => {
    for (const table of ["offices", "resources", "services", "clinicians", "hours", "closures"] as const) {
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
      buffer_before_min: "0",
      buffer_after_min: "10",
      needs: "room | scanner",
    };
    await writeClinicTable(db(), "services", [service]);
    const services = await listServices(db());
    expect(services.map(({ id }) => id).sort()).toEqual(["half-hour", "in-a-room", "long", "scan"]);
    expect(services.find(({ id }) => id === "long")).toMatchObject({ bufferAfterMin: 10, needs: ["room", "scanner"] });
  });

  test("a device that a new table leaves out is not booked any more, and is again once it is back", async () => {
    const before = await readClinicTable(db(), "resources");
    const scan = (day: number) => bookVisit(db(), bookingOf(slotAt(day, 20, "cy"), "scanned", { serviceId: "scan" }));
    await writeClinicTable(
      db(),
      "resources",
      before.filter(({ type }) => type !== "scanner"),
    );
    expect(await scan(8)).toEqual({ kind: "taken" });
    await writeClinicTable(db(), "resources", before);
    expect((await scan(8)).kind).toBe("booked");
  });
});
