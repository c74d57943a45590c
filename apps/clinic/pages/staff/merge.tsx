import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData } from "react-router";
import type { Clinic } from "../../server/clinic.ts";
import type { Patient } from "../../store/index.ts";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { openContactRecord } from "./open-record.ts";
import { may } from "./staff-policy.ts";

const MOST_FOUND = 20;

export function meta() {
  return [{ title: "Two records of one person – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openContactRecord(args, "read contact");
  const { clinic, patient, head, staff } = record;
  const query = args.url.searchParams;
  const q = (query.get("q") ?? patient.familyName).trim();
  const found = await clinic.store.searchPatients(clinic.db, q, MOST_FOUND);
  const other = await clinic.store.findPatient(clinic.db, query.get("other") ?? "");
  const isPair = other !== null && other.id !== patient.id && other.mergedInto === null;
  if (isPair) await record.audit({ action: "read contact", resource: `patient/${other.id}`, patientId: other.id });
  return {
    head,
    isClinical: may(staff.role, "see clinical"),
    q,
    found: found.filter(({ id }) => id !== patient.id).map((each) => ({ id: each.id, ...wordsOf(each) })),
    pair: isPair ? { id: other.id, here: await columnOf(clinic, patient), there: await columnOf(clinic, other) } : null,
  };
}

function wordsOf({ givenName, familyName, birthDate, phone, email }: Patient) {
  return { name: `${givenName} ${familyName}`, birthDate, phone, email: email ?? "none" };
}

async function columnOf(clinic: Clinic, patient: Patient) {
  const visits = await clinic.store.visitsOf(clinic.db, patient.id);
  return { ...wordsOf(patient), visits: String(visits.length) };
}

export async function action(args: ActionFunctionArgs) {
  const { clinic, patient, staff, actor } = await openContactRecord(args, null);
  const form = await args.request.formData();
  const shared = { by: staff.name, actor, nowMs: clinic.now() };
  const undo = String(form.get("undo") ?? "");
  if (undo !== "") {
    const isUndone = await clinic.store.undoMerge(clinic.db, { mergeId: undo, ...shared });
    if (!isUndone) throw data("These records have been parted already.", { status: 409 });
    return redirect(`/staff/patients/${patient.id}?done=parted`, 303);
  }
  const fromPatientId = String(form.get("other") ?? "");
  const result = await clinic.store.mergePatients(clinic.db, { fromPatientId, intoPatientId: patient.id, ...shared });
  if (result.kind === "merged") return redirect(`/staff/patients/${patient.id}?done=merged`, 303);
  const message =
    result.kind === "clash"
      ? "Nothing was changed: both have something of which one person has only one, such as visits at the same time, plans given to them, or a place on the waiting list for the same service. Cancel or end one of the two first."
      : "Nothing was changed: one of the two records is not there any more, or is part of another. Search again.";
  return data({ message }, { status: 409 });
}

const ROWS = [
  ["name", "Name"],
  ["birthDate", "Born"],
  ["phone", "Phone"],
  ["email", "E-mail"],
  ["visits", "Visits"],
] as const;

export default function Merge() {
  const { head, isClinical, q, found, pair } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <RecordFrame head={head} isClinical={isClinical}>
      <h2>A second record of {head.name}?</h2>
      {refused !== undefined && (
        <p className="notice caution" role="alert">
          {refused.message}
        </p>
      )}
      {pair === null ? (
        <>
          <p>
            Who booked with another e-mail address, or with a name written otherwise, may have two records. Find the
            other one; nothing is changed before you have compared them.
          </p>
          <search>
            <Form className="filter-bar" method="get">
              <div>
                <label htmlFor="q">Name, or birth date as 1972-04-09</label>
                <input id="q" name="q" type="search" defaultValue={q} key={q} autoComplete="off" />
              </div>
              <button className="button quiet" type="submit">
                Search
              </button>
            </Form>
          </search>
          {found.length === 0 ? (
            <output>Nobody else matches “{q}”.</output>
          ) : (
            <ul className="plain-list">
              {found.map(({ id, name, birthDate, phone }) => (
                <li key={id}>
                  <Link to={`/staff/patients/${head.id}/merge?other=${id}`}>{name}</Link>{" "}
                  <span className="soft">
                    born {birthDate}, {phone}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </>
      ) : (
        <>
          <table className="stack-table">
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">What</span>
                </th>
                <th scope="col">This record, which stays</th>
                <th scope="col">The other, which becomes part of it</th>
              </tr>
            </thead>
            <tbody>
              {ROWS.map(([key, label]) => (
                <tr key={key}>
                  <th scope="row">{label}</th>
                  <td data-label="This record">{pair.here[key]}</td>
                  <td data-label="The other">
                    {pair.here[key] === pair.there[key] || key === "visits" ? (
                      pair.there[key]
                    ) : (
                      <strong>{pair.there[key]}</strong>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {pair.here.birthDate !== pair.there.birthDate && (
            <p className="notice caution">The birth dates differ. Are they really one person?</p>
          )}
          <p>
            Visits, answers, measurements, plans and notes of the other record go over to this one. Name, phone and
            e-mail of this one stay. You can part them again later.
          </p>
          <Form method="post" className="button-row">
            <button className="button" name="other" value={pair.id}>
              Yes, they are one person
            </button>
            <Link className="button quiet" to={`/staff/patients/${head.id}`}>
              No, leave them
            </Link>
          </Form>
        </>
      )}
    </RecordFrame>
  );
}
