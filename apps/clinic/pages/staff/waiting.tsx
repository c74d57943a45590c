import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import { BOOKING_TERMS, addDays, dayOf, isDay } from "@plumbline/scheduling";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Pick } from "../../ui/pick.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { choiceFromQuery } from "../book/choice.ts";
import { clockText, dayText, whenText } from "../time.ts";
import { zoneOf } from "./desk-times.ts";
import { requireStaff } from "./staff-access.ts";

export function meta() {
  return [{ title: "Waiting list – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic } = asking;
  const { store, db } = clinic;
  const nowMs = clinic.now();
  const query = args.url.searchParams;
  const [setUp, entries, patient] = await Promise.all([
    store.readSetUp(db, nowMs),
    store.waitEntries(db),
    store.findPatient(db, query.get("patient") ?? ""),
  ]);
  const zone = setUp.offices[0]?.timeZone ?? "UTC";
  const today = dayOf(nowMs, zone);
  await asking.audit({ action: "read waiting list", resource: `waiting list (${entries.length})`, patientId: null });
  const nameIn = (list: readonly { readonly id: string; readonly name: string }[], id: string | null, any: string) =>
    list.find((each) => each.id === id)?.name ?? any;
  return {
    patient: patient === null ? null : { id: patient.id, name: `${patient.givenName} ${patient.familyName}` },
    options: {
      services: setUp.services.map(({ id, name }) => ({ id, name })),
      offices: setUp.offices.map(({ id, name }) => ({ id, name })),
      clinicians: setUp.clinicians.map(({ id, name }) => ({ id, name })),
    },
    fromDay: today,
    toDay: addDays(today, 28),
    entries: await Promise.all(
      entries.map(async (entry) => {
        const [waiting, visit] = await Promise.all([
          store.findPatient(db, entry.patientId),
          entry.visitId === null ? null : store.findVisit(db, entry.visitId),
        ]);
        const offerZone = entry.offer === null ? zone : zoneOf(setUp, entry.offer.slot.officeId);
        return {
          id: entry.id,
          patientId: entry.patientId,
          name: `${waiting?.givenName ?? ""} ${waiting?.familyName ?? ""}`,
          phone: waiting?.phone ?? "",
          hasAddress: waiting?.email != null,
          service: nameIn(setUp.services, entry.serviceId, entry.serviceId),
          wishes: `${nameIn(setUp.offices, entry.officeId, "any office")}, ${nameIn(setUp.clinicians, entry.clinicianId, "anyone")}`,
          days: `${entry.fromDay} to ${entry.toDay}`,
          insteadOf: visit === null ? null : { id: visit.id, when: whenText(visit.startMs, visit.timeZone) },
          since: dayText(entry.enteredAtMs, zone),
          offer:
            entry.offer === null
              ? null
              : `${whenText(entry.offer.slot.startMs, offerZone)}; kept until ${clockText(entry.offer.expiresAtMs, offerZone)}`,
        };
      }),
    ),
  };
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic, actor } = asking;
  const { store, db } = clinic;
  const nowMs = clinic.now();
  const form = await args.request.formData();
  const text = (name: string) => String(form.get(name) ?? "").trim();
  if (text("do") === "remove") {
    await store.withdrawWaitEntry(db, { entryId: text("entryId"), actor, nowMs });
    return redirect("/staff/waiting", 303);
  }
  const setUp = await store.readSetUp(db, nowMs);
  const wishes = new URLSearchParams(["service", "office", "clinician"].map((name) => [name, text(name)]));
  const { serviceId, officeId, clinicianId } = choiceFromQuery(wishes, setUp);
  const patient = await store.findPatient(db, text("patient"));
  if (patient === null || serviceId === null) throw data("Choose a patient and a service first.", { status: 400 });
  const [fromDay, toDay] = [text("fromDay"), text("toDay")];
  const farthest = addDays(dayOf(nowMs, setUp.offices[0]?.timeZone ?? "UTC"), BOOKING_TERMS.horizonDays);
  const errors = [
    ...(isDay(fromDay) ? [] : [{ fieldId: "fromDay", message: "Enter the first day that would do." }]),
    ...(isDay(toDay) && (!isDay(fromDay) || toDay >= fromDay)
      ? []
      : [{ fieldId: "toDay", message: "Enter the last day that would do; it is not before the first." }]),
    ...(isDay(fromDay) && fromDay > farthest
      ? [{ fieldId: "fromDay", message: `Times are offered up to ${farthest}. Enter an earlier first day.` }]
      : []),
  ];
  if (errors.length > 0) return data({ errors, fromDay, toDay }, { status: 422 });
  const entry = { patientId: patient.id, serviceId, officeId, clinicianId, visitId: null, fromDay, toDay };
  await store.addWaitEntry(db, { ...entry, actor, nowMs });
  return redirect("/staff/waiting", 303);
}

export default function WaitingList() {
  const { patient, entries, options, ...page } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const errors = refused?.errors ?? [];
  const errorOf = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.message;
  return (
    <Workspace>
      <ErrorSummary errors={errors} />
      <h1>Waiting list</h1>
      <p>
        When a time becomes free, it is offered by e-mail to who waits longest and is kept for them for three hours;
        then it goes to the next. Nobody else can book it meanwhile.
      </p>
      {patient !== null && (
        <section aria-labelledby="add">
          <h2 id="add">Put {patient.name} on the list</h2>
          <Form method="post" className="filter-bar">
            <input type="hidden" name="patient" value={patient.id} />
            <Pick id="service" label="Service" options={options.services} className="field" />
            <Pick id="office" label="Office" all="any office" options={options.offices} className="field" />
            <Pick id="clinician" label="Clinician" all="anyone" options={options.clinicians} className="field" />
            <TextField
              id="fromDay"
              label="From"
              type="date"
              defaultValue={refused?.fromDay ?? page.fromDay}
              error={errorOf("fromDay")}
            />
            <TextField
              id="toDay"
              label="To"
              type="date"
              defaultValue={refused?.toDay ?? page.toDay}
              error={errorOf("toDay")}
            />
            <button className="button" type="submit">
              Add
            </button>
          </Form>
        </section>
      )}
      {entries.length === 0 ? (
        <p>
          Nobody is waiting. <Link to="/staff/book">Find a patient</Link> to put somebody on the list.
        </p>
      ) : (
        <table className="stack-table">
          <caption>{entries.length === 1 ? "1 person" : `${entries.length} entries`}, longest waiting first</caption>
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">For</th>
              <th scope="col">Would do</th>
              <th scope="col">Since</th>
              <th scope="col">Offered now</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">
                  <Link to={`/staff/patients/${entry.patientId}`}>{entry.name}</Link>
                </th>
                <td data-label="For">
                  {entry.service}
                  {entry.insteadOf !== null && (
                    <>
                      , earlier than <Link to={`/staff/visits/${entry.insteadOf.id}`}>{entry.insteadOf.when}</Link>
                    </>
                  )}
                </td>
                <td data-label="Would do">
                  {entry.wishes}; {entry.days}
                </td>
                <td data-label="Since">{entry.since}</td>
                <td data-label="Offered now">
                  {entry.offer ?? (entry.hasAddress ? "nothing yet" : `no e-mail: call ${entry.phone}`)}
                </td>
                <td>
                  <Form method="post">
                    <input type="hidden" name="entryId" value={entry.id} />
                    <button
                      className="button quiet small"
                      name="do"
                      value="remove"
                      aria-label={`Take off the list: ${entry.name}`}
                    >
                      Take off
                    </button>
                  </Form>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Workspace>
  );
}
