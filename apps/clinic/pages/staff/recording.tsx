import type { Side } from "@plumbline/clinical-model";
import { footMasks, footprint, measure, pressureFindings, sensorPrint } from "@plumbline/plantar-pressure";
import type {
  FootReport,
  MaskCorrection,
  MaskLine,
  PressureRecording,
  PressureReport,
} from "@plumbline/plantar-pressure";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useLoaderData } from "react-router";
import { InsoleMap } from "../../ui/heat-map-insole.tsx";
import type { InsolePrint } from "../../ui/heat-map-insole.tsx";
import { MaskEditor } from "../../ui/heat-map-masks.tsx";
import type { Moves } from "../../ui/heat-map-masks.tsx";
import { HeatMap, PressureTable } from "../../ui/heat-map.tsx";
import type { HeatMapPrint } from "../../ui/heat-map.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/workspace-print.tsx";
import { whenText } from "../time.ts";
import { entryWords } from "./finding-words.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { sentCorrection } from "./recording-correction.ts";
import { readInTurns } from "./recording-file.ts";
import {
  FigureTable,
  FootTypeLine,
  KeyFigures,
  Regions,
  RollOver,
  Steps,
  Symmetry,
  Walking,
} from "./recording-numbers.tsx";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Footprint, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read recording");
  const { clinic, head, timeZone } = record;
  const row = await recordingOf(record, args.params.recordingId ?? "");
  const report = row.report as PressureReport;
  const recording = await storedRecording(record, row);
  const corrections = await clinic.store.correctionsOf(clinic.db, row.id);
  const [newest] = corrections;
  const saved = newest?.correction as MaskCorrection | null | undefined;
  return {
    head,
    id: row.id,
    fileName: row.fileName,
    uploaded: `${whenText(row.uploadedAtMs, timeZone)} by ${row.uploadedBy}`,
    isWithdrawn: row.withdrawnAtMs !== null,
    device: report.device,
    samplingRateHz: report.samplingRateHz,
    frames: report.frames,
    feet: report.sides.map((foot, index) => ({
      foot,
      picture: recording === null ? null : pictureOf(recording, index, foot),
      lines: recording === null ? null : footMasks(recording, foot.side),
    })),
    walking: report.walking,
    symmetry: report.symmetry,
    hasFile: recording !== null,
    isRaw: report.unit === "raw",
    masks: {
      saved: saved?.borders ?? {},
      savedBy: saved == null ? null : `by ${newest!.by}, ${whenText(newest!.atMs, timeZone)}`,
      canUndo: corrections.length > 0,
    },
    counted: Object.entries(pressureFindings(report)).flatMap(([id, entry]) => {
      const finding = clinic.evidence.findings.get(id);
      if (finding === undefined) return [];
      return [{ id, name: finding.clinicianWording, found: entryWords(finding, entry) }];
    }),
  };
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, "correct recording");
  const row = await recordingOf(record, args.params.recordingId ?? "");
  const form = await args.request.formData();
  const recording = await storedRecording(record, row);
  if (recording === null) {
    throw data("The file of this recording is missing, so it cannot be measured anew. Add the file again.", {
      status: 409,
    });
  }
  const change: Change = { record, row, recording };
  switch (form.get("intent")) {
    case "correct-regions":
      return correctRegions(change, sentCorrection(form));
    case "undo-regions":
      return undoRegions(change);
    case "automatic-regions":
      return saveCorrection(change, null);
    default:
      return setSide(change, form.get("side"));
  }
}

interface Change {
  readonly record: OpenRecord;
  readonly row: RecordingRow;
  readonly recording: PressureRecording;
}

/** The side is put right by filing the same bytes anew under the other side; the earlier reading is withdrawn, not lost. */
async function setSide({ record, row, recording }: Change, side: FormDataEntryValue | null) {
  const { clinic, patient, staff } = record;
  if (side !== "left" && side !== "right") {
    throw data("A side is left or right. Go back and choose one.", { status: 400 });
  }
  const nowMs = clinic.now();
  const { id } = await clinic.store.addRecording(clinic.db, {
    patientId: patient.id,
    sha256: row.sha256,
    fileName: row.fileName,
    format: row.format,
    side,
    report: measure(recording, { side }),
    uploadedBy: staff.name,
    nowMs,
  });
  await clinic.store.removeRecording(clinic.db, { id: row.id, by: staff.name, nowMs });
  await record.audit({ action: `set side to ${side}`, resource: `recording/${id}`, patientId: patient.id });
  return redirect(`/staff/patients/${patient.id}/recordings/${id}`);
}

