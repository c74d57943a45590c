import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useLoaderData } from "react-router";
import type { Visit } from "../../store/index.ts";
import { PrintButton } from "../../ui/print-button.tsx";
import { Pick } from "../../ui/pick.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { addDays, dayOf, dayRange, isDay } from "@plumbline/scheduling";
import { clockText, dayText, zoneText } from "../time.ts";
import { zoneOfClinic } from "./open-record.ts";
import { requireStaff } from "./staff-access.ts";
import type { StaffRequest } from "./staff-access.ts";
import { may } from "./staff-policy.ts";

type VisitStatus = Visit["status"];

const STATUS_WORDS: Readonly<Record<VisitStatus, string>> = {
  booked: "booked",
  arrived: "arrived",
  done: "done",
  "no-show": "did not come",
  cancelled: "cancelled",
};

/** What can follow, in the order in which it usually does. */
const NEXT_STATUSES: Readonly<Record<VisitStatus, readonly { readonly to: VisitStatus; readonly label: string }[]>> = {
  booked: [
    { to: "arrived", label: "Arrived" },
    { to: "no-show", label: "Did not come" },
  ],
  arrived: [
    { to: "done", label: "Done" },
    { to: "booked", label: "Back to booked" },
  ],
  done: [{ to: "arrived", label: "Back to arrived" }],
  "no-show": [{ to: "booked", label: "Back to booked" }],
  cancelled: [],
};

