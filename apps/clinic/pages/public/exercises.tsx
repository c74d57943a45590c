import { EXERCISE_AIMS, STOP_RULES } from "@plumbline/exercises";
import type { LoaderFunctionArgs } from "react-router";
import { Link, useLoaderData } from "react-router";
import { PrintButton } from "../../ui/print-button.tsx";
import { ExerciseList, StopRules } from "../../ui/exercise-list.tsx";
import { clinicContext } from "../context.ts";
import { exerciseViews } from "../exercise-view.ts";
import { pageMeta } from "./page-meta.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  const siteUrl = loaderData?.siteUrl ?? "";
  return pageMeta({
    title: "Exercises for feet and back – Plumbline",
    description: "More than thirty exercises for feet and back, each with a drawing, how much to do and when to stop.",
    url: `${siteUrl}/exercises`,
    siteUrl,
  });
}

export function loader({ context }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const all = exerciseViews(clinic.evidence, null);
  return {
    siteUrl: clinic.publicUrl,
    groups: EXERCISE_AIMS.map((aim) => ({ aim, exercises: all.filter((exercise) => exercise.aim === aim) })),
    stopRules: STOP_RULES,
  };
}

export default function Exercises() {
  const { groups, stopRules } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <h1>Exercises for feet and back</h1>
      <p className="lead">Which ones are for you depends on what you have. Ask your clinician before you start.</p>
      <StopRules rules={stopRules} />
      <nav className="inline-links no-print" aria-label="Kinds of exercises">
        {groups.map(({ aim }) => (
          <a key={aim} href={`#${aim.replaceAll(" ", "-")}`}>
            {capital(aim)}
          </a>
        ))}
      </nav>
      {groups.map(({ aim, exercises }) => (
        <section key={aim} id={aim.replaceAll(" ", "-")}>
          <h2>{capital(aim)}</h2>
          <ExerciseList exercises={exercises} />
        </section>
      ))}
      <p>
        <PrintButton /> <Link to="/articles/exercises-that-help">What exercises can do</Link>
      </p>
    </div>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
