import { addDays, dayOf } from "@plumbline/scheduling";
import type { LoaderFunctionArgs } from "react-router";
import { useLoaderData } from "react-router";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { zoneOfClinic } from "./open-record.ts";
import { requireStaff } from "./staff-access.ts";

export function meta() {
  return [{ title: "Exports – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "export records");
  const today = dayOf(asking.clinic.now(), await zoneOfClinic(asking));
  await asking.audit({ action: "read exports", resource: "exports", patientId: null });
  return { from: addDays(today, -30), to: today };
}

export default function Exports() {
  const { from, to } = useLoaderData<typeof loader>();
  return (
    <Workspace>
      <h1>Exports</h1>
      <p>Each file is a line of the audit. Keep them where only those see them who may see the record.</p>
      <section aria-labelledby="billing">
        <h2 id="billing">Visits and devices, for billing</h2>
        <p>
          Plumbline does not bill. These tables carry what a billing program needs: who, when, with whom, what, and the
          ICD-10-CM codes of the problems in the chart, as they are now.
        </p>
        {/* The same fields for both files: which one is said by the button. */}
        <form method="get" className="filter-bar">
          <div>
            <label htmlFor="from">First day</label>
            <input id="from" name="from" type="date" defaultValue={from} required />
          </div>
          <div>
            <label htmlFor="to">Last day</label>
            <input id="to" name="to" type="date" defaultValue={to} required />
          </div>
          <button className="button" formAction="/staff/exports/visits.csv">
            Visits as CSV
          </button>
          <button className="button quiet" formAction="/staff/exports/devices.csv">
            Orthotics as CSV
          </button>
        </form>
      </section>
      <section aria-labelledby="research">
        <h2 id="research">For research, without identifiers</h2>
        <p>
          One line of JSON for each person with an assessment: findings, answer, conditions, outcomes, decisions. No
          names, places, days or typed words; ages in bands of five years. Rare findings together can still point to a
          person: give it only to who signs for it. Made-up people are left out, except in a demo.
        </p>
        <a className="button quiet" href="/staff/exports/research.ndjson" download>
          Research file
        </a>
      </section>
    </Workspace>
  );
}
