import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { sql } from "kysely";
import type { Slot } from "@plumbline/clinical-model";
import { auditAs } from "./audit.ts";
import type { Actor } from "./audit.ts";
import { releaseHold } from "./holds.ts";
import type { Schema } from "./schema.ts";

export interface WaitEntry {
  readonly id: string;
  readonly patientId: string;
  readonly serviceId: string;
  /** Null is any. */
  readonly officeId: string | null;
  readonly clinicianId: string | null;
  /** The visit an earlier one would take the place of; null for who has none yet. */
  readonly visitId: string | null;
  /** First and last day that would do. */
  readonly fromDay: string;
  readonly toDay: string;
  readonly enteredAtMs: number;
  /** The time they are offered at this moment. */
  readonly offer: { readonly slot: Slot; readonly expiresAtMs: number } | null;
}

/**
 * Puts somebody on the list. Who waits with the same visit, or for the same service, already, waits on from then, with
 * the new wishes.
 */
export async function addWaitEntry(
  db: Kysely<Schema>,
  entry: Pick<WaitEntry, "patientId" | "serviceId" | "officeId" | "clinicianId" | "visitId" | "fromDay" | "toDay"> & {
    readonly actor: Actor;
    readonly nowMs: number;
  },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const wishes = {
      office_id: entry.officeId,
      clinician_id: entry.clinicianId,
      from_day: entry.fromDay,
      to_day: entry.toDay,
    };
    let known = transaction.updateTable("wait_entry").set(wishes).where("ended_at", "is", null);
    known =
      entry.visitId !== null
        ? known.where("visit_id", "=", entry.visitId)
        : known
            .where("visit_id", "is", null)
            .where("patient_id", "=", entry.patientId)
            .where("service_id", "=", entry.serviceId);
    const updated = await known.returning("id").executeTakeFirst();
    if (updated === undefined) {
      await transaction
        .insertInto("wait_entry")
        .values({
          id: randomUUID(),
          patient_id: entry.patientId,
          service_id: entry.serviceId,
          visit_id: entry.visitId,
          ...wishes,
          entered_by: entry.actor.name,
          entered_at: new Date(entry.nowMs),
          ended_at: null,
          ended_as: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    await auditWaiting(transaction, entry.actor, "wait", entry.patientId);
  });
}

/** Takes an entry off the list, and with it the offer it has. @returns False when it is not on it any more. */
export async function withdrawWaitEntry(
  db: Kysely<Schema>,
  { entryId, actor, nowMs }: { readonly entryId: string; readonly actor: Actor; readonly nowMs: number },
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const entry = await endEntry(transaction, entryId, "withdrawn", nowMs);
    if (entry === null) return false;
    await declineOfferOf(transaction, entryId);
    await auditWaiting(transaction, actor, "stop waiting", entry.patientId);
    return true;
  });
}

/** Everybody who waits, longest first, or one patient's entries. */
export async function waitEntries(
  db: Kysely<Schema>,
  of: { readonly patientId?: string; readonly visitId?: string } = {},
): Promise<WaitEntry[]> {
  let query = db
    .selectFrom("wait_entry")
    .leftJoin("wait_offer", (join) =>
      join.onRef("wait_offer.entry_id", "=", "wait_entry.id").on("wait_offer.outcome", "is", null),
    )
    .selectAll("wait_entry")
    .select(["wait_offer.office_id as offer_office", "wait_offer.clinician_id as offer_clinician", "expires_at"])
    .select([
      sql<Date | null>`lower(wait_offer.during)`.as("offer_start"),
      sql<Date | null>`upper(wait_offer.during)`.as("offer_end"),
    ])
    .where("wait_entry.ended_at", "is", null);
  if (of.patientId !== undefined) query = query.where("wait_entry.patient_id", "=", of.patientId);
  if (of.visitId !== undefined) query = query.where("wait_entry.visit_id", "=", of.visitId);
  const rows = await query.orderBy("wait_entry.seq").execute();
  return rows.map((row) => ({
    id: row.id,
    patientId: row.patient_id,
    serviceId: row.service_id,
    officeId: row.office_id,
    clinicianId: row.clinician_id,
    visitId: row.visit_id,
    fromDay: row.from_day,
    toDay: row.to_day,
    enteredAtMs: row.entered_at.getTime(),
    offer:
      row.offer_start === null || row.offer_end === null || row.expires_at === null
        ? null
        : {
            slot: {
              officeId: row.offer_office!,
              clinicianId: row.offer_clinician!,
              startMs: row.offer_start.getTime(),
              endMs: row.offer_end.getTime(),
            },
            expiresAtMs: row.expires_at.getTime(),
          },
  }));
}

/** @returns Whose it was, or null when it is not on the list any more. */
export async function endEntry(
  transaction: Transaction<Schema>,
  entryId: string,
  as: "booked" | "withdrawn",
  nowMs: number,
): Promise<{ readonly patientId: string } | null> {
  const ended = await transaction
    .updateTable("wait_entry")
    .set({ ended_at: new Date(nowMs), ended_as: as })
    .where("id", "=", entryId)
    .where("ended_at", "is", null)
    .returning("patient_id")
    .executeTakeFirst();
  return ended === undefined ? null : { patientId: ended.patient_id };
}

/** Answers the offer an entry has, if any, and gives its time back. */
export async function declineOfferOf(transaction: Transaction<Schema>, entryId: string): Promise<void> {
  const ended = await transaction
    .updateTable("wait_offer")
    .set({ outcome: "declined" })
    .where("entry_id", "=", entryId)
    .where("outcome", "is", null)
    .returning("token_hash")
    .execute();
  for (const { token_hash } of ended) {
    await releaseHold(transaction, token_hash);
  }
}

export async function auditWaiting(
  transaction: Kysely<Schema>,
  actor: Actor,
  action: string,
  patientId: string,
): Promise<void> {
  await auditAs(transaction, actor, { action, resource: "waiting list", patientId });
}
