import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import { addDays, dayOf, dayRange, isDay } from "@plumbline/scheduling";
import type { Visit } from "../../store/index.ts";
import { DeskChoice, DeskTimes } from "../../ui/desk-times.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { choiceFromQuery } from "../book/choice.ts";
import { parseSlotKey, slotKey } from "../book/slot-key.ts";
import { visitMail } from "../book/visit-mail.ts";
import { clockText, whenText } from "../time.ts";
import { deskTimes, timesByClinician, typedSlot, zoneOf } from "./desk-times.ts";
import { requireStaff } from "./staff-access.ts";
import type { StaffRequest } from "./staff-access.ts";

const DONE: Readonly<Record<string, string>> = {
  booked: "Booked. A letter goes out when there is an e-mail address.",
  moved: "Moved. A letter with the new time goes out when there is an e-mail address.",
  swapped: "The two visits have changed places. Both are told by letter when there is an e-mail address.",
  cancelled: "Cancelled, and its time is free.",
};

export function meta() {
  return [{ title: "Visit – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic } = asking;
  const visit = await visitOf(asking, args.params.visitId);
  await asking.audit({ action: "read visit", resource: `visit:${visit.id}`, patientId: visit.patientId });
  const query = args.url.searchParams;
  const nowMs = clinic.now();
  const [setUp, resources] = await Promise.all([
    clinic.store.readSetUp(clinic.db, nowMs),
    clinic.store.resourcesOfVisits(clinic.db, [visit.id]),
  ]);
  const asked = choiceFromQuery(query, setUp);
  const ownDay = dayOf(visit.startMs, visit.timeZone);
  const today = dayOf(nowMs, visit.timeZone);
  const day = isDay(asked.day ?? "") ? asked.day! : ownDay < today ? today : ownDay;
  // At first where and with whom the visit is; once the form is sent, what it says.
  const choice = {
    serviceId: visit.serviceId,
    officeId: query.has("office") ? asked.officeId : visit.officeId,
    clinicianId: query.has("clinician") ? asked.clinicianId : visit.clinicianId,
    day,
  };
  const canChange = visit.status === "booked";
  const times = canChange ? await deskTimes(clinic, setUp, choice, visit) : [];
  const before = parseSlotKey(query.get("was"), (visit.endMs - visit.startMs) / 60_000);
  return {
    visit: {
      id: visit.id,
      when: whenText(visit.startMs, visit.timeZone),
      minutes: Math.round((visit.endMs - visit.startMs) / 60_000),
      service: visit.serviceName,
      office: visit.officeName,
      clinician: visit.clinicianName,
      resources: (resources.get(visit.id) ?? []).map(({ name }) => name),
      status: visit.status,
      overbookReason: visit.overbookReason,
      day: ownDay,
    },
    patient: { id: visit.patientId, name: visit.patientName },
    series: await seriesOf(asking, visit),
    done: DONE[query.get("done") ?? ""] ?? null,
    before:
      before === null ? null : { key: slotKey(before), when: whenText(before.startMs, zoneOf(setUp, before.officeId)) },
    canChange,
    choice,
    options: {
      offices: setUp.offices.map(({ id, name }) => ({ id, name })),
      clinicians: setUp.clinicians.map(({ id, name }) => ({ id, name })),
    },
    canTypeTime: choice.officeId !== null && choice.clinicianId !== null,
    times: timesByClinician(
      setUp,
      times.filter((slot) => slotKey(slot) !== slotKey(visit)),
    ),
    partners: canChange ? await partnersOf(asking, visit, day) : [],
  };
}

async function visitOf({ clinic }: StaffRequest, visitId: string | undefined): Promise<Visit> {
  const visit = await clinic.store.findVisit(clinic.db, visitId ?? "");
  if (visit === null) throw data("There is no visit at this address.", { status: 404 });
  return visit;
}

/** The other visits of its series that are still to come. */
async function seriesOf({ clinic }: StaffRequest, visit: Visit) {
  if (visit.seriesId === null) return [];
  const all = await clinic.store.visitsOf(clinic.db, visit.patientId);
  return all
    .filter(({ id, seriesId, status }) => seriesId === visit.seriesId && id !== visit.id && status === "booked")
    .map(({ id, startMs, timeZone }) => ({ id, when: whenText(startMs, timeZone) }))
    .toReversed();
}

/** Visits of the day looked at with which this one could change places. */
async function partnersOf({ clinic }: StaffRequest, visit: Visit, day: string) {
  const { startMs, endMs } = dayRange(day, visit.timeZone);
  const visits = await clinic.store.visitsOfDay(clinic.db, { fromMs: startMs, toMs: endMs });
  return visits
    .filter((other) => other.status === "booked" && other.patientId !== visit.patientId && other.startMs > clinic.now())
    .map((other) => ({
      id: other.id,
      label: `${clockText(other.startMs, other.timeZone)}, ${other.clinicianName}, ${other.patientName}`,
    }));
}

interface Refusal {
  readonly message: string;
  readonly fieldId: string;
  readonly typed: Readonly<Record<string, string>>;
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic, actor } = asking;
  const { store, db } = clinic;
  const visit = await visitOf(asking, args.params.visitId);
  const form = await args.request.formData();
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const nowMs = clinic.now();
  const setUp = await store.readSetUp(db, nowMs);
  const change = { visitId: visit.id, nowMs, actor };
  const path = `/staff/visits/${visit.id}`;
  const refused = (fieldId: string, message: string) =>
    data<Refusal>(
      { fieldId, message, typed: { at: text("at"), overbookReason: text("overbookReason") } },
      { status: 409 },
    );

  if (text("do") === "cancel") {
    const result = await store.cancelVisit(db, { ...change, mail: visitMail(clinic, "cancelled", setUp.offices) });
    if (result.kind === "gone") return refused("cancel", "This visit is under way or over, so it cannot be cancelled.");
    clinic.wakeMail();
    return redirect(`${path}?done=cancelled`, 303);
  }
  const mail = visitMail(clinic, "moved", setUp.offices);
  if (text("do") === "swap") {
    const result = await store.swapVisits(db, { ...change, mail, visitIds: [visit.id, text("partner")] });
    if (result.kind !== "swapped") {
      const why =
        result.kind === "gone"
          ? "One of the two has just been changed. Look at both again."
          : "One of the two does not fit into the other’s place: its service is not offered there, or it takes longer.";
      return refused("partner", `${why} Both are as they were.`);
    }
    clinic.wakeMail();
    return redirect(`${path}?done=swapped`, 303);
  }

  const durationMin = (visit.endMs - visit.startMs) / 60_000;
  const asked = choiceFromQuery(args.url.searchParams, setUp);
  const typed = {
    time: text("at"),
    day: text("day"),
    officeId: text("office") || asked.officeId,
    clinicianId: text("clinician") || asked.clinicianId,
    durationMin,
  };
  const slot = parseSlotKey(text("slot") || null, durationMin) ?? (isDay(typed.day) ? typedSlot(setUp, typed) : null);
  if (slot === null) return refused("at", "Choose one of the times, or type one such as 14:05.");
  const overbookReason = text("overbookReason").slice(0, 200);
  const result = await store.moveVisit(db, {
    ...change,
    mail,
    slot,
    source: "desk",
    overbookReason: overbookReason === "" ? null : overbookReason,
  });
  if (result.kind === "gone")
    return refused("at", "This visit is cancelled, under way or over, so it cannot be moved.");
  if (result.kind === "taken") {
    const when = whenText(slot.startMs, zoneOf(setUp, slot.officeId));
    return refused(
      "at",
      `${when} is not free: the clinician, a room, a device or the patient is taken then, or it is outside the hours. The visit is as it was.`,
    );
  }
  clinic.wakeMail();
  return redirect(`${path}?${new URLSearchParams({ done: "moved", was: slotKey(visit) })}`, 303);
}

export default function VisitPage() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const { visit, patient, choice } = page;
  const dayHref = (day: string) =>
    `/staff/visits/${visit.id}?${new URLSearchParams({ office: choice.officeId ?? "", clinician: choice.clinicianId ?? "", day })}`;
  return (
    <Workspace>
      <p className="back no-print">
        <Link to={`/staff/calendar?day=${visit.day}`}>← Calendar</Link>
        <Link to={`/staff?day=${visit.day}`}>← List of the day</Link>
      </p>
      {refusal !== undefined && <ErrorSummary errors={[refusal]} />}
      {page.done !== null && refusal === undefined && (
        <div className="notice good undo">
          <output>{page.done}</output>
          {page.before !== null && page.canChange && (
            <Form method="post">
              <button className="button quiet small" name="slot" value={page.before.key}>
                Undo, back to {page.before.when}
              </button>
            </Form>
          )}
        </div>
      )}
      <h1>
        Visit of <Link to={`/staff/patients/${patient.id}`}>{patient.name}</Link>
      </h1>
      <dl className="desk-details">
        <Detail name="When">
          {visit.when}, {visit.minutes} min
        </Detail>
        <Detail name="Service">{visit.service}</Detail>
        <Detail name="Where">{[visit.office, ...visit.resources].join(", ")}</Detail>
        <Detail name="With">{visit.clinician}</Detail>
        <Detail name="Status">{visit.status.replace("-", " ")}</Detail>
        {visit.overbookReason !== null && <Detail name="Booked over another">{visit.overbookReason}</Detail>}
      </dl>
      {page.series.length > 0 && (
        <p>
          Others of this series:{" "}
          {page.series.map(({ id, when }, at) => (
            <span key={id}>
              {at > 0 && "; "}
              <Link to={`/staff/visits/${id}`}>{when}</Link>
            </span>
          ))}
        </p>
      )}
      {page.canChange ? (
        <>
          <section aria-labelledby="move">
            <h2 id="move">Move it</h2>
            <DeskChoice action={`/staff/visits/${visit.id}`} hidden={{}} options={page.options} chosen={choice} />
            <nav className="inline-links" aria-label="Days">
              <Link to={dayHref(addDays(choice.day, -1))}>← Day before</Link>
              <Link to={dayHref(addDays(choice.day, 1))}>Day after →</Link>
            </nav>
            <Form method="post">
              <DeskTimes groups={page.times} />
            </Form>
            {page.canTypeTime && <TypedTime refusal={refusal} />}
          </section>
          {page.partners.length > 0 && (
            <section aria-labelledby="swap">
              <h2 id="swap">Change places with another visit</h2>
              <Form method="post" className="filter-bar">
                <div>
                  <label htmlFor="partner">Visits of the day shown</label>
                  <select id="partner" name="partner">
                    {page.partners.map(({ id, label }) => (
                      <option key={id} value={id}>
                        {label}
                      </option>
                    ))}
                  </select>
                </div>
                <button className="button quiet" name="do" value="swap">
                  Change places
                </button>
              </Form>
            </section>
          )}
          <section aria-labelledby="cancel-title">
            <h2 id="cancel-title">Cancel it</h2>
            <details>
              <summary>Cancel this visit</summary>
              <Form method="post" className="row">
                <p>Its time is free at once, and the patient is told by letter when there is an e-mail address.</p>
                <button className="button" id="cancel" name="do" value="cancel">
                  Yes, cancel it
                </button>
              </Form>
            </details>
          </section>
        </>
      ) : (
        visit.status === "cancelled" && (
          <p>
            <Link to={`/staff/book?${new URLSearchParams({ patient: patient.id, service: choice.serviceId })}`}>
              Book again for {patient.name}
            </Link>
          </p>
        )
      )}
    </Workspace>
  );
}

function TypedTime({ refusal }: { readonly refusal: Refusal | undefined }) {
  const { choice } = useLoaderData<typeof loader>();
  return (
    <details open={refusal?.fieldId === "at" || undefined}>
      <summary>Another time, or over another visit</summary>
      <Form method="post" className="narrow">
        <input type="hidden" name="office" value={choice.officeId ?? ""} />
        <input type="hidden" name="clinician" value={choice.clinicianId ?? ""} />
        <input type="hidden" name="day" value={choice.day} />
        <TextField
          id="at"
          label="Time"
          type="time"
          step={300}
          required
          defaultValue={refusal?.typed.at}
          error={refusal?.fieldId === "at" ? refusal.message : undefined}
        />
        <TextField
          id="overbookReason"
          label="Why over another visit"
          hint="Only when the time is taken. It stays with the visit."
          maxLength={200}
          defaultValue={refusal?.typed.overbookReason}
        />
        <button className="button quiet">Move to this time</button>
      </Form>
    </details>
  );
}

function Detail({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
