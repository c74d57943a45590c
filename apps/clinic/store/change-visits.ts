import type { Kysely, Transaction } from "kysely";
import { sql } from "kysely";
import type { Slot } from "@plumbline/clinical-model";
import { SlotTaken, during, dropExpiredHolds, insertClaims, planClaims, releaseClaims, retried } from "./claims.ts";
import { releaseHold } from "./holds.ts";
import { offerFor } from "./offer.ts";
import type { BookingSource, Offer } from "./offer.ts";
import type { Schema } from "./schema.ts";
import { tellVisit } from "./tell-visit.ts";
import type { Telling } from "./tell-visit.ts";
import { findVisit } from "./visits.ts";
import type { Visit } from "./visits.ts";

export interface ChangeRequest extends Telling {
  readonly visitId: string;
  readonly nowMs: number;
}

interface MoveRequest extends ChangeRequest {
  readonly slot: Slot;
  readonly overbookReason?: string | null;
  readonly holdTokenHash?: string | null;
}

/** `gone`: cancelled, already under way, or never there. */
export type MoveResult =
  { readonly kind: "moved"; readonly visit: Visit } | { readonly kind: "taken" } | { readonly kind: "gone" };

/** Moves a visit to another time, with the same service; the old time is free from the same moment. */
export async function moveVisit(
  db: Kysely<Schema>,
  request: MoveRequest & { readonly source?: BookingSource },
): Promise<MoveResult> {
  const before = await findVisit(db, request.visitId);
  if (before === null || before.status !== "booked") return { kind: "gone" };
  const offer = await offerFor(db, { ...request, serviceId: before.serviceId, source: request.source ?? "online" });
  if (offer === null || !offer.isOffered(request.slot)) return { kind: "taken" };
  return orTaken(() =>
    db.transaction().execute(async (transaction) => {
      const visit = await moveWithin(transaction, request, offer);
      return visit === null ? { kind: "gone" } : { kind: "moved", visit };
    }),
  );
}

/** What {@link moveVisit} does, within a larger change. @returns null when the visit is not booked any more. */
export async function moveWithin(
  transaction: Transaction<Schema>,
  request: MoveRequest,
  offer: Pick<Offer, "service" | "resources">,
): Promise<Visit | null> {
  const { visitId, slot, nowMs } = request;
  const overbookReason = request.overbookReason ?? null;
  const isThere = await putAt(transaction, { visitId, slot, overbookReason, nowMs });
  if (!isThere) return null;
  await releaseClaims(transaction, [visitId]);
  await dropExpiredHolds(transaction, nowMs);
  if (request.holdTokenHash != null) await releaseHold(transaction, request.holdTokenHash);
  const isOverbooked = overbookReason !== null;
  const placing = { slot, service: offer.service, isOverbooked };
  const [claims] = await planClaims(transaction, [placing], { resources: offer.resources, nowMs });
  await insertClaims(transaction, [{ of: { visitId }, claims: claims! }]);
  return tellVisit(transaction, visitId, isOverbooked ? "move over another" : "move", request);
}

export type SwapResult =
  | { readonly kind: "swapped"; readonly visits: readonly [Visit, Visit] }
  | { readonly kind: "taken" }
  | { readonly kind: "gone" };

/**
 * Lets two visits change places: each gets the other's start, office and clinician, and keeps its own length. `taken`
 * when one of them does not fit there, or who is there does not offer its service; then both stay.
 */
