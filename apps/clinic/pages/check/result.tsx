import type { LoaderFunctionArgs } from "react-router";
import { redirect, useLoaderData } from "react-router";
import type { AnsweredPage } from "@plumbline/assessment";
import { clinicContext } from "../context.ts";
import { BodyLine } from "../../ui/body-line.tsx";
import { PrintButton } from "../../ui/result-print-button.tsx";
import "../../ui/result.css";
import { DIRECTION_WORDS } from "./result-words.ts";
import { resultView } from "./result-view.ts";
import type { Bar, CareLine, Reason, ReasonGroup } from "./result-view.ts";
import { openInterview, stateOf, whereNext } from "./open-interview.ts";
import { suggestedVisit } from "./suggested-visit.ts";

export function meta() {
  return [{ title: "Your result – Plumbline" }];
}

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
  const { view, isAdult, isPregnant, visit, phones, resumeUrl, answers } = useLoaderData<typeof loader>();
  const urgent = view.flags.filter(({ isUrgent }) => isUrgent);
  const routine = view.flags.filter(({ isUrgent }) => !isUrgent);
  return (
    <div className="wrap result">
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
      {(!isAdult || isPregnant) && (
        <p className="notice caution">
          {isAdult
            ? "This check does not cover pregnancy and the year after birth. Take this result to your maternity team or doctor."
            : "This check is made for adults. Please see a doctor with a parent, and do not rely on this result."}
        </p>
      )}

      <header className="result-head">
        <div>
          <p className="eyebrow">Your result</p>
          <h1>{view.direction.headline}</h1>
          <p className="lead">{view.direction.sureness}</p>
          <p>{view.direction.meaning}</p>
          <p className="not-diagnosis">
            <strong>This is not a diagnosis.</strong> It comes from your answers alone. The figures have not been tested
            in a clinical study. A clinician must examine you.
          </p>
        </div>
        <BodyLine
          emphasis={DIRECTION_WORDS[view.direction.answer].emphasis}
          arrow={DIRECTION_WORDS[view.direction.answer].arrow}
          label={DIRECTION_WORDS[view.direction.answer].picture}
        />
      </header>

      <VisitCard visit={visit} resumeUrl={resumeUrl} />

      <section aria-labelledby="likely">
        <h2 id="likely">What fits</h2>
        {view.conditions.length === 0 ? (
          <p>
            Nothing fits your answers well enough for us to name it. That happens. An examination will say more than
            more questions.
          </p>
        ) : (
          <>
            <p className="soft">
              What explains your trouble best comes first. Several can be true at once, so the numbers need not add up
              to 10.
            </p>
            <Bars bars={view.conditions} />
          </>
        )}
        <details>
          <summary>How the answers to “feet or back?” compare</summary>
          <Bars bars={view.direction.bars} isPlain />
        </details>
      </section>

      {view.reasons.length > 0 && (
        <section aria-labelledby="why">
          <h2 id="why">Why we think so</h2>
          {view.reasons.map((group) => (
            <ReasonCard key={group.about} group={group} />
          ))}
        </section>
      )}

      {view.questions.length > 0 && (
        <section aria-labelledby="change">
          <h2 id="change">What would change our mind</h2>
          <p className="soft">These would tell us most. A clinician can find them out in one visit.</p>
          <ul className="change-list">
            {view.questions.map((question) => (
              <li key={question.id}>
                <span className="badge">{question.isTest ? "Test" : "Question"}</span> {question.text}
              </li>
            ))}
          </ul>
        </section>
      )}

      {view.care.length > 0 && <Care lines={view.care} />}

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

      <section aria-labelledby="answers">
        <h2 id="answers">Your answers</h2>
        <details>
          <summary>See or change them</summary>
          <dl className="answer-list">
            {answers.map((answer) => (
              <div key={answer.id}>
                <dt>{answer.question}</dt>
                <dd>{answer.said}</dd>
                <dd className="no-print">
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

function VisitCard({
  visit,
  resumeUrl,
}: {
  readonly visit: {
    readonly id: string;
    readonly patientName: string;
    readonly description: string;
    readonly durationMin: number;
  } | null;
  readonly resumeUrl: string;
}) {
  return (
    <section className="card visit-card no-print" aria-labelledby="visit">
      <h2 id="visit">What to do next</h2>
      {visit !== null && (
        <>
          <p>
            We suggest: <strong>{visit.patientName}</strong>, {visit.durationMin} minutes. {visit.description}
          </p>
          <p>Your clinician will see your answers and this result, so you need not tell it all again.</p>
        </>
      )}
      <div className="row">
        <a className="button" href={visit === null ? "/book?from=check" : `/book?service=${visit.id}&from=check`}>
          Find a free time
        </a>
        <PrintButton />
      </div>
      <details>
        <summary>Save this result</summary>
        <p>Keep this link. Anyone who has it can see your answers.</p>
        <p>
          <a className="resume-link" href={resumeUrl}>
            {resumeUrl}
          </a>
        </p>
      </details>
    </section>
  );
}

function Bars({ bars, isPlain = false }: { readonly bars: readonly Bar[]; readonly isPlain?: boolean }) {
  return (
    <ul className="bars">
      {bars.map((bar) => (
        <li key={bar.label}>
          <span className="bar-name">{bar.label}</span>
          <span className="bar" aria-hidden="true">
            <span style={{ width: `${bar.percent}%` }} />
          </span>
          <span className="bar-words">{isPlain ? capital(bar.inTen) : `${bar.certainty}, ${bar.inTen}`}</span>
        </li>
      ))}
    </ul>
  );
}

function ReasonCard({ group }: { readonly group: ReasonGroup }) {
  return (
    <div className="reason-group">
      <h3>{group.about}</h3>
      {group.up.length > 0 && <Reasons title="Speaks for it" reasons={group.up} sign="+" />}
      {group.down.length > 0 && <Reasons title="Speaks against it" reasons={group.down} sign="–" />}
      <details>
        <summary>
          What this rests on<span className="visually-hidden">: {group.about}</span>
        </summary>
        <ul className="basis">
          {[...group.up, ...group.down].map((reason) => (
            <Basis key={reason.said} reason={reason} />
          ))}
        </ul>
      </details>
    </div>
  );
}

function Reasons({
  title,
  reasons,
  sign,
}: {
  readonly title: string;
  readonly reasons: readonly Reason[];
  readonly sign: string;
}) {
  return (
    <>
      <h4>{title}</h4>
      <ul className="reasons">
        {reasons.map((reason) => (
          <li key={reason.said}>
            <span className="reason-sign" aria-hidden="true">
              {sign}
            </span>
            <p>
              {reason.said} {reason.moved}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Basis({ reason }: { readonly reason: Reason }) {
  return (
    <li>
      {reason.said} The figure is <strong>{reason.mark}</strong>.
      {reason.sources.map((source) => (
        <span key={source.text} className="basis-source">
          {source.text}. {source.doi !== "" && <a href={`https://doi.org/${source.doi}`}>doi.org/{source.doi}</a>}
        </span>
      ))}
    </li>
  );
}

function Care({ lines }: { readonly lines: readonly CareLine[] }) {
  return (
    <section aria-labelledby="care">
      <h2 id="care">What usually helps</h2>
      <p className="soft">
        If the examination agrees. Ask before you start anything new. The names are the ones your clinician uses.
      </p>
      <ul className="care-list">
        {lines.map((line) => (
          <li key={line.id} className={line.isLittleUse ? "card little-use" : "card"}>
            <h3>{line.kind}</h3>
            <p>{line.name}</p>
            <p>
              <strong>{line.advice}</strong>
              <span className="soft"> – for {line.forCondition}</span>
            </p>
            <p className="badge">{line.studies}</p>
            <details>
              <summary>Details, as clinicians read them</summary>
              <dl className="definition">
                <Line term="Why" text={line.because} />
                <Line term="Effect" text={line.effect} />
                <Line term="How much" text={line.dose} />
                <Line term="Guidelines" text={line.guideline} />
                <Line term="Not if" text={line.caution} />
                <Line term="The figure is" text={line.mark} />
              </dl>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ term, text }: { readonly term: string; readonly text: string }) {
  if (text === "") return null;
  return (
    <>
      <dt>{term}</dt>
      <dd>{text}</dd>
    </>
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
