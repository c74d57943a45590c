import { problemText } from "@plumbline/clinical-model";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useActionData, useLoaderData, useNavigation } from "react-router";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { whenText } from "../time.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { reportOf, signalsOf, walkOf, walksOfPatient } from "./walk-open.ts";
import { sentTold } from "./walk-told.ts";
import { Choice, HeightField } from "./walk-told-form.tsx";
import { measureText } from "./walk-words.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Walks, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read walks");
  const { head, timeZone } = record;
  const walks = await walksOfPatient(record);
  const withdrawn = args.url.searchParams.get("withdrawn");
  return {
    head,
    heightM: walks.find(({ told }) => told.heightM !== null)?.told.heightM ?? null,
    justWithdrawn: walks.find(({ id, withdrawnAtMs }) => id === withdrawn && withdrawnAtMs !== null)?.id ?? null,
    walks: walks.map(({ id, report, uploadedAtMs, uploadedBy, withdrawnAtMs, withdrawnBy }) => ({
      id,
      name: report.name,
      sensors: report.recordings.map(({ usedAs }) => (usedAs === "unknown" ? "a foot" : usedAs)),
      speed: textOf(report, "speedMps"),
      cadence: textOf(report, "cadenceStepsPerMin"),
      strideLength: textOf(report, "strideLengthM"),
      added: `${whenText(uploadedAtMs, timeZone)}, ${uploadedBy}`,
      withdrawn:
        withdrawnAtMs === null
          ? null
          : `withdrawn by ${withdrawnBy ?? "someone"}, ${whenText(withdrawnAtMs, timeZone)}`,
    })),
  };
}

function textOf(
  { summary }: Awaited<ReturnType<typeof walksOfPatient>>[number]["report"],
  measure: "speedMps" | "cadenceStepsPerMin" | "strideLengthM",
): string {
  const figure = summary.both[measure];
  return figure === undefined ? "–" : measureText(measure, figure.value);
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const form = await args.request.formData();
  const walkId = String(form.get("walkId") ?? "");
  switch (form.get("intent")) {
    case "withdraw":
      return withdraw(record, walkId);
    case "restore":
      return restore(record, walkId);
    default:
      return upload(record, form);
  }
}

