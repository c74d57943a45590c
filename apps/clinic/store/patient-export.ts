import type { Kysely } from "kysely";
import { sql } from "kysely";
import { rowsAbout, rowsWhere } from "./patient-rows.ts";
import type { Schema } from "./schema.ts";

type ExportedRow = Readonly<Record<string, unknown>>;

/** Rows by table, as the database holds them. */
export type PatientExport = Readonly<Record<string, readonly ExportedRow[]>>;

/**
 * Everything the database holds about one person, and who looked.
 *
 * Left out are keys by which pages open, and answers that wait or were refused: nobody has said that they are this
 * person's.
 */
export async function exportPatient(db: Kysely<Schema>, patientId: string): Promise<PatientExport> {
  return db.transaction().execute(async (transaction) => {
    await sql`set transaction isolation level repeatable read`.execute(transaction);
    const found = await rowsAbout(
      transaction,
      patientId,
      (table, row) => table !== "interview" || row.verified_at !== null,
    );
    const ids = (found.get("patient") ?? []).map(({ id }) => id);
    if (ids.length > 0) found.set("audit", await rowsWhere(transaction, "audit", "patient_id", ids));
    return Object.fromEntries(
      [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([table, rows]) => [table, rows.map(withoutKeys)]),
    );
  });
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
