import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clinicCsv, parseClinicCsv } from "./clinic-csv.ts";

const KNOWN = {
  offices: ["webster"],
  services: ["first", "again"],
  clinicians: ["ann"],
  accounts: ["ann@clinic.example"],
  resourceTypes: ["consulting-room"],
};
const HOURS = "office,clinician,weekday,opens,closes,valid_from,valid_to";
const faults = (table: Parameters<typeof parseClinicCsv>[0], csv: string) => {
  const result = parseClinicCsv(table, csv, KNOWN);
  return result.ok ? [] : result.problems.map(({ path, message }) => `${path}: ${message}`);
};

describe("a table of the clinic", () => {
  test("comes back from a spreadsheet as it went out, with commas, quotes, lines and semicolons", () => {
    const rows = [
      {
        office: "webster",
        clinician: "ann",
        first_day: "2026-12-24",
        last_day: "2026-12-26",
        reason: 'Holidays, "quiet" days',
      },
      { office: "", clinician: "", first_day: "2027-01-01", last_day: "2027-01-01", reason: "New Year" },
    ];
    const csv = clinicCsv("closures", rows);
    expect(parseClinicCsv("closures", `\uFEFF${csv}`, KNOWN)).toEqual({ ok: true, value: rows });
    const semicolons = "office;clinician;first_day;last_day;reason\nwebster;ann;2026-12-24;2026-12-24;Away\n";
    expect(parseClinicCsv("closures", semicolons, KNOWN).ok).toBe(true);
  });

  test("never hands a spreadsheet a formula, and takes its own apostrophe back", () => {
    fc.assert(
      fc.property(fc.constantFrom("=", "+", "-", "@"), fc.stringMatching(/^[A-Za-z0-9 ,"()]{1,20}$/), (sign, rest) => {
        const name = `${sign}${rest.trim()}`;
        const row = {
          id: "x",
          name,
          patient_name: "P",
          description: "D",
          duration_min: "30",
          buffer_before_min: "0",
          buffer_after_min: "5",
          needs: "consulting-room",
        };
        const csv = clinicCsv("services", [row]);
        expect(csv.split(/[\r\n,]/).some((cell) => /^"?[=+@-]/.test(cell) && cell.startsWith(name[0]!))).toBe(false);
        expect(parseClinicCsv("services", csv, KNOWN)).toEqual({ ok: true, value: [row] });
      }),
    );
  });

  test("with faults is refused as a whole, each told by line and column", () => {
    const csv = `${HOURS}\nwebster,ann,1,09:00,17:00,,\nwebster,bob,8,17:00,9:00,,tomorrow\n`;
    expect(faults("hours", csv)).toEqual([
      "line 3, clinician: there is no clinician with this id: ann.",
      "line 3, weekday: use 1 for Monday to 7 for Sunday.",
      'line 3, closes: use a 24 h clock time such as "09:00".',
      'line 3, valid_to: use a day such as "2026-12-24", or leave it empty.',
    ]);
    expect(faults("hours", `${HOURS}\nwebster,ann,1,17:00,09:00,,\n`)).toEqual([
      "line 2, closes: must be later than opens.",
    ]);
    expect(
      faults("clinicians", "id,name,profession,account,services\nann,Ann,Podiatrist,eve@x.example,first | third\n"),
    ).toHaveLength(2);
    expect(faults("services", "id,name\nx,Y\n")).toEqual([
      'line 1: The column patient_name, description, duration_min, buffer_before_min, buffer_after_min, needs is missing. The first line must be "id,name,patient_name,description,duration_min,buffer_before_min,buffer_after_min,needs".',
    ]);
    expect(faults("hours", "")).toHaveLength(1);
    expect(faults("hours", 'office,"clinician\n')).toHaveLength(1);
  });

  test("with one id twice is refused", () => {
    const csv =
      "id,name,patient_name,description,duration_min,buffer_before_min,buffer_after_min,needs\na,A,A,A,30,0,0,\na,B,B,B,45,0,0,\n";
    expect(faults("services", csv)).toEqual(['line 3, id: "a" stands twice.']);
  });
});
