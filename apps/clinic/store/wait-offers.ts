import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { BusyRange, Slot } from "@plumbline/clinical-model";
import { BOOKING_TERMS, dayOf, findSlots, weekdayOf } from "@plumbline/scheduling";
import type { Actor } from "./audit.ts";
import { insertVisit } from "./bookings.ts";
import { moveWithin, orTaken } from "./change-visits.ts";
import {
  SlotTaken,
  busyRanges,
  during,
  dropExpiredHolds,
  insertClaims,
  planClaims,
  retried,
  slotOf,
} from "./claims.ts";
import { readSetUp } from "./clinic-data.ts";
import type { ClinicSetUp } from "./clinic-data.ts";
import { insertHold } from "./holds.ts";
import { queueMail } from "./mails.ts";
import type { MailDraft } from "./mails.ts";
import { offerFor } from "./offer.ts";
import { findPatient } from "./patients.ts";
import type { Patient } from "./patients.ts";
import type { Schema } from "./schema.ts";
import { findVisit } from "./visits.ts";
import type { Visit } from "./visits.ts";
import { auditWaiting, declineOfferOf, endEntry, waitEntries } from "./waiting-list.ts";
import type { WaitEntry } from "./waiting-list.ts";

const HOUR_MS = 3_600_000;
/** Who is offered a time has this long to take it, or until the last moment before it. */
export const OFFER_MS = 3 * HOUR_MS;
/** A time that starts sooner than this is nobody's to plan with. */
const LEAST_NOTICE_MS = 4 * HOUR_MS;
/** Offers go out while people are awake, by the clock at the office. All of these are guesses. */
const FIRST_HOUR = 8;
const LAST_HOUR = 19;
const HELD_FOR_LIST = "waiting list";

/** What a letter about a free time tells. */
export interface OfferedTime {
  readonly offerId: string;
  readonly slot: Slot;
  readonly serviceId: string;
  readonly expiresAtMs: number;
  readonly patient: Patient;
}

/**
 * Goes once through the list, longest waiting first, and offers to each the first free time that would do. The time is
 * held meanwhile, so that nobody else can book it. Offers that ran out lapse first, and their times go to the next.
 * Several processes may run it: an entry has one offer at a time.
 *
 * @param letter - The letter about a time, and what the store keeps of the token in its link.
 * @returns How many offers went out.
 */
export async function offerFreeTimes(
  db: Kysely<Schema>,
  options: {
    readonly nowMs: number;
    readonly letter: (offer: OfferedTime) => MailDraft;
    readonly tokenHashOf: (offerId: string) => string;
  },
): Promise<number> {
  const { nowMs } = options;
  await lapseOffers(db, nowMs);
  const setUp = await readSetUp(db, nowMs);
  await endOverEntries(db, setUp, nowMs);
  let offered = 0;
  const waiting = (await waitEntries(db)).filter((entry) => entry.offer === null);
  if (waiting.length === 0) return 0;
  const horizon = { fromMs: nowMs, toMs: nowMs + (BOOKING_TERMS.horizonDays + 1) * 24 * HOUR_MS };
  let busy = await busyRanges(db, horizon, { nowMs });
  for (const entry of waiting) {
    const patient = await findPatient(db, entry.patientId);
    // Who has no address is called; the list says so.
    if (patient === null || patient.email === null) continue;
    const slot = await firstFit(db, setUp, entry, busy, nowMs);
    if (slot === null) continue;
    if (await offer(db, setUp, entry, slot, patient, options)) offered++;
    // Taken now by this offer, or by whoever was faster: the next is to see it.
    busy = await busyRanges(db, horizon, { nowMs });
  }
  return offered;
}

async function lapseOffers(db: Kysely<Schema>, nowMs: number): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable("wait_offer")
      .set({ outcome: "lapsed" })
      .where("outcome", "is", null)
      .where("expires_at", "<=", new Date(nowMs))
      .execute();
    await dropExpiredHolds(transaction, nowMs);
  });
}

/** Whose last day is past, and who waited for an earlier time than a visit that is no longer booked. */
async function endOverEntries(db: Kysely<Schema>, setUp: ClinicSetUp, nowMs: number): Promise<void> {
  const today = dayOf(nowMs, setUp.offices[0]?.timeZone ?? "UTC");
  await db
    .updateTable("wait_entry")
    .set({ ended_at: new Date(nowMs), ended_as: "over" })
    .where("ended_at", "is", null)
    .where(
      sql<boolean>`(to_day < ${today} or exists (select from visit
        where visit.id = wait_entry.visit_id and visit.status <> 'booked'))`,
    )
    .execute();
}

