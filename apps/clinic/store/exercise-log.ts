import { randomUUID } from "node:crypto";
import type { Kysely } from "kysely";
import type { ExerciseDay } from "@plumbline/exercises";
import type { Schema } from "./schema.ts";

export interface ExerciseLogEntry extends ExerciseDay {
  readonly exerciseId: string;
}

/** Notes exercises of a day; call within the transaction of its audit line. */
export async function logExercises(
  db: Kysely<Schema>,
  log: { readonly patientId: string; readonly entries: readonly ExerciseLogEntry[]; readonly nowMs: number },
): Promise<void> {
  if (log.entries.length === 0) return;
  await db
    .insertInto("exercise_log")
    .values(
      log.entries.map((entry) => ({
        id: randomUUID(),
        patient_id: log.patientId,
        exercise_id: entry.exerciseId,
        day: entry.day,
        is_done: entry.isDone,
        pain: entry.pain,
        is_worse_next_morning: entry.isWorseNextMorning,
        entered_at: new Date(log.nowMs),
      })),
    )
    .execute();
}

/** The newest entry of each exercise and day, by day. @param fromDay - `"2026-11-01"`. */
export async function exerciseLogOf(
  db: Kysely<Schema>,
  patientId: string,
  fromDay: string,
): Promise<ExerciseLogEntry[]> {
  const rows = await db
    .selectFrom("exercise_log")
    .distinctOn(["day", "exercise_id"])
    .selectAll()
    .where("patient_id", "=", patientId)
    .where("day", ">=", fromDay)
    .orderBy("day")
    .orderBy("exercise_id")
    .orderBy("seq", "desc")
    .execute();
  return rows.map((row) => ({
    exerciseId: row.exercise_id,
    day: row.day,
    isDone: row.is_done,
    pain: row.pain,
    isWorseNextMorning: row.is_worse_next_morning,
  }));
}
