import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** Holidays and absences: of an office or all, of a clinician or all. */
const statements: readonly string[] = [
  `create table closure (
    id text primary key,
    office_id text references office (id),
    clinician_id text references clinician (id),
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    reason text not null
  )`,
  "create index closure_last_day on closure (last_day)",
];

export const closures: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