/** The first time that fits an entry's wishes and that it was not offered before. */
async function firstFit(
  db: Kysely<Schema>,
  setUp: ClinicSetUp,
  entry: WaitEntry,
  busy: readonly BusyRange[],
  nowMs: number,
): Promise<Slot | null> {
  const service = setUp.services.find(({ id }) => id === entry.serviceId);
  const visit = entry.visitId === null ? null : await findVisit(db, entry.visitId);
  if (service === undefined) return null;
  const fromMs = nowMs + LEAST_NOTICE_MS;
  const toMs = Math.min(visit?.startMs ?? Infinity, nowMs + BOOKING_TERMS.horizonDays * 24 * HOUR_MS);
  if (toMs <= fromMs) return null;
  const earlier = await db
    .selectFrom("wait_offer")
    .select(["clinician_id", "office_id", sql<Date>`lower(during)`.as("start")])
    .where("entry_id", "=", entry.id)
    .execute();
  const slots = findSlots({
    ...setUp,
    ...BOOKING_TERMS,
    offices: setUp.offices.filter(({ id, timeZone }) => (entry.officeId ?? id) === id && isAwake(nowMs, timeZone)),
    rules: setUp.rules.filter(({ clinicianId }) => (entry.clinicianId ?? clinicianId) === clinicianId),
    service,
    busy,
    fromMs,
    toMs,
    nowMs,
  });
  const zoneOf = (officeId: string) => setUp.offices.find(({ id }) => id === officeId)!.timeZone;
  return (
    slots.find((slot) => {
      const day = dayOf(slot.startMs, zoneOf(slot.officeId));
      const wasOffered = earlier.some(
        (one) =>
          one.start.getTime() === slot.startMs &&
          one.clinician_id === slot.clinicianId &&
          one.office_id === slot.officeId,
      );
      return entry.fromDay <= day && day <= entry.toDay && !wasOffered;
    }) ?? null
  );
}

function isAwake(nowMs: number, timeZone: string): boolean {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" }).format(nowMs);
  const isSunday = weekdayOf(dayOf(nowMs, timeZone)) === 7;
  return !isSunday && Number(clock) >= FIRST_HOUR && Number(clock) < LAST_HOUR;
}

async function offer(
  db: Kysely<Schema>,
  setUp: ClinicSetUp,
  entry: WaitEntry,
  slot: Slot,
  patient: Patient,
  { nowMs, letter, tokenHashOf }: Parameters<typeof offerFreeTimes>[1],
): Promise<boolean> {
  const service = setUp.services.find(({ id }) => id === entry.serviceId)!;
  const offerId = randomUUID();
  const tokenHash = tokenHashOf(offerId);
  const expiresAtMs = nowMs + OFFER_MS;
  try {
    return await retried(() =>
      db.transaction().execute(async (transaction) => {
        const added = await transaction
          .insertInto("wait_offer")
          .values({
            id: offerId,
            entry_id: entry.id,
            token_hash: tokenHash,
            office_id: slot.officeId,
            clinician_id: slot.clinicianId,
            during: during(slot),
            offered_at: new Date(nowMs),
            expires_at: new Date(expiresAtMs),
            outcome: null,
            visit_id: null,
          })
          // Another process has just offered them a time.
          .onConflict((conflict) => conflict.doNothing())
          .returning("id")
          .executeTakeFirst();
        if (added === undefined) return false;
        const placing = { slot, service, isOverbooked: false };
        const [claims] = await planClaims(transaction, [placing], { resources: setUp.resources, nowMs });
        const held = { slot, serviceId: service.id, expiresAtMs, tokenHash, addressHash: HELD_FOR_LIST, nowMs };
        const holdId = await insertHold(transaction, held);
        await insertClaims(transaction, [{ of: { holdId }, claims: claims! }]);
        const draft = letter({ offerId, slot, serviceId: service.id, expiresAtMs, patient });
        await queueMail(transaction, { ...draft, key: `offer:${offerId}`, visitId: null });
        const lister: Actor = { name: HELD_FOR_LIST, role: null, requestId: HELD_FOR_LIST };
        await auditWaiting(transaction, lister, "offer a time", patient.id);
        return true;
      }),
    );
  } catch (error) {
    // Somebody booked it in the meantime; the next round finds another.
    if (error instanceof SlotTaken) return false;
    throw error;
  }
}

export interface FoundOffer {
  readonly id: string;
  readonly slot: Slot;
  readonly serviceId: string;
  readonly patientId: string;
  readonly expiresAtMs: number;
  /** `open` until it is answered or its time has run out. */
  readonly state: "open" | "taken" | "declined" | "lapsed";
  /** The visit it became. */
  readonly visitId: string | null;
  /** The visit it would take the place of. */
  readonly insteadOf: string | null;
}

/** The offer a link leads to. */
export async function findOffer(db: Kysely<Schema>, tokenHash: string, nowMs: number): Promise<FoundOffer | null> {
  const row = await offers(db).where("wait_offer.token_hash", "=", tokenHash).executeTakeFirst();
  return row === undefined ? null : offerOf(row, nowMs);
}

