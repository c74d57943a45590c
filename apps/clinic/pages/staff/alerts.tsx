import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import type { Alert } from "../../store/index.ts";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { whenText } from "../time.ts";
import { zoneOfClinic } from "./open-record.ts";
import { maySeeClinical, requireClinical, requireStaff } from "./staff-access.ts";

export function meta() {
  return [{ title: "Alerts – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = requireStaff(args);
  const { clinic, staff } = asking;
  const [open, handled, timeZone] = await Promise.all([
    clinic.store.listAlerts(clinic.db, { open: true }),
    clinic.store.listAlerts(clinic.db, { open: false }),
    zoneOfClinic(asking),
  ]);
  const isClinical = maySeeClinical(staff.role);
  await asking.audit({ action: "read alerts", resource: "alerts", patientId: null });
  const flagNames = new Map(clinic.evidence.redFlags.map(({ id, flag }) => [id, flag]));
  const view = (alert: Alert) => ({
    id: alert.id,
    // Which flag it was tells what the person answered.
    flags: isClinical ? alert.flagIds.map((id) => flagNames.get(id) ?? id) : null,
    level: alert.level,
    raised: whenText(alert.raisedAtMs, timeZone),
    patient: alert.patientId === null ? null : { id: alert.patientId, name: alert.patientName ?? "" },
    phone: alert.patientPhone,
    handled:
      alert.handledAtMs === null
        ? null
        : { by: alert.handledBy ?? "", at: whenText(alert.handledAtMs, timeZone), note: alert.note ?? "" },
  });
  const done = args.url.searchParams.get("done");
  return {
    isClinical,
    staffName: staff.name,
    open: open.map(view),
    handled: handled.map(view),
    justDone: handled.some(({ id }) => id === done),
  };
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireClinical(args);
  const { clinic } = asking;
  const form = await args.request.formData();
  const alertId = String(form.get("alertId") ?? "");
  const staffName = String(form.get("staffName") ?? "").trim();
  const note = String(form.get("note") ?? "").trim();
  const problems: { fieldId: string; message: string }[] = [];
  if (staffName === "") problems.push({ fieldId: `name-${alertId}`, message: "Write the name of who called." });
  if (note === "") {
    problems.push({ fieldId: `note-${alertId}`, message: "Write what came of the call, or why there was none." });
  }
  if (problems.length > 0) return data({ alertId, staffName, note, problems }, { status: 422 });
  await clinic.store.handleAlert(clinic.db, { alertId, staffName, note, nowMs: clinic.now() });
  await asking.audit({ action: "handle alert", resource: `alert:${alertId}`, patientId: null });
  return redirect(`/staff/alerts?done=${encodeURIComponent(alertId)}`);
}

type AlertView = Awaited<ReturnType<typeof loader>>["open"][number];

export default function Alerts() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <Workspace>
      <ErrorSummary errors={failed?.problems ?? []} />
      <h1>Emergencies found online</h1>
      <p className="soft">
        The check stopped these people and told them what to do now. Call back the people whose number we have: oldest
        first.
      </p>
      {page.justDone && <output className="notice good">Noted. It is in the list below.</output>}
      <h2>Open ({page.open.length})</h2>
      {page.open.length === 0 && <p>None.</p>}
      <ul className="plain-list stack">
        {page.open.map((alert) => (
          <li key={alert.id} className="card">
            <AlertFacts alert={alert} />
            {page.isClinical ? (
              <CalledBack
                alert={alert}
                staffName={page.staffName}
                failed={failed?.alertId === alert.id ? failed : null}
              />
            ) : (
              <p className="soft">A clinician must make this call. Tell the clinician on duty now.</p>
            )}
          </li>
        ))}
      </ul>
      <h2>Called back or closed ({page.handled.length})</h2>
      {page.handled.length === 0 ? (
        <p>None.</p>
      ) : (
        <table className="stack-table">
          <caption>Newest first</caption>
          <thead>
            <tr>
              <th scope="col">Found</th>
              {page.isClinical && <th scope="col">What was found</th>}
              <th scope="col">Person</th>
              <th scope="col">By</th>
              <th scope="col">Note</th>
            </tr>
          </thead>
          <tbody>
            {page.handled.map((alert) => (
              <tr key={alert.id}>
                <td data-label="Found">{alert.raised}</td>
                {page.isClinical && <td data-label="What was found">{alert.flags?.join("; ")}</td>}
                <td data-label="Person">
                  <Person alert={alert} />
                </td>
                <td data-label="By">
                  {alert.handled?.by}, {alert.handled?.at}
                </td>
                <td data-label="Note">{page.isClinical ? alert.handled?.note : "for clinicians"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Workspace>
  );
}

function AlertFacts({ alert }: { readonly alert: AlertView }) {
  return (
    <>
      <h3>
        <span className={`badge ${alert.level}`}>{alert.level}</span>{" "}
        {alert.flags?.join("; ") ?? "Emergency found online"}
      </h3>
      <p>
        {alert.raised} · <Person alert={alert} />
      </p>
    </>
  );
}

function Person({ alert }: { readonly alert: AlertView }) {
  if (alert.patient === null) return <>no name or number: this person has not booked</>;
  return (
    <>
      <Link to={`/staff/patients/${alert.patient.id}`}>{alert.patient.name}</Link>
      {alert.phone !== null && (
        <>
          , <a href={`tel:${alert.phone}`}>{alert.phone}</a>
        </>
      )}
    </>
  );
}

function CalledBack(props: {
  readonly alert: AlertView;
  readonly staffName: string;
  readonly failed: {
    readonly staffName: string;
    readonly note: string;
    readonly problems: readonly { fieldId: string; message: string }[];
  } | null;
}) {
  const { alert, failed } = props;
  const canCall = alert.phone !== null;
  const nameId = `name-${alert.id}`;
  const noteId = `note-${alert.id}`;
  const errorOf = (fieldId: string) => failed?.problems.find((problem) => problem.fieldId === fieldId)?.message;
  return (
    <Form className="decision-form" method="post">
      <input type="hidden" name="alertId" value={alert.id} />
      <div>
        <label htmlFor={nameId}>{canCall ? "Called back by" : "Closed by"}</label>
        <FieldError id={nameId} message={errorOf(nameId)} />
        <input
          id={nameId}
          name="staffName"
          defaultValue={failed?.staffName ?? props.staffName}
          aria-describedby={`${nameId}-error`}
        />
      </div>
      <div>
        <label htmlFor={noteId}>{canCall ? "What came of it" : "Why it is closed"}</label>
        <FieldError id={noteId} message={errorOf(noteId)} />
        <input
          id={noteId}
          name="note"
          defaultValue={failed?.note ?? ""}
          autoComplete="off"
          aria-describedby={`${noteId}-error`}
        />
      </div>
      <button className="button">{canCall ? "Called back" : "Close"}</button>
    </Form>
  );
}

function FieldError({ id, message }: { readonly id: string; readonly message: string | undefined }) {
  return (
    <span id={`${id}-error`} className="error-text">
      {message}
    </span>
  );
}
