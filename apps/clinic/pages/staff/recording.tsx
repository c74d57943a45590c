import type { Side } from "@plumbline/clinical-model";
import { footMasks, measure, pressureFindings } from "@plumbline/plantar-pressure";
import type { FootReport, MaskCorrection, PressureRecording, PressureReport } from "@plumbline/plantar-pressure";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useLoaderData } from "react-router";
import type { FootView } from "../../ui/foot-view.ts";
import { FootViewer } from "../../ui/foot-viewer.tsx";
import { PressureTable } from "../../ui/heat-map.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { whenText } from "../time.ts";
import { entryWords } from "./finding-words.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { Comparison } from "./recording-comparison.tsx";
import { isEmptyCorrection, sentCorrection } from "./recording-correction.ts";
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
import { recordingOf, storedRecording } from "./recording-open.ts";
import type { RecordingRow } from "./recording-open.ts";
import { comparableWith, comparisonOf, otherFootOfDay, othersOf } from "./recording-others.ts";
import { otherSide, viewsOf } from "./recording-view.ts";

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
  const views =
    recording === null
      ? []
      : viewsOf({
          patientId: record.patient.id,
          id: row.id,
          fileName: row.fileName,
          recording,
          report,
          correction: saved ?? null,
        });
  const others = await othersOf(record, row);
  const comparable = comparableWith(record, row, others);
  const chosen = comparable.find(({ id }) => id === args.url.searchParams.get("with"))?.id ?? null;
  const chosenRow = others.find(({ id }) => id === chosen);
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
      view: views[index] ?? null,
      lines: recording === null ? null : footMasks(recording, foot.side),
    })),
    otherFoot: await otherFootOfDay(record, row, others),
    comparison: {
      others: comparable,
      chosen,
      feet: chosenRow === undefined ? [] : await comparisonOf(record, { row, views }, chosenRow),
    },
    walking: report.walking,
    symmetry: report.symmetry,
    hasFile: recording !== null,
    isRaw: report.unit === "raw",
    masks: {
      saved: { moves: saved?.borders ?? {}, cells: saved?.cells ?? [] },
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
  const record = await openClinicalRecord(args, null);
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
  const { id } = await record.audited(
    ({ id }: { readonly id: string }) => ({
      action: `set side to ${side}`,
      resource: `recording/${id}`,
      patientId: patient.id,
    }),
    async (db) => {
      const added = await clinic.store.addRecording(db, {
        patientId: patient.id,
        sha256: row.sha256,
        fileName: row.fileName,
        format: row.format,
        side,
        report: measure(recording, { side }),
        uploadedBy: staff.name,
        nowMs,
      });
      await clinic.store.removeRecording(db, { id: row.id, by: staff.name, nowMs });
      return added;
    },
  );
  return redirect(`/staff/patients/${patient.id}/recordings/${id}`);
}

