import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** The plan as it was given to a patient, word for word: each giving is a version of its own and is never changed. */
const statements: readonly string[] = [
  `create table given_plan (
    id text primary key,
    seq bigint generated always as identity,
    patient_id text not null references patient (id),
    assessment_id text not null references assessment (id),
    version integer not null check (version > 0),
    content json not null,
    given_by text not null,
    given_at timestamptz not null,
    unique (patient_id, version)
  )`,
  `create trigger given_plan_append_only before update or delete or truncate on given_plan
    for each statement execute function refuse_change()`,
];

export const givenPlans: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
