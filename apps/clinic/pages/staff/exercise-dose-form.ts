import { EXERCISES, MINUTES_FROM_S } from "@plumbline/exercises";
import type { Exercise, ExerciseDose } from "@plumbline/exercises";
import type { FieldError } from "../../ui/error-summary.tsx";

interface DoseField {
  readonly part: keyof ExerciseDose;
  readonly label: string;
  readonly least: number;
  /** A guess: beyond it a slip of the hand is likelier than a dose. */
  readonly most: number;
  /** Of this unit, how many make one of the dose. */
  readonly scale: number;
}

/** The parts of a dose a clinician can set for an exercise; walking has minutes and neither sets nor holds. */
export function doseFields({ dose }: Pick<Exercise, "dose">): readonly DoseField[] {
  const week: DoseField[] = [
    { part: "timesADay", label: "Times a day", least: 1, most: 10, scale: 1 },
    { part: "daysAWeek", label: "Days a week", least: 1, most: 7, scale: 1 },
  ];
  if (dose.holdS >= MINUTES_FROM_S) {
    return [{ part: "holdS", label: "Minutes", least: MINUTES_FROM_S / 60, most: 120, scale: 60 }, ...week];
  }
  return [
    { part: "sets", label: "Sets", least: 1, most: 10, scale: 1 },
    { part: "repetitions", label: "Repetitions", least: 1, most: 100, scale: 1 },
    { part: "holdS", label: "Hold, seconds", least: 0, most: MINUTES_FROM_S - 1, scale: 1 },
    ...week,
  ];
}

/** Name of a field in the form, and its id on the page. */
export function doseFieldId(exerciseId: string, part: keyof ExerciseDose): string {
  return `dose-${exerciseId}-${part}`;
}

/**
 * The doses typed for the exercises that are given.
 *
 * @returns Those that differ from the library's. Whole numbers only; each that is not, or lies outside, is told by field.
 */
export function readDoses(
  form: FormData,
  exerciseIds: readonly string[],
): { readonly doses: Readonly<Record<string, ExerciseDose>>; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const doses: Record<string, ExerciseDose> = {};
  for (const exercise of EXERCISES.filter(({ id }) => exerciseIds.includes(id))) {
    const dose = { ...exercise.dose };
    for (const { part, label, least, most, scale } of doseFields(exercise)) {
      const fieldId = doseFieldId(exercise.id, part);
      const typed = form.get(fieldId);
      // A form without the field leaves the dose as it is.
      if (typed === null) continue;
      const text = String(typed).trim();
      const value = Number(text);
      if (text === "" || !Number.isInteger(value) || value < least || value > most) {
        const message = `${exercise.title}, ${label.toLowerCase()}: write a whole number from ${least} to ${most}.`;
        errors.push({ fieldId, message });
        continue;
      }
      dose[part] = value * scale;
    }
    if (Object.entries(exercise.dose).some(([part, value]) => dose[part as keyof ExerciseDose] !== value)) {
      doses[exercise.id] = dose;
    }
  }
  return { doses, errors };
}
