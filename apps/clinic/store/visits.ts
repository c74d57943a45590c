import type { Kysely } from "kysely";
import { sql } from "kysely";
import { auditAs } from "./audit.ts";
import type { Actor } from "./audit.ts";
import { during } from "./claims.ts";
import type { Period } from "./claims.ts";
import { claimStateOf } from "./interview-claims.ts";
import type { ClaimState } from "./interview-claims.ts";
import type { Schema } from "./schema.ts";

export type VisitStatus = Schema["visit"]["status"];

export interface Visit {
  readonly id: string;
  /** 0 when booked, one more with every move and the cancelling: the SEQUENCE of a calendar file. */
  readonly version: number;
  readonly status: VisitStatus;
  readonly officeId: string;
  readonly officeName: string;
  readonly timeZone: string;
  readonly clinicianId: string;
  readonly clinicianName: string;
  readonly serviceId: string;
  readonly serviceName: string;
  /** The service in the patient's words. */
  readonly servicePatientName: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly patientId: string;
  readonly patientName: string;
  readonly patientEmail: string | null;
  readonly patientIsMadeUp: boolean;
  readonly interviewId: string | null;
  /** Whether the answers given before it was booked are this patient's; null when there are none. */
  readonly answers: ClaimState | null;
  /** Why it was booked over another; null for what keeps to the rules. */
  readonly overbookReason: string | null;
  /** The same for visits booked as a series. */
  readonly seriesId: string | null;
  /** The key it was booked with; the clinic makes the patient's link from it (`clinic.derivedToken`). */
  readonly bookingKey: string;
}

/** Visits that touch a period, cancelled ones too, by start. */
export async function visitsOfDay(
  db: Kysely<Schema>,
  filter: Period & { readonly clinicianId?: string; readonly officeId?: string },
): Promise<Visit[]> {
  let found = visits(db).where(overlaps(filter.fromMs, filter.toMs));
  if (filter.clinicianId !== undefined) found = found.where("visit.clinician_id", "=", filter.clinicianId);
  if (filter.officeId !== undefined) found = found.where("visit.office_id", "=", filter.officeId);
  const rows = await found
    .orderBy(sql`lower(visit.during)`)
    .orderBy("visit.id")
    .execute();
  return rows.map(visitOf);
}

/**
 * Visits still to come that were booked with this e-mail or this phone number, however it is spaced: for the limit on
 * booking from the web.
 */
