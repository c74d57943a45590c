import type { Kysely } from "kysely";
import type { Clinic } from "../server/clinic.ts";
import type { Actor, Schema } from "../store/index.ts";

interface AuditedDeed {
  /** A verb and a noun: `"read result"`, `"add recording"`. */
  readonly action: string;
  /** What it was done to, by id: never a name or an answer. */
  readonly resource: string;
  readonly patientId: string | null;
  readonly outcome?: "ok" | "refused";
}

export interface Auditing {
  /** Writes one row on who read what. Call it in the loader that does it. */
  audit(entry: AuditedDeed): Promise<void>;
  /**
   * Changes something and writes its row, both or neither: what the audit does not know of has not been done. What is
   * done gets the transaction to do it in.
   *
   * @param entry - Of what was done, where only its result tells what to name.
   */
  audited<Done>(
    entry: AuditedDeed | ((done: Done) => AuditedDeed),
    work: (transaction: Kysely<Schema>) => Promise<Done>,
  ): Promise<Done>;
}

/** The audit as one person writes it, a member of staff or a patient. */
export function auditingAs(clinic: Clinic, actor: Actor): Auditing {
  return {
    audit: (entry) => clinic.store.auditAs(clinic.db, actor, entry),
    audited: (entry, work) =>
      clinic.db.transaction().execute(async (transaction) => {
        const done = await work(transaction);
        await clinic.store.auditAs(transaction, actor, typeof entry === "function" ? entry(done) : entry);
        return done;
      }),
  };
}
