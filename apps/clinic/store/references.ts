import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Schema } from "./schema.ts";

/** A column of one table that names a row of another, as the database itself knows it. */
export interface Reference {
  readonly child: string;
  readonly childColumn: string;
  readonly parent: string;
  readonly parentColumn: string;
}

export async function tableReferences(db: Kysely<Schema>): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select child.relname as "child", ca.attname as "childColumn", parent.relname as "parent", pa.attname as "parentColumn"
    from pg_constraint k
    join pg_class child on child.oid = k.conrelid
    join pg_class parent on parent.oid = k.confrelid
    join pg_namespace n on n.oid = child.relnamespace and n.nspname = current_schema()
    join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = k.conkey[1]
    join pg_attribute pa on pa.attrelid = k.confrelid and pa.attnum = k.confkey[1]
    where k.contype = 'f'
    order by 1, 2`.execute(db);
  return rows;
}
