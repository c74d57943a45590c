import type { Side } from "@plumbline/clinical-model";
import { REPORTED_REGIONS, footprint, measure, pressureFindings, readRecording } from "@plumbline/plantar-pressure";
import type { FootReport, PressureReport, ReportedRegion } from "@plumbline/plantar-pressure";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "react-router";
import { Form, Link, data, redirect, useLoaderData } from "react-router";
import { HeatMap, PressureTable } from "../../ui/heat-map.tsx";
import type { HeatMapPrint } from "../../ui/heat-map.tsx";
import { RecordFrame } from "../../ui/workspace-frame.tsx";
import { PrintButton } from "../../ui/workspace-print.tsx";
import { whenText } from "../time.ts";
import { cutOffWords, entryWords } from "./finding-words.ts";
import { openClinicalRecord } from "./open-record.ts";
import type { OpenRecord } from "./open-record.ts";

export function meta({ loaderData }: { readonly loaderData?: Awaited<ReturnType<typeof loader>> }) {
  return [{ title: `Footprint, ${loaderData?.head.name ?? ""} – Plumbline` }];
}

export async function loader(args: LoaderFunctionArgs) {
  const record = await openClinicalRecord(args, "read recording");
  const { clinic, head, timeZone } = record;
  const row = await recordingOf(record, args.params.recordingId ?? "");
  const report = row.report as PressureReport;
  const drawing = await drawingOf(record, row.sha256, row.fileName);
  const cutOff = (id: string) => {
    const finding = clinic.evidence.findings.get(id);
    return finding === undefined ? "" : cutOffWords(finding);
  };
  return {
    head,
    id: row.id,
    fileName: row.fileName,
    uploaded: `${whenText(row.uploadedAtMs, timeZone)} by ${row.uploadedBy}`,
    isWithdrawn: row.withdrawnAtMs !== null,
    device: report.device,
    samplingRateHz: report.samplingRateHz,
    frames: report.frames,
    feet: report.sides.map((foot, index) => ({ foot, print: drawing?.[index] ?? null })),
    hasFile: drawing !== null,
    cutOffs: {
      archIndex: cutOff("m_arch_index"),
      cpei: cutOff("m_cpei"),
      forefootPeak: cutOff("m_forefoot_peak_kpa"),
    },
    counted: Object.entries(pressureFindings(report)).flatMap(([id, entry]) => {
      const finding = clinic.evidence.findings.get(id);
      if (finding === undefined) return [];
      return [{ id, name: finding.clinicianWording, found: entryWords(finding, entry) }];
    }),
  };
}

/** The side is put right by filing the same bytes anew under the other side; the earlier reading is withdrawn, not lost. */
export async function action(args: ActionFunctionArgs) {
  const record = await openClinicalRecord(args, "correct side of recording");
  const { clinic, patient, staff } = record;
  const row = await recordingOf(record, args.params.recordingId ?? "");
  const side = (await args.request.formData()).get("side");
  if (side !== "left" && side !== "right") {
    throw data("A side is left or right. Go back and choose one.", { status: 400 });
  }
  const bytes = await clinic.recordings.get(row.sha256);
  const read = bytes === null ? null : readRecording(bytes, row.fileName);
  if (read === null || !read.ok) {
    throw data("The file of this recording is missing, so it cannot be measured anew. Add the file again.", {
      status: 409,
    });
  }
  const nowMs = clinic.now();
  const { id } = await clinic.store.addRecording(clinic.db, {
    patientId: patient.id,
    sha256: row.sha256,
    fileName: row.fileName,
    format: row.format,
    side,
    report: measure(read.value, { side }),
    uploadedBy: staff.name,
    nowMs,
  });
  await clinic.store.removeRecording(clinic.db, { id: row.id, by: staff.name, nowMs });
  await record.audit({ action: `set side to ${side}`, resource: `recording/${id}`, patientId: patient.id });
  return redirect(`/staff/patients/${patient.id}/recordings/${id}`);
}

async function recordingOf({ clinic, patient }: OpenRecord, id: string) {
  const row = await clinic.store.findRecording(clinic.db, id);
  if (row === null || row.patientId !== patient.id) {
    throw data("This recording is not in this patient's record.", { status: 404 });
  }
  return row;
}

