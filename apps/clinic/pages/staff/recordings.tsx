import { problemText } from "@plumbline/clinical-model";
import type { Side } from "@plumbline/clinical-model";
import { measure } from "@plumbline/plantar-pressure";
import type { PressureReport } from "@plumbline/plantar-pressure";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData, useNavigation } from "react-router";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { whenText } from "../time.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { readInTurns } from "./recording-file.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Recordings, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read recordings");
  const { clinic, patient, head, timeZone } = record;
  const rows = await clinic.store.recordingsOf(clinic.db, patient.id);
  const withdrawn = args.url.searchParams.get("withdrawn");
  return {
    head,
    justWithdrawn: rows.find(({ id, withdrawnAtMs }) => id === withdrawn && withdrawnAtMs !== null)?.id ?? null,
    recordings: rows.map((row) => {
      const foot = (row.report as PressureReport).sides[0];
      return {
        id: row.id,
        fileName: row.fileName,
        side: row.side,
        uploaded: whenText(row.uploadedAtMs, timeZone),
        uploadedBy: row.uploadedBy,
        peakKpa: foot?.totals.peakPressureKpa ?? null,
        archIndex: foot?.totals.archIndex ?? null,
        withdrawn:
          row.withdrawnAtMs === null
            ? null
            : `withdrawn by ${row.withdrawnBy ?? "someone"}, ${whenText(row.withdrawnAtMs, timeZone)}`,
      };
    }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const form = await args.request.formData();
  const recordingId = String(form.get("recordingId") ?? "");
  switch (form.get("intent")) {
    case "withdraw":
      return withdraw(record, recordingId);
    case "restore":
      return restore(record, recordingId);
    default:
      return upload(record, form);
  }
}

/** All of a file is read and measured before any of it is kept. */
async function upload(record: OpenRecord, form: FormData) {
  const { clinic, patient, staff, head } = record;
  const files = form.getAll("file").filter((file) => file instanceof File && file.name !== "");
  const side = sideFrom(form.get("side"));
  if (files.length === 0) return refused(["Choose a file first: the recording as the plate's program exported it."]);
  const errors: string[] = [];
  const added: string[] = [];
  for (const file of files as File[]) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const read = await readInTurns(bytes, file.name);
    if (!read.ok) {
      errors.push(...read.problems.map((problem) => `“${file.name}” was not added. ${problemText(problem)}`));
      continue;
    }
    const report = measure(read.value, side === null ? {} : { side });
    const { sha256 } = await clinic.recordings.put(bytes);
    const known = (await clinic.store.recordingsOf(clinic.db, patient.id)).find(
      (row) => row.sha256 === sha256 && row.withdrawnAtMs === null,
    );
    if (known !== undefined) {
      errors.push(`“${file.name}” was not added: the same recording is already here, as “${known.fileName}”.`);
      continue;
    }
    const { id } = await record.audited(
      ({ id }: { readonly id: string }) => ({
        action: "add recording",
        resource: `recording/${id}`,
        patientId: patient.id,
      }),
      (db) =>
        clinic.store.addRecording(db, {
          patientId: patient.id,
          sha256,
          fileName: file.name,
          format: report.format,
          side: report.sides[0]?.side ?? null,
          report,
          uploadedBy: staff.name,
          nowMs: clinic.now(),
        }),
    );
    added.push(id);
  }
  if (errors.length > 0) return refused(errors);
  return redirect(
    added.length === 1 ? `/staff/patients/${head.id}/recordings/${added[0]}` : `/staff/patients/${head.id}/recordings`,
  );
}

async function withdraw(record: OpenRecord, recordingId: string) {
  const { clinic, patient, staff } = record;
  await mustBeOfPatient(record, recordingId);
  const deed = { action: "withdraw recording", resource: `recording/${recordingId}`, patientId: patient.id };
  await record.audited(deed, (db) =>
    clinic.store.removeRecording(db, { id: recordingId, by: staff.name, nowMs: clinic.now() }),
  );
  return redirect(`/staff/patients/${patient.id}/recordings?withdrawn=${recordingId}`);
}

async function restore(record: OpenRecord, recordingId: string) {
  const { clinic, patient } = record;
  await mustBeOfPatient(record, recordingId);
  const deed = { action: "restore recording", resource: `recording/${recordingId}`, patientId: patient.id };
  await record.audited(deed, (db) => clinic.store.restoreRecording(db, recordingId));
  return redirect(`/staff/patients/${patient.id}/recordings`);
}

