import { planGoal } from "@plumbline/care-plan";
import { EXERCISES, proposeProgression } from "@plumbline/exercises";
import type { Progression } from "@plumbline/exercises";
import { CHANGE_WORDS, trialReview } from "@plumbline/outcomes";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, data, redirect, useActionData, useLoaderData } from "react-router";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { OutcomeFields } from "../../ui/outcome-fields.tsx";
import { OutcomePlot } from "../../ui/outcome-plot.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { readOutcomeForm } from "../outcome-form.ts";
import { sentValues } from "../sent-values.ts";
import { addDays, dayOf } from "@plumbline/scheduling";
import { dayText } from "../time.ts";
import { openClinicalRecord } from "./open-record.ts";
import { changeSince, outcomeCourses } from "./outcome-view.ts";

const LOG_DAYS = 28;

const NEXT_WORDS: Readonly<Record<Progression, string>> = {
  harder: "ready for more",
  same: "go on as it is",
  easier: "told to do less",
  ask: "told to stop and call",
};

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Outcomes, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read outcomes");
  const { clinic, patient, head, timeZone } = record;
  const { evidence } = clinic;
  const [answers, agreed] = await Promise.all([
    clinic.store.outcomeAnswersOf(clinic.db, patient.id),
    clinic.store.agreedTreatmentsOf(clinic.db, patient.id),
  ]);
  const today = dayOf(clinic.now(), timeZone);
  const log = await clinic.store.exerciseLogOf(clinic.db, patient.id, addDays(today, -LOG_DAYS));
  const exercises = EXERCISES.flatMap(({ id, title, dose }) => {
    const own = log.filter(({ exerciseId }) => exerciseId === id);
    if (own.length === 0) return [];
    const pains = own.flatMap(({ pain }) => (pain === null ? [] : [pain]));
    return [
      {
        id,
        title,
        done: own.filter(({ isDone }) => isDone).length,
        planned: dose.daysAWeek * (LOG_DAYS / 7),
        mostPain: pains.length === 0 ? null : Math.max(...pains),
        next: proposeProgression(own, dose.daysAWeek),
      },
    ];
  });
  const trials = agreed.flatMap(({ treatmentId, sinceMs }) => {
    const treatment = evidence.treatments.find(({ id }) => id === treatmentId);
    if (treatment?.recommendation !== "consider_if_linked") return [];
    const { reviewWeeks, stopRule } = planGoal(treatmentId, evidence);
    const review = trialReview({
      startMs: sinceMs,
      nowMs: clinic.now(),
      weeks: reviewWeeks ?? 0,
      change: changeSince(answers, "nprs-back", sinceMs, evidence),
    });
    return [
      {
        treatmentId,
        name: treatment.intervention,
        since: dayText(sinceMs, timeZone),
        stopRule,
        ...review,
      },
    ];
  });
  return {
    head,
    wasAdded: args.url.searchParams.get("done") === "yes",
    courses: outcomeCourses(answers, evidence).map((course) => ({
      ...course,
      points: course.points.map((point) => ({ ...point, day: dayText(point.atMs, timeZone) })),
    })),
    changes: answers.flatMap(({ content, by, atMs }) =>
      content.change === null ? [] : [{ day: dayText(atMs, timeZone), words: CHANGE_WORDS[content.change] ?? "", by }],
    ),
    activities:
      answers
        .findLast(({ content }) => content.activities.length > 0)
        ?.content.activities.map(({ name, rating }) => ({ name, rating })) ?? [],
    trials,
    exercises,
  };
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const { clinic, patient, staff } = record;
  const form = await args.request.formData();
  const read = readOutcomeForm(form);
  if ("faults" in read) return data({ faults: read.faults, values: sentValues(form) }, { status: 422 });
  await record.audited(
    ({ id }: { readonly id: string }) => ({
      action: "add outcome",
      resource: `outcome/${id}`,
      patientId: patient.id,
    }),
    (db) =>
      clinic.store.addOutcomeAnswer(db, {
        patientId: patient.id,
        content: read.content,
        by: staff.name,
        nowMs: clinic.now(),
      }),
  );
  return redirect(`/staff/patients/${patient.id}/outcomes?done=yes`);
}

