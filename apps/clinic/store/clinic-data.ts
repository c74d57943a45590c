import type { Kysely } from "kysely";
import type { Closure, HealthcareService, Office, OpeningRule } from "@plumbline/clinical-model";
import type { Schema } from "./schema.ts";

export interface Clinician {
  readonly id: string;
  /** The account they sign in with. */
  readonly userId: string | null;
  readonly name: string;
  readonly profession: string;
}

export async function listOffices(db: Kysely<Schema>): Promise<Office[]> {
  const rows = await db.selectFrom("office").selectAll().orderBy("position").orderBy("id").execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    addressLines: row.address_lines,
    phone: row.phone,
    mapUrl: row.map_url,
  }));
}

export async function openingRules(db: Kysely<Schema>): Promise<OpeningRule[]> {
  const rows = await db.selectFrom("opening_rule").selectAll().orderBy("id").execute();
  return rows.map((row) => ({
    officeId: row.office_id,
    clinicianId: row.clinician_id,
    weekday: row.weekday as OpeningRule["weekday"],
    opens: row.opens,
    closes: row.closes,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

/** A day that is over everywhere, whatever an office's clocks show. */
export function dayBefore(nowMs: number): string {
  return new Date(nowMs - 24 * 3_600_000).toISOString().slice(0, 10);
}

/** Holidays and absences that are not over on a day. */
export async function closuresFrom(db: Kysely<Schema>, day: string): Promise<Closure[]> {
  const rows = await db.selectFrom("closure").selectAll().where("last_day", ">=", day).orderBy("id").execute();
  return rows.map((row) => ({
    officeId: row.office_id,
    clinicianId: row.clinician_id,
    firstDay: row.first_day,
    lastDay: row.last_day,
  }));
}

export async function listServices(db: Kysely<Schema>): Promise<HealthcareService[]> {
  const [services, offers] = await Promise.all([
    db.selectFrom("service").selectAll().orderBy("position").orderBy("id").execute(),
    db.selectFrom("clinician_service").selectAll().orderBy("clinician_id").execute(),
  ]);
  return services.map((row) => ({
    id: row.id,
    name: row.name,
    patientName: row.patient_name,
    description: row.description,
    durationMin: row.duration_min,
    clinicianIds: offers.filter((offer) => offer.service_id === row.id).map((offer) => offer.clinician_id),
  }));
}

export async function listClinicians(db: Kysely<Schema>): Promise<Clinician[]> {
  const rows = await db.selectFrom("clinician").selectAll().orderBy("name").execute();
  return rows.map((row) => ({ id: row.id, userId: row.user_id, name: row.name, profession: row.profession }));
}
