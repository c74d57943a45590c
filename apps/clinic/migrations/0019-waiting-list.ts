import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** Who waits for a time, or for an earlier one, and what they were offered. */
const statements: readonly string[] = [
  `create table wait_entry (
    id text primary key,
    seq bigint generated always as identity unique,
    patient_id text not null references patient (id),
    service_id text not null references service (id),
    office_id text references office (id),
    clinician_id text references clinician (id),
    visit_id text references visit (id),
    from_day date not null,
    to_day date not null check (to_day >= from_day),
    entered_by text not null,
    entered_at timestamptz not null,
    ended_at timestamptz,
    ended_as text check (ended_as in ('booked', 'withdrawn', 'over')),
    check ((ended_at is null) = (ended_as is null))
  )`,
  "create index wait_entry_open on wait_entry (seq) where ended_at is null",
  // One visit waits once, and so does one person for one service.
  "create unique index wait_entry_visit on wait_entry (visit_id) where ended_at is null and visit_id is not null",
  `create unique index wait_entry_service on wait_entry (patient_id, service_id)
    where ended_at is null and visit_id is null`,

  `create table wait_offer (
    id text primary key,
    entry_id text not null references wait_entry (id),
    token_hash text not null unique,
    office_id text not null references office (id),
    clinician_id text not null references clinician (id),
    during tstzrange not null,
    offered_at timestamptz not null,
    expires_at timestamptz not null,
    outcome text check (outcome in ('taken', 'declined', 'lapsed')),
    visit_id text references visit (id)
  )`,
  // At most one that can still be taken.
  "create unique index wait_offer_live on wait_offer (entry_id) where outcome is null",
];

export const waitingList: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
