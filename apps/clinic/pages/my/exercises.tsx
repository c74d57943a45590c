import { STOP_RULES } from "@plumbline/exercises";
import type { LoaderFunctionArgs } from "react-router";
import { useLoaderData } from "react-router";
import { PrintButton } from "../../ui/booking-print.tsx";
import { ExerciseList } from "../../ui/exercise-list.tsx";
import { MyBack } from "../../ui/my-frame.tsx";
import { exerciseViews } from "../exercise-view.ts";
import { openMyPages } from "./open-my-pages.ts";

export function meta() {
  return [{ title: "Your exercises – Plumbline" }, { name: "robots", content: "noindex" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const { clinic, patient, base } = await openMyPages(args, "read own exercises");
  const [newest] = await clinic.store.givenPlansOf(clinic.db, patient.id);
  return {
    base,
    exercises: exerciseViews(clinic.evidence, newest?.content.exerciseIds ?? []),
    stopRules: STOP_RULES,
  };
}

export default function MyExercises() {
  const { base, exercises, stopRules } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <MyBack base={base} />
      <h1>Your exercises</h1>
      {exercises.length === 0 ? (
        <p>There are none yet. Your clinician chooses them with you.</p>
      ) : (
        <>
          <section className="notice">
            <h2>For all of them</h2>
            <ul>
              {stopRules.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          </section>
          <h2>What to do</h2>
          <ExerciseList exercises={exercises} />
          <p>
            <PrintButton />
          </p>
        </>
      )}
    </div>
  );
}
