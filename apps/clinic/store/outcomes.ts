import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { OutcomeMeasureId } from "@plumbline/outcomes";
import type { Schema } from "./schema.ts";

/** What a person told on one day. */
export interface OutcomeContent {
  /** By measure, in points of its scale; only what was answered. */
  readonly scores: Readonly<Partial<Record<OutcomeMeasureId, number>>>;
  /** The activities behind the mean, 0 (cannot) to 10 (as before). */
  readonly activities: readonly { readonly name: string; readonly rating: number }[];
  /** The items behind the mean, by id. */
  readonly footItems: Readonly<Record<string, number>>;
  /** Global change since the start, 0 the best; null when not asked. */
  readonly change: number | null;
}

export interface OutcomeAnswer {
  readonly id: string;
  readonly content: OutcomeContent;
  /** A member of staff, or `"patient"`. */
  readonly by: string;
  readonly atMs: number;
}

/** Adds what was told; call within the transaction of its audit line. */
export async function addOutcomeAnswer(
  db: Kysely<Schema>,
  answer: {
    readonly patientId: string;
    readonly content: OutcomeContent;
    readonly by: string;
    readonly nowMs: number;
  },
): Promise<{ readonly id: string }> {
  const id = randomUUID();
  await db
    .insertInto("outcome_answer")
    .values({
      id,
      patient_id: answer.patientId,
      content: JSON.stringify(answer.content),
      entered_by: answer.by,
      entered_at: new Date(answer.nowMs),
    })
    .execute();
  return { id };
}

/** Oldest first. */
export async function outcomeAnswersOf(db: Kysely<Schema>, patientId: string): Promise<OutcomeAnswer[]> {
  const rows = await db
    .selectFrom("outcome_answer")
    .selectAll()
    .where("patient_id", "=", patientId)
    .orderBy("seq")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    // Written by `addOutcomeAnswer`, and never changed.
    content: row.content as OutcomeContent,
    by: row.entered_by,
    atMs: row.entered_at.getTime(),
  }));
}
