import type { Kysely } from "kysely";
import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/** Whether a person wants letters about more than their visits. */
export const letterWishes: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw("alter table patient add column wants_questions boolean not null default true").execute(db);
  },
};
