import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { sql } from "kysely";
import type { HealthcareService, Resource, Slot } from "@plumbline/clinical-model";
import { SlotTaken, during, dropExpiredHolds, insertClaims, planClaims, retried } from "./claims.ts";
import { releaseHold } from "./holds.ts";
import { claimInterview } from "./interview-claims.ts";
import { offerFor } from "./offer.ts";
import type { BookingSource } from "./offer.ts";
import { findOrAddPatient } from "./patients.ts";
import type { PatientDetails } from "./patients.ts";
import type { Schema } from "./schema.ts";
import { tellVisit } from "./tell-visit.ts";
import type { Telling } from "./tell-visit.ts";
import { countOpenVisits, findVisitByBookingKey, phoneDigits } from "./visits.ts";
import type { Visit } from "./visits.ts";

export interface BookingRequest extends Telling {
  readonly slot: Slot;
  readonly serviceId: string;
  readonly patient: PatientDetails;
  /** The interview it follows from; from then on it waits beside the patient's chart. */
  readonly interviewId: string | null;
  readonly manageTokenHash: string;
  /** Made once for a form; the same form sent twice books once. */
  readonly idempotencyKey: string;
  readonly nowMs: number;
  readonly source: BookingSource;
  /** Hash of the token of the hold it is booked from; the hold ends with the booking. */
  readonly holdTokenHash?: string | null;
  /** Why the front desk books it although somebody is taken then; null, as when left out, for what keeps to the rules. */
  readonly overbookReason?: string | null;
  /** So many visits to come a person may have, this one among them; without it, any number. */
  readonly mostOpenVisits?: number;
}

/** `taken`: somebody was faster, the person has another visit then, or the time is not one that is offered. */
export type BookingResult =
  | { readonly kind: "booked"; readonly visit: Visit }
  | { readonly kind: "taken" }
  | { readonly kind: "too-many"; readonly openVisits: number };

class TooManyVisits extends Error {
  readonly openVisits: number;

  constructor(openVisits: number) {
    super(`${openVisits} visits to come`);
    this.openVisits = openVisits;
  }
}

/**
 * Books a visit: patient, visit, claims, audit line and letter, all or nothing. The database refuses two visits of one
 * clinician, room, device or patient at a time; of many who want a slot at once exactly one gets it.
 */
export async function bookVisit(db: Kysely<Schema>, request: BookingRequest): Promise<BookingResult> {
  const earlier = await findVisitByBookingKey(db, request.idempotencyKey);
  if (earlier !== null) return { kind: "booked", visit: earlier };
  const offer = await offerFor(db, request);
  if (offer === null || !offer.isOffered(request.slot)) return { kind: "taken" };
  try {
    return { kind: "booked", visit: await retried(() => insertBooking(db, request, offer)) };
  } catch (error) {
    if (error instanceof TooManyVisits) return { kind: "too-many", openVisits: error.openVisits };
    if (!(error instanceof SlotTaken)) throw error;
  }
  // The same form sent twice at once: the other copy has booked it by now.
  const twin = await findVisitByBookingKey(db, request.idempotencyKey);
  return twin === null ? { kind: "taken" } : { kind: "booked", visit: twin };
}

/** `taken`: the visits at these places of the list cannot be had, and none was booked. */
export type SeriesResult =
  | { readonly kind: "booked"; readonly visits: readonly Visit[] }
  | { readonly kind: "taken"; readonly at: readonly number[] };

/**
 * Books several visits of one person, all or none.
 *
 * @param requests - At least one, by start.
 */
export async function bookSeries(db: Kysely<Schema>, requests: readonly BookingRequest[]): Promise<SeriesResult> {
  const earlier = await Promise.all(requests.map((one) => findVisitByBookingKey(db, one.idempotencyKey)));
  if (earlier.every((visit) => visit !== null)) return { kind: "booked", visits: earlier };
  const [first] = requests;
  const offer = await offerFor(db, first!);
  const notOffered = requests.flatMap(({ slot }, at) => (offer?.isOffered(slot) === true ? [] : [at]));
  if (offer === null || notOffered.length > 0) return { kind: "taken", at: notOffered };
  const seriesId = randomUUID();
  let reached = 0;
  try {
    const visits = await retried(() =>
      db.transaction().execute(async (transaction) => {
        const booked: Visit[] = [];
        for (const [at, request] of requests.entries()) {
          reached = at;
          booked.push(await insertVisit(transaction, { ...request, seriesId }, offer));
        }
        return booked;
      }),
    );
    return { kind: "booked", visits };
  } catch (error) {
    if (error instanceof SlotTaken) return { kind: "taken", at: [reached] };
    throw error;
  }
}

type Insertion = BookingRequest & { readonly isMadeUp?: boolean; readonly seriesId?: string };

/** The insert itself, whatever the rules say; for the demo's own visits, which start before "now". */
export async function insertBooking(
  db: Kysely<Schema>,
  request: Insertion,
  has: { readonly service: HealthcareService; readonly resources: readonly Resource[] },
): Promise<Visit> {
  return db.transaction().execute((transaction) => insertVisit(transaction, request, has));
}

/** Writes a visit with all it leaves behind; what {@link bookVisit} does, within a larger change. */
export async function insertVisit(
  transaction: Transaction<Schema>,
  request: Insertion,
  has: { readonly service: HealthcareService; readonly resources: readonly Resource[] },
): Promise<Visit> {
  const { nowMs, slot } = request;
  if (request.mostOpenVisits !== undefined) await holdToLimit(transaction, request, request.mostOpenVisits);
  await dropExpiredHolds(transaction, nowMs);
  if (request.holdTokenHash != null) await releaseHold(transaction, request.holdTokenHash);
  // First of all: of many who want one time, most are told here, before anything is written.
  const isOverbooked = request.overbookReason != null;
  const placing = { slot, service: has.service, isOverbooked };
  const [claims] = await planClaims(transaction, [placing], { resources: has.resources, nowMs });
  const isMadeUp = request.isMadeUp ?? false;
  const patientId = await findOrAddPatient(transaction, request.patient, { nowMs, isMadeUp });
  const interviewId =
    request.interviewId === null ? null : await claimInterview(transaction, request.interviewId, patientId);
  const inserted = await transaction
    .insertInto("visit")
    .values({
      id: randomUUID(),
      status: "booked",
      office_id: slot.officeId,
      clinician_id: slot.clinicianId,
      service_id: request.serviceId,
      patient_id: patientId,
      interview_id: interviewId,
      during: during(slot),
      manage_token_hash: request.manageTokenHash,
      booking_key: request.idempotencyKey,
      source: request.source,
      overbook_reason: request.overbookReason ?? null,
      series_id: request.seriesId ?? null,
      created_at: new Date(nowMs),
      updated_at: new Date(nowMs),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  if (inserted === undefined) throw new SlotTaken();
  await insertClaims(transaction, [{ of: { visitId: inserted.id }, claims: claims! }]);
  return tellVisit(transaction, inserted.id, isOverbooked ? "overbook" : "book", request);
}

/** One after the other for a person, so that many forms at once do not all find room. */
async function holdToLimit(
  transaction: Transaction<Schema>,
  { patient, nowMs }: Pick<BookingRequest, "patient" | "nowMs">,
  most: number,
): Promise<void> {
  const who = { email: patient.email ?? "", phone: patient.phone, nowMs };
  for (const name of [`email ${who.email.toLowerCase()}`, `phone ${phoneDigits(who.phone)}`]) {
    await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(transaction);
  }
  const openVisits = await countOpenVisits(transaction, who);
  if (openVisits >= most) throw new TooManyVisits(openVisits);
}
