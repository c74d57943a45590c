import type { Problem, Result } from "@plumbline/clinical-model";
import { gaitReport, walkInName } from "@plumbline/imu-gait";
import type { GaitCorrection, GaitReport, MotionSignal, WalkingPerson } from "@plumbline/imu-gait";
import { dayOf } from "@plumbline/scheduling";
import { data } from "react-router";
import { ageOn } from "./age.ts";
import type { OpenRecord } from "./open-record.ts";
import { readMotionInTurns } from "./walk-file.ts";
import type { WalkTold } from "./walk-told.ts";

/** A walk of the store with its newest reading, its JSON with its types. */
export interface WalkRow extends Omit<Awaited<ReturnType<typeof foundWalk>>, "told" | "correction" | "report"> {
  readonly told: WalkTold;
  readonly corrections: readonly GaitCorrection[];
  readonly report: GaitReport;
}

/** @throws a 404 page when this patient has no such walk. */
export async function walkOf(record: OpenRecord, id: string): Promise<WalkRow> {
  return typedWalk(await foundWalk(record, id));
}

/** Walks of the patient, newest first, withdrawn ones too. */
export async function walksOfPatient({ clinic, patient }: OpenRecord): Promise<WalkRow[]> {
  return (await clinic.store.walksOf(clinic.db, patient.id)).map(typedWalk);
}

/** The signals of a stored walk; null when a file is gone or can no longer be read. */
export async function storedSignals(record: OpenRecord, walk: WalkRow): Promise<MotionSignal[] | null> {
  const files = await storedFiles(record, walk);
  const read = files === null ? null : await signalsOf(files, walk.told);
  return read?.ok === true ? read.value : null;
}

/** The files of a stored walk; null when one is gone. */
export async function storedFiles(
  { clinic }: OpenRecord,
  { files }: Pick<WalkRow, "files">,
): Promise<OpenedFile[] | null> {
  const opened: OpenedFile[] = [];
  for (const { sha256, fileName } of files) {
    const bytes = await clinic.recordings.get(sha256);
    if (bytes === null) return null;
    opened.push({ fileName, bytes: new Uint8Array(bytes) });
  }
  return opened;
}

export interface OpenedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** All sensors of all files of a walk, or all that is wrong with the files. */
export async function signalsOf(files: readonly OpenedFile[], told: WalkTold): Promise<Result<MotionSignal[]>> {
  const signals: MotionSignal[] = [];
  const problems: Problem[] = [];
  for (const [at, { fileName, bytes }] of files.entries()) {
    const read = await readMotionInTurns(bytes, fileName, told.files[at] ?? {});
    if (read.ok) signals.push(...read.value);
    else
      problems.push(...read.problems.map((problem) => ({ ...problem, message: `“${fileName}”: ${problem.message}` })));
  }
  return problems.length === 0 ? { ok: true, value: signals } : { ok: false, problems };
}

/** Measures a walk of this patient anew. */
export function reportOf(
  record: OpenRecord,
  walk: {
    readonly fileNames: readonly string[];
    readonly signals: readonly MotionSignal[];
    readonly told: WalkTold;
    readonly corrections: readonly GaitCorrection[];
    /** The day of the walk tells the age. */
    readonly atMs: number;
  },
): GaitReport {
  const { birthDate, sex } = record.patient;
  const person: WalkingPerson = {
    ageYears: ageOn(birthDate, dayOf(walk.atMs, record.timeZone)),
    sex,
    heightM: walk.told.heightM,
  };
  return gaitReport({
    name: walkName(walk.fileNames),
    signals: walk.signals,
    person,
    corrections: walk.corrections,
  });
}

/** What the names of its files have in common, otherwise the name of the first. */
function walkName([first = "walk"]: readonly string[]): string {
  return walkInName(first) ?? first.replace(/(?:\.csv|\.txt)?(?:\.gz)?$/i, "");
}

async function foundWalk({ clinic, patient }: OpenRecord, id: string) {
  const row = await clinic.store.findWalk(clinic.db, id);
  if (row === null || row.patientId !== patient.id) {
    throw data("This walk is not in this patient's record. Open the list of walks again.", { status: 404 });
  }
  return row;
}

/** The store keeps what this module wrote. */
function typedWalk({ told, correction, report, ...row }: Awaited<ReturnType<typeof foundWalk>>): WalkRow {
  return {
    ...row,
    told: told as WalkTold,
    corrections: (correction ?? []) as readonly GaitCorrection[],
    report: report as GaitReport,
  };
}
