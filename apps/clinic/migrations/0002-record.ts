import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** What was concluded, seen and decided. Rows of these tables are added, never changed: the trigger sees to it. */
const APPEND_ONLY = ["assessment", "examination_entry", "plan_decision", "audit"];

const statements: readonly string[] = [
  // Of type json, not jsonb: the same case and evidence give the same bytes, and jsonb would put the keys in its own order.
  `create table assessment (
    id text primary key,
    seq bigint generated always as identity,
    interview_id text references interview (id),
    patient_id text references patient (id),
    case_file json not null,
    result json not null,
    evidence_version text not null,
    evidence_hash text not null,
    created_by text not null,
    created_at timestamptz not null,
    check (interview_id is not null or patient_id is not null)
  )`,
  "create index assessment_interview on assessment (interview_id, seq)",
  "create index assessment_patient on assessment (patient_id, seq)",

  `create table alert (
    id text primary key,
    interview_id text not null references interview (id),
    level text not null,
    flag_ids jsonb not null,
    flag_key text not null,
    raised_at timestamptz not null,
    handled_at timestamptz,
    handled_by text,
    note text,
    unique (interview_id, flag_key)
  )`,
  "create index alert_open on alert (raised_at) where (handled_at is null)",

  `create table examination_entry (
    id text primary key,
    seq bigint generated always as identity,
    patient_id text not null references patient (id),
    finding_id text not null,
    side text check (side in ('left', 'right')),
    value jsonb not null,
    recorded_by text not null,
    recorded_at timestamptz not null
  )`,
  "create index examination_entry_patient on examination_entry (patient_id, finding_id, seq)",

  `create table recording (
    id text primary key,
    seq bigint generated always as identity,
    patient_id text not null references patient (id),
    sha256 text not null,
    file_name text not null,
    format text not null,
    side text check (side in ('left', 'right')),
    report json not null,
    uploaded_by text not null,
    uploaded_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_by text
  )`,
  "create index recording_patient on recording (patient_id, seq)",

  `create table plan_decision (
    id text primary key,
    seq bigint generated always as identity,
    patient_id text not null references patient (id),
    assessment_id text not null references assessment (id),
    treatment_id text not null,
    decision text not null check (decision in ('accepted', 'altered', 'rejected', 'undecided')),
    note text not null,
    decided_by text not null,
    decided_at timestamptz not null
  )`,
  "create index plan_decision_assessment on plan_decision (assessment_id, treatment_id, seq)",

  // No references: a line of the audit outlives what it speaks of.
  `create table audit (
    seq bigint generated always as identity primary key,
    at timestamptz not null default now(),
    actor text not null,
    role text,
    action text not null,
    resource text not null,
    patient_id text,
    outcome text not null,
    request_id text not null
  )`,
  "create index audit_patient on audit (patient_id, seq)",

  `create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception 'Rows of % are never changed or removed; add a new row.', tg_table_name
        using errcode = 'restrict_violation';
    end
  $$`,
  ...APPEND_ONLY.map(
    (table) =>
      `create trigger ${table}_append_only before update or delete or truncate on ${table}
        for each statement execute function refuse_change()`,
  ),
];

export const record: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