/** One drawing a foot, from the file itself; null when the file is gone or can no longer be read. */
async function drawingOf(
  { clinic }: OpenRecord,
  sha256: string,
  fileName: string,
): Promise<(HeatMapPrint | null)[] | null> {
  const bytes = await clinic.recordings.get(sha256);
  if (bytes === null) return null;
  const read = readRecording(bytes, fileName);
  if (!read.ok) return null;
  const series = measure(read.value, { perFrame: true });
  return read.value.feet.map((_foot, index) => {
    const print = footprint(read.value, index);
    if (print === null) return null;
    const { rows, columns, cellWidthMm, cellHeightMm } = print;
    return {
      rows,
      columns,
      cellWidthMm,
      cellHeightMm,
      peakKpa: Array.from(print.peakKpa, (pressureKpa) => Math.round(pressureKpa * 10) / 10),
      path: (series.sides[index]?.perFrame?.copMm ?? []).flatMap((point) =>
        point === null ? [] : [{ xMm: point[0], yMm: point[1] }],
      ),
    };
  });
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
      {page.feet.map(({ foot, print }, index) => (
        <Foot
          key={index}
          foot={foot}
          print={print}
          cutOffs={page.cutOffs}
          hasFile={page.hasFile}
          isOnlyFoot={page.feet.length === 1}
        />
      ))}
      <section>
        <h2>What the result uses of it</h2>
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

function Foot(props: {
  readonly foot: FootReport;
  readonly print: HeatMapPrint | null;
  readonly cutOffs: Page["cutOffs"];
  readonly hasFile: boolean;
  readonly isOnlyFoot: boolean;
}) {
  const { foot, print, cutOffs, hasFile } = props;
  return (
    <>
      <SideLine foot={foot} isOnlyFoot={props.isOnlyFoot} />
      <KeyFigures foot={foot} cutOffs={cutOffs} />
      <div className="two-columns even">
        <div>
          {print === null ? (
            <p className="notice caution">
              {hasFile
                ? "There is no picture: the recording holds raw counts, not pressures."
                : "There is no picture: the file is not in the clinic's store. The figures are kept."}
            </p>
          ) : (
            <HeatMap print={print} side={foot.side} />
          )}
        </div>
        <div>
          <Regions foot={foot} />
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
      {print !== null && (
        <details className="no-print">
          <summary>The picture as numbers</summary>
          <PressureTable print={print} />
        </details>
      )}
    </>
  );
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

function KeyFigures({ foot, cutOffs }: { readonly foot: FootReport; readonly cutOffs: Page["cutOffs"] }) {
  const { totals } = foot;
  return (
    <dl className="key-figures">
      <Figure name="Peak pressure" value={totals.peakPressureKpa} digits={0} unit="kPa" />
      <Figure name="Contact area, largest in a frame" value={totals.contactAreaCm2} digits={1} unit="cm²" />
      <Figure name="Arch index" value={totals.archIndex} digits={3} unit="" note={cutOffs.archIndex} />
      <Figure name="CPEI" value={totals.cpeiPercent} digits={1} unit="%" note={cutOffs.cpei} />
      <Figure name="Largest force" value={totals.maxForceN} digits={0} unit="N" />
      <Figure name="Impulse" value={totals.impulseNs} digits={0} unit="N·s" />
      <Figure name="Contact time" value={totals.contactTimeS} digits={2} unit="s" />
      <Figure name="Pressure–time integral (peak)" value={totals.ptiPeakKpaS} digits={0} unit="kPa·s" />
    </dl>
  );
}

function Figure(props: {
  readonly name: string;
  readonly value: number | null;
  readonly digits: number;
  readonly unit: string;
  readonly note?: string;
}) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value === null ? "–" : `${props.value.toFixed(props.digits)} ${props.unit}`}</dd>
      {props.note !== undefined && props.note !== "" && <dd className="figure-note">Cut-offs: {props.note}</dd>}
    </div>
  );
}

function Regions({ foot }: { readonly foot: FootReport }) {
  const { regions } = foot;
  if (regions === null) return <p>The print is too small to be divided into regions.</p>;
  return (
    <div className="table-scroll">
      <table>
        <caption>Regions</caption>
        <thead>
          <tr>
            <th scope="col">Region</th>
            <th scope="col" className="number">
              Peak, kPa
            </th>
            <th scope="col" className="number">
              Force, N
            </th>
            <th scope="col" className="number">
              Impulse share
            </th>
            <th scope="col" className="number">
              Area, cm²
            </th>
            <th scope="col" className="number">
              Time, s
            </th>
          </tr>
        </thead>
        <tbody>
          {REPORTED_REGIONS.map((name) => {
            const region = regions[name];
            if (region === undefined) return null;
            return (
              <tr key={name}>
                <th scope="row">{REGION_NAMES[name] ?? name}</th>
                <Cell value={region.peakPressureKpa} digits={0} />
                <Cell value={region.maxForceN} digits={0} />
                <Cell value={region.impulseShare === null ? null : region.impulseShare * 100} digits={0} unit="%" />
                <Cell value={region.footprintAreaCm2} digits={1} />
                <Cell value={region.contactTimeS} digits={2} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const REGION_NAMES: Readonly<Partial<Record<ReportedRegion, string>>> = {
  metatarsal1: "– metatarsal 1",
  metatarsal2: "– metatarsal 2",
  metatarsal3: "– metatarsal 3",
  metatarsal4: "– metatarsal 4",
  metatarsal5: "– metatarsal 5",
  hallux: "– hallux",
  lesserToes: "– lesser toes",
};

function Cell({
  value,
  digits,
  unit = "",
}: {
  readonly value: number | null;
  readonly digits: number;
  readonly unit?: string;
}) {
  return <td className="number">{value === null ? "–" : `${value.toFixed(digits)}${unit}`}</td>;
}
