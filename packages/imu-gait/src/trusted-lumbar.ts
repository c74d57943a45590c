import { gaitBlock, gaitWarning } from "./gait-note.ts";
import type { LumbarReport } from "./gait-report.ts";
import { isWithin, PLAUSIBLE } from "./plausible-gait.ts";
import type { QualityNote } from "./quality-note.ts";

const NUMBERS = [
  "cadenceStepsPerMin",
  "strideLengthM",
  "speedMps",
  "stepRegularity",
  "strideRegularity",
  "harmonicRatioPercent",
  "trunkSwayDeg",
] as const;
const LENGTHS = ["strideLengthM", "speedMps"] as const;

/** Walks up and down 10 m turn in a tenth to a quarter of the time, work about a room in half of it. A guess. */
const MOST_TURNING = 0.4;

export interface TrustedLumbar {
  readonly lumbar: LumbarReport;
  /** Whether the person walked on; who turns all the time shows no usual pace. */
  readonly isSteady: boolean;
  readonly notes: readonly QualityNote[];
}

/** The lower back without numbers that nobody walks, and why numbers are missing. */
export function trustedLumbar(measured: LumbarReport, heightM: number | null): TrustedLumbar {
  const { lumbar, notes } = withoutDoubtful(measured, heightM);
  const turning = timeOf(lumbar.turns) / timeOf(lumbar.bouts);
  const isSteady = !(turning > MOST_TURNING);
  return { lumbar, isSteady, notes: isSteady ? notes : [...notes, alwaysTurning(turning)] };
}

function timeOf(ranges: LumbarReport["bouts"]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0);
}

function withoutDoubtful(lumbar: LumbarReport, heightM: number | null): Omit<TrustedLumbar, "isSteady"> {
  const { cadenceStepsPerMin, strideLengthM, speedMps } = lumbar;
  if (cadenceStepsPerMin === null) return { lumbar, notes: [noWalking()] };
  if (!isWithin(cadenceStepsPerMin, PLAUSIBLE.cadenceStepsPerMin)) {
    return { lumbar: without(lumbar, NUMBERS), notes: [noRhythm(cadenceStepsPerMin)] };
  }
  const isFar =
    (strideLengthM !== null && !isWithin(strideLengthM, PLAUSIBLE.strideLengthM)) ||
    (speedMps !== null && !isWithin(speedMps, PLAUSIBLE.speedMps));
  if (isFar) return { lumbar: without(lumbar, LENGTHS), notes: [noSuchWay()] };
  return { lumbar, notes: strideLengthM !== null && heightM === null ? [usualHeight()] : [] };
}

function without(lumbar: LumbarReport, fields: readonly (typeof NUMBERS)[number][]): LumbarReport {
  return { ...lumbar, ...Object.fromEntries(fields.map((field) => [field, null])) };
}

function paths(fields: readonly string[]): readonly string[] {
  return fields.map((field) => `lumbar.${field}`);
}

function noWalking(): QualityNote {
  return gaitBlock(
    "back-no-walking",
    paths(NUMBERS),
    "No walking shows in the recording of the lower back.",
    "Check that the sensor was worn on the lower back, that the person walked, and that the units are right.",
  );
}

function noRhythm(cadence: number): QualityNote {
  return gaitBlock(
    "back-implausible",
    paths(NUMBERS),
    `The lower back shows ${cadence.toPrecision(3)} steps/min, which nobody walks (${PLAUSIBLE.cadenceStepsPerMin.join(" to ")}); its numbers are left out.`,
    "Check the sampling rate and where the sensor was worn.",
  );
}

function noSuchWay(): QualityNote {
  return gaitBlock(
    "back-implausible",
    paths(LENGTHS),
    `The lower back shows strides or a speed that nobody walks (${PLAUSIBLE.strideLengthM.join(" to ")} m, ${PLAUSIBLE.speedMps.join(" to ")} m/s); they are left out.`,
    "Check the unit of the acceleration and the person's height.",
  );
}

function alwaysTurning(share: number): QualityNote {
  return gaitBlock(
    "back-turning",
    ["summary.both"],
    `The lower back turns in ${(100 * share).toFixed(0)} % of the time of walking. Its numbers are those of moving about a room and not of a usual pace, so they are in no figure.`,
    "Record a straight walk.",
  );
}

function usualHeight(): QualityNote {
  return gaitWarning(
    "height-assumed",
    "lumbar.strideLengthM",
    "The length of strides follows from the lower back with the person's height, which is not told; 1.68 m is taken. For a person of 1.50 or 1.90 m it is wrong by 6 %.",
    "Enter the height.",
  );
}
