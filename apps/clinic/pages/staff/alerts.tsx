import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import { ATTEMPT_OUTCOMES, handsOff } from "../../store/index.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { OUTCOME_WORDS, readAttempt } from "./alert-form.ts";
import type { AttemptField } from "./alert-form.ts";
import { alertView } from "./alert-view.ts";
import { zoneOfClinic } from "./open-record.ts";
import { requireStaff } from "./staff-access.ts";
import { may } from "./staff-policy.ts";

export function meta() {
  return [{ title: "Alerts – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic, staff } = asking;
  const show = args.url.searchParams.get("show") === "all" ? "all" : "open";
  const isClinical = may(staff.role, "see clinical");
  const [alerts, counts, timeZone] = await Promise.all([
    clinic.store.listAlerts(clinic.db, show, { withAnswers: isClinical }),
    clinic.store.countAlerts(clinic.db),
    zoneOfClinic(asking),
  ]);
  await asking.audit({ action: "read alerts", resource: "alerts", patientId: null });
  const options = { evidence: clinic.evidence, isClinical, timeZone, nowMs: clinic.now() };
  const done = args.url.searchParams.get("done");
  return {
    show,
    counts,
    isClinical,
    staffName: staff.name,
    alerts: alerts.map((alert) => alertView(alert, options)),
    outcomes: ATTEMPT_OUTCOMES.map((value) => ({ value, label: OUTCOME_WORDS[value], closes: handsOff(value) })),
    done: done === "closed" || done === "open" ? done : null,
  };
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireStaff(args, "see clinical");
  const { clinic, staff } = asking;
  const form = await args.request.formData();
  const alertId = String(form.get("alertId") ?? "");
  const patientId = await clinic.store.patientOfAlert(clinic.db, alertId);
  if (patientId === undefined) throw data("There is no such alert.", { status: 404 });
  const nowMs = clinic.now();
  const { sent, problems, attempt } = readAttempt(form, { nowMs, timeZone: await zoneOfClinic(asking) });
  if (attempt === null) return data({ alertId, sent, problems }, { status: 422 });
  await asking.audited({ action: `alert ${attempt.outcome}`, resource: `alert:${alertId}`, patientId }, (db) =>
    clinic.store.addAttempt(db, { ...attempt, alertId, recordedBy: staff.email, nowMs }),
  );
  const show = args.url.searchParams.get("show") === "all" ? "show=all&" : "";
  return redirect(`/staff/alerts?${show}done=${handsOff(attempt.outcome) ? "closed" : "open"}`);
}

type Page = Awaited<ReturnType<typeof loader>>;
type AlertView = Page["alerts"][number];
interface Failed {
  readonly alertId: string;
  readonly sent: Readonly<Record<AttemptField["field"], string>>;
  readonly problems: readonly AttemptField[];
}

export default function Alerts() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <Workspace>
      <ErrorSummary
        errors={(failed?.problems ?? []).map(({ field, message }) => ({
          fieldId: `${field}-${failed?.alertId}`,
          message,
        }))}
      />
      <h1>Emergencies found online</h1>
      <p className="soft">
        The check stopped these people and told them what to do now. Call back the people whose number we have, oldest
        first. An alert stays open until the person is handed off.
      </p>
      {page.done !== null && (
        <output className="notice good">
          {page.done === "closed" ? "Noted: handed off and closed." : "Noted. The alert stays open."}
        </output>
      )}
      <nav className="inline-links" aria-label="Which alerts">
        <Link to="/staff/alerts" aria-current={page.show === "open" ? "page" : undefined}>
          Open ({page.counts.open})
        </Link>
        <Link to="/staff/alerts?show=all" aria-current={page.show === "all" ? "page" : undefined}>
          All ({page.counts.all})
        </Link>
      </nav>
      {page.alerts.length === 0 && <p>{page.show === "open" ? "No alert is open." : "No alert yet."}</p>}
      <ul className="plain-list stack">
        {page.alerts.map((alert) => (
          <li key={alert.id}>
            <AlertCard alert={alert} page={page} failed={failed?.alertId === alert.id ? failed : null} />
          </li>
        ))}
      </ul>
    </Workspace>
  );
}

function AlertCard(props: { readonly alert: AlertView; readonly page: Page; readonly failed: Failed | null }) {
  const { alert, page, failed } = props;
  return (
    <article className="card alert-card" aria-labelledby={`alert-${alert.id}`}>
      <h2 id={`alert-${alert.id}`}>
        <span className={`badge ${alert.level}`}>{alert.level}</span>{" "}
        <span className={alert.isOpen ? "badge" : "badge good"}>{alert.isOpen ? "open" : "handed off"}</span>{" "}
        {alert.flags?.map(({ name }) => name).join("; ") ?? "Emergency found online"}
      </h2>
      <p>
        <Person alert={alert} />
      </p>
      <p className="soft">
        Found {alert.raised}
        {alert.isOpen && `, ${waitedText(alert.waitedMin)} ago`}
      </p>
      {alert.tryAgain !== null && (
        <p className={alert.tryAgain.isDue ? "notice danger" : "notice caution"}>
          {alert.tryAgain.isDue ? "Try again now: it was to be " : "Try again "}
          {alert.tryAgain.at}
        </p>
      )}
      <Told alert={alert} />
      <Attempts alert={alert} />
      {!page.isClinical && alert.isOpen && (
        <p className="soft">A clinician must make this call. Tell the clinician on duty now.</p>
      )}
      {page.isClinical && alert.isOpen && <AttemptForm alert={alert} page={page} failed={failed} />}
      {page.isClinical && !alert.isOpen && (
        <details open={failed !== null}>
          <summary>Add to it</summary>
          <AttemptForm alert={alert} page={page} failed={failed} />
        </details>
      )}
    </article>
  );
}

