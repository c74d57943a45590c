import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * Who reaches a chart from outside. Answers given online wait beside the chart until somebody has made sure that they
 * are this person's; a patient opens their own pages by a link that was sent to them.
 */
const statements: readonly string[] = [
  `alter table interview
    add column verified_at timestamptz,
    add column verified_by text,
    add column refused_at timestamptz,
    add column refused_by text,
    add constraint interview_verified_of_patient check (verified_at is null or patient_id is not null),
    add constraint interview_verified_or_refused check (verified_at is null or refused_at is null)`,
  // These have been read as the patient's own all along.
  `update interview set verified_at = updated_at, verified_by = 'before contacts were verified'
    where patient_id is not null`,

  `create table patient_link (
    id text primary key,
    patient_id text not null references patient (id),
    token_hash text not null unique,
    created_by text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    withdrawn_at timestamptz,
    wrong_dates integer not null default 0,
    locked_until timestamptz
  )`,
  "create index patient_link_of_patient on patient_link (patient_id)",
];

export const patientContact: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
