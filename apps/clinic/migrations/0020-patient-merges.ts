import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** Tables whose rows are added and never changed, and which say whose they are. */
const APPEND_ONLY_OF_PATIENTS = [
  "assessment",
  "examination_entry",
  "plan_decision",
  "orthotic_order",
  "chart_entry",
  "given_plan",
  "outcome_answer",
  "exercise_log",
] as const;

/**
 * Two records of one person become one, and two again when it was a slip. What was entered is not changed by it: of an
 * entry only whose it is may change, and only while a merge is under way. The audit stays as it is.
 */
const statements: readonly string[] = [
  // Not a reference: a backup could not put the rows into an order.
  "alter table patient add column merged_into text check (merged_into <> id)",
  "create index patient_merged_into on patient (merged_into) where merged_into is not null",
  `create table patient_merge (
    id text primary key,
    seq bigint generated always as identity unique,
    from_patient text not null references patient (id),
    into_patient text not null references patient (id),
    moved jsonb not null,
    merged_by text not null,
    merged_at timestamptz not null,
    undone_by text,
    undone_at timestamptz,
    check (from_patient <> into_patient)
  )`,
  `create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and current_setting('plumbline.merging', true) = 'on'
        and tg_table_name in (${APPEND_ONLY_OF_PATIENTS.map((table) => `'${table}'`).join(", ")}) then
        return null;
      end if;
      raise exception 'Rows of % are never changed or removed; add a new row.', tg_table_name
        using errcode = 'restrict_violation';
    end
  $$`,
  `create function refuse_other_change() returns trigger language plpgsql as $$
    begin
      if to_jsonb(new) - 'patient_id' <> to_jsonb(old) - 'patient_id' then
        raise exception 'A merge changes whose a row of % is, and nothing else.', tg_table_name
          using errcode = 'restrict_violation';
      end if;
      return new;
    end
  $$`,
  ...APPEND_ONLY_OF_PATIENTS.map(
    (table) =>
      `create trigger ${table}_merge_only before update on ${table}
        for each row execute function refuse_other_change()`,
  ),
];

export const patientMerges: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