async function correctRegions(change: Change, correction: MaskCorrection | null) {
  if (correction === null) {
    throw data(
      "A border is moved by up to 60 mm and turned by up to 45 degrees, and a cell goes to one of the nine regions. Go back and change that.",
      {
        status: 400,
      },
    );
  }
  return saveCorrection(change, isEmptyCorrection(correction) ? null : correction);
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
  const deed = {
    action: correction === null ? "bring back automatic regions" : "correct regions",
    resource: `recording/${row.id}`,
    patientId: patient.id,
  };
  await record.audited(deed, (db) =>
    clinic.store.correctRecording(db, {
      recordingId: row.id,
      correction,
      report: measure(recording, { ...told, ...(correction === null ? {} : { correction }) }),
      by: staff.name,
      nowMs: clinic.now(),
    }),
  );
  return redirect(`/staff/patients/${patient.id}/recordings/${row.id}`);
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
          <PrintButton isSmall />
        </div>
      </div>
      {page.isWithdrawn && (
        <p className="notice caution">This recording is withdrawn and does not count in the result.</p>
      )}
      <p className="soft recording-source">
        {page.device ?? "Device not named in the file"},{" "}
        {page.samplingRateHz === null ? "sampling rate not told" : `${page.samplingRateHz} Hz`}, {page.frames} frames ·
        added {page.uploaded}
      </p>
      {/* On paper a comparison stands alone: each is one page. */}
      <div className={page.comparison.chosen === null ? "recording-sheet" : "recording-sheet no-print"}>
        <div className={page.feet.length === 1 ? undefined : "pair-on-paper"}>
          {page.feet.map(({ foot }, index) => (
            <FootHead key={index} foot={foot} isOnlyFoot={page.feet.length === 1} />
          ))}
        </div>
        <Viewers page={page} />
        <div className={page.feet.length === 1 ? undefined : "pair-on-paper"}>
          {page.feet.map(({ foot, view }, index) => (
            <FootNumbers key={index} foot={foot} view={view} isOnlyFoot={page.feet.length === 1} />
          ))}
        </div>
        {(page.symmetry !== null || page.walking !== null) && (
          <div className="pair-on-paper">
            {page.symmetry !== null && <Symmetry symmetry={page.symmetry} />}
            {page.walking !== null && <Walking walking={page.walking} />}
          </div>
        )}
      </div>
      <Comparison {...page.comparison} />
      <section className="no-print">
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

function FootHead({ foot, isOnlyFoot }: { readonly foot: FootReport; readonly isOnlyFoot: boolean }) {
  return (
    <div>
      <SideLine foot={foot} isOnlyFoot={isOnlyFoot} />
      <KeyFigures foot={foot} />
      <FootTypeLine footType={foot.footType} />
    </div>
  );
}

/** Left beside right, as the person would look down on them. */
function Viewers({ page }: { readonly page: Page }) {
  const { feet, otherFoot, masks } = page;
  const missing = !page.hasFile
    ? "There is no picture: the file is not in the clinic's store. The figures are kept."
    : page.isRaw
      ? "There is no picture: the recording holds raw counts, not pressures."
      : "There is no picture: the maker does not publish where the sensors lie.";
  const own = feet.flatMap(({ view, lines }) => (view === null ? [] : [{ view, lines, isOfDay: false }]));
  if (own.length === 0) return <p className="notice caution">{missing}</p>;
  const all = otherFoot === null ? own : [...own, { view: otherFoot, lines: null, isOfDay: true }];
  const ordered = all.toSorted((one, two) => Number(one.view.side === "right") - Number(two.view.side === "right"));
  const mostN = Math.max(0, ...ordered.flatMap(({ view }) => view.forceN ?? []));
  return (
    <div className={ordered.length === 1 ? "viewers" : "viewers pair"}>
      {ordered.map(({ view, lines, isOfDay }) => (
        <FootViewer
          key={`${view.recordingId}${view.framesAddress}`}
          view={view}
          title={isOfDay ? <OfSameDay view={view} patientId={page.head.id} /> : footTitle(view)}
          missing={missing}
          isAlone={ordered.length === 1}
          mostN={mostN}
          borders={lines === null ? null : { lines, ...masks }}
        />
      ))}
    </div>
  );
}

function footTitle({ side }: FootView): string {
  return side === null ? "Footprint" : `${side === "left" ? "Left" : "Right"} foot`;
}

function OfSameDay({ view, patientId }: { readonly view: FootView; readonly patientId: string }) {
  return (
    <>
      {footTitle(view)}, same day:{" "}
      <Link to={`/staff/patients/${patientId}/recordings/${view.recordingId}`}>{view.fileName}</Link>
    </>
  );
}

function FootNumbers(props: {
  readonly foot: FootReport;
  readonly view: FootView | null;
  readonly isOnlyFoot: boolean;
}) {
  const { foot, view, isOnlyFoot } = props;
  return (
    <section>
      {!isOnlyFoot && view !== null && <h2>{footTitle(view)} in numbers</h2>}
      <div className="two-columns even">
        <div>
          <Regions foot={foot} />
        </div>
        <div>
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
      <div className="no-print">
        <FigureTable foot={foot} />
      </div>
      {view?.picture?.kind === "grid" && (
        <details className="no-print">
          <summary>The picture as numbers</summary>
          <PressureTable print={view.picture.print} />
        </details>
      )}
    </section>
  );
}

/** A recording of both feet tells its sides itself. */
function SideLine({ foot, isOnlyFoot }: { readonly foot: FootReport; readonly isOnlyFoot: boolean }) {
  const other: Side | null = foot.side === null ? null : otherSide(foot.side);
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
