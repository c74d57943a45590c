import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import type { Slot } from "@plumbline/clinical-model";
import { DESK_TERMS, dayOf, isDay } from "@plumbline/scheduling";
import type { BookingRequest, ClinicSetUp, Patient, PatientDetails } from "../../store/index.ts";
import { DeskChoice, DeskTimes } from "../../ui/desk-times.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { choiceFromQuery, queryFromChoice } from "../book/choice.ts";
import { timeButton } from "../book/offer.ts";
import { checkPerson, typedPerson } from "../book/person-form.ts";
import type { PersonError } from "../book/person-form.ts";
import { parseSlotKey } from "../book/slot-key.ts";
import { visitMail } from "../book/visit-mail.ts";
import { minuteText, whenText, zoneText } from "../time.ts";
import { Confirm } from "./book-confirm.tsx";
import { deskTimes, everyWeeks, freeAtDesk, timesByClinician, typedSlot, zoneOf } from "./desk-times.ts";
import { MOST_IN_SERIES, REPEATS } from "./series.ts";
import { requireStaff } from "./staff-access.ts";
import type { StaffRequest } from "./staff-access.ts";

const MOST_FOUND = 20;
export function meta() {
  return [{ title: "Book a visit – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic } = asking;
  const query = args.url.searchParams;
  const setUp = await clinic.store.readSetUp(clinic.db, clinic.now());
  const step = await readStep(asking, setUp, query);
  const q = (query.get("q") ?? "").trim();
  const isSearching = step.patient === null && !step.isNew;
  const found = isSearching && q !== "" ? await clinic.store.searchPatients(clinic.db, q, MOST_FOUND) : [];
  if (isSearching && q !== "") {
    // The words searched for may be a name: they stay out of the audit.
    await asking.audit({ action: "search patients", resource: `patients (${found.length} found)`, patientId: null });
  } else if (step.patient !== null) {
    const { id } = step.patient;
    await asking.audit({ action: "read contact", resource: `patient/${id}`, patientId: id });
  }
  const { choice, slot } = step;
  const { serviceId } = choice;
  const times =
    isSearching || serviceId === null || slot !== null
      ? []
      : await deskTimes(clinic, setUp, { ...choice, serviceId, day: step.day });
  return {
    q,
    isNew: step.isNew,
    found: found.map((patient) => ({
      id: patient.id,
      name: nameOf(patient),
      born: patient.birthDate,
      phone: patient.phone,
    })),
    patient: step.patient === null ? null : { id: step.patient.id, name: nameOf(step.patient) },
    choice,
    day: step.day,
    who: step.who,
    options: {
      services: setUp.services.map(({ id, name, durationMin }) => ({ id, name: `${name}, ${durationMin} min` })),
      offices: setUp.offices.map(({ id, name }) => ({ id, name })),
      clinicians: setUp.clinicians.map(({ id, name }) => ({ id, name })),
    },
    times: timesByClinician(setUp, times),
    typedTimeIsWrong: query.has("at") && slot === null && query.get("at") !== "",
    slot: slot === null || serviceId === null ? null : await viewSlot(asking, setUp, slot, serviceId),
    now: minuteText(nextStepMs(clinic.now()), step.zone).slice(11),
    isToday: step.day === step.today,
    formKey: clinic.newToken(),
  };
}

/** A walk-in is booked for the step of the clock that begins now or in the next minutes. */
function nextStepMs(nowMs: number): number {
  const stepMs = DESK_TERMS.gridMin * 60_000;
  return Math.ceil(nowMs / stepMs) * stepMs;
}

/** Whom, what and when, as the address says. */
async function readStep(asking: StaffRequest, setUp: ClinicSetUp, query: URLSearchParams) {
  const { clinic } = asking;
  const patientId = query.get("patient");
  const patient = patientId === null ? null : await clinic.store.findPatient(clinic.db, patientId);
  const choice = choiceFromQuery(query, setUp);
  const zone = zoneOf(setUp, choice.officeId ?? setUp.offices[0]?.id ?? "");
  const today = dayOf(clinic.now(), zone);
  const day = isDay(choice.day ?? "") ? choice.day! : today;
  const durationMin = setUp.services.find(({ id }) => id === choice.serviceId)?.durationMin;
  const at = query.get("at") ?? "";
  const slot =
    durationMin === undefined
      ? null
      : (parseSlotKey(query.get("slot"), durationMin) ?? typedSlot(setUp, { ...choice, time: at, day, durationMin }));
  const isNew = patient === null && query.get("new") === "1";
  const who: Record<string, string> = patient !== null ? { patient: patient.id } : isNew ? { new: "1" } : {};
  return { patient, isNew, who, choice, day, today, zone, slot };
}

async function viewSlot({ clinic }: StaffRequest, setUp: ClinicSetUp, slot: Slot, serviceId: string) {
  const zone = zoneOf(setUp, slot.officeId);
  const [isFree] = await freeAtDesk(clinic, setUp, [slot], serviceId);
  return {
    ...timeButton(slot, setUp),
    when: whenText(slot.startMs, zone),
    zone: zoneText(zone),
    isFree: isFree === true,
  };
}

export interface Refusal {
  readonly errors: readonly PersonError[];
  readonly typed: Readonly<Record<string, string>>;
  /** Dates of a series that cannot be had, and which they are. */
  readonly lost?: { readonly dates: readonly string[]; readonly at: readonly number[] };
  readonly isTaken?: boolean;
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic, actor } = asking;
  const form = await args.request.formData();
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const nowMs = clinic.now();
  const setUp = await clinic.store.readSetUp(clinic.db, nowMs);
  const { patient, isNew, choice, slot, zone } = await readStep(asking, setUp, args.url.searchParams);
  const { serviceId } = choice;
  const formKey = text("formKey");
  if ((patient === null && !isNew) || serviceId === null || slot === null || formKey === "") {
    throw data("This form is not complete. Start again from “Book a visit”.", { status: 400 });
  }
  const typed = typedPerson(form);
  const overbookReason = text("overbookReason").slice(0, 200);
  const refused = (refusal: Omit<Refusal, "typed">, status: number) =>
    data<Refusal>(
      { ...refusal, typed: { ...typed, overbookReason, repeat: text("repeat"), count: text("count") } },
      { status },
    );

  let details: PatientDetails;
  if (patient !== null) details = patient;
  else {
    const officePhone = setUp.offices[0]?.phone ?? "";
    const { person, errors } = checkPerson(typed, { today: dayOf(nowMs, zone), officePhone, isDesk: true });
    if (person === null) return refused({ errors }, 422);
    details = person;
  }
  if (form.has("isOver") && overbookReason === "") {
    const message = "Say why this visit is booked over another. The reason stays with the visit.";
    return refused({ errors: [{ fieldId: "overbookReason", message }] }, 422);
  }

  const weeks = REPEATS.find((each) => String(each) === text("repeat")) ?? null;
  const count = weeks === null ? 1 : Math.min(Math.max(Math.trunc(Number(text("count"))) || 2, 2), MOST_IN_SERIES);
  const skipped = new Set(text("skip").split(",").filter(Boolean).map(Number));
  const dates = everyWeeks(slot, weeks ?? 1, count, zoneOf(setUp, slot.officeId)).map((date, at) => ({ date, at }));
  const wanted = dates.filter(({ at }) => !skipped.has(at));
  const isFree =
    overbookReason !== "" && weeks === null
      ? [true]
      : await freeAtDesk(
          clinic,
          setUp,
          wanted.flatMap(({ date }) => date ?? []),
          serviceId,
        );
  const slots = wanted.flatMap(({ date }) => date ?? []);
  const lost = wanted.filter(({ date }) => date === null || !isFree[slots.indexOf(date)]);
  const lostDates = (all: typeof lost) => ({
    dates: all.map(({ date, at }) => (date === null ? `visit ${at + 1}` : whenText(date.startMs, zone))),
    at: [...skipped, ...all.map(({ at }) => at)],
  });
  if (weeks !== null && lost.length > 0) return refused({ errors: [], lost: lostDates(lost) }, 409);

  const mail = visitMail(clinic, "booked", setUp.offices);
  const requests = slots.map((each, at): BookingRequest => {
    const key = at === 0 ? formKey : `${formKey}.${at}`;
    return {
      slot: each,
      serviceId,
      patient: details,
      interviewId: null,
      manageTokenHash: clinic.hashToken(clinic.derivedToken("visit", key)),
      idempotencyKey: key,
      overbookReason: overbookReason === "" ? null : overbookReason,
      mail,
      nowMs,
      source: "desk",
      actor,
    };
  });
  if (requests.length === 0) {
    throw data("No visit of this series is left to book. Start again with another time.", { status: 409 });
  }
  let visitId: string;
  if (weeks === null) {
    const result = await clinic.store.bookVisit(clinic.db, requests[0]!);
    if (result.kind !== "booked") return refused({ errors: [], isTaken: true }, 409);
    visitId = result.visit.id;
  } else {
    const result = await clinic.store.bookSeries(clinic.db, requests);
    if (result.kind !== "booked")
      return refused({ errors: [], lost: lostDates(result.at.map((at) => wanted[at]!)) }, 409);
    visitId = result.visits[0]!.id;
  }
  if (text("arrived") === "yes") {
    await clinic.store.setVisitStatus(clinic.db, { visitId, status: "arrived", actor, nowMs });
  }
  clinic.wakeMail();
  return redirect(`/staff/visits/${visitId}?done=booked`, 303);
}

export default function DeskBooking() {
  const page = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const errors = refusal?.errors ?? [];
  return (
    <Workspace>
      <ErrorSummary errors={errors} />
      <h1>Book a visit</h1>
      {page.patient === null && !page.isNew ? (
        <FindPatient q={page.q} found={page.found} />
      ) : (
        <>
          <p className="lead">
            For {page.patient === null ? "a new patient" : <strong>{page.patient.name}</strong>} ·{" "}
            <Link to="/staff/book">Somebody else</Link>
            {page.patient !== null && (
              <>
                {" "}
                · <Link to={`/staff/waiting?patient=${page.patient.id}`}>Put on the waiting list</Link>
              </>
            )}
          </p>
          {page.slot === null ? <ChooseTime /> : <Confirm refusal={refusal} />}
        </>
      )}
    </Workspace>
  );
}

function FindPatient({
  q,
  found,
}: {
  readonly q: string;
  readonly found: readonly {
    readonly id: string;
    readonly name: string;
    readonly born: string;
    readonly phone: string;
  }[];
}) {
  return (
    <>
      <search>
        <Form className="filter-bar" method="get">
          <div>
            <label htmlFor="q">Who is it for? Name, or birth date as 1972-04-09</label>
            <input id="q" name="q" type="search" defaultValue={q} key={q} autoComplete="off" />
          </div>
          <button className="button" type="submit">
            Search
          </button>
          <Link className="button quiet" to="/staff/book?new=1">
            New patient
          </Link>
        </Form>
      </search>
      {q !== "" && (
        <output>
          {found.length === 0
            ? `Nobody matches “${q}”. Try the first letters of the family name, or add a new patient.`
            : `${found.length === MOST_FOUND ? `The first ${MOST_FOUND}` : found.length} found. Ask for the birth date before you choose.`}
        </output>
      )}
      {found.length > 0 && (
        <ul className="plain-list desk-found">
          {found.map(({ id, name, born, phone }) => (
            <li key={id}>
              <Link to={`/staff/book?patient=${id}`}>{name}</Link>{" "}
              <span className="soft">
                born {born}, {phone}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function ChooseTime() {
  const { choice, day, who, options, times, typedTimeIsWrong, now, isToday } = useLoaderData<typeof loader>();
  const isChosen = choice.serviceId !== null;
  return (
    <>
      <DeskChoice action="/staff/book" hidden={who} options={options} chosen={{ ...choice, day }} />
      {typedTimeIsWrong && (
        <p className="error-text" role="alert">
          This time cannot be used. Choose an office and a clinician, and a time that clocks there show on that day.
        </p>
      )}
      {isChosen && (
        <DeskTimes
          groups={times}
          hrefOf={(slot) => `/staff/book${queryFromChoice({ ...choice, day }, { ...who, slot })}`}
        />
      )}
      {isChosen && choice.officeId !== null && choice.clinicianId !== null && (
        <Form className="filter-bar" method="get" key={`${day} ${choice.clinicianId}`}>
          {Object.entries({
            ...who,
            service: choice.serviceId!,
            office: choice.officeId,
            clinician: choice.clinicianId,
            day,
          }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <div>
            <label htmlFor="at">Another time{isToday ? ", or now" : ""}</label>
            <input id="at" name="at" type="time" step={300} defaultValue={isToday ? now : undefined} required />
          </div>
          <button className="button quiet" type="submit">
            Use this time
          </button>
        </Form>
      )}
      {isChosen && (choice.officeId === null || choice.clinicianId === null) && (
        <p className="soft">To type a time, or to book over another visit, choose an office and a clinician.</p>
      )}
    </>
  );
}

function nameOf({ givenName, familyName }: Patient): string {
  return `${givenName} ${familyName}`;
}