/** All files of a walk are read and measured together before any of them is kept. */
async function upload(record: OpenRecord, form: FormData) {
  const { clinic, patient, staff } = record;
  const sent = form.getAll("file").filter((file): file is File => file instanceof File && file.name !== "");
  if (sent.length === 0) return refused(["Choose the files of one walk first: one for each sensor."]);
  const told = sentTold(form, sent.length);
  if ("errors" in told) return refused(told.errors);
  const files = await Promise.all(
    sent.map(async (file) => ({ fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  const signals = await signalsOf(files, told);
  if (!signals.ok) return refused(["The walk was not added.", ...signals.problems.map(problemText)]);
  const nowMs = clinic.now();
  const fileNames = files.map(({ fileName }) => fileName);
  const report = reportOf(record, { fileNames, signals: signals.value, told, corrections: [], atMs: nowMs });
  const kept: { readonly fileName: string; readonly sha256: string }[] = [];
  for (const { fileName, bytes } of files) kept.push({ fileName, sha256: (await clinic.recordings.put(bytes)).sha256 });
  const known = (await walksOfPatient(record)).find(
    (walk) =>
      walk.withdrawnAtMs === null && walk.files.some((file) => kept.some(({ sha256 }) => sha256 === file.sha256)),
  );
  if (known !== undefined) {
    return refused([`The walk was not added: one of its files is already here, in “${known.report.name}”.`]);
  }
  const { id } = await record.audited(
    ({ id }: { readonly id: string }) => ({ action: "add walk", resource: `walk/${id}`, patientId: patient.id }),
    (db) =>
      clinic.store.addWalk(db, {
        patientId: patient.id,
        files: kept,
        told,
        correction: null,
        report,
        by: staff.name,
        nowMs,
      }),
  );
  return redirect(`/staff/patients/${patient.id}/walks/${id}`);
}

async function withdraw(record: OpenRecord, walkId: string) {
  const { clinic, patient, staff } = record;
  await walkOf(record, walkId);
  const deed = { action: "withdraw walk", resource: `walk/${walkId}`, patientId: patient.id };
  await record.audited(deed, (db) =>
    clinic.store.withdrawWalk(db, { id: walkId, by: staff.name, nowMs: clinic.now() }),
  );
  return redirect(`/staff/patients/${patient.id}/walks?withdrawn=${walkId}`);
}

async function restore(record: OpenRecord, walkId: string) {
  const { clinic, patient } = record;
  await walkOf(record, walkId);
  const deed = { action: "restore walk", resource: `walk/${walkId}`, patientId: patient.id };
  await record.audited(deed, (db) => clinic.store.restoreWalk(db, walkId));
  return redirect(`/staff/patients/${patient.id}/walks`);
}

function refused(errors: readonly string[]) {
  return data({ errors }, { status: 422 });
}

export default function Walks() {
  const { head, heightM, walks, justWithdrawn } = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  return (
    <RecordFrame head={head} isClinical>
      <ErrorSummary errors={(failed?.errors ?? []).map((message) => ({ fieldId: "file", message }))} />
      <h2>Walks with motion sensors</h2>
      {justWithdrawn !== null && (
        <div className="notice undo">
          <output>Withdrawn. It stays in the list below and no longer counts in the result.</output>
          <Change walkId={justWithdrawn} intent="restore" label="Undo" />
        </div>
      )}
      <AddWalk heightM={heightM} />
      {walks.length === 0 ? (
        <p style={{ marginTop: "var(--space-5)" }}>No walks yet.</p>
      ) : (
        <table className="stack-table" style={{ marginTop: "var(--space-6)" }}>
          <caption>Newest first. Those that are withdrawn do not count.</caption>
          <thead>
            <tr>
              <th scope="col">Walk</th>
              <th scope="col">Sensors</th>
              <th scope="col" className="number">
                Speed
              </th>
              <th scope="col" className="number">
                Cadence
              </th>
              <th scope="col" className="number">
                Stride
              </th>
              <th scope="col">Added</th>
              <th scope="col">
                <span className="visually-hidden">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {walks.map((walk) => (
              <tr key={walk.id} className={walk.withdrawn === null ? "" : "is-off"}>
                <th scope="row">
                  <Link to={`/staff/patients/${head.id}/walks/${walk.id}`}>{walk.name}</Link>
                </th>
                <td data-label="Sensors">{walk.sensors.map((sensor) => sensor ?? "not used").join(", ")}</td>
                <td data-label="Speed" className="number one-line">
                  {walk.speed}
                </td>
                <td data-label="Cadence" className="number one-line">
                  {walk.cadence}
                </td>
                <td data-label="Stride" className="number one-line">
                  {walk.strideLength}
                </td>
                <td data-label="Added">
                  {walk.added}
                  {walk.withdrawn !== null && <>; {walk.withdrawn}</>}
                </td>
                <td>
                  {walk.withdrawn === null ? (
                    <Change walkId={walk.id} intent="withdraw" label="Withdraw" about={walk.name} />
                  ) : (
                    <Change walkId={walk.id} intent="restore" label="Restore" about={walk.name} />
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

function AddWalk({ heightM }: { readonly heightM: number | null }) {
  const isSending = useNavigation().formData?.get("intent") === "upload";
  return (
    <Form className="card" method="post" encType="multipart/form-data">
      <h3>Add a walk</h3>
      <div className="filter-bar">
        <div>
          <label htmlFor="file">Files of one walk, one for each sensor</label>
          <input
            id="file"
            name="file"
            type="file"
            multiple
            required
            accept=".csv,.txt,.gz"
            aria-describedby="file-hint"
          />
        </div>
        <HeightField heightM={heightM} />
        <button className="button" name="intent" value="upload">
          {isSending ? "Reading…" : "Add"}
        </button>
      </div>
      <p className="soft" id="file-hint">
        Left foot, right foot, lower back, or some of them: text or CSV, packed with gzip or not, up to 64 MB together.
        Side and units are recognized, and can be put right afterwards. A walk that cannot be read is not kept.
      </p>
      <details>
        <summary>If the program does not know the format</summary>
        <p className="soft">
          Tell which columns hold what, by their titles or their numbers from 1. It holds for all files of this walk.
        </p>
        <div className="filter-bar">
          <TextEntry name="columns" label="Acceleration x, y, z, turning x, y, z" hint="ax, ay, az, gx, gy, gz" />
          <TextEntry name="time" label="Column of the time" />
          <TextEntry name="rate" label="Or the rate, Hz" />
          <Choice
            name="acceleration"
            label="Acceleration in"
            options={[
              ["m/s2", "m/s²"],
              ["g", "g"],
            ]}
          />
          <Choice
            name="turning"
            label="Turning in"
            options={[
              ["deg/s", "°/s"],
              ["rad/s", "rad/s"],
            ]}
          />
        </div>
      </details>
    </Form>
  );
}

function TextEntry(props: { readonly name: string; readonly label: string; readonly hint?: string }) {
  return (
    <div>
      <label htmlFor={props.name}>{props.label}</label>
      <input id={props.name} name={props.name} placeholder={props.hint} />
    </div>
  );
}

function Change(props: {
  readonly walkId: string;
  readonly intent: "withdraw" | "restore";
  readonly label: string;
  readonly about?: string;
}) {
  return (
    <Form method="post">
      <input type="hidden" name="walkId" value={props.walkId} />
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