export async function countOpenVisits(
  db: Kysely<Schema>,
  who: { readonly email: string; readonly phone: string; readonly nowMs: number },
): Promise<number> {
  const digits = phoneDigits(who.phone);
  const { count } = await db
    .selectFrom("visit")
    .innerJoin("patient", "patient.id", "visit.patient_id")
    .select(sql<string>`count(*)`.as("count"))
    .where("visit.status", "=", "booked")
    .where(sql<boolean>`lower(visit.during) > ${new Date(who.nowMs)}::timestamptz`)
    .where(
      sql<boolean>`(lower(patient.email) = lower(${who.email})
        or right(regexp_replace(patient.phone, '\\D', '', 'g'), 10) = ${digits})`,
    )
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** A phone number however it is spaced, without its country. */
export function phoneDigits(phone: string): string {
  return phone.replace(/\D/g, "").slice(-10);
}

/** Every visit of a patient, newest first. */
export async function visitsOf(db: Kysely<Schema>, patientId: string): Promise<Visit[]> {
  const rows = await visits(db)
    .where("visit.patient_id", "=", patientId)
    .orderBy(sql`lower(visit.during)`, "desc")
    .execute();
  return rows.map(visitOf);
}

export async function findVisit(db: Kysely<Schema>, visitId: string): Promise<Visit | null> {
  const row = await visits(db).where("visit.id", "=", visitId).executeTakeFirst();
  return row === undefined ? null : visitOf(row);
}

/** The visit a patient's own link leads to. */
export async function findVisitByToken(db: Kysely<Schema>, tokenHash: string): Promise<Visit | null> {
  const row = await visits(db).where("visit.manage_token_hash", "=", tokenHash).executeTakeFirst();
  return row === undefined ? null : visitOf(row);
}

export async function findVisitByBookingKey(db: Kysely<Schema>, bookingKey: string): Promise<Visit | null> {
  // Mostly there is none, and that is found without what belongs to a visit.
  const row = await db.selectFrom("visit").select("id").where("booking_key", "=", bookingKey).executeTakeFirst();
  return row === undefined ? null : findVisit(db, row.id);
}

/** Notes that a person came, was seen or stayed away. Cancelling is `cancelVisit`'s; a cancelled visit gives null. */
export async function setVisitStatus(
  db: Kysely<Schema>,
  options: {
    readonly visitId: string;
    readonly status: Exclude<VisitStatus, "cancelled">;
    readonly actor: Actor;
    readonly nowMs: number;
  },
): Promise<Visit | null> {
  return db.transaction().execute(async (transaction) => {
    const changed = await transaction
      .updateTable("visit")
      .set({ status: options.status, updated_at: new Date(options.nowMs) })
      .where("id", "=", options.visitId)
      .where("status", "<>", "cancelled")
      .returning("patient_id")
      .executeTakeFirst();
    if (changed === undefined) return null;
    await auditAs(transaction, options.actor, {
      action: `mark-${options.status}`,
      resource: `visit:${options.visitId}`,
      patientId: changed.patient_id,
    });
    return findVisit(transaction, options.visitId);
  });
}

function overlaps(fromMs: number, toMs: number) {
  return sql<boolean>`visit.during && ${during({ startMs: fromMs, endMs: toMs })}`;
}

function visits(db: Kysely<Schema>) {
  return db
    .selectFrom("visit")
    .innerJoin("office", "office.id", "visit.office_id")
    .innerJoin("clinician", "clinician.id", "visit.clinician_id")
    .innerJoin("service", "service.id", "visit.service_id")
    .innerJoin("patient", "patient.id", "visit.patient_id")
    .leftJoin("interview", "interview.id", "visit.interview_id")
    .select([
      "visit.id",
      "visit.version",
      "visit.status",
      "visit.office_id",
      "office.name as office_name",
      "office.time_zone",
      "visit.clinician_id",
      "clinician.name as clinician_name",
      "visit.service_id",
      "service.name as service_name",
      "service.patient_name as service_patient_name",
      "visit.patient_id",
      "patient.given_name",
      "patient.family_name",
      "patient.email",
      "patient.is_made_up",
      "visit.interview_id",
      "visit.booking_key",
      "visit.overbook_reason",
      "visit.series_id",
      "interview.verified_at",
      "interview.refused_at",
      sql<Date>`lower(visit.during)`.as("start"),
      sql<Date>`upper(visit.during)`.as("end"),
    ]);
}

function visitOf(row: Awaited<ReturnType<ReturnType<typeof visits>["executeTakeFirstOrThrow"]>>): Visit {
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    officeId: row.office_id,
    officeName: row.office_name,
    timeZone: row.time_zone,
    clinicianId: row.clinician_id,
    clinicianName: row.clinician_name,
    serviceId: row.service_id,
    serviceName: row.service_name,
    servicePatientName: row.service_patient_name,
    startMs: row.start.getTime(),
    endMs: row.end.getTime(),
    patientId: row.patient_id,
    patientName: `${row.given_name} ${row.family_name}`,
    patientEmail: row.email,
    patientIsMadeUp: row.is_made_up,
    interviewId: row.interview_id,
    answers: row.interview_id === null ? null : claimStateOf(row),
    overbookReason: row.overbook_reason,
    seriesId: row.series_id,
    bookingKey: row.booking_key,
  };
}
