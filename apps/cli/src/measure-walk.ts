import { basename } from "node:path";
import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { gaitReport, openMotionFile, withSides } from "@plumbline/imu-gait";
import type { GaitReport, MotionFileOptions, MotionSignal, SampleRange, WalkingPerson } from "@plumbline/imu-gait";
import { norm } from "@plumbline/signal-processing";
import { inFile, inputName, readInputInChunks } from "./read-input.ts";
import type { NamedWalk, SensorFile } from "./walks-of-files.ts";

/** A walk to measure. Plain data, as is all that is answered: both may cross over to another thread. */
export interface WalkToMeasure extends NamedWalk {
  /** Stands for the walk in messages. */
  readonly path: string;
  readonly options: MotionFileOptions;
  readonly person: WalkingPerson;
  readonly bouts: readonly SampleRange[] | null;
  readonly wantsTraces: boolean;
}

export interface MeasuredWalk {
  readonly report: GaitReport;
  /** One for each of the report's recordings; empty when not wanted. */
  readonly traces: readonly Float32Array[];
}

/**
 * Reads the files of one walk and measures it.
 *
 * @returns Every problem of every file with its name. One file that cannot be read keeps the walk from being measured, as
 *   its numbers would look like those of a whole one.
 */
export async function measureWalk(
  walk: WalkToMeasure,
  onProgress: (file: SensorFile, share: number | null) => void,
): Promise<Result<MeasuredWalk>> {
  const signals: MotionSignal[] = [];
  const problems: Problem[] = [];
  for (const file of walk.files) {
    const read = await readSensors(file, walk.options, (share) => onProgress(file, share));
    if (read.ok) signals.push(...read.value);
    else problems.push(...read.problems);
  }
  if (problems.length > 0) return notOk(...problems);
  const { name, person, bouts, wantsTraces } = walk;
  const report = gaitReport({ name, signals, person, ...(bouts === null ? {} : { bouts }) });
  return ok({ report, traces: wantsTraces ? tracesOf(report, withSides(signals)) : [] });
}

/** The report has an order of its own; what tells two sensors of one file apart is their place. */
function tracesOf({ recordings }: GaitReport, signals: readonly MotionSignal[]): readonly Float32Array[] {
  return recordings.map((recording) => {
    const signal = signals.find(
      ({ file, placement }) => file === recording.file && placement?.value === recording.placement?.value,
    );
    return Float32Array.from(norm(signal!.angularRateRadS));
  });
}

async function readSensors(
  { path, placement }: SensorFile,
  options: MotionFileOptions,
  onProgress: (share: number | null) => void,
): Promise<Result<readonly MotionSignal[]>> {
  const told = placement === null ? options : { ...options, placement };
  const sink = openMotionFile(path === "-" ? "standard input" : basename(path).replace(/\.gz$/i, ""), told);
  const read = await readInputInChunks(path, (chunk, share) => {
    sink.write(chunk);
    onProgress(share);
  });
  const signals = read.ok ? sink.end() : read;
  if (!signals.ok) return notOk(...signals.problems.map((problem) => inFile(path, problem)));
  if (told.placement !== undefined && signals.value.length > 1)
    return notOk(placementOfMany(path, signals.value.length));
  return signals;
}

function placementOfMany(path: string, sensors: number): Problem {
  return {
    code: "gait/placement-of-many",
    path: inputName(path),
    message: `This file holds ${sensors} sensors, so one placement cannot be told for all of them.`,
    hint: "Leave the placement away; the file tells them.",
  };
}