export async function swapVisits(
  db: Kysely<Schema>,
  request: Omit<ChangeRequest, "visitId"> & { readonly visitIds: readonly [string, string] },
): Promise<SwapResult> {
  const [a, b] = await Promise.all(request.visitIds.map((id) => findVisit(db, id)));
  if (a == null || b == null || a.id === b.id || a.status !== "booked" || b.status !== "booked") {
    return { kind: "gone" };
  }
  const { nowMs } = request;
  const changes: { readonly visit: Visit; readonly slot: Slot; readonly offer: Offer }[] = [];
  for (const [visit, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const { officeId, clinicianId, startMs } = other;
    const slot = { officeId, clinicianId, startMs, endMs: startMs + visit.endMs - visit.startMs };
    const offer = await offerFor(db, { serviceId: visit.serviceId, source: "desk", nowMs });
    if (offer === null || !offer.isOffered(slot)) return { kind: "taken" };
    changes.push({ visit, slot, offer });
  }
  return orTaken(() =>
    db.transaction().execute(async (transaction) => {
      // In one order, so that two who swap the same visits do not wait for each other.
      const held = await transaction
        .selectFrom("visit")
        .select(["id", "version"])
        .where("id", "in", [a.id, b.id])
        .where("status", "=", "booked")
        .orderBy("id")
        .forUpdate()
        .execute();
      const isAsSeen = ({ id, version }: Visit) => held.some((row) => row.id === id && row.version === version);
      if (!isAsSeen(a) || !isAsSeen(b)) return { kind: "gone" };
      for (const { visit, slot } of changes) {
        await putAt(transaction, { visitId: visit.id, slot, overbookReason: null, nowMs });
      }
      await releaseClaims(transaction, [a.id, b.id]);
      await dropExpiredHolds(transaction, nowMs);
      const placings = changes.map(({ slot, offer }) => ({ slot, service: offer.service, isOverbooked: false }));
      const claims = await planClaims(transaction, placings, { resources: changes[0]!.offer.resources, nowMs });
      await insertClaims(
        transaction,
        changes.map(({ visit }, at) => ({ of: { visitId: visit.id }, claims: claims[at]! })),
      );
      const first = await tellVisit(transaction, a.id, "swap", request);
      return { kind: "swapped", visits: [first, await tellVisit(transaction, b.id, "swap", request)] };
    }),
  );
}

/** @returns False when the visit is not booked any more. */
async function putAt(
  transaction: Transaction<Schema>,
  change: {
    readonly visitId: string;
    readonly slot: Slot;
    readonly overbookReason: string | null;
    readonly nowMs: number;
  },
): Promise<boolean> {
  const moved = await transaction
    .updateTable("visit")
    .set({
      office_id: change.slot.officeId,
      clinician_id: change.slot.clinicianId,
      during: during(change.slot),
      overbook_reason: change.overbookReason,
      version: sql<number>`version + 1`,
      updated_at: new Date(change.nowMs),
    })
    .where("id", "=", change.visitId)
    .where("status", "=", "booked")
    .returning("id")
    .executeTakeFirst();
  return moved !== undefined;
}

/** A change that meets another visit, of a clinician, a room or the same patient, is refused and leaves all as it was. */
export async function orTaken<Result>(work: () => Promise<Result>): Promise<Result | { readonly kind: "taken" }> {
  try {
    return await retried(work);
  } catch (error) {
    // Of the patient's own visits: an update cannot say "do nothing on conflict"; changes are rare enough for the error.
    const isPatientTaken = (error as { code?: unknown }).code === EXCLUSION_VIOLATION;
    if (isPatientTaken || error instanceof SlotTaken) return { kind: "taken" };
    throw error;
  }
}

export type CancelResult = { readonly kind: "cancelled"; readonly visit: Visit } | { readonly kind: "gone" };

/** Cancels a visit and frees its time. Cancelling again gives the cancelled visit and sends nothing. */
export async function cancelVisit(db: Kysely<Schema>, request: ChangeRequest): Promise<CancelResult> {
  return db.transaction().execute(async (transaction) => {
    const cancelled = await transaction
      .updateTable("visit")
      .set({ status: "cancelled", version: sql<number>`version + 1`, updated_at: new Date(request.nowMs) })
      .where("id", "=", request.visitId)
      .where("status", "=", "booked")
      .returning("id")
      .executeTakeFirst();
    if (cancelled !== undefined) {
      await releaseClaims(transaction, [cancelled.id]);
      return { kind: "cancelled", visit: await tellVisit(transaction, cancelled.id, "cancel", request) };
    }
    const visit = await findVisit(transaction, request.visitId);
    return visit?.status === "cancelled" ? { kind: "cancelled", visit } : { kind: "gone" };
  });
}

const EXCLUSION_VIOLATION = "23P01";
