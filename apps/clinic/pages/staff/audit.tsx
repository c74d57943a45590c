import type { LoaderFunctionArgs } from "react-router";
import { Form, Link, useLoaderData } from "react-router";
import { Workspace } from "../../ui/workspace-frame.tsx";
import { whenText } from "../time.ts";
import { zoneOfClinic } from "./open-record.ts";
import { requireStaff } from "./staff-access.ts";

const PAGE_LINES = 100;

export function meta() {
  return [{ title: "Audit – Plumbline" }];
}

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "see audit");
  const { clinic } = asking;
  const { searchParams } = args.url;
  const actor = (searchParams.get("actor") ?? "").trim();
  const patientId = (searchParams.get("patient") ?? "").trim();
  const before = Number(searchParams.get("before") ?? Number.NaN);
  const lines = await clinic.store.searchAudit(clinic.db, {
    actor,
    patientId,
    beforeSeq: Number.isSafeInteger(before) ? before : null,
    limit: PAGE_LINES + 1,
  });
  await asking.audit({ action: "read audit", resource: `audit (${lines.length} lines)`, patientId: null });
  const timeZone = await zoneOfClinic(asking);
  return {
    actor,
    patientId,
    next: lines.length > PAGE_LINES ? (lines[PAGE_LINES - 1]?.seq ?? null) : null,
    lines: lines.slice(0, PAGE_LINES).map((line) => ({ ...line, when: whenText(line.atMs, timeZone) })),
  };
}

export default function Audit() {
  const { actor, patientId, lines, next } = useLoaderData<typeof loader>();
  const more = new URLSearchParams({ actor, patient: patientId, before: String(next) });
  return (
    <Workspace>
      <h1>Audit</h1>
      <p>
        Who did what to which record, newest first. Lines are never changed; each holds on to the one before it, and{" "}
        <code>plumbline audit verify</code> finds out whether one was tampered with.
      </p>
      <search>
        <Form className="filter-bar" method="get">
          <div>
            <label htmlFor="actor">Who: an e-mail address, or “patient”</label>
            <input id="actor" name="actor" defaultValue={actor} key={actor} autoComplete="off" />
          </div>
          <div>
            <label htmlFor="patient">Patient’s id</label>
            <input id="patient" name="patient" defaultValue={patientId} key={patientId} autoComplete="off" />
          </div>
          <button className="button quiet" type="submit">
            Search
          </button>
        </Form>
      </search>
      {lines.length === 0 ? (
        <output>No line of the audit is like that.</output>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
        <section className="table-scroll" aria-label="Lines of the audit" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">To which</th>
                <th scope="col">Outcome</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.seq}>
                  <td>{line.when}</td>
                  <td>
                    {line.actor}
                    {line.role !== null && <span className="soft"> ({line.role.replace("-", " ")})</span>}
                  </td>
                  <td>{line.action}</td>
                  <td>
                    {line.resource}
                    {line.patientId !== null && (
                      <>
                        {" "}
                        <Link to={`/staff/audit?patient=${encodeURIComponent(line.patientId)}`}>
                          this patient’s lines
                        </Link>
                      </>
                    )}
                  </td>
                  <td>{line.outcome}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {next !== null && (
        <p>
          <Link to={`/staff/audit?${more.toString()}`}>Earlier lines</Link>
        </p>
      )}
    </Workspace>
  );
}
