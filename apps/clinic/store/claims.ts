import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { BusyRange, HealthcareService, Resource, Slot, TimeRange } from "@plumbline/clinical-model";
import { allotResources, claimedRange } from "@plumbline/scheduling";
import type { Schema } from "./schema.ts";

/** Half-open, milliseconds. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What is to be left out of account: of the one who asks. */
export interface OwnTimes {
  readonly visitIds?: readonly string[];
  readonly holdTokenHash?: string | null;
}

/** When clinicians, rooms and devices are taken, by visits and by holds that live, as far as it touches a period. */
export async function busyRanges(
  db: Kysely<Schema>,
  { fromMs, toMs }: Period,
  asked: OwnTimes & { readonly nowMs: number },
): Promise<BusyRange[]> {
  let query = db
    .selectFrom("claim")
    .leftJoin("hold", "hold.id", "claim.hold_id")
    .select(["claim.clinician_id", "claim.resource_id"])
    // One row for each, its ranges as numbers: thousands of rows of two dates take longer to read than to find.
    .select(
      sql<[startMs: number, endMs: number][]>`json_agg(json_build_array(
        (extract(epoch from lower(claim.during)) * 1000)::bigint,
        (extract(epoch from upper(claim.during)) * 1000)::bigint) order by lower(claim.during))`.as("ranges"),
    )
    .groupBy(["claim.clinician_id", "claim.resource_id"])
    .where(sql<boolean>`claim.during && ${during({ startMs: fromMs, endMs: toMs })}`)
    .where((where) => where.or([where("hold.id", "is", null), where("hold.expires_at", ">", new Date(asked.nowMs))]));
  const visitIds = asked.visitIds ?? [];
  if (visitIds.length > 0) {
    query = query.where((where) =>
      where.or([where("claim.visit_id", "is", null), where("claim.visit_id", "not in", visitIds)]),
    );
  }
  if (asked.holdTokenHash != null) {
    const own = asked.holdTokenHash;
    query = query.where((where) => where.or([where("hold.id", "is", null), where("hold.token_hash", "<>", own)]));
  }
  const rows = await query.execute();
  return rows.flatMap((row) => {
    const actor = row.clinician_id === null ? "resource" : "clinician";
    // One of the two, by a check of the table.
    const actorId = (row.clinician_id ?? row.resource_id)!;
    return row.ranges.map(([startMs, endMs]): BusyRange => ({ actor, actorId, startMs, endMs }));
  });
}

/** Thrown to undo what a transaction has done so far: the time, or the last room that would do, is somebody else's. */
export class SlotTaken extends Error {}

/** Somebody took the room that was to be had a moment ago; another may be free. */
class ResourceTaken extends Error {}

/** A time that a visit or a hold wants. */
export interface Placing {
  readonly slot: Slot;
  readonly service: Pick<HealthcareService, "bufferBeforeMin" | "bufferAfterMin" | "needs">;
  /** Booked on top of what is there, deliberately. */
  readonly isOverbooked: boolean;
}

interface PlannedClaim extends BusyRange {
  readonly lane: 0 | 1;
}

/**
 * Finds the clinician free, and a room and device of each type needed, as far as this transaction can see.
 *
 * @param placings - Several when visits change places; each finds taken what those before it get.
 * @returns The claims of each.
 * @throws SlotTaken when one is not to be had.
 */
export async function planClaims(
  transaction: Kysely<Schema>,
  placings: readonly Placing[],
  { resources, nowMs }: { readonly resources: readonly Resource[]; readonly nowMs: number },
): Promise<PlannedClaim[][]> {
  const reach = reachOf(placings.map(({ slot, service }) => claimedRange(slot, service)));
  const busy = await busyRanges(transaction, { fromMs: reach.startMs, toMs: reach.endMs }, { nowMs });
  return placings.map(({ slot, service, isOverbooked }) => {
    const range = claimedRange(slot, service);
    const find = (taken: readonly BusyRange[]) => allotResources(slot, { service, resources, busy: taken });
    const resourceIds = find(busy) ?? (isOverbooked ? find([]) : null);
    const isClinicianTaken = busy.some(
      ({ actor, actorId, startMs, endMs }) =>
        actor === "clinician" && actorId === slot.clinicianId && startMs < range.endMs && range.startMs < endMs,
    );
    // Also by what lies in the other lane: who was booked on top is there all the same.
    if (resourceIds === null || (isClinicianTaken && !isOverbooked)) throw new SlotTaken();
    const lane = isOverbooked ? 1 : 0;
    const claims: PlannedClaim[] = [
      { actor: "clinician", actorId: slot.clinicianId, ...range, lane },
      ...resourceIds.map((actorId) => ({ actor: "resource" as const, actorId, ...range, lane }) as const),
    ];
    busy.push(...claims);
    return claims;
  });
}