async function correctRegions(change: Change, correction: MaskCorrection | null) {
  if (correction === null) {
    throw data("A border is moved by up to 60 mm and turned by up to 45 degrees. Go back and choose smaller numbers.", {
      status: 400,
    });
  }
  return saveCorrection(change, Object.keys(correction.borders).length === 0 ? null : correction);
}

/** What stood before the newest correction is saved once more. */
async function undoRegions(change: Change) {
  const { clinic } = change.record;
  const [, before] = await clinic.store.correctionsOf(clinic.db, change.row.id);
  return saveCorrection(change, (before?.correction as MaskCorrection | null | undefined) ?? null);
}

async function saveCorrection({ record, row, recording }: Change, correction: MaskCorrection | null) {
  const { clinic, patient, staff } = record;
  const [foot] = (row.report as PressureReport).sides;
  const told = foot?.sideFrom === "caller" && foot.side !== null ? { side: foot.side } : {};
  await clinic.store.correctRecording(clinic.db, {
    recordingId: row.id,
    correction,
    report: measure(recording, { ...told, ...(correction === null ? {} : { correction }) }),
    by: staff.name,
    nowMs: clinic.now(),
  });
  await record.audit({
    action: correction === null ? "bring back automatic regions" : "correct regions",
    resource: `recording/${row.id}`,
    patientId: patient.id,
  });
  return redirect(`/staff/patients/${patient.id}/recordings/${row.id}`);
}

type RecordingRow = Awaited<ReturnType<typeof recordingOf>>;

async function recordingOf({ clinic, patient }: OpenRecord, id: string) {
  const row = await clinic.store.findRecording(clinic.db, id);
  if (row === null || row.patientId !== patient.id) {
    throw data("This recording is not in this patient's record.", { status: 404 });
  }
  return row;
}

/** null when the file is gone or can no longer be read. */
async function storedRecording({ clinic }: OpenRecord, row: RecordingRow): Promise<PressureRecording | null> {
  const bytes = await clinic.recordings.get(row.sha256);
  if (bytes === null) return null;
  const read = await readInTurns(bytes, row.fileName);
  return read.ok ? read.value : null;
}

type Picture =
  { readonly kind: "grid"; readonly print: HeatMapPrint } | { readonly kind: "insole"; readonly print: InsolePrint };

/** null where the places of the sensors or their pressures are not known. */
function pictureOf(recording: PressureRecording, index: number, foot: FootReport): Picture | null {
  const path = pathOf(recording, index, foot);
  const insole = sensorPrint(recording, index);
  if (insole !== null) {
    const { leftMm, bottomMm, widthMm, heightMm, sensors } = insole;
    const circles = sensors.map(({ xMm, yMm, areaMm2, peakKpa }) => ({
      xMm: tenth(xMm - leftMm),
      yMm: tenth(yMm - bottomMm),
      radiusMm: tenth(Math.sqrt(areaMm2 / Math.PI)),
      peakKpa: tenth(peakKpa),
    }));
    const box = { widthMm: tenth(widthMm), heightMm: tenth(heightMm) };
    const moved = path.map((point) => ({ xMm: tenth(point.xMm - leftMm), yMm: tenth(point.yMm - bottomMm) }));
    return { kind: "insole", print: { ...box, sensors: circles, path: moved } };
  }
  const print = footprint(recording, index);
  if (print === null) return null;
  const { rows, columns, cellWidthMm, cellHeightMm } = print;
  const peakKpa = Array.from(print.peakKpa, tenth);
  return { kind: "grid", print: { rows, columns, cellWidthMm, cellHeightMm, peakKpa, path } };
}

