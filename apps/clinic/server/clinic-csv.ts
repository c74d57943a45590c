import { parse } from "csv-parse/sync";
import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { z } from "zod";
import { CELL_SEPARATOR, CLINIC_TABLES } from "../store/clinic-tables.ts";
import type { ClinicRow, ClinicTable } from "../store/clinic-tables.ts";
import { isTimeZone } from "./is-time-zone.ts";

/** What rows may speak of: ids of what there is, and e-mail addresses of accounts. */
export interface KnownIds {
  readonly offices: readonly string[];
  readonly services: readonly string[];
  readonly clinicians: readonly string[];
  readonly accounts: readonly string[];
  /** Types of the rooms and devices there are. */
  readonly resourceTypes: readonly string[];
}

const id = z.string().regex(/^[a-z][a-z0-9-]*$/, "use lower-case letters, digits and hyphens");
const text = z.string().min(1, "must not be empty");
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'use a 24 h clock time such as "09:00"');
const minutes = z.string().regex(/^\d{1,3}$/, "use whole minutes from 0 to 999");
const day = z.iso.date('use a day such as "2026-12-24"');
const dayOrNone = z
  .string()
  .refine((cell) => cell === "" || day.safeParse(cell).success, 'use a day such as "2026-12-24", or leave it empty');

/** One row of each table. */
function rowSchema(table: ClinicTable, known: KnownIds): z.ZodType<Record<string, string>> {
  const oneOf = (names: readonly string[], what: string) =>
    z
      .string()
      .refine((name) => names.includes(name), `there is no ${what} with this id: ${names.join(", ") || "none yet"}`);
  const someOf = (names: readonly string[], what: string) =>
    z
      .string()
      .refine(
        (cell) => cell === "" || cell.split("|").every((name) => names.includes(name.trim())),
        `use ${what}, with "${CELL_SEPARATOR}" between them: ${names.join(", ") || "none yet"}`,
      );
  const orNone = (schema: z.ZodType<string>) => z.union([z.literal(""), schema]);
  switch (table) {
    case "offices":
      return z.strictObject({
        id,
        name: text,
        time_zone: z.string().refine(isTimeZone, 'use an IANA zone such as "America/New_York"'),
        address: text,
        phone: z.string().min(7, "use a phone number"),
        map_url: z.url({ protocol: /^https$/, error: "use an address that begins with https://" }),
      });
    case "services":
      return z.strictObject({
        id,
        name: text,
        patient_name: text,
        description: text,
        duration_min: z.string().regex(/^[1-9]\d{0,2}$/, "use whole minutes from 1 to 999"),
        buffer_before_min: minutes,
        buffer_after_min: minutes,
        needs: someOf(known.resourceTypes, "types of rooms and devices"),
      });
    case "resources":
      return z.strictObject({
        id,
        office: oneOf(known.offices, "office"),
        kind: z.enum(["room", "device"], "use room or device"),
        type: id,
        name: text,
      });
    case "clinicians":
      return z.strictObject({
        id,
        name: text,
        profession: text,
        account: orNone(oneOf(known.accounts, "account")),
        services: someOf(known.services, "ids of services"),
      });
    case "hours":
      return z
        .strictObject({
          office: oneOf(known.offices, "office"),
          clinician: oneOf(known.clinicians, "clinician"),
          weekday: z.string().regex(/^[1-7]$/, "use 1 for Monday to 7 for Sunday"),
          opens: time,
          closes: time,
          valid_from: dayOrNone,
          valid_to: dayOrNone,
        })
        .refine((row) => row.closes > row.opens, { path: ["closes"], error: "must be later than opens" })
        .refine((row) => row.valid_from === "" || row.valid_to === "" || row.valid_to >= row.valid_from, {
          path: ["valid_to"],
          error: "must not be before valid_from",
        });
    case "closures":
      return z
        .strictObject({
          office: orNone(oneOf(known.offices, "office")),
          clinician: orNone(oneOf(known.clinicians, "clinician")),
          first_day: day,
          last_day: day,
          reason: text,
        })
        .refine((row) => row.last_day >= row.first_day, { path: ["last_day"], error: "must not be before first_day" });
  }
}

/**
 * Rows of a table from a spreadsheet's CSV (comma or semicolon, quotes, a byte-order mark). All of them are right, or none is
 * given, and every fault is told with its line and column.
 */
export function parseClinicCsv<Table extends ClinicTable>(
  table: Table,
  csv: string,
  known: KnownIds,
): Result<ClinicRow<Table>[]> {
  const columns: readonly string[] = CLINIC_TABLES[table];
  let records: { readonly record: Record<string, string>; readonly info: { readonly lines: number } }[];
  try {
    records = parse(csv, {
      bom: true,
      columns: (names: string[]) => names.map((name) => name.trim()),
      delimiter: csv.split(/\r?\n/, 1)[0]!.includes(";") ? ";" : ",",
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    const { lines, message } = error as { lines?: number; message: string };
    return notOk(problem(lines ?? 1, "", message));
  }
  const [first] = records;
  const missing = columns.filter((name) => first !== undefined && !(name in first.record));
  if (first === undefined || missing.length > 0) {
    const fault = first === undefined ? "The file has no rows." : `The column ${missing.join(", ")} is missing.`;
    return notOk(problem(1, "", `${fault} The first line must be "${columns.join(",")}".`));
  }
  const schema = rowSchema(table, known);
  const problems: Problem[] = [];
  const rows: ClinicRow<Table>[] = [];
  const seen = new Set<string>();
  for (const { record, info } of records) {
    const row = Object.fromEntries(Object.entries(record).map(([name, cell]) => [name, unescaped(cell)]));
    const parsed = schema.safeParse(row);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map((issue) => problem(info.lines, issue.path.join("."), issue.message)));
      continue;
    }
    const name = parsed.data.id;
    if (name !== undefined && seen.has(name)) problems.push(problem(info.lines, "id", `"${name}" stands twice`));
    if (name !== undefined) seen.add(name);
    rows.push(parsed.data as ClinicRow<Table>);
  }
  return problems.length > 0 ? notOk(...problems) : ok(rows);
}

function problem(line: number, column: string, message: string): Problem {
  return {
    code: "clinic-csv/row",
    path: column === "" ? `line ${line}` : `line ${line}, ${column}`,
    message: message.endsWith(".") ? message : `${message}.`,
  };
}

/** A table as CSV; a cell that a spreadsheet would run as a formula is put in its place by an apostrophe. */
export function clinicCsv<Table extends ClinicTable>(table: Table, rows: readonly ClinicRow<Table>[]): string {
  const columns = CLINIC_TABLES[table] as readonly (keyof ClinicRow<Table>)[];
  return csvText(
    columns as readonly string[],
    rows.map((row) => columns.map((name) => row[name])),
  );
}

/** Rows as CSV under the names of their columns, with the same care for formulas. */
export function csvText(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map((cell) => quoted(escaped(cell))).join(","));
  return `${[columns.join(","), ...lines].join("\r\n")}\r\n`;
}

const FORMULA = /^[=+\-@\t\r]/;

function escaped(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

function unescaped(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;
}

function quoted(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
