import { randomUUID } from "node:crypto";
import type { ExerciseDose } from "@plumbline/exercises";
import type { Kysely, Selectable } from "kysely";
import { sql } from "kysely";
import type { Schema } from "./schema.ts";

/** A plan in the words in which a patient has it. */
export interface GivenPlanContent {
  readonly clinician: string;
  /** What comes before the plan: the messages of red flags. */
  readonly urgent: readonly string[];
  readonly lines: readonly {
    readonly title: string;
    readonly isFor: string;
    /** What to do, how much and how often; empty where nothing is said. */
    readonly how: string;
    readonly note: string;
    readonly certainty: string;
    /** `"2027-01-06"`; null where there is no review of its own. */
    readonly reviewDay: string | null;
    readonly stopRule: string;
  }[];
  /** Of the library of exercises; plans given before there was one have none. */
  readonly exerciseIds?: readonly string[];
  /** By exercise, where the clinician gave another dose than the library's. */
  readonly exerciseDoses?: Readonly<Record<string, ExerciseDose>>;
}

export interface GivenPlan {
  readonly id: string;
  readonly version: number;
  readonly content: GivenPlanContent;
  readonly by: string;
  readonly atMs: number;
}

/** Keeps a plan as it is given, as the patient's next version. Call within the transaction of its audit line. */
export async function givePlan(
  db: Kysely<Schema>,
  plan: {
    readonly patientId: string;
    readonly assessmentId: string;
    readonly content: GivenPlanContent;
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<{ readonly id: string; readonly version: number }> {
  // The patient's row is held, so that two who give at once give two versions.
  await db.selectFrom("patient").select("id").where("id", "=", plan.patientId).forUpdate().executeTakeFirstOrThrow();
  return db
    .insertInto("given_plan")
    .values({
      id: randomUUID(),
      patient_id: plan.patientId,
      assessment_id: plan.assessmentId,
      version: sql<number>`(select coalesce(max(version), 0) + 1 from given_plan where patient_id = ${plan.patientId})`,
      content: JSON.stringify(plan.content),
      given_by: plan.by,
      given_at: new Date(plan.nowMs),
    })
    .returning(["id", "version"])
    .executeTakeFirstOrThrow();
}

/** Every version a patient was given, the newest first. */
export async function givenPlansOf(db: Kysely<Schema>, patientId: string): Promise<GivenPlan[]> {
  const rows = await db
    .selectFrom("given_plan")
    .selectAll()
    .where("patient_id", "=", patientId)
    .orderBy("version", "desc")
    .execute();
  return rows.map(planOf);
}

function planOf(row: Selectable<Schema["given_plan"]>): GivenPlan {
  return {
    id: row.id,
    version: row.version,
    // Written by `givePlan`, and never changed.
    content: row.content as GivenPlanContent,
    by: row.given_by,
    atMs: row.given_at.getTime(),
  };
}
