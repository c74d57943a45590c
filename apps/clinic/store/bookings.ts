import { randomUUID } from "node:crypto";
import type { Kysely, Transaction } from "kysely";
import { sql } from "kysely";
import type { Slot } from "@plumbline/clinical-model";
import { BOOKING_TERMS, DESK_TERMS, isOffered } from "@plumbline/scheduling";
import { recordAudit } from "./audit.ts";
import type { Actor } from "./audit.ts";
import { closuresFrom, dayBefore, listOffices, listServices, openingRules } from "./clinic-data.ts";
import { claimInterview } from "./interview-claims.ts";
import { queueMail, withdrawMailsOf } from "./mails.ts";
import type { MailDraft } from "./mails.ts";
import { findOrAddPatient } from "./patients.ts";
import type { PatientDetails } from "./patients.ts";
import type { Schema } from "./schema.ts";
import { countOpenVisits, during, findVisit, findVisitByBookingKey, phoneDigits } from "./visits.ts";
import type { Visit } from "./visits.ts";

/** `online` keeps to the notice and grid patients are shown; `desk` may book at once. */
export type BookingSource = "online" | "desk";

export interface BookingRequest {
  readonly slot: Slot;
  readonly serviceId: string;
  readonly patient: PatientDetails;
  /** The interview it follows from; from then on it waits beside the patient's chart. */
  readonly interviewId: string | null;
  readonly manageTokenHash: string;
  /** Made once for a form; the same form sent twice books once. */
  readonly idempotencyKey: string;
  /** The letter about it; null sends none. Must be quick and pure: it runs within the transaction. */
  readonly mail: (visit: Visit) => MailDraft | null;
  readonly nowMs: number;
  readonly source: BookingSource;
  /** So many visits to come a person may have, this one among them; without it, any number. */
  readonly mostOpenVisits?: number;
  readonly actor: Actor;
}

/** `taken`: somebody was faster, the person has another visit then, or the time is not one that is offered. */
export type BookingResult =
  | { readonly kind: "booked"; readonly visit: Visit }
  | { readonly kind: "taken" }
  | { readonly kind: "too-many"; readonly openVisits: number };

/** Thrown to undo what a transaction has done so far. */
class SlotTaken extends Error {}

class TooManyVisits extends Error {
  readonly openVisits: number;

  constructor(openVisits: number) {
    super(`${openVisits} visits to come`);
    this.openVisits = openVisits;
  }
}

/**
 * Books a visit: patient, visit, audit line and letter, all or nothing. The database refuses two visits of one
 * clinician, or of one patient, at a time; of many who want a slot at once exactly one gets it.
 */
export async function bookVisit(db: Kysely<Schema>, request: BookingRequest): Promise<BookingResult> {
  const earlier = await findVisitByBookingKey(db, request.idempotencyKey);
  if (earlier !== null) return { kind: "booked", visit: earlier };
  const terms = request.source === "online" ? BOOKING_TERMS : DESK_TERMS;
  if (!(await isSlotOffered(db, request.slot, request.serviceId, request.nowMs, terms))) return { kind: "taken" };
  try {
    return { kind: "booked", visit: await retried(() => insertBooking(db, request)) };
  } catch (error) {
    if (error instanceof TooManyVisits) return { kind: "too-many", openVisits: error.openVisits };
    if (!(error instanceof SlotTaken)) throw error;
  }
  // The same form sent twice at once: the other copy has booked it by now.
  const twin = await findVisitByBookingKey(db, request.idempotencyKey);
  return twin === null ? { kind: "taken" } : { kind: "booked", visit: twin };
}