async function mustBeOfPatient({ clinic, patient }: OpenRecord, recordingId: string): Promise<void> {
  const row = await clinic.store.findRecording(clinic.db, recordingId);
  if (row?.patientId !== patient.id) {
    throw data("This recording is not in this patient's record. Open the list of recordings again.", { status: 404 });
  }
}

function refused(errors: readonly string[]) {
  return data({ errors }, { status: 422 });
}

function sideFrom(value: FormDataEntryValue | null): Side | null {
  return value === "left" || value === "right" ? value : null;
}

export default function Recordings() {
  const { head, recordings, justWithdrawn } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const isSending = useNavigation().formData?.get("intent") === "upload";
  return (
    <RecordFrame head={head} isClinical>
      <ErrorSummary errors={(failed?.errors ?? []).map((message) => ({ fieldId: "file", message }))} />
      <h2>Pressure recordings</h2>
      {justWithdrawn !== null && (
        <div className="notice undo">
          <output>Withdrawn. It stays in the list below and no longer counts in the result.</output>
          <Change recordingId={justWithdrawn} intent="restore" label="Undo" />
        </div>
      )}
      <Form className="card" method="post" encType="multipart/form-data">
        <h3>Add a recording</h3>
        <div className="filter-bar">
          <div>
            <label htmlFor="file">Files, as the maker’s program exports them (novel emed: “.lst”)</label>
            <input id="file" name="file" type="file" multiple required aria-describedby="file-hint" />
          </div>
          <div>
            <label htmlFor="side">Side</label>
            <select id="side" name="side" defaultValue="">
              <option value="">as the footprint shows</option>
              <option value="left">left</option>
              <option value="right">right</option>
            </select>
          </div>
          <button className="button" name="intent" value="upload">
            {isSending ? "Reading…" : "Add"}
          </button>
        </div>
        <p className="soft" id="file-hint">
          A plate: one barefoot step a file. Insoles: a walk a file. Up to 64 MB. A file that cannot be read is not
          kept.
        </p>
      </Form>
      {recordings.length === 0 ? (
        <p style={{ marginTop: "var(--space-5)" }}>No recordings yet.</p>
      ) : (
        <table className="stack-table" style={{ marginTop: "var(--space-6)" }}>
          <caption>Newest first. Those that are withdrawn do not count.</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Side</th>
              <th scope="col" className="number">
                Peak, kPa
              </th>
              <th scope="col" className="number">
                Arch index
              </th>
              <th scope="col">Added</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {recordings.map((recording) => (
              <tr key={recording.id} className={recording.withdrawn === null ? "" : "is-off"}>
                <th scope="row">
                  <Link to={`/staff/patients/${head.id}/recordings/${recording.id}`}>{recording.fileName}</Link>
                </th>
                <td data-label="Side">{recording.side ?? "not known"}</td>
                <td data-label="Peak, kPa" className="number">
                  {recording.peakKpa === null ? "–" : Math.round(recording.peakKpa)}
                </td>
                <td data-label="Arch index" className="number">
                  {recording.archIndex === null ? "–" : recording.archIndex.toFixed(3)}
                </td>
                <td data-label="Added">
                  {recording.uploaded}, {recording.uploadedBy}
                  {recording.withdrawn !== null && <>; {recording.withdrawn}</>}
                </td>
                <td>
                  {recording.withdrawn === null ? (
                    <Change recordingId={recording.id} intent="withdraw" label="Withdraw" about={recording.fileName} />
                  ) : (
                    <Change recordingId={recording.id} intent="restore" label="Restore" about={recording.fileName} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </RecordFrame>
  );
}

function Change(props: {
  readonly recordingId: string;
  readonly intent: "withdraw" | "restore";
  readonly label: string;
  readonly about?: string;
}) {
  return (
    <Form method="post">
      <input type="hidden" name="recordingId" value={props.recordingId} />
      <button
        className="button quiet small"
        name="intent"
        value={props.intent}
        aria-label={props.about === undefined ? undefined : `${props.label} ${props.about}`}
      >
        {props.label}
      </button>
    </Form>
  );
}
