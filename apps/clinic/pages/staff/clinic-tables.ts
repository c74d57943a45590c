import type { Problem } from "@plumbline/clinical-model";
import type { Clinic } from "../../server/clinic.ts";
import type { ClinicRow, ClinicTable } from "../../store/index.ts";
import type { StaffRequest } from "./staff-access.ts";

const NAMES = [
  "offices",
  "resources",
  "services",
  "clinicians",
  "hours",
  "closures",
] as const satisfies readonly ClinicTable[];

export function clinicTable(word: string): ClinicTable | null {
  return NAMES.find((name) => name === word) ?? null;
}

/** Every table as the page shows it. */
export async function readTables(clinic: Clinic) {
  const entries = await Promise.all(
    NAMES.map(async (table) => {
      const columns: readonly string[] = clinic.store.CLINIC_TABLES[table];
      const rows: readonly Readonly<Record<string, string>>[] = await clinic.store.readClinicTable(clinic.db, table);
      return [table, { columns, rows: rows.map((row) => columns.map((column) => row[column] ?? "")) }] as const;
    }),
  );
  return Object.fromEntries(entries) as Record<ClinicTable, (typeof entries)[number][1]>;
}

/**
 * Checks a table and writes it, with an audit line.
 *
 * @param change - A whole file, or one row to add to what there is.
 * @returns What is wrong; then nothing was written.
 */
export async function saveTable<Table extends ClinicTable>(
  asking: StaffRequest,
  table: Table,
  change: { readonly csv: string } | { readonly add: ClinicRow<Table> },
): Promise<readonly Problem[]> {
  const { clinic } = asking;
  const { store, db } = clinic;
  const [offices, resources, services, clinicians, staff] = await Promise.all([
    store.readClinicTable(db, "offices"),
    store.readClinicTable(db, "resources"),
    store.readClinicTable(db, "services"),
    store.readClinicTable(db, "clinicians"),
    store.listStaff(db),
  ]);
  const known = {
    offices: offices.map(({ id }) => id),
    services: services.map(({ id }) => id),
    clinicians: clinicians.map(({ id }) => id),
    resourceTypes: [...new Set(resources.map(({ type }) => type))],
    accounts: staff.map(({ email }) => email),
  };
  const isRow = "add" in change;
  const csv = isRow ? clinic.clinicCsv(table, [change.add]) : change.csv;
  const parsed = clinic.parseClinicCsv(table, csv, known);
  if (!parsed.ok) {
    // A row of the form has no line: only the field is told.
    return parsed.problems.map((problem) =>
      isRow ? { ...problem, path: problem.path.replace(/^line \d+, /, "") } : problem,
    );
  }
  const earlier = isRow ? await store.readClinicTable(db, table) : [];
  await store.writeClinicTable(db, table, [...earlier, ...parsed.value]);
  await asking.audit({ action: `change ${table}`, resource: `clinic/${table}`, patientId: null });
  return [];
}
