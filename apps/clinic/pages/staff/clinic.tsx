import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, useActionData, useLoaderData } from "react-router";
import type { Problem } from "@plumbline/clinical-model";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Pick } from "../../ui/pick.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Workspace } from "../../ui/workspace-frame.tsx";
import type { ClinicTable } from "../../store/index.ts";
import { clinicTable, readTables, saveTable } from "./clinic-tables.ts";
import { requireStaff } from "./staff-access.ts";

export function meta() {
  return [{ title: "Clinic – Plumbline" }];
}

/** In the order in which a new clinic needs them. */
const TABLES: readonly { readonly table: ClinicTable; readonly title: string; readonly about: string }[] = [
  {
    table: "offices",
    title: "Offices",
    about: "Lines of an address have | between them. Opening hours are in the office’s own time zone.",
  },
  {
    table: "resources",
    title: "Rooms and devices",
    about:
      "What visits need beside a person. Any of a type will do. What a new file leaves out is no longer booked: take a device out while it is being repaired.",
  },
  {
    table: "services",
    title: "Services",
    about:
      "What can be booked, in your words and in the patient’s, how many minutes it takes, how many more are kept free before and after, and the types of rooms and devices it needs.",
  },
  {
    table: "clinicians",
    title: "Clinicians",
    about: "Who sees people, the e-mail they sign in with, and the ids of the services they offer.",
  },
  {
    table: "hours",
    title: "Opening hours",
    about: "Who is where on which weekday: 1 is Monday, 7 is Sunday. A new file takes the place of all hours.",
  },
  {
    table: "closures",
    title: "Holidays and absences",
    about:
      "Days on which nothing is offered. An empty office means all, an empty clinician everybody. Visits already booked stay.",
  },
];

export async function loader(args: LoaderFunctionArgs) {
  const asking = await requireStaff(args, "manage clinic");
  await asking.audit({ action: "read clinic set-up", resource: "clinic", patientId: null });
  return { tables: await readTables(asking.clinic), isDemo: asking.clinic.isDemo };
}

interface Outcome {
  readonly table?: ClinicTable;
  readonly problems: readonly Problem[];
  readonly saved?: string;
  readonly typed?: Readonly<Record<string, string>>;
}

export async function action(args: ActionFunctionArgs) {
  const asking = await requireStaff(args, "manage clinic");
  const form = await args.request.formData();
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const table = clinicTable(text("table"));
  if (table === null) throw data("There is no such table.", { status: 400 });
  if (text("do") === "close") {
    const typed = {
      office: text("office"),
      clinician: text("clinician"),
      first_day: text("first_day"),
      last_day: text("last_day"),
      reason: text("reason"),
    };
    const problems = await saveTable(asking, "closures", { add: typed });
    if (problems.length > 0) return data<Outcome>({ table: "closures", problems, typed }, { status: 422 });
    return data<Outcome>({
      table: "closures",
      problems,
      saved: "The days are closed. Nothing is offered on them any more.",
    });
  }
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) {
    const problem = { code: "clinic-csv/none", path: "", message: "Choose a CSV file first." };
    return data<Outcome>({ table, problems: [problem] }, { status: 422 });
  }
  const problems = await saveTable(asking, table, { csv: await file.text() });
  if (problems.length > 0) return data<Outcome>({ table, problems }, { status: 422 });
  return data<Outcome>({ table, problems, saved: "Saved. It holds for every booking from now on." });
}

export default function Clinic() {
  const { tables, isDemo } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const faults = (outcome?.problems ?? []).map(({ path, message }) => ({
    fieldId: fieldOf(outcome?.table, path),
    message: path === "" ? message : `${path}: ${message}`,
  }));
  return (
    <Workspace>
      <ErrorSummary errors={faults} />
      <h1>Clinic</h1>
      {outcome?.saved !== undefined && <output className="notice good">{outcome.saved}</output>}
      <p>
        Take a table down, change it in a spreadsheet, and send it back. Every row is checked first; when one is wrong,
        nothing is changed and you are told where.
      </p>
      {isDemo && <p className="notice">Offices, hours and services of the demo are made anew at each start.</p>}
      {TABLES.map(({ table, title, about }) => (
        <section key={table} aria-labelledby={`title-${table}`}>
          <h2 id={`title-${table}`}>{title}</h2>
          <p>{about}</p>
          <Rows title={title} columns={tables[table].columns} rows={tables[table].rows} />
          <div className="row">
            <a className="button quiet" href={`/staff/clinic/${table}.csv`} download>
              Download {title.toLowerCase()}
            </a>
            <form method="post" encType="multipart/form-data" className="row">
              <input type="hidden" name="table" value={table} />
              <label>
                CSV file <input id={`file-${table}`} type="file" name="file" accept=".csv,text/csv" />
              </label>
              <button className="button quiet" type="submit">
                Send {title.toLowerCase()}
              </button>
            </form>
          </div>
          {table === "closures" && <CloseDays tables={tables} typed={outcome?.typed} />}
        </section>
      ))}
    </Workspace>
  );
}

/** A fault of the small form stands at its field, one of a file at the file. */
function fieldOf(table: ClinicTable | undefined, path: string): string {
  const [column] = /[a-z_]+$/.exec(path) ?? [];
  return table === "closures" && path !== "" && !path.startsWith("line") && column !== undefined
    ? column
    : `file-${table}`;
}

function Rows({
  title,
  columns,
  rows,
}: {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  if (rows.length === 0) return <p>None yet.</p>;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column.replaceAll("_", " ")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.join("|")}>
              {row.map((cell, at) => (
                <td key={columns[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Tables = ReturnType<typeof useLoaderData<typeof loader>>["tables"];

function CloseDays({ tables, typed }: { readonly tables: Tables; readonly typed: Outcome["typed"] }) {
  return (
    <form method="post" className="narrow">
      <h3>Close days</h3>
      <input type="hidden" name="table" value="closures" />
      <Pick
        id="office"
        label="Office"
        all="All offices"
        options={named(tables.offices.rows)}
        chosen={typed?.office}
        className="field"
      />
      <Pick
        id="clinician"
        label="Clinician"
        all="Everybody"
        options={named(tables.clinicians.rows)}
        chosen={typed?.clinician}
        className="field"
      />
      <TextField id="first_day" label="First day" type="date" required defaultValue={typed?.first_day} />
      <TextField id="last_day" label="Last day" type="date" required defaultValue={typed?.last_day} />
      <TextField id="reason" label="Reason, for your colleagues" required defaultValue={typed?.reason} />
      <button className="button" type="submit" name="do" value="close">
        Close these days
      </button>
    </form>
  );
}

/** The first two cells of rows: id and name. */
function named(rows: readonly (readonly string[])[]): { readonly id: string; readonly name: string }[] {
  return rows.map(([id = "", name = ""]) => ({ id, name }));
}