export default function Outcomes() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const answers = page.courses.reduce((sum, { points }) => sum + points.length, 0);
  return (
    <RecordFrame head={page.head} isClinical>
      <ErrorSummary errors={failed?.faults ?? []} />
      {page.wasAdded && <output className="notice good no-print">The answers are kept.</output>}
      <div className="page-head">
        <h2>Outcomes</h2>
        <PrintButton isSmall label="Print the outcomes" />
      </div>
      {page.trials.map((trial) => (
        <section
          key={trial.treatmentId}
          className={trial.verdict === "stop" || trial.verdict === "no-data" ? "notice danger" : "notice"}
        >
          <h3>
            Trial: {trial.name}, since {trial.since}
          </h3>
          <p>
            <strong>{trial.words}</strong>
          </p>
          <p className="soft">{trial.stopRule}</p>
        </section>
      ))}
      {page.courses.length === 0 ? (
        <p>
          Nothing was asked yet. Ask below, or send the person the link to their own pages: they find the questions
          there.
        </p>
      ) : (
        <>
          <p className="soft">
            The gray band cannot be told from the first answer: it is within what the measure errs by. Past the dashed
            line a change matters to people.
          </p>
          <div className="outcome-plots">
            {page.courses.map((course) => (
              <figure key={course.id}>
                <figcaption>
                  <h3>{course.name}</h3>
                  <p>{course.change ?? "Asked once: no change to tell yet."}</p>
                </figcaption>
                <OutcomePlot course={course} />
                <details>
                  <summary>Numbers, and where the limits come from</summary>
                  <ul>
                    {course.points.map(({ atMs, day, value }) => (
                      <li key={atMs}>
                        {day}: {Math.round(value * 10) / 10}
                      </li>
                    ))}
                  </ul>
                  {course.source !== "" && <p className="soft">{course.source}</p>}
                </details>
              </figure>
            ))}
          </div>
        </>
      )}
      {page.changes.length > 0 && (
        <section>
          <h3>All in all, since the start</h3>
          <ul>
            {page.changes.map(({ day, words, by }) => (
              <li key={`${day} ${words}`}>
                {day}: <strong>{words}</strong> <span className="soft">({by})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.activities.length > 0 && (
        <section>
          <h3>Activities, last time</h3>
          <ul>
            {page.activities.map(({ name, rating }) => (
              <li key={name}>
                {name}: {rating} of 10
              </li>
            ))}
          </ul>
        </section>
      )}
      {page.exercises.length > 0 && (
        <section>
          <h3>Exercises, the last four weeks</h3>
          <table className="stack-table">
            <thead>
              <tr>
                <th scope="col">Exercise</th>
                <th scope="col">Done</th>
                <th scope="col">Most pain</th>
                <th scope="col">Next</th>
              </tr>
            </thead>
            <tbody>
              {page.exercises.map((exercise) => (
                <tr key={exercise.id}>
                  <th scope="row">{exercise.title}</th>
                  <td data-label="Done">
                    {exercise.done} of {exercise.planned} days
                  </td>
                  <td data-label="Most pain">
                    {exercise.mostPain === null ? "not noted" : `${exercise.mostPain} of 10`}
                  </td>
                  <td data-label="Next">{NEXT_WORDS[exercise.next]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {/* The key empties the form once its answers are kept. */}
      <details className="no-print" key={answers} open={failed !== undefined}>
        <summary>Ask now</summary>
        <Form method="post">
          <OutcomeFields
            values={failed?.values ?? {}}
            faults={failed?.faults ?? []}
            activities={page.activities.map(({ name }) => name)}
          />
          <TextField
            id="rmdq"
            label="Roland-Morris: items ticked, 0 to 24"
            hint="From the paper form; its items are not part of this program."
            inputMode="numeric"
            size={4}
            defaultValue={failed?.values.rmdq}
            error={failed?.faults.find(({ fieldId }) => fieldId === "rmdq")?.message}
          />
          <button className="button">Keep the answers</button>
        </Form>
      </details>
    </RecordFrame>
  );
}
