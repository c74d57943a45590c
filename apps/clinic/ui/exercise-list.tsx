import type { ExerciseView } from "../pages/exercise-view.ts";
import { EvidenceSources } from "./evidence-sources.tsx";
import "./exercise.css";

/** Exercises with their drawings, one card each. */
export function ExerciseList({ exercises }: { readonly exercises: readonly ExerciseView[] }) {
  return (
    <ul className="plain-list exercise-list">
      {exercises.map((exercise) => (
        <li key={exercise.id} className="card" id={exercise.id}>
          <h3>{exercise.title}</h3>
          {/* Our own drawing, made from numbers: no text of anybody is in it. */}
          <div className="exercise-picture" dangerouslySetInnerHTML={{ __html: exercise.drawing }} />
          <p>
            <strong>{exercise.dose}</strong>
          </p>
          <ol>
            {exercise.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <p>
            <strong>Too easy?</strong> {exercise.harder} <strong>Too hard?</strong> {exercise.easier}
          </p>
          <p>{exercise.stop}</p>
          <div className="soft small">
            {exercise.sources.length === 0 ? (
              "How much to do is a clinician’s estimate; no trial tells."
            ) : (
              <>
                Rests on: <EvidenceSources sources={exercise.sources} />
              </>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What holds for every exercise; stands above them. */
export function StopRules({ rules }: { readonly rules: readonly string[] }) {
  return (
    <section className="notice">
      <h2>For all of them</h2>
      <ul>
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </section>
  );
}
