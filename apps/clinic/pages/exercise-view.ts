import type { EvidenceBase } from "@plumbline/evidence";
import { doseText, drawExercise, EXERCISE_AIMS, EXERCISES } from "@plumbline/exercises";
import type { Exercise, ExerciseDose } from "@plumbline/exercises";
import type { CitedSource } from "../ui/evidence-sources.tsx";
import { cite } from "./staff/citation.ts";

/** An exercise as a page shows it. */
export interface ExerciseView extends Pick<Exercise, "id" | "title" | "aim" | "steps" | "harder" | "easier" | "stop"> {
  readonly dose: string;
  readonly daysAWeek: number;
  /** Our own SVG. */
  readonly drawing: string;
  readonly sources: readonly CitedSource[];
}

/**
 * Exercises with these ids, or all of them, by aim.
 *
 * @param doses - By exercise, where a person was given another dose than the library's.
 */
export function exerciseViews(
  evidence: EvidenceBase,
  ids: readonly string[] | null,
  doses: Readonly<Record<string, ExerciseDose>> = {},
): ExerciseView[] {
  const sourceOf = new Map(evidence.treatments.map(({ id, sourceKey }) => [id, sourceKey]));
  return EXERCISES.filter(({ id }) => ids === null || ids.includes(id))
    .toSorted((a, b) => EXERCISE_AIMS.indexOf(a.aim) - EXERCISE_AIMS.indexOf(b.aim))
    .map((exercise) => {
      const { id, title, aim, steps, harder, easier, stop, treatmentId } = exercise;
      const dose = doses[id] ?? exercise.dose;
      const key = treatmentId === null ? undefined : sourceOf.get(treatmentId);
      return {
        id,
        title,
        aim,
        steps,
        harder,
        easier,
        stop,
        dose: doseText(dose),
        daysAWeek: dose.daysAWeek,
        drawing: drawExercise(exercise),
        sources: key === undefined ? [] : cite(evidence, [key]),
      };
    });
}