/**
 * Claims what was planned, all or nothing. Of many who want one clinician, room or device at once exactly one gets it:
 * the database refuses the others. Claims go in in one order everywhere, so that two who want the same never wait for
 * each other.
 *
 * @throws SlotTaken when somebody was faster; what {@link retried} tries again when it was only a room.
 */
export async function insertClaims(
  transaction: Kysely<Schema>,
  placed: readonly {
    readonly of: { readonly visitId: string } | { readonly holdId: string };
    readonly claims: readonly PlannedClaim[];
  }[],
): Promise<void> {
  const wanted = placed
    .flatMap(({ of, claims }) => claims.map((claim) => ({ of, ...claim, key: `${claim.actor} ${claim.actorId}` })))
    // Clinicians before rooms and devices: of those who want the same clinician, only one goes on to a room.
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const inserted = await transaction
    .insertInto("claim")
    .values(
      wanted.map(({ of, actor, actorId, lane, ...range }) => ({
        id: randomUUID(),
        visit_id: "visitId" in of ? of.visitId : null,
        hold_id: "holdId" in of ? of.holdId : null,
        clinician_id: actor === "clinician" ? actorId : null,
        resource_id: actor === "resource" ? actorId : null,
        lane,
        during: during(range),
      })),
    )
    // Not "insert and catch": under contention that ends in deadlocks of a second each.
    .onConflict((conflict) => conflict.doNothing())
    .returning("clinician_id")
    .execute();
  if (inserted.length === wanted.length) return;
  const clinicians = inserted.filter(({ clinician_id }) => clinician_id !== null).length;
  throw clinicians < placed.length ? new SlotTaken() : new ResourceTaken();
}

/** Gives up everything a visit takes. */
export async function releaseClaims(transaction: Kysely<Schema>, visitIds: readonly string[]): Promise<void> {
  await transaction.deleteFrom("claim").where("visit_id", "in", visitIds).execute();
}

/** Holds that have run out keep their claims until they are dropped; call it before claiming anything. */
export async function dropExpiredHolds(transaction: Kysely<Schema>, nowMs: number): Promise<void> {
  const expired = transaction
    .selectFrom("hold")
    .select("id")
    .where("expires_at", "<=", new Date(nowMs))
    .forUpdate()
    // Another booking drops it at this moment, and whoever wants its time waits for that one.
    .skipLocked();
  await transaction.deleteFrom("hold").where("id", "in", expired).execute();
}

/** A range as the database writes it: from and including the start, up to the end. */
export function during({ startMs, endMs }: TimeRange) {
  return sql<string>`tstzrange(${new Date(startMs)}::timestamptz, ${new Date(endMs)}::timestamptz, '[)')`;
}

/** The slot of a visit, a hold or an offer, read with `lower` and `upper` of its range. */
export function slotOf(row: {
  readonly office_id: string;
  readonly clinician_id: string;
  readonly start: Date;
  readonly end: Date;
}): Slot {
  return {
    officeId: row.office_id,
    clinicianId: row.clinician_id,
    startMs: row.start.getTime(),
    endMs: row.end.getTime(),
  };
}

function reachOf(ranges: readonly TimeRange[]): TimeRange {
  return {
    startMs: Math.min(...ranges.map(({ startMs }) => startMs)),
    endMs: Math.max(...ranges.map(({ endMs }) => endMs)),
  };
}

/** Serialization failure and deadlock: the database asks for another try. */
const TRY_AGAIN: readonly unknown[] = ["40001", "40P01"];
const MOST_TRIES = 12;

/** Runs a transaction again where that may help: another room may be free, two may have waited for each other. */
export async function retried<Value>(action: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      const mayHelp = error instanceof ResourceTaken || TRY_AGAIN.includes((error as { code?: unknown }).code);
      if (mayHelp && attempt < MOST_TRIES) continue;
      throw error instanceof ResourceTaken ? new SlotTaken() : error;
    }
  }
}

/** Names of the rooms and devices that visits have claimed, by visit. */
export async function resourcesOfVisits(
  db: Kysely<Schema>,
  visitIds: readonly string[],
): Promise<Map<string, { readonly id: string; readonly name: string }[]>> {
  if (visitIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("claim")
    .innerJoin("resource", "resource.id", "claim.resource_id")
    .select(["claim.visit_id", "resource.id", "resource.name"])
    .where("claim.visit_id", "in", visitIds)
    .orderBy("resource.kind", "desc")
    .orderBy("resource.name")
    .execute();
  const byVisit = Map.groupBy(rows, ({ visit_id }) => visit_id!);
  return new Map([...byVisit].map(([visitId, claims]) => [visitId, claims.map(({ id, name }) => ({ id, name }))]));
}
