import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * What clinicians keep of a patient beside the examination: problems, medications, allergies, checks of the feet, notes.
 * An entry is never changed; a later one of the same item stands in its place and leaves it to be read.
 */
const statements: readonly string[] = [
  `create table chart_entry (
    id text primary key,
    seq bigint generated always as identity,
    item_id text not null,
    patient_id text not null references patient (id),
    kind text not null check (kind in ('problem', 'medication', 'allergy', 'foot-check', 'note')),
    content json not null,
    state text not null check (state in ('active', 'ended', 'entered-in-error')),
    entered_by text not null,
    entered_at timestamptz not null
  )`,
  "create index chart_entry_patient on chart_entry (patient_id, seq)",
  `create trigger chart_entry_append_only before update or delete or truncate on chart_entry
    for each statement execute function refuse_change()`,
];

export const chart: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
