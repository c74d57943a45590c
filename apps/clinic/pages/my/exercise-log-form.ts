import type { ExerciseLogEntry } from "../../store/index.ts";

/**
 * What a person noted of today's exercises. A row without a tick and without a number was not filled in, and notes
 * nothing; a number that is none is left out rather than the whole day lost.
 *
 * @param exerciseIds - Those the person was given; others are not taken.
 */
export function readExerciseLog(form: FormData, exerciseIds: readonly string[], today: string): ExerciseLogEntry[] {
  return exerciseIds.flatMap((exerciseId) => {
    const isDone = form.get(`done-${exerciseId}`) === "yes";
    const isWorseNextMorning = form.get(`worse-${exerciseId}`) === "yes";
    const text = String(form.get(`pain-${exerciseId}`) ?? "");
    const pain = /^(?:\d|10)$/.test(text) ? Number(text) : null;
    const wasDone = form.get(`was-${exerciseId}`) === "yes";
    if (!isDone && pain === null && !isWorseNextMorning && !wasDone) return [];
    // Who notes a pain while doing it has done it.
    return [{ exerciseId, day: today, isDone: isDone || pain !== null, pain, isWorseNextMorning }];
  });
}