export function meta() {
  return [{ title: "Visits – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic, staff } = asking;
  const { db, store } = clinic;
  const [offices, clinicians, openAlerts, defaultZone] = await Promise.all([
    store.listOffices(db),
    store.listClinicians(db),
    store.countAlerts(db),
    zoneOfClinic(asking),
  ]);
  const asked = args.url.searchParams;
  const office = offices.find(({ id }) => id === asked.get("office"));
  const clinician = clinicians.find(({ id }) => id === asked.get("clinician"));
  const timeZone = office?.timeZone ?? defaultZone;
  const today = dayOf(clinic.now(), timeZone);
  const askedDay = asked.get("day") ?? "";
  const day = isDay(askedDay) ? askedDay : today;
  const { startMs, endMs } = dayRange(day, timeZone);
  const visits = await store.visitsOfDay(db, {
    fromMs: startMs,
    toMs: endMs,
    ...(office !== undefined && { officeId: office.id }),
    ...(clinician !== undefined && { clinicianId: clinician.id }),
  });
  const isClinical = may(staff.role, "see clinical");
  const levels = isClinical ? await triageLevels(asking, visits) : new Map<string, string>();
  const resources = await store.resourcesOfVisits(
    db,
    visits.map(({ id }) => id),
  );
  await asking.audit({ action: "read visits", resource: `visits/${day}`, patientId: null });
  return {
    isClinical,
    openAlerts: openAlerts.open,
    offices: offices.map(({ id, name }) => ({ id, name })),
    clinicians: clinicians.map(({ id, name }) => ({ id, name })),
    chosen: { day, office: office?.id ?? "", clinician: clinician?.id ?? "" },
    dayIsWrong: askedDay !== "" && !isDay(askedDay) ? askedDay : null,
    today,
    dayBefore: addDays(day, -1),
    dayAfter: addDays(day, 1),
    dayWords: dayText(startMs, timeZone),
    zone: zoneText(timeZone),
    visits: visits.map((visit) => ({
      ...visit,
      clock: clockText(visit.startMs, visit.timeZone),
      durationMin: Math.round((visit.endMs - visit.startMs) / 60_000),
      resources: (resources.get(visit.id) ?? []).map(({ name }) => name),
      triage: levels.get(visit.patientId) ?? null,
    })),
    undo: undoFrom(asked, visits),
  };
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic, actor } = asking;
  const form = await args.request.formData();
  const visitId = String(form.get("visitId") ?? "");
  const status = String(form.get("status") ?? "");
  const was = String(form.get("was") ?? "");
  if (!isStatus(status) || status === "cancelled" || visitId === "") {
    throw data("This change of a visit is not known. Go back to the list of visits and press the button again.", {
      status: 400,
    });
  }
  const changed = await clinic.store.setVisitStatus(clinic.db, { visitId, status, actor, nowMs: clinic.now() });
  if (changed === null) {
    throw data(
      "This visit was cancelled in the meantime, so its status cannot change. Open the visits again to see it.",
      {
        status: 409,
      },
    );
  }
  const url = new URL(args.url);
  for (const name of ["changed", "was"]) url.searchParams.delete(name);
  if (isStatus(was) && !form.has("undo")) {
    url.searchParams.set("changed", visitId);
    url.searchParams.set("was", was);
  }
  return redirect(url.pathname + url.search);
}

export default function Day() {
  const page = useLoaderData<typeof loader>();
  const { chosen } = page;
  const dayLink = (day: string) =>
    `/staff?${new URLSearchParams({ day, office: chosen.office, clinician: chosen.clinician })}`;
  const open = page.visits.filter(({ status }) => status !== "cancelled").length;
  return (
    <Workspace>
      {page.openAlerts > 0 && (
        <output className="notice danger no-print">
          <strong>
            {page.openAlerts === 1 ? "1 emergency" : `${page.openAlerts} emergencies`} found online, not called back
            yet.
          </strong>{" "}
          <Link to="/staff/alerts">Open the list</Link>
        </output>
      )}
      <div className="page-head">
        <h1>
          {chosen.day === page.today ? "Today, " : ""}
          {page.dayWords}
        </h1>
        <div className="button-row no-print">
          <PrintButton isSmall label="Print the list" />
          <Link className="button small" to="/staff/book">
            Book a visit
          </Link>
        </div>
      </div>
      {page.dayIsWrong !== null && (
        <p className="error-text" role="alert">
          “{page.dayIsWrong}” is not a day. Today is shown; choose a day below.
        </p>
      )}
      {page.undo !== null && <Undo undo={page.undo} />}
      <nav className="inline-links no-print" aria-label="Days">
        <Link to={dayLink(page.dayBefore)}>← Day before</Link>
        {chosen.day !== page.today && <Link to={dayLink(page.today)}>Today</Link>}
        <Link to={dayLink(page.dayAfter)}>Day after →</Link>
      </nav>
      {/* The key makes the fields follow when the day is changed by a link. */}
      <Form className="filter-bar no-print" method="get" key={JSON.stringify(chosen)}>
        <div>
          <label htmlFor="day">Day</label>
          <input id="day" name="day" type="date" defaultValue={chosen.day} />
        </div>
        <Pick id="office" label="Office" all="all offices" options={page.offices} chosen={chosen.office} />
        <Pick
          id="clinician"
          label="Clinician"
          all="all clinicians"
          options={page.clinicians}
          chosen={chosen.clinician}
        />
        <button className="button quiet" type="submit">
          Show
        </button>
      </Form>
      {page.visits.length === 0 ? (
        <p>No visits on this day{chosen.office + chosen.clinician === "" ? "" : " for this office and clinician"}.</p>
      ) : (
        <table className="stack-table">
          <caption>
            {open === 1 ? "1 visit" : `${open} visits`}, times in {page.zone}
          </caption>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Patient</th>
              {page.isClinical && <th scope="col">Triage</th>}
              <th scope="col">Service</th>
              <th scope="col">Where</th>
              <th scope="col">Clinician</th>
              <th scope="col">Status</th>
            </tr>
          </thead>
          <tbody>
            {page.visits.map((visit) => (
              <tr key={visit.id} className={visit.status === "cancelled" || visit.status === "no-show" ? "is-off" : ""}>
                <td data-label="Time" className="one-line">
                  <Link to={`/staff/visits/${visit.id}`}>
                    <strong>{visit.clock}</strong>
                  </Link>{" "}
                  <span className="soft">{visit.durationMin} min</span>
                </td>
                <th scope="row" className="one-line">
                  <Link to={`/staff/patients/${visit.patientId}`}>{visit.patientName}</Link>
                  {visit.overbookReason !== null && visit.status !== "cancelled" && (
                    <span className="badge brass"> over another</span>
                  )}
                  {visit.answers === "waiting" && visit.status !== "cancelled" && (
                    <span className="badge brass"> confirm answers</span>
                  )}
                </th>
                {page.isClinical && (
                  <td data-label="Triage">
                    {visit.triage === null ? (
                      <span className="soft">no answers yet</span>
                    ) : (
                      <span className={`badge ${visit.triage}`}>{visit.triage}</span>
                    )}
                  </td>
                )}
                <td data-label="Service">{visit.serviceName}</td>
                <td data-label="Where">{[visit.officeName, ...visit.resources].join(", ")}</td>
                <td data-label="Clinician">{visit.clinicianName}</td>
                <td>
                  <StatusForm visit={visit} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Workspace>
  );
}

function StatusForm({ visit }: { readonly visit: Visit }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="visitId" value={visit.id} />
      <input type="hidden" name="was" value={visit.status} />
      <div className="button-row">
        <span className={visit.status === "done" ? "badge good" : "badge"}>{STATUS_WORDS[visit.status]}</span>
        {NEXT_STATUSES[visit.status].map(({ to, label }) => (
          <button
            key={to}
            className="button quiet small no-print"
            name="status"
            value={to}
            aria-label={`${label}: ${visit.patientName}`}
          >
            {label}
          </button>
        ))}
      </div>
    </Form>
  );
}

function Undo({ undo }: { readonly undo: NonNullable<ReturnType<typeof undoFrom>> }) {
  return (
    <Form className="notice good undo no-print" method="post">
      <output>
        {undo.patientName}: {STATUS_WORDS[undo.is]}.
      </output>
      <input type="hidden" name="visitId" value={undo.visitId} />
      <input type="hidden" name="status" value={undo.was} />
      <input type="hidden" name="undo" value="yes" />
      <button className="button quiet small">Undo, back to “{STATUS_WORDS[undo.was]}”</button>
    </Form>
  );
}

/** The triage level each patient's newest assessment came to. */
async function triageLevels({ clinic }: StaffRequest, visits: readonly Visit[]): Promise<Map<string, string>> {
  const patientIds = [...new Set(visits.map(({ patientId }) => patientId))];
  const newest = await Promise.all(
    patientIds.map(async (patientId) => {
      const [assessment] = await clinic.store.assessmentsOf(clinic.db, patientId);
      return [patientId, assessment?.assessment.triage.level] as const;
    }),
  );
  return new Map(newest.flatMap(([patientId, level]) => (level === undefined ? [] : [[patientId, level] as const])));
}

function undoFrom(asked: URLSearchParams, visits: readonly Visit[]) {
  const was = asked.get("was") ?? "";
  const visit = visits.find(({ id }) => id === asked.get("changed"));
  if (visit === undefined || !isStatus(was) || was === visit.status) return null;
  return { visitId: visit.id, patientName: visit.patientName, is: visit.status, was };
}

function isStatus(text: string): text is VisitStatus {
  return Object.hasOwn(STATUS_WORDS, text);
}
