import { addDays, dayOf, weekdayOf } from "@plumbline/scheduling";
import { STOP_RULES, proposeProgression } from "@plumbline/exercises";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, redirect, useLoaderData } from "react-router";
import { PrintButton } from "../../ui/print-button.tsx";
import { ExerciseList, StopRules } from "../../ui/exercise-list.tsx";
import { ExerciseWeek } from "../../ui/exercise-week.tsx";
import { MyBack } from "../../ui/my-frame.tsx";
import { exerciseViews } from "../exercise-view.ts";
import { readExerciseLog } from "./exercise-log-form.ts";
import { givenExercises } from "./given-exercises.ts";
import { openMyPages } from "./open-my-pages.ts";

const LOG_DAYS = 28;

export function meta() {
  return [{ title: "Your exercises – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const my = await openMyPages(args, "read own exercises");
  const { clinic, patient, base, timeZone } = my;
  const today = dayOf(clinic.now(), timeZone);
  const [{ ids, doses }, log] = await Promise.all([
    givenExercises(my),
    clinic.store.exerciseLogOf(clinic.db, patient.id, addDays(today, -LOG_DAYS)),
  ]);
  const monday = addDays(today, 1 - weekdayOf(today));
  const week = Array.from({ length: 7 }, (_, at) => addDays(monday, at));
  return {
    base,
    today,
    wasKept: args.url.searchParams.get("done") === "yes",
    stopRules: STOP_RULES,
    week,
    exercises: exerciseViews(clinic.evidence, ids, doses).map((exercise) => {
      const own = log.filter(({ exerciseId }) => exerciseId === exercise.id);
      return {
        ...exercise,
        done: week.map((day) => own.some((entry) => entry.day === day && entry.isDone)),
        today: own.find(({ day }) => day === today) ?? null,
        next: proposeProgression(own, exercise.daysAWeek),
      };
    }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const my = await openMyPages(args, null);
  const { clinic, patient, base, timeZone } = my;
  const { ids } = await givenExercises(my);
  const entries = readExerciseLog(await args.request.formData(), ids, dayOf(clinic.now(), timeZone));
  const deed = {
    action: `log exercises (${entries.length})`,
    resource: `patient/${patient.id}`,
    patientId: patient.id,
  };
  await my.audited(deed, (db) =>
    clinic.store.logExercises(db, { patientId: patient.id, entries, nowMs: clinic.now() }),
  );
  return redirect(`${base}/exercises?done=yes`);
}

export default function MyExercises() {
  const { base, exercises, stopRules, week, today, wasKept } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <MyBack base={base} />
      <h1>Your exercises</h1>
      {wasKept && <output className="notice good no-print">We have noted it.</output>}
      {exercises.length === 0 ? (
        <p>There are none yet. Your clinician chooses them with you.</p>
      ) : (
        <>
          <StopRules rules={stopRules} />
          <Form method="post">
            <ExerciseWeek exercises={exercises} week={week} today={today} />
          </Form>
          <h2>How to do them</h2>
          <ExerciseList exercises={exercises} />
          <p className="row">
            <PrintButton />
            <a className="button quiet no-print" href={`${base}/exercises.ics`} download>
              Put them into my calendar
            </a>
          </p>
        </>
      )}
    </div>
  );
}
