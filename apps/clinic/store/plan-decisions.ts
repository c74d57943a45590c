import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { Schema } from "./schema.ts";

/** What a clinician decided about one line of a proposed plan. */
export interface PlanDecision {
  readonly treatmentId: string;
  readonly decision: "accepted" | "altered" | "rejected" | "undecided";
  readonly note: string;
  readonly by: string;
  readonly atMs: number;
}

/** Adds a decision beside the earlier ones; the newest counts. */
export async function decidePlanLine(
  db: Kysely<Schema>,
  options: {
    readonly patientId: string;
    readonly assessmentId: string;
    readonly treatmentId: string;
    readonly decision: PlanDecision["decision"];
    readonly note: string;
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<void> {
  await db
    .insertInto("plan_decision")
    .values({
      id: randomUUID(),
      patient_id: options.patientId,
      assessment_id: options.assessmentId,
      treatment_id: options.treatmentId,
      decision: options.decision,
      note: options.note,
      decided_by: options.by,
      decided_at: new Date(options.nowMs),
    })
    .execute();
}

/** The newest decision on each treatment of an assessment's plan. */
export async function planDecisionsOf(db: Kysely<Schema>, assessmentId: string): Promise<PlanDecision[]> {
  const rows = await db
    .selectFrom("plan_decision")
    .distinctOn("treatment_id")
    .selectAll()
    .where("assessment_id", "=", assessmentId)
    .orderBy("treatment_id")
    .orderBy("seq", "desc")
    .execute();
  return rows.map((row) => ({
    treatmentId: row.treatment_id,
    decision: row.decision,
    note: row.note,
    by: row.decided_by,
    atMs: row.decided_at.getTime(),
  }));
}

/**
 * The treatments that stand as agreed, over all results of a patient, each with when it was first agreed since it was
 * last rejected or taken back: a new result does not begin a treatment anew.
 */
export async function agreedTreatmentsOf(
  db: Kysely<Schema>,
  patientId: string,
): Promise<{ readonly treatmentId: string; readonly sinceMs: number }[]> {
  const rows = await db
    .selectFrom("plan_decision")
    .select(["treatment_id", "decision", "decided_at"])
    .where("patient_id", "=", patientId)
    .orderBy("seq")
    .execute();
  const since = new Map<string, number>();
  for (const { treatment_id: id, decision, decided_at: at } of rows) {
    if (decision === "rejected" || decision === "undecided") since.delete(id);
    else if (!since.has(id)) since.set(id, at.getTime());
  }
  return [...since].map(([treatmentId, sinceMs]) => ({ treatmentId, sinceMs }));
}
