import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * Walks recorded by motion sensors. A walk is some files; what was told about them, what a clinician put right on the
 * events, and what came out stand beside it as readings. The newest reading of a walk counts; none is ever changed.
 */
const statements: readonly string[] = [
  `create table gait_walk (
    id text primary key,
    seq bigint generated always as identity,
    patient_id text not null references patient (id),
    files json not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by text
  )`,
  "create index gait_walk_patient on gait_walk (patient_id, seq)",

  `create table gait_reading (
    id text primary key,
    seq bigint generated always as identity,
    walk_id text not null references gait_walk (id),
    told json not null,
    correction json not null,
    report json not null,
    read_by text not null,
    read_at timestamptz not null
  )`,
  "create index gait_reading_walk on gait_reading (walk_id, seq)",
  `create trigger gait_reading_append_only before update or delete or truncate on gait_reading
    for each statement execute function refuse_change()`,
];

export const gaitWalks: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
