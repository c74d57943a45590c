import { problemText } from "@plumbline/clinical-model";
import { gaitFindings, painfulSides } from "@plumbline/imu-gait";
import type { GaitCorrection } from "@plumbline/imu-gait";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Link, data, redirect, useActionData, useLoaderData } from "react-router";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { PathPictures } from "../../ui/gait-path.tsx";
import { SideLegend, StridePictures } from "../../ui/gait-strides.tsx";
import { TrackLegend, TrackPicture } from "../../ui/gait-track.tsx";
import { GaitViewer } from "../../ui/gait-viewer.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/print-button.tsx";
import { whenText } from "../time.ts";
import { entryWords } from "./finding-words.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";
import { CompareWalks } from "./walk-comparison.tsx";
import { sentCorrections } from "./walk-corrections.ts";
import { walkDrawing } from "./walk-drawing.ts";
import type { WalkDrawing } from "./walk-drawing.ts";
import { WalkHistory } from "./walk-history.tsx";
import {
  EveryNumber,
  KeyNumbers,
  OverTime,
  QualityNotes,
  SymmetryTable,
  ZScores,
  strideCounts,
} from "./walk-numbers.tsx";
import { reportOf, signalsOf, storedFiles, storedSignals, walkOf } from "./walk-open.ts";
import type { WalkRow } from "./walk-open.ts";
import { comparedWalks, otherWalks, walkLabel } from "./walk-others.ts";
import { ToldForm } from "./walk-told-form.tsx";
import { sentTold } from "./walk-told.ts";
import type { WalkTold } from "./walk-told.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Walk, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read walk");
  const { clinic, patient, head, timeZone } = record;
  const walk = await walkOf(record, args.params.walkId ?? "");
  const [signals, readings, others, interview] = await Promise.all([
    storedSignals(record, walk),
    clinic.store.readingsOf(clinic.db, walk.id),
    otherWalks(record, walk),
    clinic.store.latestInterviewOf(clinic.db, patient.id),
  ]);
  const { report } = walk;
  const painful = painfulSides(interview?.caseFile?.findings ?? {});
  const chosen = others.find(({ id }) => id === args.url.searchParams.get("with"));
  return {
    head,
    // Not the whole report: its strides and events would go to the browser for nothing.
    report: { name: report.name, summary: report.summary, zScores: report.zScores, quality: report.quality },
    recordings: report.recordings,
    counts: strideCounts(report),
    told: walk.told,
    files: walk.files.map(({ fileName }) => fileName),
    added: `${whenText(walk.uploadedAtMs, timeZone)} by ${walk.uploadedBy}`,
    isWithdrawn: walk.withdrawnAtMs !== null,
    isCorrected: walk.corrections.length > 0,
    drawing:
      signals === null ? null : walkDrawing(report, signals, `/staff/patients/${patient.id}/walks/${walk.id}/signal`),
    readings: readings.map(({ id, told, correction, by, atMs }, place) => ({
      id,
      by,
      at: whenText(atMs, timeZone),
      what: readingText(told, correction, place === readings.length - 1),
    })),
    others: others.map((other) => ({ id: other.id, label: walkLabel(other, timeZone) })),
    chosen: chosen?.id ?? null,
    comparison: chosen === undefined ? null : comparedWalks(walk, chosen, timeZone),
    counted: Object.entries(gaitFindings(report, { painfulSides: painful })).flatMap(([id, entry]) => {
      const finding = clinic.evidence.findings.get(id);
      return finding === undefined ? [] : [{ id, name: finding.clinicianWording, found: entryWords(finding, entry) }];
    }),
  };
}

function readingText(told: unknown, correction: unknown, isFirst: boolean): string {
  const corrections = (correction ?? []) as readonly GaitCorrection[];
  const { files, heightM } = told as WalkTold;
  const isTold = heightM !== null || files.some((options) => Object.keys(options).length > 0);
  const parts = [
    corrections.length === 0 ? "events as found" : `${corrections.length} corrections of events`,
    isTold ? "with what staff told of the files" : "files as recognized",
  ];
  return `${isFirst ? "First reading: " : ""}${parts.join(", ")}`;
}

export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, null);
  const walk = await walkOf(record, args.params.walkId ?? "");
  const form = await args.request.formData();
  switch (form.get("intent")) {
    case "correct-events":
      return correctEvents(record, walk, form);
    case "bring-back":
      return bringBack(record, walk, String(form.get("readingId") ?? ""));
    default:
      return tell(record, walk, form);
  }
}

/** New corrections stand behind those that are kept already. */
async function correctEvents(record: OpenRecord, walk: WalkRow, form: FormData) {
  const sent = sentCorrections(form);
  if (sent === null) {
    throw data("These are no corrections of events. Go back, load the page again, and correct once more.", {
      status: 400,
    });
  }
  return readAnew(record, walk, { told: walk.told, corrections: [...walk.corrections, ...sent] }, "correct events");
}

async function bringBack(record: OpenRecord, walk: WalkRow, readingId: string) {
  const readings = await record.clinic.store.readingsOf(record.clinic.db, walk.id);
  const reading = readings.find(({ id }) => id === readingId);
  if (reading === undefined) throw data("This walk has no such reading. Load the page again.", { status: 404 });
  const state = {
    told: reading.told as WalkTold,
    corrections: (reading.correction ?? []) as readonly GaitCorrection[],
  };
  return readAnew(record, walk, state, "bring back reading");
}