/** The insert itself, whatever the rules say; for the demo's own visits, which start before "now". */
export async function insertBooking(
  db: Kysely<Schema>,
  request: Omit<BookingRequest, "source"> & { readonly source: BookingSource; readonly isMadeUp?: boolean },
): Promise<Visit> {
  return db.transaction().execute(async (transaction) => {
    if (request.mostOpenVisits !== undefined) await holdToLimit(transaction, request, request.mostOpenVisits);
    const patientId = await findOrAddPatient(transaction, request.patient, {
      nowMs: request.nowMs,
      isMadeUp: request.isMadeUp ?? false,
    });
    const interviewId =
      request.interviewId === null ? null : await claimInterview(transaction, request.interviewId, patientId);
    const inserted = await transaction
      .insertInto("visit")
      .values({
        id: randomUUID(),
        status: "booked",
        office_id: request.slot.officeId,
        clinician_id: request.slot.clinicianId,
        service_id: request.serviceId,
        patient_id: patientId,
        interview_id: interviewId,
        during: during(request.slot),
        manage_token_hash: request.manageTokenHash,
        booking_key: request.idempotencyKey,
        source: request.source,
        created_at: new Date(request.nowMs),
        updated_at: new Date(request.nowMs),
      })
      // Not "insert and catch": under contention that ends in deadlocks of a second each.
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
    if (inserted === undefined) throw new SlotTaken();
    return tell(transaction, inserted.id, "book", request);
  });
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

export interface ChangeRequest {
  readonly visitId: string;
  readonly mail: (visit: Visit) => MailDraft | null;
  readonly nowMs: number;
  readonly actor: Actor;
}

/** `gone`: cancelled, already under way, or never there. */
export type MoveResult =
  { readonly kind: "moved"; readonly visit: Visit } | { readonly kind: "taken" } | { readonly kind: "gone" };

/** Moves a visit to another time, with the same service; the old time is free from the same moment. */
export async function moveVisit(
  db: Kysely<Schema>,
  request: ChangeRequest & { readonly slot: Slot; readonly source?: BookingSource },
): Promise<MoveResult> {
  const before = await findVisit(db, request.visitId);
  if (before === null || before.status !== "booked") return { kind: "gone" };
  const terms = request.source === "desk" ? DESK_TERMS : BOOKING_TERMS;
  if (!(await isSlotOffered(db, request.slot, before.serviceId, request.nowMs, terms))) return { kind: "taken" };
  try {
    return await retried(() => move(db, request));
  } catch (error) {
    // An update cannot say "do nothing on conflict"; moves are rare enough for the error.
    if ((error as { code?: unknown }).code === EXCLUSION_VIOLATION) return { kind: "taken" };
    throw error;
  }
}

async function move(db: Kysely<Schema>, request: ChangeRequest & { readonly slot: Slot }): Promise<MoveResult> {
  return db.transaction().execute(async (transaction) => {
    const moved = await transaction
      .updateTable("visit")
      .set({
        office_id: request.slot.officeId,
        clinician_id: request.slot.clinicianId,
        during: during(request.slot),
        version: sql<number>`version + 1`,
        updated_at: new Date(request.nowMs),
      })
      .where("id", "=", request.visitId)
      .where("status", "=", "booked")
      .returning("id")
      .executeTakeFirst();
    if (moved === undefined) return { kind: "gone" };
    return { kind: "moved", visit: await tell(transaction, moved.id, "move", request) };
  });
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
      return { kind: "cancelled", visit: await tell(transaction, cancelled.id, "cancel", request) };
    }
    const visit = await findVisit(transaction, request.visitId);
    return visit?.status === "cancelled" ? { kind: "cancelled", visit } : { kind: "gone" };
  });
}

/** What every change of a visit leaves behind: an audit line, and one true letter in place of those not yet sent. */
async function tell(
  transaction: Transaction<Schema>,
  visitId: string,
  action: "book" | "move" | "cancel",
  request: Pick<ChangeRequest, "mail" | "actor">,
): Promise<Visit> {
  const visit = await findVisit(transaction, visitId);
  if (visit === null) throw new RangeError(`Visit ${visitId} was just written and is not there.`);
  await recordAudit(transaction, {
    actor: request.actor.name,
    role: request.actor.role,
    action,
    resource: `visit:${visit.id}`,
    patientId: visit.patientId,
    outcome: "ok",
    requestId: request.actor.requestId,
  });
  await withdrawMailsOf(transaction, visit.id);
  const draft = request.mail(visit);
  if (draft !== null) {
    await queueMail(transaction, { ...draft, key: `visit:${visit.id}:${visit.version}:${action}`, visitId: visit.id });
  }
  return visit;
}

async function isSlotOffered(
  db: Kysely<Schema>,
  slot: Slot,
  serviceId: string,
  nowMs: number,
  terms: typeof BOOKING_TERMS,
): Promise<boolean> {
  const [offices, services, rules, closures] = await Promise.all([
    listOffices(db),
    listServices(db),
    openingRules(db),
    closuresFrom(db, dayBefore(nowMs)),
  ]);
  const service = services.find(({ id }) => id === serviceId);
  return service !== undefined && isOffered(slot, { offices, rules, closures, service, nowMs, ...terms });
}

const EXCLUSION_VIOLATION = "23P01";
/** Serialization failure and deadlock: the database asks for another try. */
const TRY_AGAIN: readonly unknown[] = ["40001", "40P01"];
const MOST_TRIES = 5;

async function retried<Value>(action: () => Promise<Value>): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt === MOST_TRIES || !TRY_AGAIN.includes((error as { code?: unknown }).code)) throw error;
    }
  }
}
