import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * What a visit takes up: its clinician, and the rooms and devices its service needs, each as a claim from buffer to
 * buffer. No two claims of one of them overlap within a lane. Lane 0 is what is booked by the rules; lane 1 is for what
 * the front desk deliberately books on top, with its reason.
 */
const statements: readonly string[] = [
  `create table resource (
    id text primary key,
    office_id text not null references office (id),
    kind text not null check (kind in ('room', 'device')),
    type text not null,
    name text not null,
    is_active boolean not null default true
  )`,
  `alter table service
    add column buffer_before_min integer not null default 0 check (buffer_before_min >= 0),
    add column buffer_after_min integer not null default 0 check (buffer_after_min >= 0)`,
  `create table service_need (
    service_id text not null references service (id),
    type text not null,
    primary key (service_id, type)
  )`,
  `alter table visit
    add column overbook_reason text check (overbook_reason <> ''),
    add column series_id text`,
  "create index visit_series on visit (series_id) where series_id is not null",

  // Nothing of who holds it but the hash of a random token, and a hash by which holds from one address are counted.
  `create table hold (
    id text primary key,
    token_hash text not null unique,
    address_hash text not null,
    service_id text not null references service (id),
    office_id text not null references office (id),
    clinician_id text not null references clinician (id),
    during tstzrange not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  "create index hold_expires on hold (expires_at)",
  "create index hold_address on hold (address_hash)",

  `create table claim (
    id text primary key,
    visit_id text references visit (id),
    hold_id text references hold (id) on delete cascade,
    clinician_id text references clinician (id),
    resource_id text references resource (id),
    lane integer not null check (lane in (0, 1)),
    during tstzrange not null
      check (not isempty(during) and lower_inc(during) and not upper_inc(during)
        and not lower_inf(during) and not upper_inf(during)),
    check (num_nonnulls(visit_id, hold_id) = 1),
    check (num_nonnulls(clinician_id, resource_id) = 1),
    constraint claim_clinician_free exclude using gist (clinician_id with =, lane with =, during with &&)
      where (clinician_id is not null),
    constraint claim_resource_free exclude using gist (resource_id with =, lane with =, during with &&)
      where (resource_id is not null)
  )`,
  "create index claim_during on claim using gist (during)",
  "create index claim_visit on claim (visit_id) where visit_id is not null",
  "create index claim_hold on claim (hold_id) where hold_id is not null",

  `insert into claim (id, visit_id, clinician_id, lane, during)
    select 'visit:' || id, id, clinician_id, 0, during from visit where status <> 'cancelled'`,
  "alter table visit drop constraint visit_clinician_free",
];

export const claims: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
