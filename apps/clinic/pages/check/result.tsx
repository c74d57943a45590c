import type { LoaderFunctionArgs } from "react-router";
import { Link, redirect, useLoaderData } from "react-router";
import type { AnsweredPage } from "@plumbline/assessment";
import { articlesForResult } from "@plumbline/education";
import { clinicContext } from "../context.ts";
import { BodyLine } from "../../ui/body-line.tsx";
import "../../ui/result.css";
import { ResultCare } from "./result-care.tsx";
import { ResultFirst, ResultWhenToCall } from "./result-first.tsx";
import { ResultFits } from "./result-fits.tsx";
import { ResultReasons } from "./result-reasons.tsx";
import { resultView } from "./result-view.ts";
import { openInterview, stateOf, whereNext } from "./open-interview.ts";
import { suggestedVisit } from "./suggested-visit.ts";

export function meta() {
  return [{ title: "Your result – Plumbline" }];
}

/** Articles are picked by so many of the likeliest conditions (a guess). */
const READ_ABOUT = 5;

/** The result as it was stored when the interview ended; it does not change when the base does. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { clinic } = context.get(clinicContext);
  const open = await openInterview(clinic, request);
  const state = stateOf(clinic, open.answers);
  const { assessment, caseFile, finishedAtMs } = open.stored;
  if (state.next.kind !== "done" || assessment === null || caseFile === null || finishedAtMs === null) {
    throw redirect(await whereNext(clinic, open, state));
  }
  const [services, offices] = await Promise.all([
    clinic.store.listServices(clinic.db),
    clinic.store.listOffices(clinic.db),
  ]);
  return {
    view: resultView(assessment, caseFile, clinic.evidence),
    isAdult: caseFile.age === null || caseFile.age >= 18,
    isPregnant: caseFile.findings.h_pregnant === true,
    visit: suggestedVisit(services),
    reading: articlesForResult(
      {
        conditions: assessment.conditions.slice(0, READ_ABOUT).map(({ id }) => id),
        direction: assessment.direction.answer,
      },
      clinic.library.articles,
    ).map(({ slug, title, summary }) => ({ slug, title, summary })),
    phones: offices.map(({ id, name, phone }) => ({ id, name, phone })),
    resumeUrl: `${clinic.publicUrl}/check/resume/${open.token}`,
    answers: state.path.map((answered) => ({
      id: answered.page.id,
      question: answered.page.question,
      said: answerText(answered),
    })),
  };
}

function answerText({ page, answer }: AnsweredPage): string {
  switch (answer.kind) {
    case "unknown":
      return "I don’t know";
    case "number":
      return page.kind === "number" ? `${answer.value} ${page.unit}` : `${answer.value} of 10`;
    case "choice":
      return page.kind === "choice" || page.kind === "confirm"
        ? (page.options.find(({ value }) => value === answer.value)?.label ?? answer.value)
        : answer.value;
    case "ticks": {
      const items = page.kind === "checklist" ? page.items : [];
      const ticked = items
        .filter(({ id }) => answer.ticked.includes(id))
        .map(({ label }) => label)
        .join("; ");
      if (answer.others === "unknown") return ticked === "" ? "I don’t know" : `${ticked}; I don’t know about the rest`;
      return ticked === "" ? "None of these" : ticked;
    }
  }
}

export default function Result() {
  const { view, isAdult, isPregnant, visit, reading, phones, resumeUrl, answers } = useLoaderData<typeof loader>();
  const urgent = view.flags.filter(({ isUrgent }) => isUrgent);
  const routine = view.flags.filter(({ isUrgent }) => !isUrgent);
  const { direction } = view;
  return (
    <div className="wrap result">
      {(!isAdult || isPregnant) && (
        <p className="notice caution">
          {isAdult
            ? "This check does not cover pregnancy and the year after birth. Take this result to your maternity team or doctor."
            : "This check is made for adults. Please see a doctor with a parent, and do not rely on this result."}
        </p>
      )}
      {urgent.length > 0 && (
        <section className="notice danger" aria-labelledby="soon">
          <h2 id="soon">First: have this looked at soon</h2>
          <ul>
            {urgent.map((flag) => (
              <li key={flag.id}>{flag.message}</li>
            ))}
          </ul>
          <p>
            We do not have your number yet, so call us today or book below. If it gets worse fast,{" "}
            <a href="tel:911">call 911</a>.
          </p>
          <ul className="plain-list phones">
            {phones.map((office) => (
              <li key={office.id}>
                <a className="tap" href={`tel:${office.phone.replaceAll(/[^\d+]/g, "")}`}>
                  {office.name}: {office.phone}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}

      <header className="result-head">
        <div>
          <p className="eyebrow">Your result</p>
          <h1>{direction.headline}</h1>
          <p className="lead">{direction.sureness}</p>
          <p>{direction.meaning}</p>
          <p className="not-diagnosis">
            <strong>This is not a diagnosis.</strong> It comes from your answers alone. The figures have not been tested
            in a clinical study. A clinician must examine you.
          </p>
        </div>
        <BodyLine
          marked={direction.marked}
          path={direction.path}
          isOpen={direction.answer === "cannot-tell"}
          label={direction.picture}
        />
      </header>

      <ResultFirst isSelfCare={view.isSelfCare} first={view.first} visit={visit} resumeUrl={resumeUrl} />
      <ResultWhenToCall />
      <ResultFits view={view} />
      {view.reasons.length > 0 && <ResultReasons groups={view.reasons} />}
      {view.care.length > 0 && <ResultCare lines={view.care} />}

      {reading.length > 0 && (
        <section className="no-print" aria-labelledby="reading">
          <h2 id="reading">Read more about this</h2>
          <ul className="plain-list stack">
            {reading.map(({ slug, title, summary }) => (
              <li key={slug}>
                <Link to={`/articles/${slug}`}>{title}</Link>
                <p className="small">{summary}</p>
              </li>
            ))}
          </ul>
        </section>
      )}

      {routine.length > 0 && (
        <section className="notice" aria-labelledby="also">
          <h2 id="also">Tell your clinician</h2>
          <ul>
            {routine.map((flag) => (
              <li key={flag.id}>{flag.message}</li>
            ))}
          </ul>
        </section>
      )}

      <section className="notice caution" aria-labelledby="limits">
        <h2 id="limits">What this cannot do</h2>
        <ul>
          <li>
            The figures come from an evidence base (version {view.evidenceVersion}) that is not clinically validated.
            Most of its numbers are estimates.
          </li>
          <li>It does not see or touch you. New signs can change everything: come back to it, or call.</li>
          {view.notices.map((notice) => (
            <li key={notice}>{notice}</li>
          ))}
        </ul>
      </section>

      <section className="no-print" aria-labelledby="answers">
        <h2 id="answers">Your answers</h2>
        <details>
          <summary>See or change them</summary>
          <dl className="answer-list">
            {answers.map((answer) => (
              <div key={answer.id}>
                <dt>{answer.question}</dt>
                <dd>{answer.said}</dd>
                <dd>
                  <a className="tap" href={`/check/q/${answer.id}`}>
                    Change<span className="visually-hidden">: {answer.question}</span>
                  </a>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      </section>
    </div>
  );
}
