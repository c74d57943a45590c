import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { ChartContent } from "./chart.ts";
import type { Schema } from "./schema.ts";

/** Half-open, milliseconds. */
interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface ExportedVisit {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly timeZone: string;
  readonly status: Schema["visit"]["status"];
  readonly office: string;
  readonly clinician: string;
  readonly service: string;
  readonly patient: string;
  readonly birthDate: string;
  /** ICD-10-CM of the problems in the chart, as they are now. */
  readonly codes: readonly string[];
}

/** Visits that start in a period, with the codes a bill needs: billing itself is another program's. */
export async function visitsForExport(db: Kysely<Schema>, { fromMs, toMs }: Period): Promise<ExportedVisit[]> {
  const rows = await db
    .selectFrom("visit")
    .innerJoin("office", "office.id", "visit.office_id")
    .innerJoin("clinician", "clinician.id", "visit.clinician_id")
    .innerJoin("service", "service.id", "visit.service_id")
    .innerJoin("patient", "patient.id", "visit.patient_id")
    .select([
      "visit.id",
      "visit.status",
      "visit.patient_id",
      "office.name as office",
      "office.time_zone",
      "clinician.name as clinician",
      "service.name as service",
      "patient.given_name",
      "patient.family_name",
      "patient.birth_date",
      sql<Date>`lower(visit.during)`.as("start"),
      sql<Date>`upper(visit.during)`.as("end"),
    ])
    .where(sql<boolean>`lower(visit.during) >= ${new Date(fromMs)}::timestamptz`)
    .where(sql<boolean>`lower(visit.during) < ${new Date(toMs)}::timestamptz`)
    .orderBy(sql`lower(visit.during)`)
    .orderBy("visit.id")
    .execute();
  const codes = await codesOf(db, [...new Set(rows.map(({ patient_id }) => patient_id))]);
  return rows.map((row) => ({
    id: row.id,
    startMs: row.start.getTime(),
    endMs: row.end.getTime(),
    timeZone: row.time_zone,
    status: row.status,
    office: row.office,
    clinician: row.clinician,
    service: row.service,
    patient: `${row.given_name} ${row.family_name}`,
    birthDate: row.birth_date,
    codes: codes.get(row.patient_id) ?? [],
  }));
}

export interface ExportedDevice {
  readonly id: string;
  readonly orderedAtMs: number;
  readonly orderedBy: string;
  readonly side: "left" | "right";
  /** The last step of its life: `"ordered"` when there is none. */
  readonly state: string;
  readonly patient: string;
  readonly birthDate: string;
  readonly codes: readonly string[];
}

/** Orthotics that were ordered in a period. */
export async function devicesForExport(db: Kysely<Schema>, { fromMs, toMs }: Period): Promise<ExportedDevice[]> {
  const rows = await db
    .selectFrom("orthotic_order")
    .innerJoin("patient", "patient.id", "orthotic_order.patient_id")
    .select([
      "orthotic_order.id",
      "orthotic_order.patient_id",
      "orthotic_order.side",
      "orthotic_order.ordered_at",
      "orthotic_order.ordered_by",
      "patient.given_name",
      "patient.family_name",
      "patient.birth_date",
      sql<string | null>`(select kind from orthotic_event e
        where e.order_id = orthotic_order.id order by seq desc limit 1)`.as("state"),
    ])
    .where("orthotic_order.ordered_at", ">=", new Date(fromMs))
    .where("orthotic_order.ordered_at", "<", new Date(toMs))
    .orderBy("orthotic_order.seq")
    .execute();
  const codes = await codesOf(db, [...new Set(rows.map(({ patient_id }) => patient_id))]);
  return rows.map((row) => ({
    id: row.id,
    orderedAtMs: row.ordered_at.getTime(),
    orderedBy: row.ordered_by,
    side: row.side,
    state: row.state ?? "ordered",
    patient: `${row.given_name} ${row.family_name}`,
    birthDate: row.birth_date,
    codes: codes.get(row.patient_id) ?? [],
  }));
}

/** Codes of the problems that are active, by patient. */
async function codesOf(db: Kysely<Schema>, patientIds: readonly string[]): Promise<Map<string, string[]>> {
  if (patientIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("chart_entry")
    .distinctOn("item_id")
    .select(["patient_id", "content", "state"])
    .where("kind", "=", "problem")
    .where("patient_id", "in", patientIds)
    .orderBy("item_id")
    .orderBy("seq", "desc")
    .execute();
  const codes = new Map<string, string[]>();
  for (const { patient_id, content, state } of rows) {
    const { icd10 } = content as ChartContent["problem"];
    if (state !== "active" || icd10 === "") continue;
    codes.set(patient_id, [...(codes.get(patient_id) ?? []), icd10].toSorted());
  }
  return codes;
}