async function tell(record: OpenRecord, walk: WalkRow, form: FormData) {
  const told = sentTold(form, walk.files.length);
  if ("errors" in told) return refused(told.errors);
  // Columns are told once, when the files are added.
  const files = told.files.map((options, at) => {
    const columns = walk.told.files[at]?.columns;
    return columns === undefined ? options : { ...options, columns };
  });
  return readAnew(record, walk, { told: { ...told, files }, corrections: walk.corrections }, "tell how files are read");
}

interface WalkState {
  readonly told: WalkTold;
  readonly corrections: readonly GaitCorrection[];
}

async function readAnew(record: OpenRecord, walk: WalkRow, { told, corrections }: WalkState, deed: string) {
  const { clinic, patient, staff } = record;
  const files = await storedFiles(record, walk);
  if (files === null) return refused(["The files of this walk are not in the clinic’s store. Add the walk again."]);
  const signals = await signalsOf(files, told);
  if (!signals.ok) return refused(["The walk stays as it was.", ...signals.problems.map(problemText)]);
  const report = reportOf(record, {
    fileNames: walk.files.map(({ fileName }) => fileName),
    signals: signals.value,
    told,
    corrections,
    atMs: walk.uploadedAtMs,
  });
  await record.audited({ action: deed, resource: `walk/${walk.id}`, patientId: patient.id }, (db) =>
    clinic.store.addReading(db, {
      walkId: walk.id,
      told,
      correction: corrections.length === 0 ? null : corrections,
      report,
      by: staff.name,
      nowMs: clinic.now(),
    }),
  );
  return redirect(`/staff/patients/${patient.id}/walks/${walk.id}`);
}

function refused(errors: readonly string[]) {
  return data({ errors }, { status: 422 });
}

export default function WalkPage() {
  const page = useLoaderData<typeof loader>();
  const failed = useActionData<typeof action>();
  const { head, report, drawing } = page;
  const isUnclear = page.recordings.some(
    ({ usedAs }) => usedAs === null || usedAs === "unknown" || (usedAs === "lumbar" && page.told.heightM === null),
  );
  return (
    <RecordFrame head={head} isClinical>
      <ErrorSummary errors={(failed?.errors ?? []).map((message) => ({ fieldId: "told", message }))} />
      <div className="page-head">
        <h2>Walk “{report.name}”</h2>
        <div className="inline-links">
          <Link className="no-print" to={`/staff/patients/${head.id}/walks`}>
            ← All walks
          </Link>
          <Link className="no-print" to={`/staff/patients/${head.id}/result`}>
            See what it moved
          </Link>
          <PrintButton isSmall />
        </div>
      </div>
      {page.isWithdrawn && <p className="notice caution">This walk is withdrawn and does not count in the result.</p>}
      <p className="soft recording-source">
        {page.files.join(", ")} · added {page.added}
        {page.isCorrected && " · events corrected by staff"}
      </p>
      {/* On paper a comparison stands alone: each is one page. */}
      <div className={page.comparison === null ? "recording-sheet" : "recording-sheet no-print"}>
        <QualityNotes quality={report.quality} />
        <ToldForm recordings={page.recordings} files={page.files} told={page.told} isOpen={isUnclear} />
        <KeyNumbers summary={report.summary} zScores={report.zScores} />
        <ul className="stride-counts">
          {page.counts.map((count) => (
            <li key={count}>{count}</li>
          ))}
        </ul>
        <div className="pair-on-paper compared-with-usual">
          <ZScores zScores={report.zScores} />
          <SymmetryTable symmetry={report.summary.symmetry} />
        </div>
        {drawing === null ? (
          <p className="notice caution">
            There is no picture: the files are not in the clinic’s store. The numbers are kept.
          </p>
        ) : (
          <Pictures drawing={drawing} reading={page.readings[0]!.id} />
        )}
        <OverTime minutes={report.summary.minutes} overTime={report.summary.overTime} />
        <div className="no-print">
          <EveryNumber summary={report.summary} />
        </div>
      </div>
      <CompareWalks others={page.others} chosen={page.chosen} comparison={page.comparison} />
      <section className="no-print">
        <h2>What the result uses of it</h2>
        {page.counted.length === 0 ? (
          <p>Nothing: no finding could be had.</p>
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
      <WalkHistory readings={page.readings} />
    </RecordFrame>
  );
}

function Pictures({ drawing, reading }: { readonly drawing: WalkDrawing; readonly reading: string }) {
  const { tracks, strideQuantity, strides, paths } = drawing;
  const withStrides = strides.filter((each) => each.strides > 0);
  if (tracks.length === 0) {
    return <p className="notice caution">There is no picture: tell first where each sensor was worn.</p>;
  }
  return (
    <>
      <section>
        <h2>The walk over time</h2>
        {tracks.map((track) => (
          <TrackPicture key={track.name} track={track} />
        ))}
        <GaitViewer key={reading} tracks={tracks} />
        <TrackLegend tracks={tracks} />
      </section>
      {withStrides.length > 0 && (
        <section>
          <h2>Strides over each other</h2>
          <p className="soft">
            From one initial contact to the next: {strideQuantity}. The upright line is the toe-off.
          </p>
          <StridePictures feet={withStrides} quantity={strideQuantity} />
          <SideLegend />
        </section>
      )}
      {paths.length > 0 && (
        <section>
          <h2>The foot from the side</h2>
          <PathPictures feet={paths} />
        </section>
      )}
    </>
  );
}
