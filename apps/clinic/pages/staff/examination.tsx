import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { data, Form, Link, useActionData, useLoaderData } from "react-router";
import { useState } from "react";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { currentAssessments } from "./current-assessment.ts";
import { fieldName, fieldText, readExaminationForm } from "./examination-form.ts";
import type { ExaminationChange } from "./examination-form.ts";
import { ExaminationGroupFields } from "./examination-fields.tsx";
import { examinationSections } from "./examination-view.ts";
import { openClinicalRecord } from "./open-record.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Examination, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read examination");
  const { clinic, patient, head } = record;
  const [newest] = await currentAssessments(record);
  const stored = await clinic.store.examinationOf(clinic.db, patient.id);
  return {
    head,
    sections: examinationSections(clinic.evidence, stored, newest.assessment.nextQuestions, newest.caseFile),
    recorded: stored.filter(({ value }) => value !== null).length,
  };
}

/** Saves what changed, or only filters the list without script: then everything that was typed comes back. */
export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const { clinic, patient, staff } = record;
  const form = await args.request.formData();
  const query = String(form.get("query") ?? "").trim();
  const stored = await clinic.store.examinationOf(clinic.db, patient.id);
  const { changes, errors, sent } = readExaminationForm(form, clinic.evidence.findings, stored);
  if (form.get("intent") === "filter") return { kind: "filtered" as const, query, sent };
  if (errors.length > 0) return data({ kind: "refused" as const, query, errors, sent }, { status: 422 });
  if (changes.length > 0) {
    const deed = {
      action: `record examination (${changes.length})`,
      resource: `patient/${patient.id}`,
      patientId: patient.id,
    };
    await record.audited(deed, (db) =>
      clinic.store.recordExamination(db, {
        patientId: patient.id,
        entries: changes,
        recordedBy: staff.name,
        nowMs: clinic.now(),
      }),
    );
  }
  const was = new Map(stored.map((entry) => [fieldName(entry.findingId, entry.side), fieldText(entry.value)]));
  return {
    kind: form.has("undo") ? ("undone" as const) : ("saved" as const),
    query,
    saved: changes.map((change) => savedLine(change, was, clinic.evidence.findings)),
  };
}

function savedLine(
  change: ExaminationChange,
  was: ReadonlyMap<string, string>,
  findings: ReadonlyMap<string, { readonly clinicianWording: string }>,
) {
  const field = fieldName(change.findingId, change.side);
  const side = change.side === null ? "" : `, ${change.side}`;
  return {
    field,
    label: `${findings.get(change.findingId)?.clinicianWording ?? change.findingId}${side}`,
    was: was.get(field) ?? "",
    now: fieldText(change.value),
  };
}

export default function Examination() {
  const { head, sections, recorded } = useLoaderData<typeof loader>();
  const done = useActionData<typeof action>();
  const [query, setQuery] = useState(done?.query ?? "");
  const [changed, setChanged] = useState(false);
  const sent = done !== undefined && "sent" in done ? done.sent : {};
  const errors = done?.kind === "refused" ? done.errors : [];
  const all = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  return (
    <RecordFrame head={head} isClinical>
      <ErrorSummary errors={errors.map(({ field, message }) => ({ fieldId: `f-${field}`, message }))} />
      <h2>Examination</h2>
      <p className="soft">
        {all} tests. What you leave at “not assessed” stays unknown and changes nothing. Entries are added beside
        earlier ones and can be taken back. {recorded === 0 ? "" : `${recorded} recorded so far.`}
      </p>
      {(done?.kind === "saved" || done?.kind === "undone") && (
        <Saved done={done} resultPath={`/staff/patients/${head.id}/result`} />
      )}
      {/* A new key after each save: the fields then show what the record holds. */}
      <Form
        method="post"
        key={done?.kind === "saved" || done?.kind === "undone" ? JSON.stringify(done.saved) : "open"}
        onChange={() => setChanged(true)}
        onSubmit={() => setChanged(false)}
        // Enter in a field would send the form half filled in.
        onKeyDown={(event) => {
          if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
        }}
      >
        <search className="filter-bar">
          <div>
            <label htmlFor="query">Find a test</label>
            <input
              id="query"
              name="query"
              type="search"
              autoComplete="off"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                event.stopPropagation();
              }}
            />
          </div>
          <button className="button quiet" name="intent" value="filter">
            Find
          </button>
        </search>
        {sections.map((section) => (
          <ExaminationGroupFields
            key={section.id}
            section={section}
            query={query}
            sent={sent}
            errors={errors}
            isOpen={section.id === "suggested" || section.recorded > 0}
          />
        ))}
        <div className="save-bar">
          <button className="button" name="intent" value="save">
            Save findings
          </button>
          <p className="soft">
            {changed ? "There are entries that are not saved yet." : "The result is worked out anew when you save."}
          </p>
        </div>
      </Form>
    </RecordFrame>
  );
}

type Done = Extract<Awaited<ReturnType<typeof action>>, { readonly kind: "saved" | "undone" }>;

/** What was saved, with the inverse form: sending it puts the fields back. */
function Saved({ done, resultPath }: { readonly done: Done; readonly resultPath: string }) {
  if (done.saved.length === 0) {
    return <output className="notice">Nothing was changed, so nothing was saved.</output>;
  }
  return (
    <div className="notice good">
      <output>
        <strong>{done.kind === "undone" ? "Put back." : "Saved."}</strong>{" "}
        {done.saved
          .map(({ label, now }) => `${label}: ${now === "" ? "not assessed" : now.replace("-", " ")}`)
          .join("; ")}
        .
      </output>
      <div className="inline-links">
        <Link to={resultPath}>See what it moved</Link>
        {done.kind === "saved" && (
          <Form method="post">
            <input type="hidden" name="undo" value="yes" />
            {done.saved.map(({ field, was, now }) => (
              <span key={field}>
                <input type="hidden" name={`v:${field}`} value={was} />
                <input type="hidden" name={`was:${field}`} value={now} />
              </span>
            ))}
            <button className="button quiet small">Undo</button>
          </Form>
        )}
      </div>
    </div>
  );
}
