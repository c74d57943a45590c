import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { FindingValue, Side } from "@plumbline/clinical-model";
import type { Schema } from "./schema.ts";

/** What a clinician found, or took back. */
export interface ExaminationEntry {
  readonly findingId: string;
  /** null is the whole person. */
  readonly side: Side | null;
  /** null: an earlier value is taken back, and the finding is unknown again. */
  readonly value: FindingValue | null;
  readonly recordedBy: string;
  readonly recordedAtMs: number;
}

/** The newest entry of each finding and side, by finding. */
export async function examinationOf(db: Kysely<Schema>, patientId: string): Promise<ExaminationEntry[]> {
  const rows = await db
    .selectFrom("examination_entry")
    .distinctOn(["finding_id", "side"])
    .selectAll()
    .where("patient_id", "=", patientId)
    .orderBy("finding_id")
    .orderBy("side")
    .orderBy("seq", "desc")
    .execute();
  return rows.map((row) => ({
    findingId: row.finding_id,
    side: row.side,
    value: row.value,
    recordedBy: row.recorded_by,
    recordedAtMs: row.recorded_at.getTime(),
  }));
}

/** Adds entries beside the earlier ones, never over them. */
export async function recordExamination(
  db: Kysely<Schema>,
  options: {
    readonly patientId: string;
    readonly entries: readonly Pick<ExaminationEntry, "findingId" | "side" | "value">[];
    readonly recordedBy: string;
    readonly nowMs: number;
  },
): Promise<void> {
  if (options.entries.length === 0) return;
  await db
    .insertInto("examination_entry")
    .values(
      options.entries.map(({ findingId, side, value }) => ({
        id: randomUUID(),
        patient_id: options.patientId,
        finding_id: findingId,
        side,
        value: JSON.stringify(value),
        recorded_by: options.recordedBy,
        recorded_at: new Date(options.nowMs),
      })),
    )
    .execute();
}
