import type { Kysely } from "kysely";
import { sql } from "kysely";
import { tableReferences } from "./references.ts";
import type { Schema } from "./schema.ts";

type Row = Readonly<Record<string, unknown>>;

/**
 * Every row about a person: theirs, those of records merged into it, and every row that refers to one of these, and so
 * on, by the database's own references, so that a table that is added later is not forgotten.
 *
 * @param keeps - False for a row that is not to be had, nor what refers to it.
 * @returns By table; empty when there is nobody.
 */
export async function rowsAbout(
  db: Kysely<Schema>,
  patientId: string,
  keeps: (table: string, row: Row) => boolean = () => true,
): Promise<Map<string, Row[]>> {
  const references = await tableReferences(db);
  const found = new Map<string, Map<unknown, Row>>();
  const add = (table: string, rows: readonly Row[]): Row[] => {
    const known = found.get(table) ?? new Map<unknown, Row>();
    found.set(table, known);
    const fresh = rows.filter((row) => !known.has(row.id));
    for (const row of fresh) known.set(row.id, row);
    return fresh;
  };
  const start = [
    ...(await rowsWhere(db, "patient", "id", [patientId])),
    ...(await rowsWhere(db, "patient", "merged_into", [patientId])),
  ];
  const waiting = [{ table: "patient", rows: add("patient", start) }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const { child, childColumn, parent, parentColumn } of references) {
      if (parent !== next.table || next.rows.length === 0) continue;
      const keys = next.rows.map((row) => row[parentColumn]);
      const rows = (await rowsWhere(db, child, childColumn, keys)).filter((row) => keeps(child, row));
      waiting.push({ table: child, rows: add(child, rows) });
    }
  }
  return new Map([...found].filter(([, rows]) => rows.size > 0).map(([table, rows]) => [table, [...rows.values()]]));
}

export async function rowsWhere(
  db: Kysely<Schema>,
  table: string,
  column: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(t) as row from ${sql.table(table)} t where t.${sql.ref(column)} in (${sql.join(values)})`.execute(
    db,
  );
  return rows.map(({ row }) => row);
}
