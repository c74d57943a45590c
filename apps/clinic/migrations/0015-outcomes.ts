import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** What patients tell of themselves over time: one row for each time they were asked, never changed. */
const statements: readonly string[] = [
  `create table outcome_answer (
    id text primary key,
    seq bigint generated always as identity,
    patient_id text not null references patient (id),
    content json not null,
    entered_by text not null,
    entered_at timestamptz not null
  )`,
  "create index outcome_answer_patient on outcome_answer (patient_id, seq)",
  `create trigger outcome_answer_append_only before update or delete or truncate on outcome_answer
    for each statement execute function refuse_change()`,
];

export const outcomes: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
