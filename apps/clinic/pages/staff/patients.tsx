import type { LoaderFunctionArgs } from "react-router";
import { Form, Link, useLoaderData } from "react-router";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { dayOf } from "@plumbline/scheduling";
import { ageOn } from "./age.ts";
import { zoneOfClinic } from "./open-record.ts";
import { requireStaff } from "./staff-access.ts";

const MOST_SHOWN = 50;

export function meta() {
  return [{ title: "Patients – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "see visits");
  const { clinic } = asking;
  const query = (args.url.searchParams.get("q") ?? "").trim();
  const found = await clinic.store.searchPatients(clinic.db, query, MOST_SHOWN + 1);
  const today = dayOf(clinic.now(), await zoneOfClinic(asking));
  // The words searched for may be a name: they stay out of the audit.
  await asking.audit({ action: "search patients", resource: `patients (${found.length} found)`, patientId: null });
  return {
    query,
    isCut: found.length > MOST_SHOWN,
    patients: found.slice(0, MOST_SHOWN).map(({ id, givenName, familyName, birthDate, phone, isMadeUp }) => ({
      id,
      name: `${familyName}, ${givenName}`,
      birthDate,
      age: ageOn(birthDate, today),
      phone,
      isMadeUp,
    })),
  };
}

export default function Patients() {
  const { query, patients, isCut } = useLoaderData<typeof loader>();
  return (
    <Workspace>
      <h1>Patients</h1>
      <search>
        <Form className="filter-bar" method="get">
          <div>
            <label htmlFor="q">Name, or birth date as 1972-04-09</label>
            <input id="q" name="q" type="search" defaultValue={query} key={query} autoComplete="off" />
          </div>
          <button className="button quiet" type="submit">
            Search
          </button>
          {query !== "" && (
            <p style={{ margin: 0 }}>
              <Link to="/staff/patients">Show all</Link>
            </p>
          )}
        </Form>
      </search>
      {patients.length === 0 ? (
        <output>
          {query === ""
            ? "No patients yet. A person becomes a patient with the first booked visit."
            : `Nobody matches “${query}”. Try the first letters of the family name alone.`}
        </output>
      ) : (
        <table className="stack-table">
          <caption>
            {isCut
              ? `The first ${MOST_SHOWN}; search to narrow the list`
              : patients.length === 1
                ? "1 patient"
                : `${patients.length} patients`}
          </caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Born</th>
              <th scope="col">Age</th>
              <th scope="col">Phone</th>
            </tr>
          </thead>
          <tbody>
            {patients.map((patient) => (
              <tr key={patient.id}>
                <th scope="row">
                  <Link to={`/staff/patients/${patient.id}`}>{patient.name}</Link>
                  {patient.isMadeUp && <span className="badge brass"> made up</span>}
                </th>
                <td data-label="Born">{patient.birthDate}</td>
                <td data-label="Age">{patient.age}</td>
                <td data-label="Phone">
                  <a href={`tel:${patient.phone}`}>{patient.phone}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Workspace>
  );
}
