import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** Secret addresses under which clinicians' own calendars fetch their visits; one for each, withdrawn with the account. */
const statements: readonly string[] = [
  `create table calendar_feed (
    user_id text primary key references "user" (id) on delete cascade,
    token_hash text not null unique,
    created_at timestamptz not null
  )`,
];

export const calendarFeeds: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