function Person({ alert }: { readonly alert: AlertView }) {
  if (alert.patient === null) return <>No name or number: this person has not booked.</>;
  return (
    <>
      <Link to={`/staff/patients/${alert.patient.id}`}>{alert.patient.name}</Link>
      {alert.phone !== null && (
        <>
          , <a href={`tel:${alert.phone}`}>{alert.phone}</a>
        </>
      )}
      {!alert.patient.isVerified && " (booked in this name; not confirmed that the answers are theirs)"}
    </>
  );
}

/** What was answered behind each flag, and what the person said when asked again. */
function Told({ alert }: { readonly alert: AlertView }) {
  if (alert.flags === null) return null;
  return (
    <>
      {alert.flags.map((flag) => (
        <section key={flag.name} className="alert-flag">
          {/* One flag stands in the heading of the card already. */}
          {alert.flags !== null && alert.flags.length > 1 && <h3>{flag.name}</h3>}
          <dl className="definition">
            <dt>Told us</dt>
            <dd>{flag.isStillUp ? flag.told.join("; ") : "The person has changed these answers since the alert."}</dd>
            {flag.question !== null && (
              <>
                <dt>Asked again</dt>
                <dd>{flag.question}</dd>
                <dt>Answer</dt>
                <dd>
                  <strong>{flag.answer}</strong>
                </dd>
              </>
            )}
            <dt>To do</dt>
            <dd>{flag.action}</dd>
          </dl>
        </section>
      ))}
      {alert.overrides.length > 0 && (
        <details>
          <summary>Lifted by the person’s answer ({alert.overrides.length})</summary>
          <ul>
            {alert.overrides.map((override) => (
              <li key={override.name}>
                <strong>{override.name}</strong>: told us “{override.told.join("; ")}”. Asked: “{override.question}”
                Answer: {override.answer}.
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Attempts({ alert }: { readonly alert: AlertView }) {
  if (alert.attempts.length === 0) return alert.isOpen ? <p>Nobody has called yet.</p> : null;
  return (
    <section>
      <h3>Calls so far ({alert.attempts.length})</h3>
      <ol>
        {alert.attempts.map((attempt) => (
          <li key={attempt.id}>
            <strong>{attempt.outcome}</strong>, {attempt.by}, {attempt.at}
            {attempt.tryAgain !== null && `; try again ${attempt.tryAgain}`}
            {attempt.note !== "" && <>. {attempt.note}</>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function AttemptForm(props: { readonly alert: AlertView; readonly page: Page; readonly failed: Failed | null }) {
  const { alert, page, failed } = props;
  const field = (name: AttemptField["field"], fallback: string) => {
    const message = failed?.problems.find((problem) => problem.field === name)?.message;
    const id = `${name}-${alert.id}`;
    return { id, name, message, value: failed?.sent[name] ?? fallback };
  };
  const outcome = field("outcome", alert.phone === null ? "cannot-be-reached" : "");
  return (
    <Form className="decision-form" method="post" noValidate>
      <input type="hidden" name="alertId" value={alert.id} />
      <Field {...field("calledBy", page.staffName)} label="Called by" />
      <Field {...field("calledAt", alert.now)} label="When" type="datetime-local" />
      <div>
        <label htmlFor={outcome.id}>What came of it</label>
        <FieldError id={outcome.id} message={outcome.message} />
        <select
          id={outcome.id}
          name="outcome"
          defaultValue={outcome.value}
          aria-invalid={outcome.message === undefined ? undefined : true}
          aria-describedby={`${outcome.id}-error`}
        >
          <option value="">Choose</option>
          <optgroup label="Handed off: closes the alert">
            {page.outcomes.filter(({ closes }) => closes).map(optionOf)}
          </optgroup>
          <optgroup label="Not reached: stays open">
            {page.outcomes.filter(({ closes }) => !closes).map(optionOf)}
          </optgroup>
        </select>
      </div>
      <Field {...field("tryAgainAt", "")} label="If not reached, try again at" type="datetime-local" />
      <Field {...field("note", "")} label="Note: to whom, or why" />
      <button className="button">Note it</button>
    </Form>
  );
}

function optionOf({ value, label }: Page["outcomes"][number]) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}

function Field(props: {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly message: string | undefined;
  readonly label: string;
  readonly type?: string;
}) {
  const { id, name, value, message, label, type } = props;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <FieldError id={id} message={message} />
      <input
        id={id}
        name={name}
        type={type}
        defaultValue={value}
        autoComplete="off"
        aria-invalid={message === undefined ? undefined : true}
        aria-describedby={`${id}-error`}
      />
    </div>
  );
}

function FieldError({ id, message }: { readonly id: string; readonly message: string | undefined }) {
  return (
    <span id={`${id}-error`} className="error-text">
      {message}
    </span>
  );
}

/** `"12 minutes"`, `"3 hours"`, `"2 days"`. */
function waitedText(minutes: number): string {
  if (minutes < 60) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return hours === 1 ? "1 hour" : `${hours} hours`;
  return `${Math.floor(hours / 24)} days`;
}
