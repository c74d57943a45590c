import { FOOT_NAMES } from "@plumbline/imu-gait";
import type { FootReport, GaitReport, GaitStride } from "@plumbline/imu-gait";
import { csvRow } from "./csv-row.ts";

const STRIDE_COLUMNS = [
  "startSample",
  "endSample",
  "toeOffSample",
  "initialContactSample",
  "use",
  "timeS",
  "stanceS",
  "swingS",
  "stancePercent",
  "lengthM",
  "speedMps",
  "riseM",
  "peakHeightM",
  "clearanceM",
  "pitchAtContactDeg",
  "pitchAtToeOffDeg",
  "progressionAngleDeg",
  "headingChangeDeg",
  "stepS",
  "doubleSupportS",
] as const satisfies readonly (keyof GaitStride)[];

/** The first row of {@link strideRows}. Names are those of the JSON, so one description holds for both. */
export function strideHeader(): string {
  return csvRow(["walk", "file", "foot", "samplingRateHz", "stepStartSample", "stepEndSample", ...STRIDE_COLUMNS]);
}

/** One row a stride, foot by foot. A value that cannot be had is an empty cell. */
export function strideRows(report: GaitReport): string {
  return FOOT_NAMES.flatMap((name) => {
    const foot = report.feet[name];
    return foot === undefined ? [] : [footRows(report, name, foot)];
  }).join("");
}

function footRows({ name, recordings }: GaitReport, foot: string, report: FootReport): string {
  const { file } = recordings[report.recording]!;
  return report.strides
    .map((stride, index) => {
      const [start, end] = report.steps[index]!;
      return csvRow([name, file, foot, report.samplingRateHz, start, end, ...STRIDE_COLUMNS.map((key) => stride[key])]);
    })
    .join("");
}