export type TakeResult = { readonly kind: "booked"; readonly visit: Visit } | { readonly kind: "gone" };

/**
 * Takes an offered time: books it, or moves there the visit it was to be earlier than. All of it is one transaction, and
 * pressed twice it gives the same visit. `gone`: lapsed, declined, or the list has moved on.
 */
export async function takeOffer(
  db: Kysely<Schema>,
  request: {
    readonly tokenHash: string;
    readonly mail: (news: "booked" | "moved") => (visit: Visit) => MailDraft | null;
    /** What the store keeps of the token that leads to the visit booked with a key. */
    readonly manageTokenHashOf: (bookingKey: string) => string;
    readonly actor: Actor;
    readonly nowMs: number;
  },
): Promise<TakeResult> {
  const { tokenHash, nowMs, actor } = request;
  const found = await findOffer(db, tokenHash, nowMs);
  if (found === null) return { kind: "gone" };
  const place = await offerFor(db, { serviceId: found.serviceId, source: "online", nowMs });
  const patient = await findPatient(db, found.patientId);
  if (place === null || patient === null) return { kind: "gone" };
  const taken = await orTaken(() =>
    db.transaction().execute(async (transaction): Promise<TakeResult> => {
      const row = await offers(transaction)
        .where("wait_offer.token_hash", "=", tokenHash)
        .forUpdate("wait_offer")
        .executeTakeFirst();
      const offered = row === undefined ? null : offerOf(row, nowMs);
      if (offered?.state === "taken") {
        const visit = await findVisit(transaction, offered.visitId ?? "");
        return visit === null ? { kind: "gone" } : { kind: "booked", visit };
      }
      if (offered?.state !== "open") return { kind: "gone" };
      const { slot, insteadOf } = offered;
      const shared = { slot, nowMs, actor, holdTokenHash: tokenHash };
      const bookingKey = `offer:${offered.id}`;
      const visit =
        insteadOf === null
          ? await insertVisit(
              transaction,
              {
                ...shared,
                serviceId: offered.serviceId,
                patient,
                interviewId: null,
                manageTokenHash: request.manageTokenHashOf(bookingKey),
                idempotencyKey: bookingKey,
                source: "online",
                mail: request.mail("booked"),
              },
              place,
            )
          : await moveWithin(transaction, { ...shared, visitId: insteadOf, mail: request.mail("moved") }, place);
      if (visit === null) return { kind: "gone" };
      await transaction
        .updateTable("wait_offer")
        .set({ outcome: "taken", visit_id: visit.id })
        .where("id", "=", offered.id)
        .execute();
      await endEntry(transaction, row!.entry_id, "booked", nowMs);
      return { kind: "booked", visit };
    }),
  );
  // The person has another visit at that time by now.
  return taken.kind === "taken" ? { kind: "gone" } : taken;
}

/** Lets an offered time go at once. Who declines one goes on waiting for others. */
export async function declineOffer(
  db: Kysely<Schema>,
  { tokenHash, actor, nowMs }: { readonly tokenHash: string; readonly actor: Actor; readonly nowMs: number },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const row = await offers(transaction)
      .where("wait_offer.token_hash", "=", tokenHash)
      .forUpdate("wait_offer")
      .executeTakeFirst();
    if (row === undefined || offerOf(row, nowMs).state !== "open") return;
    await declineOfferOf(transaction, row.entry_id);
    await auditWaiting(transaction, actor, "decline a time", row.patient_id);
  });
}

function offers(db: Kysely<Schema>) {
  return db
    .selectFrom("wait_offer")
    .innerJoin("wait_entry", "wait_entry.id", "wait_offer.entry_id")
    .select([
      "wait_offer.id",
      "wait_offer.entry_id",
      "wait_offer.office_id",
      "wait_offer.clinician_id",
      "wait_offer.expires_at",
      "wait_offer.outcome",
      "wait_offer.visit_id",
      "wait_entry.visit_id as instead_of",
      "wait_entry.service_id",
      "wait_entry.patient_id",
      sql<Date>`lower(wait_offer.during)`.as("start"),
      sql<Date>`upper(wait_offer.during)`.as("end"),
    ]);
}

function offerOf(
  row: Awaited<ReturnType<ReturnType<typeof offers>["executeTakeFirstOrThrow"]>>,
  nowMs: number,
): FoundOffer {
  const hasRunOut = row.expires_at.getTime() <= nowMs;
  return {
    id: row.id,
    slot: slotOf(row),
    serviceId: row.service_id,
    patientId: row.patient_id,
    expiresAtMs: row.expires_at.getTime(),
    state: row.outcome ?? (hasRunOut ? "lapsed" : "open"),
    visitId: row.visit_id,
    insteadOf: row.instead_of,
  };
}
