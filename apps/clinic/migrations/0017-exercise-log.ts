import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** What patients note of their exercises, day by day; the newest entry of a day counts, and none is changed. */
const statements: readonly string[] = [
  `create table exercise_log (
    id text primary key,
    seq bigint generated always as identity,
    patient_id text not null references patient (id),
    exercise_id text not null,
    day date not null,
    is_done boolean not null,
    pain integer check (pain between 0 and 10),
    is_worse_next_morning boolean not null,
    entered_at timestamptz not null
  )`,
  "create index exercise_log_patient on exercise_log (patient_id, exercise_id, day, seq)",
  `create trigger exercise_log_append_only before update or delete or truncate on exercise_log
    for each statement execute function refuse_change()`,
];

export const exerciseLog: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
