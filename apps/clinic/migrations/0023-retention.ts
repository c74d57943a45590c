import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * Records whose time is over can be removed, whole. Rows that are never changed may then be removed, too, within a
 * transaction that says so, and only by the owner of the tables; the audit never.
 */
const statements: readonly string[] = [
  `create table legal_hold (
    id text primary key,
    seq bigint generated always as identity unique,
    patient_id text not null references patient (id),
    reason text not null check (reason <> ''),
    set_by text not null,
    set_at timestamptz not null,
    lifted_by text,
    lifted_at timestamptz
  )`,
  "create unique index legal_hold_one on legal_hold (patient_id) where lifted_at is null",
  // Merging two records moves a hold, too.
  `do $$ begin
    if exists (select from pg_roles where rolname = 'plumbline_desk') then
      grant select (id, patient_id), update (patient_id) on legal_hold to plumbline_desk;
    end if;
  end $$`,
  `create or replace function refuse_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and current_setting('plumbline.merging', true) = 'on'
        and tg_table_name in ('assessment', 'examination_entry', 'plan_decision', 'orthotic_order', 'chart_entry',
          'given_plan', 'outcome_answer', 'exercise_log') then
        return null;
      end if;
      if tg_op = 'DELETE' and current_setting('plumbline.retention', true) = 'on'
        and tg_table_name not in ('audit', 'audit_checkpoint') then
        return null;
      end if;
      raise exception 'Rows of % are never changed or removed; add a new row.', tg_table_name
        using errcode = 'restrict_violation';
    end
  $$`,
];

export const retention: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
