import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * Orthotics: an order is a prescription, the foot it was built on and the files of the solid that was built; what becomes
 * of the device (made, fitted, adjusted, …) stands beside it as events. Nothing is ever changed.
 */
const statements: readonly string[] = [
  `create table orthotic_order (
    id text primary key,
    seq bigint generated always as identity,
    patient_id text not null references patient (id),
    side text not null check (side in ('left', 'right')),
    device json not null,
    foot json not null,
    report json not null,
    files json not null,
    ordered_by text not null,
    ordered_at timestamptz not null
  )`,
  "create index orthotic_order_patient on orthotic_order (patient_id, seq)",
  `create trigger orthotic_order_append_only before update or delete or truncate on orthotic_order
    for each statement execute function refuse_change()`,

  `create table orthotic_event (
    id text primary key,
    seq bigint generated always as identity,
    order_id text not null references orthotic_order (id),
    kind text not null check (kind in ('made', 'fitted', 'adjusted', 'remade', 'complaint', 'withdrawn')),
    note text not null,
    entered_by text not null,
    entered_at timestamptz not null
  )`,
  "create index orthotic_event_order on orthotic_event (order_id, seq)",
  `create trigger orthotic_event_append_only before update or delete or truncate on orthotic_event
    for each statement execute function refuse_change()`,
];

export const orthotics: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
