import type { Exercise } from "./exercise.ts";
import { EXERCISES } from "./library.ts";

/** More than so many are not done: a guess, and a clinician may give others. */
const MOST = 5;

/**
 * Exercises for a person, out of the library: those of a treatment that was agreed before others for the same condition,
 * a condition after the other so that none is left out, at most five.
 *
 * @param agreed - Treatments that were agreed, with the condition each is for, the most important first.
 */
export function chooseExercises(
  agreed: readonly { readonly treatmentId: string; readonly conditionId: string }[],
): readonly Exercise[] {
  const treatments = new Set(agreed.map(({ treatmentId }) => treatmentId));
  const queues = [...new Set(agreed.map(({ conditionId }) => conditionId))].map((conditionId) =>
    EXERCISES.filter(({ conditionIds }) => conditionIds.includes(conditionId)).toSorted(
      (a, b) => Number(isOf(b, treatments)) - Number(isOf(a, treatments)),
    ),
  );
  const chosen = new Set<Exercise>();
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  for (let at = 0; at < longest; at++) {
    for (const queue of queues) {
      const next = queue[at];
      if (next !== undefined && chosen.size < MOST) chosen.add(next);
    }
  }
  return [...chosen];
}

function isOf({ treatmentId }: Exercise, treatments: ReadonlySet<string>): boolean {
  return treatmentId !== null && treatments.has(treatmentId);
}
