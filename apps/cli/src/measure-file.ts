import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { footprint, measure, openRecording, sensorPrint } from "@plumbline/plantar-pressure";
import type { Footprint, PressureReport, SensorPrint } from "@plumbline/plantar-pressure";
import { inFile, inputName, readInputInChunks } from "./read-input.ts";

/** A file to measure. Plain data, as is all that is answered: both may cross over to another thread. */
export interface FileToMeasure {
  /** `-` for standard input. */
  readonly path: string;
  /** The foot, where a person told it. */
  readonly side: Side | null;
  /** Whether each frame's values are wanted. */
  readonly perFrame: boolean;
}

export interface MeasuredFile {
  readonly report: PressureReport;
  /** One for each of the report's sides. */
  readonly pictures: readonly FootPicture[];
}

/** The highest pressures of one foot at their places. Both null for raw counts, and where no places are known. */
export interface FootPicture {
  readonly cells: Footprint | null;
  readonly sensors: SensorPrint | null;
}

/**
 * Reads one recording and computes its numbers.
 *
 * @param onProgress - Gets the share of the file that is read, again and again; null where its size is not known.
 * @returns The problems of the file with its name, and `pressure/side-of-two-feet` when a side is told for a file that
 *   holds both feet and names them itself.
 */
export async function measureFile(
  { path, side, perFrame }: FileToMeasure,
  onProgress: (share: number | null) => void,
): Promise<Result<MeasuredFile>> {
  const sink = openRecording(path);
  const read = await readInputInChunks(path, (chunk, share) => {
    sink.write(chunk);
    onProgress(share);
  });
  const recording = read.ok ? sink.end() : read;
  if (!recording.ok) return notOk(...recording.problems.map((problem) => inFile(path, problem)));
  const { feet } = recording.value;
  if (side !== null && feet.length > 1) return notOk(sideOfTwoFeet(path, side));
  return ok({
    report: measure(recording.value, { perFrame, ...(side === null ? {} : { side }) }),
    pictures: feet.map((_, foot) => ({
      cells: footprint(recording.value, foot),
      sensors: sensorPrint(recording.value, foot),
    })),
  });
}

function sideOfTwoFeet(path: string, side: Side): Problem {
  return {
    code: "pressure/side-of-two-feet",
    path: inputName(path),
    message: `This recording holds two feet, so it cannot be the ${side} one.`,
    hint: "Leave the side away; the file tells both.",
  };
}
