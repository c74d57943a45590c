import type { Kysely } from "kysely";
import { sql } from "kysely";
import { tableReferences } from "./references.ts";
import type { Schema } from "./schema.ts";

type ExportedRow = Readonly<Record<string, unknown>>;

/** Rows by table, as the database holds them. */
export type PatientExport = Readonly<Record<string, readonly ExportedRow[]>>;

/**
 * Everything the database holds about one person: their row, every row that refers to it, every row that refers to one of
 * those, and so on, found by the database's own references, so that a new table cannot be forgotten; and who looked.
 *
 * Left out are keys by which pages open, and answers that wait or were refused: nobody has said that they are this
 * person's.
 */
export async function exportPatient(db: Kysely<Schema>, patientId: string): Promise<PatientExport> {
  return db.transaction().execute(async (transaction) => {
    await sql`set transaction isolation level repeatable read`.execute(transaction);
    const references = await tableReferences(transaction);
    const found = new Map<string, Map<string, ExportedRow>>();
    const add = (table: string, rows: readonly ExportedRow[]): ExportedRow[] => {
      const known = found.get(table) ?? new Map<string, ExportedRow>();
      found.set(table, known);
      const fresh = rows.filter((row) => !known.has(JSON.stringify(row)));
      for (const row of fresh) known.set(JSON.stringify(row), row);
      return fresh;
    };
    const start = [
      ...(await rowsWhere(transaction, "patient", "id", [patientId])),
      ...(await rowsWhere(transaction, "patient", "merged_into", [patientId])),
    ];
    const waiting = [{ table: "patient", rows: add("patient", start) }];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { child, childColumn, parent, parentColumn } of references) {
        if (parent !== next.table || next.rows.length === 0) continue;
        const keys = next.rows.map((row) => row[parentColumn]);
        const rows = (await rowsWhere(transaction, child, childColumn, keys)).filter(
          (row) => child !== "interview" || row.verified_at !== null,
        );
        waiting.push({ table: child, rows: add(child, rows) });
      }
    }
    const ids = start.map(({ id }) => id);
    if (ids.length > 0) add("audit", await rowsWhere(transaction, "audit", "patient_id", ids));
    return Object.fromEntries(
      [...found]
        .filter(([, rows]) => rows.size > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([table, rows]) => [table, [...rows.values()].map(withoutKeys)]),
    );
  });
}

async function rowsWhere(
  db: Kysely<Schema>,
  table: string,
  column: string,
  values: readonly unknown[],
): Promise<ExportedRow[]> {
  const { rows } = await sql<{ row: ExportedRow }>`
    select to_jsonb(t) as row from ${sql.table(table)} t where t.${sql.ref(column)} in (${sql.join(values)})`.execute(
    db,
  );
  return rows.map(({ row }) => row);
}

const KEY_COLUMN = /^(?:token_hash|manage_token_hash|booking_key)$/;
/** In letters: whoever reads the export must not be able to open the person's pages with it. */
const KEY_IN_LINK = /\/(visit|my|offer|answers)\/[\w-]{8,}/g;

function withoutKeys(row: ExportedRow): ExportedRow {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !KEY_COLUMN.test(column))
      .map(([column, value]) => [
        column,
        typeof value === "string" && (column === "body" || column === "ics")
          ? value.replaceAll(KEY_IN_LINK, "/$1/…")
          : value,
      ]),
  );
}
