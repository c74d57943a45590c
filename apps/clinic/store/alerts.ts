import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { TriageLevel } from "@plumbline/clinical-model";
import type { Schema } from "./schema.ts";

/** An interview whose answers made a red-flag rule true, for the office to act on. */
export interface Alert {
  readonly id: string;
  readonly interviewId: string;
  /** null while the person has not booked: the office then does not know who it is. */
  readonly patientId: string | null;
  readonly patientName: string | null;
  readonly patientPhone: string | null;
  readonly level: TriageLevel;
  readonly flagIds: readonly string[];
  readonly raisedAtMs: number;
  readonly handledAtMs: number | null;
  readonly handledBy: string | null;
  readonly note: string | null;
}

/** Raises an alert once for an interview and a set of flags, however often it is asked. */
export async function raiseAlert(
  db: Kysely<Schema>,
  options: {
    readonly interviewId: string;
    readonly level: TriageLevel;
    readonly flagIds: readonly string[];
    readonly nowMs: number;
  },
): Promise<void> {
  const flagIds = [...options.flagIds].sort();
  await db
    .insertInto("alert")
    .values({
      id: randomUUID(),
      interview_id: options.interviewId,
      level: options.level,
      flag_ids: JSON.stringify(flagIds),
      flag_key: flagIds.join(" "),
      raised_at: new Date(options.nowMs),
      handled_at: null,
      handled_by: null,
      note: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Oldest first, so that nobody waits behind newer ones; handled ones newest first. */
export async function listAlerts(db: Kysely<Schema>, { open }: { readonly open: boolean }): Promise<Alert[]> {
  const rows = await db
    .selectFrom("alert")
    .innerJoin("interview", "interview.id", "alert.interview_id")
    .leftJoin("patient", "patient.id", "interview.patient_id")
    .selectAll("alert")
    .select(["patient.id as patient_id", "patient.given_name", "patient.family_name", "patient.phone"])
    .where("alert.handled_at", open ? "is" : "is not", null)
    .orderBy("alert.raised_at", open ? "asc" : "desc")
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    interviewId: row.interview_id,
    patientId: row.patient_id,
    patientName: row.patient_id === null ? null : `${row.given_name} ${row.family_name}`,
    patientPhone: row.phone,
    level: row.level as TriageLevel,
    flagIds: row.flag_ids,
    raisedAtMs: row.raised_at.getTime(),
    handledAtMs: row.handled_at?.getTime() ?? null,
    handledBy: row.handled_by,
    note: row.note,
  }));
}

/** Marks an alert as handled; the first to do so stays named. */
export async function handleAlert(
  db: Kysely<Schema>,
  options: { readonly alertId: string; readonly staffName: string; readonly note: string; readonly nowMs: number },
): Promise<void> {
  await db
    .updateTable("alert")
    .set({ handled_at: new Date(options.nowMs), handled_by: options.staffName, note: options.note })
    .where("id", "=", options.alertId)
    .where("handled_at", "is", null)
    .execute();
}
