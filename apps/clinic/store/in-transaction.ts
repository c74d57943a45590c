import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** Does all of it or nothing: within the transaction that is open already, or in one of its own. */
export function inTransaction<Done>(
  db: Kysely<Schema>,
  work: (transaction: Kysely<Schema>) => Promise<Done>,
): Promise<Done> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