/** Of one step: the whole of a plate's, the middle one of a walk; many would hide each other. */
function pathOf(recording: PressureRecording, index: number, foot: FootReport): HeatMapPrint["path"] {
  const used = foot.steps?.filter(({ use }) => use === "used") ?? [];
  const step = used[used.length >> 1];
  if (step === undefined && recording.deviceClass === "in-shoe") return [];
  const { perFrame } = measure(recording, { perFrame: true }).sides[index]!;
  return (perFrame?.copMm ?? [])
    .slice(step?.startFrame ?? 0, step?.endFrame)
    .flatMap((point) => (point === null ? [] : [{ xMm: tenth(point[0]), yMm: tenth(point[1]) }]));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

export default function RecordingPage() {
  const page = useLoaderData<typeof loader>();
  return (
    <RecordFrame head={page.head} isClinical>
      <div className="page-head">
        <h2>{page.fileName}</h2>
        <div className="inline-links">
          <Link className="no-print" to={`/staff/patients/${page.head.id}/recordings`}>
            ← All recordings
          </Link>
          <Link className="no-print" to={`/staff/patients/${page.head.id}/result`}>
            See what it moved
          </Link>
          <PrintButton />
        </div>
      </div>
      {page.isWithdrawn && (
        <p className="notice caution">This recording is withdrawn and does not count in the result.</p>
      )}
      <p className="soft">
        {page.device ?? "Device not named in the file"},{" "}
        {page.samplingRateHz === null ? "sampling rate not told" : `${page.samplingRateHz} Hz`}, {page.frames} frames ·
        added {page.uploaded}
      </p>
      {page.feet.map((measured, index) => (
        <Foot key={index} {...measured} page={page} />
      ))}
      {page.symmetry !== null && <Symmetry symmetry={page.symmetry} />}
      {page.walking !== null && <Walking walking={page.walking} />}
      <section>
        <h2>What the result uses of it</h2>
        <p className="soft">Steps that are added on one day count together; three of a foot say more than one.</p>
        {page.counted.length === 0 ? (
          <p>Nothing: no figure could be had.</p>
        ) : (
          <ul>
            {page.counted.map(({ id, name, found }) => (
              <li key={id}>
                {name}: {found}
              </li>
            ))}
          </ul>
        )}
      </section>
    </RecordFrame>
  );
}

type Page = Awaited<ReturnType<typeof loader>>;

function Foot({ foot, picture, lines, page }: Page["feet"][number] & { readonly page: Page }) {
  const { masks } = page;
  return (
    <>
      <SideLine foot={foot} isOnlyFoot={page.feet.length === 1} />
      <KeyFigures foot={foot} />
      <FootTypeLine footType={foot.footType} />
      <div className="two-columns even">
        <div>
          <FootPicture
            key={JSON.stringify(masks.saved)}
            picture={picture}
            lines={lines}
            side={foot.side}
            masks={masks}
            missing={
              !page.hasFile
                ? "There is no picture: the file is not in the clinic's store. The figures are kept."
                : page.isRaw
                  ? "There is no picture: the recording holds raw counts, not pressures."
                  : "There is no picture: the maker does not publish where the sensors lie."
            }
          />
        </div>
        <div>
          <Regions foot={foot} />
          <RollOver rollOver={foot.rollOver} />
          <Steps steps={foot.steps} />
          <h3>Quality</h3>
          {foot.quality.length === 0 ? (
            <p>Nothing to note.</p>
          ) : (
            <ul>
              {foot.quality.map((note, index) => (
                <li key={index}>
                  {note.message} {note.hint}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      <FigureTable foot={foot} />
      {picture?.kind === "grid" && (
        <details className="no-print">
          <summary>The picture as numbers</summary>
          <PressureTable print={picture.print} />
        </details>
      )}
    </>
  );
}

function FootPicture(props: {
  readonly picture: Picture | null;
  readonly lines: readonly MaskLine[] | null;
  readonly side: Side | null;
  readonly masks: { readonly saved: Moves; readonly savedBy: string | null; readonly canUndo: boolean };
  readonly missing: string;
}) {
  const { picture, lines, side, masks } = props;
  if (picture === null) return <p className="notice caution">{props.missing}</p>;
  if (picture.kind === "insole") return <InsoleMap print={picture.print} side={side} />;
  if (lines === null) return <HeatMap print={picture.print} side={side} />;
  return <MaskEditor print={picture.print} side={side} lines={lines} {...masks} />;
}

/** A recording of both feet tells its sides itself. */
function SideLine({ foot, isOnlyFoot }: { readonly foot: FootReport; readonly isOnlyFoot: boolean }) {
  const other: Side | null = foot.side === null ? null : foot.side === "left" ? "right" : "left";
  return (
    <div className="undo" style={{ marginBottom: "var(--space-4)" }}>
      <p>
        <strong>{foot.side === null ? "Side not known" : `${foot.side === "left" ? "Left" : "Right"} foot`}</strong>
        <span className="soft">, {sideReason(foot)}</span>
      </p>
      {isOnlyFoot && (
        <Form className="button-row no-print" method="post">
          {(other === null ? (["left", "right"] as const) : [other]).map((side) => (
            <button key={side} className="button quiet small" name="side" value={side}>
              It is the {side} foot
            </button>
          ))}
        </Form>
      )}
    </div>
  );
}

function sideReason({ sideFrom, sideDoubt }: FootReport): string {
  const doubt = sideDoubt === null ? "" : `; the print leaves a doubt of ${Math.max(1, Math.round(sideDoubt * 100))}%`;
  switch (sideFrom) {
    case "caller":
      return `as told by staff${doubt}`;
    case "file":
      return `as named in the file${doubt}`;
    case "footprint":
      return `read from the shape of the print${doubt}`;
    case null:
      return `the print does not decide${doubt}`;
  }
}
