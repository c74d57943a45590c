import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * What was done about an emergency found online: each try to reach the person is a row that never changes. An alert is
 * open until one of its rows hands the person off. What stood in the alert itself before becomes its first row.
 */
const statements: readonly string[] = [
  `create table alert_attempt (
    id text primary key,
    seq bigint generated always as identity,
    alert_id text not null references alert (id),
    outcome text not null check (outcome in
      ('told-911', 'sent-to-emergency-room', 'told-988', 'handed-over', 'no-emergency', 'cannot-be-reached',
       'no-answer', 'left-message')),
    note text not null,
    called_by text not null,
    called_at timestamptz not null,
    try_again_at timestamptz check (try_again_at is null or outcome in ('no-answer', 'left-message')),
    recorded_by text not null,
    recorded_at timestamptz not null
  )`,
  "create index alert_attempt_alert on alert_attempt (alert_id, seq)",
  `insert into alert_attempt (id, alert_id, outcome, note, called_by, called_at, recorded_by, recorded_at)
    select 'first-' || id, id, 'handed-over', coalesce(note, ''), coalesce(handled_by, ''), handled_at,
      coalesce(handled_by, ''), handled_at
    from alert where handled_at is not null`,
  "drop index alert_open",
  "alter table alert drop column handled_at, drop column handled_by, drop column note",
  `create trigger alert_attempt_append_only before update or delete or truncate on alert_attempt
    for each statement execute function refuse_change()`,
];

export const alertAttempts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
