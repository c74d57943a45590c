import type { Kysely } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Closure, HealthcareService, Office, OpeningRule, Resource } from "@plumbline/clinical-model";
import type { Schema } from "./schema.ts";

export interface Clinician {
  readonly id: string;
  /** The account they sign in with. */
  readonly userId: string | null;
  readonly name: string;
  readonly profession: string;
}

/** All that decides which times are offered, but for those that are taken. */
export interface ClinicSetUp {
  readonly offices: readonly Office[];
  readonly services: readonly HealthcareService[];
  readonly clinicians: readonly Clinician[];
  readonly rules: readonly OpeningRule[];
  /** Holidays and absences that are not over. */
  readonly closures: readonly Closure[];
  /** Rooms and devices in use. */
  readonly resources: readonly Resource[];
}

/** Reads it in one statement: every search of free times and every booking needs it, as it is at that moment. */
export async function readSetUp(db: Kysely<Schema>, nowMs: number): Promise<ClinicSetUp> {
  const read = await db
    .selectNoFrom((from) => [
      jsonArrayFrom(offices(from)).as("offices"),
      jsonArrayFrom(services(from)).as("services"),
      jsonArrayFrom(from.selectFrom("clinician_service").selectAll().orderBy("clinician_id")).as("offers"),
      jsonArrayFrom(from.selectFrom("service_need").selectAll().orderBy("type")).as("needs"),
      jsonArrayFrom(clinicians(from)).as("clinicians"),
      jsonArrayFrom(rules(from)).as("rules"),
      jsonArrayFrom(from.selectFrom("closure").selectAll().where("last_day", ">=", dayBefore(nowMs)).orderBy("id")).as(
        "closures",
      ),
      jsonArrayFrom(from.selectFrom("resource").selectAll().where("is_active", "=", true).orderBy("id")).as(
        "resources",
      ),
    ])
    .executeTakeFirstOrThrow();
  return {
    offices: read.offices.map(officeOf),
    services: read.services.map((row) => serviceOf(row, read.offers, read.needs)),
    clinicians: read.clinicians.map(clinicianOf),
    rules: read.rules.map(ruleOf),
    closures: read.closures.map((row) => ({
      officeId: row.office_id,
      clinicianId: row.clinician_id,
      firstDay: row.first_day,
      lastDay: row.last_day,
    })),
    resources: read.resources.map((row) => ({
      id: row.id,
      officeId: row.office_id,
      kind: row.kind,
      type: row.type,
      name: row.name,
    })),
  };
}

export async function listOffices(db: Kysely<Schema>): Promise<Office[]> {
  return (await offices(db).execute()).map(officeOf);
}

export async function openingRules(db: Kysely<Schema>): Promise<OpeningRule[]> {
  return (await rules(db).execute()).map(ruleOf);
}

export async function listServices(db: Kysely<Schema>): Promise<HealthcareService[]> {
  const [rows, offers, needs] = await Promise.all([
    services(db).execute(),
    db.selectFrom("clinician_service").selectAll().orderBy("clinician_id").execute(),
    db.selectFrom("service_need").selectAll().orderBy("type").execute(),
  ]);
  return rows.map((row) => serviceOf(row, offers, needs));
}

export async function listClinicians(db: Kysely<Schema>): Promise<Clinician[]> {
  return (await clinicians(db).execute()).map(clinicianOf);
}

/** A day that is over everywhere, whatever an office's clocks show. */
function dayBefore(nowMs: number): string {
  return new Date(nowMs - 24 * 3_600_000).toISOString().slice(0, 10);
}

/** Of a database, a transaction, or within a larger statement. */
type Source = Pick<Kysely<Schema>, "selectFrom">;
type Row<Query extends (source: Source) => { execute(): Promise<unknown[]> }> = Awaited<
  ReturnType<ReturnType<Query>["execute"]>
>[number];

const offices = (db: Source) => db.selectFrom("office").selectAll().orderBy("position").orderBy("id");
const services = (db: Source) => db.selectFrom("service").selectAll().orderBy("position").orderBy("id");
const clinicians = (db: Source) => db.selectFrom("clinician").selectAll().orderBy("name");
const rules = (db: Source) => db.selectFrom("opening_rule").selectAll().orderBy("id");

function officeOf(row: Row<typeof offices>): Office {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    addressLines: row.address_lines,
    phone: row.phone,
    mapUrl: row.map_url,
  };
}

function serviceOf(
  row: Row<typeof services>,
  offers: readonly Schema["clinician_service"][],
  needs: readonly Schema["service_need"][],
): HealthcareService {
  return {
    id: row.id,
    name: row.name,
    patientName: row.patient_name,
    description: row.description,
    durationMin: row.duration_min,
    bufferBeforeMin: row.buffer_before_min,
    bufferAfterMin: row.buffer_after_min,
    clinicianIds: offers.filter((offer) => offer.service_id === row.id).map((offer) => offer.clinician_id),
    needs: needs.filter((need) => need.service_id === row.id).map((need) => need.type),
  };
}

function clinicianOf(row: Row<typeof clinicians>): Clinician {
  return { id: row.id, userId: row.user_id, name: row.name, profession: row.profession };
}

function ruleOf(row: Row<typeof rules>): OpeningRule {
  return {
    officeId: row.office_id,
    clinicianId: row.clinician_id,
    weekday: row.weekday as OpeningRule["weekday"],
    opens: row.opens,
    closes: row.closes,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  };
}
