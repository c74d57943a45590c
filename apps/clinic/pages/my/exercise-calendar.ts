import type { LoaderFunctionArgs } from "react-router";
import { exerciseViews } from "../exercise-view.ts";
import { givenExercises } from "./given-exercises.ts";
import { openMyPages } from "./open-my-pages.ts";

/** Reminders of one's own exercises, for the calendar of a phone. */
export async function loader(args: LoaderFunctionArgs) {
  const my = await openMyPages(args, "read own exercises");
  const { clinic, patient, timeZone } = my;
  const { ids, doses } = await givenExercises(my);
  const exercises = exerciseViews(clinic.evidence, ids, doses);
  // As often as the one that is done most.
  const daysAWeek = Math.max(1, ...exercises.map((exercise) => exercise.daysAWeek));
  return new Response(clinic.exerciseCalendar({ patientId: patient.id, daysAWeek, timeZone, nowMs: clinic.now() }), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'attachment; filename="exercises.ics"',
      "Cache-Control": "no-store",
    },
  });
}
