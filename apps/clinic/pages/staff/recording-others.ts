import { SIDES } from "@plumbline/clinical-model";
import { figureChanges } from "@plumbline/plantar-pressure";
import type { MaskCorrection, PressureReport } from "@plumbline/plantar-pressure";
import { dayOf } from "@plumbline/scheduling";
import type { FootView } from "../../ui/foot-view.ts";
import { whenText } from "../time.ts";
import type { OpenRecord } from "./open-record.ts";
import type { ComparedPicture, FootComparison, OtherRecording } from "./recording-comparison.tsx";
import { storedRecording } from "./recording-open.ts";
import type { RecordingRow } from "./recording-open.ts";
import { otherSide, viewsOf } from "./recording-view.ts";

/** A recording as its page shows it. */
export interface ShownRecording {
  readonly row: RecordingRow;
  readonly views: readonly FootView[];
}

/** The rest of the patient's recordings that count, newest first. */
export async function othersOf({ clinic, patient }: OpenRecord, row: RecordingRow): Promise<RecordingRow[]> {
  const rows = await clinic.store.recordingsOf(clinic.db, patient.id);
  return rows.filter(({ id, withdrawnAtMs }) => id !== row.id && withdrawnAtMs === null);
}

/** The other foot, recorded on the same day with the same kind of device: the newest, where this recording has one foot. */
export async function otherFootOfDay(
  record: OpenRecord,
  row: RecordingRow,
  others: readonly RecordingRow[],
): Promise<FootView | null> {
  const { sides, deviceClass } = reportOf(row);
  const side = sides[0]?.side ?? null;
  if (sides.length !== 1 || side === null) return null;
  const day = dayOf(row.uploadedAtMs, record.timeZone);
  const other = others.find((each) => {
    const report = reportOf(each);
    return (
      report.deviceClass === deviceClass &&
      report.sides.length === 1 &&
      report.sides[0]!.side === otherSide(side) &&
      dayOf(each.uploadedAtMs, record.timeZone) === day
    );
  });
  return other === undefined ? null : ((await viewsOfStored(record, other))?.[0] ?? null);
}

/** Recordings that show the same foot on the same kind of device. */
export function comparableWith(
  { timeZone }: OpenRecord,
  row: RecordingRow,
  others: readonly RecordingRow[],
): OtherRecording[] {
  const mine = reportOf(row);
  return others.flatMap((other) => {
    const theirs = reportOf(other);
    const sides = SIDES.filter((side) => footOf(mine, side) !== undefined && footOf(theirs, side) !== undefined);
    if (sides.length === 0 || theirs.deviceClass !== mine.deviceClass) return [];
    return [{ id: other.id, label: `${labelOf(other, timeZone)} (${sides.join(" and ")})` }];
  });
}

/** Each foot that both recordings hold; the recording that was added earlier is “before”. */
export async function comparisonOf(
  record: OpenRecord,
  shown: ShownRecording,
  other: RecordingRow,
): Promise<FootComparison[]> {
  const theirs = { row: other, views: (await viewsOfStored(record, other)) ?? [] };
  const [before, after] = other.uploadedAtMs > shown.row.uploadedAtMs ? [shown, theirs] : [theirs, shown];
  return SIDES.flatMap((side) => {
    const was = footOf(reportOf(before.row), side);
    const is = footOf(reportOf(after.row), side);
    if (was === undefined || is === undefined) return [];
    const pictureOf = ({ row, views }: ShownRecording): ComparedPicture => ({
      label: labelOf(row, record.timeZone),
      picture: views.find((view) => view.side === side)?.picture ?? null,
    });
    return [
      {
        side,
        changes: figureChanges(was.figures, is.figures),
        before: pictureOf(before),
        after: pictureOf(after),
      },
    ];
  });
}

/** null when the file is gone. */
async function viewsOfStored(record: OpenRecord, row: RecordingRow): Promise<FootView[] | null> {
  const recording = await storedRecording(record, row);
  if (recording === null) return null;
  const [newest] = await record.clinic.store.correctionsOf(record.clinic.db, row.id);
  const correction = (newest?.correction as MaskCorrection | null | undefined) ?? null;
  const { id, fileName } = row;
  return viewsOf({ patientId: record.patient.id, id, fileName, recording, report: reportOf(row), correction });
}

function labelOf({ fileName, uploadedAtMs }: RecordingRow, timeZone: string): string {
  return `${fileName}, ${whenText(uploadedAtMs, timeZone)}`;
}

function footOf({ sides }: PressureReport, side: "left" | "right") {
  return sides.find((foot) => foot.side === side);
}

function reportOf(row: RecordingRow): PressureReport {
  return row.report as PressureReport;
}
