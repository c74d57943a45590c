import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { Slot } from "@plumbline/clinical-model";
import { SlotTaken, during, dropExpiredHolds, insertClaims, planClaims, retried, slotOf } from "./claims.ts";
import { offerFor } from "./offer.ts";
import type { Schema } from "./schema.ts";

/** A time kept for somebody while they fill in the form. It names nobody. */
export interface Hold {
  readonly slot: Slot;
  readonly serviceId: string;
  readonly expiresAtMs: number;
}

/** How long a time is kept: a guess, enough for a slow typist, short enough for who waits. */
export const HOLD_MS = 10 * 60_000;
/** So many browsers behind one address may hold a time at once: a guess, a family or a ward, not a machine. */
export const MOST_HOLDS_OF_ADDRESS = 8;

export type HoldResult = { readonly kind: "held"; readonly hold: Hold } | { readonly kind: "taken" | "too-many" };

/** Keeps a slot for ten minutes. Who holds one already gives that up, also when the new one is not to be had. */
export async function holdSlot(
  db: Kysely<Schema>,
  request: {
    readonly slot: Slot;
    readonly serviceId: string;
    /** Of a random token that only who holds it has. */
    readonly tokenHash: string;
    readonly addressHash: string;
    readonly nowMs: number;
  },
): Promise<HoldResult> {
  const { slot, serviceId, tokenHash, addressHash, nowMs } = request;
  const offer = await offerFor(db, { serviceId, source: "online", nowMs });
  await releaseHold(db, tokenHash);
  if (offer === null || !offer.isOffered(slot)) return { kind: "taken" };
  try {
    return await retried(() =>
      db.transaction().execute(async (transaction): Promise<HoldResult> => {
        await sql`select pg_advisory_xact_lock(hashtext(${`hold ${addressHash}`}))`.execute(transaction);
        await dropExpiredHolds(transaction, nowMs);
        const { count } = await transaction
          .selectFrom("hold")
          .select(sql<string>`count(*)`.as("count"))
          .where("address_hash", "=", addressHash)
          .executeTakeFirstOrThrow();
        if (Number(count) >= MOST_HOLDS_OF_ADDRESS) return { kind: "too-many" };
        const placing = { slot, service: offer.service, isOverbooked: false };
        const [claims] = await planClaims(transaction, [placing], { resources: offer.resources, nowMs });
        const hold = { slot, serviceId, expiresAtMs: nowMs + HOLD_MS };
        const holdId = await insertHold(transaction, { ...hold, tokenHash, addressHash, nowMs });
        await insertClaims(transaction, [{ of: { holdId }, claims: claims! }]);
        return { kind: "held", hold };
      }),
    );
  } catch (error) {
    if (error instanceof SlotTaken) return { kind: "taken" };
    throw error;
  }
}

/** @throws SlotTaken when the same token holds another time at this very moment. */
export async function insertHold(
  transaction: Kysely<Schema>,
  hold: Hold & { readonly tokenHash: string; readonly addressHash: string; readonly nowMs: number },
): Promise<string> {
  const inserted = await transaction
    .insertInto("hold")
    .values({
      id: randomUUID(),
      token_hash: hold.tokenHash,
      address_hash: hold.addressHash,
      service_id: hold.serviceId,
      office_id: hold.slot.officeId,
      clinician_id: hold.slot.clinicianId,
      during: during(hold.slot),
      created_at: new Date(hold.nowMs),
      expires_at: new Date(hold.expiresAtMs),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted === undefined) throw new SlotTaken();
  return inserted.id;
}

/** The hold of a token, while it lives. */
export async function findHold(db: Kysely<Schema>, tokenHash: string, nowMs: number): Promise<Hold | null> {
  const row = await db
    .selectFrom("hold")
    .select(["office_id", "clinician_id", "service_id", "expires_at"])
    .select([sql<Date>`lower(during)`.as("start"), sql<Date>`upper(during)`.as("end")])
    .where("token_hash", "=", tokenHash)
    .where("expires_at", ">", new Date(nowMs))
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    slot: slotOf(row),
    serviceId: row.service_id,
    expiresAtMs: row.expires_at.getTime(),
  };
}

/** Gives the time back at once; without a hold, nothing. */
export async function releaseHold(db: Kysely<Schema>, tokenHash: string): Promise<void> {
  await db.deleteFrom("hold").where("token_hash", "=", tokenHash).execute();
}
