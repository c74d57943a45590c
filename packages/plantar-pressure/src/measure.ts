import type { Side } from "@plumbline/clinical-model";
import { tidy } from "@plumbline/signal-processing";
import { contactKind } from "./contact-kind.ts";
import type { ContactKind } from "./contact-kind.ts";
import { figuresOf, stepValues } from "./figure.ts";
import { footGeometry } from "./foot-geometry.ts";
import type { FootGeometry } from "./foot-geometry.ts";
import { footType } from "./foot-type.ts";
import { frameCurves } from "./frame-curves.ts";
import type { FrameCurves } from "./frame-curves.ts";
import { gaitLine } from "./gait-line.ts";
import { loadedCells } from "./loaded-cells.ts";
import { inShoeContacts } from "./in-shoe-contacts.ts";
import { inShoeSteps } from "./in-shoe-steps.ts";
import { insoleRegions } from "./insole-regions.ts";
import type { MaskCorrection } from "./mask-correction.ts";
import type {
  FootReport,
  FrameSeries,
  PressureReport,
  PressureTotals,
  RegionReports,
  StepMeasure,
  StepReport,
  StepStatistic,
} from "./pressure-report.ts";
import { STEP_MEASURES } from "./pressure-report.ts";
import { qualityNotes } from "./quality.ts";
import type { FootRecording, PressureRecording } from "./recording.ts";
import { regionMeans } from "./region-means.ts";
import { regionReports } from "./region-report.ts";
import { rollOver } from "./roll-over.ts";
import { stepStatistic } from "./step-statistic.ts";
import { comparedFoot, symmetryOf } from "./symmetry.ts";
import type { ComparedFoot } from "./symmetry.ts";
import { walkingReport } from "./walking.ts";

export interface MeasureOptions {
  /** The side, where a person knows it. Overrules the file and the footprint; meant for recordings of one foot. */
  readonly side?: Side;
  /** Also return one value a frame: force, peak, area, center of pressure. Off unless asked for. */
  readonly perFrame?: boolean;
  /** What a person put right on the regions of a footprint. Ignored where there is no footprint to divide. */
  readonly correction?: MaskCorrection;
}

/** Above this doubt the side is left open. A guess: one wrong side in five would be worse than asking. */
const MOST_SIDE_DOUBT = 0.2;

/**
 * All numbers of a recording, by foot. Definitions, with their sources, are in the README of this package.
 *
 * @returns A plain JSON value. The same recording gives the same bytes.
 * @example
 * measure(recording).sides[0].totals.peakPressureKpa; // 370, for examples/emed_test.lst
 */
export function measure(recording: PressureRecording, options: MeasureOptions = {}): PressureReport {
  const { file, format, device, deviceClass, unit, samplingRateHz, frames } = recording;
  const sides = recording.feet.map((foot) => measureFoot(foot, recording, options));
  return {
    schemaVersion: 1,
    file,
    format,
    device,
    deviceClass,
    unit,
    samplingRateHz: samplingRateHz === null ? null : tidy(samplingRateHz),
    frames,
    sides,
    walking: recording.deviceClass === "in-shoe" ? walkingReport(stepsBySide(sides)) : null,
    symmetry: symmetryOf(comparedSide(sides, "left"), comparedSide(sides, "right")),
  };
}

function comparedSide(sides: readonly FootReport[], side: Side): ComparedFoot | null {
  const foot = sides.find((each) => each.side === side);
  return foot === undefined ? null : comparedFoot(foot.figures, foot.quality);
}

function measureFoot(foot: FootRecording, recording: PressureRecording, options: MeasureOptions): FootReport {
  const { grid } = foot.layout;
  const curves = frameCurves(foot);
  const intervalS = recording.samplingRateHz === null ? null : 1 / recording.samplingRateHz;
  const contact = contactKind(curves, intervalS);
  const isCalibrated = recording.unit === "kPa";
  const knownSide = options.side ?? foot.statedSide;
  const hasWholePrint = recording.deviceClass === "plate" && (contact === "step" || contact === "standing");
  const cells = grid === null ? null : loadedCells(grid, curves);
  const geometry =
    hasWholePrint && isCalibrated && cells !== null && grid !== null
      ? footGeometry(cells, grid, curves, knownSide, options.correction ?? null)
      : null;
  const side = knownSide ?? (geometry !== null && geometry.doubt <= MOST_SIDE_DOUBT ? geometry.side : null);
  const totals = {
    ...loadTotals(foot, curves, intervalS, isCalibrated),
    archIndex: tidyOrNull(geometry?.archIndex),
    cpeiPercent: side === null ? null : tidyOrNull(geometry?.cpeiPercent),
    modifiedArchIndex: tidyOrNull(geometry?.modifiedArchIndex),
    medialLoadShare: side === null ? null : tidyOrNull(geometry?.medialLoadShare),
    lateralMedialForceIndex: side === null || geometry === null ? null : tidy(1 - 2 * geometry.medialLoadShare),
  };
  const steps = stepsOf(foot, recording, curves, contact, totals);
  const { areaMm2 } = foot.layout;
  const regions =
    geometry === null || cells === null || areaMm2 === null
      ? insoleRegionReports(foot, recording, side, steps, intervalS)
      : regionReports(
          foot.values,
          foot.layout.sensors,
          {
            index: cells.index,
            areaMm2: Float64Array.from(cells.index, (cell) => areaMm2[cell]!),
            shares: geometry.regions,
          },
          { startFrame: 0, endFrame: curves.frames },
          intervalS,
        );
  const report = {
    side,
    sideFrom: sideFrom(side, foot, options),
    sideDoubt: tidyOrNull(geometry?.doubt),
    totals,
    regions,
    regionsFrom: regionsFrom(regions, geometry, options),
    steps,
    stepMeans: steps === null ? null : stepMeans(steps),
    rollOver:
      geometry === null || cells === null || intervalS === null || contact !== "step"
        ? null
        : rollOver(foot.values, foot.layout.sensors, cells, geometry.regions, curves, intervalS),
  };
  const figures = figuresOf(stepValues(report), recording.deviceClass);
  const quality = qualityNotes({ recording, foot, curves, contact, report });
  return {
    ...report,
    figures,
    footType: footType(figures.archIndex, recording.deviceClass === "plate" && contact === "step"),
    quality,
    ...(options.perFrame === true ? { perFrame: seriesOf(foot, curves, isCalibrated) } : {}),
  };
}

/** Means over the steps that are used. */
function insoleRegionReports(
  foot: FootRecording,
  { deviceClass, unit }: PressureRecording,
  side: Side | null,
  steps: readonly StepReport[] | null,
  intervalS: number | null,
): RegionReports | null {
  if (deviceClass !== "in-shoe" || unit !== "kPa" || steps === null) return null;
  const sensors = insoleRegions(foot.layout, side);
  if (sensors === null) return null;
  const used = steps.filter(({ use }) => use === "used");
  return regionMeans(used.map((step) => regionReports(foot.values, foot.layout.sensors, sensors, step, intervalS)));
}

function regionsFrom(
  regions: RegionReports | null,
  geometry: FootGeometry | null,
  { correction }: MeasureOptions,
): FootReport["regionsFrom"] {
  if (regions === null) return null;
  if (geometry === null) return "insole";
  return correction === undefined ? "footprint" : "corrected";
}

function sideFrom(side: Side | null, foot: FootRecording, options: MeasureOptions): FootReport["sideFrom"] {
  if (options.side !== undefined) return "caller";
  if (foot.statedSide !== null) return "file";
  return side === null ? null : "footprint";
}

type LoadTotals = Omit<
  PressureTotals,
  "archIndex" | "modifiedArchIndex" | "cpeiPercent" | "medialLoadShare" | "lateralMedialForceIndex"
>;

/** What needs no shape: sums, maxima and the path. */
function loadTotals(
  foot: FootRecording,
  curves: FrameCurves,
  intervalS: number | null,
  isCalibrated: boolean,
): LoadTotals {
  const { layout } = foot;
  const { peak, loadedAreaMm2, peakOfSensor, firstLoaded, endLoaded } = curves;
  const isTouched = endLoaded > firstLoaded;
  const hasPressure = isTouched && isCalibrated;
  const force = hasPressure ? forceOf(foot, curves) : null;
  const wholeForce = force === null ? 0 : total(force);
  const hasPath = isTouched && layout.xMm !== null && layout.yMm !== null;
  return {
    peakPressureKpa: hasPressure ? tidy(highest(peak)) : null,
    maxForceN: force === null ? null : tidy(highest(force)),
    meanForceN: force === null ? null : tidy(wholeForce / loadedFrames(curves)),
    impulseNs: force === null || intervalS === null ? null : tidy(wholeForce * intervalS),
    contactAreaCm2: loadedAreaMm2 === null ? null : tidy(highest(loadedAreaMm2) * CM2_PER_MM2),
    footprintAreaCm2: layout.areaMm2 === null ? null : tidy(areaOf(layout.areaMm2, peakOfSensor) * CM2_PER_MM2),
    contactTimeS: isTouched && intervalS !== null ? tidy((endLoaded - firstLoaded) * intervalS) : null,
    ptiPeakKpaS: hasPressure && intervalS !== null ? tidy(total(peak) * intervalS) : null,
    ptiForceAreaKpaS:
      force === null || intervalS === null || layout.areaMm2 === null
        ? null
        : tidy(overArea(wholeForce * intervalS, areaOf(layout.areaMm2, peakOfSensor))),
    copPathLengthMm: hasPath ? tidy(pathLengthMm(curves)) : null,
  };
}

const NEWTON_PER_KPA_MM2 = 0.001;
const CM2_PER_MM2 = 0.01;

/** N s over mm² in kPa s. */
function overArea(impulseNs: number, areaMm2: number): number {
  return impulseNs / (areaMm2 * NEWTON_PER_KPA_MM2);
}

function loadedFrames({ loadedSensors }: FrameCurves): number {
  return loadedSensors.reduce((count, loaded) => count + (loaded > 0 ? 1 : 0), 0);
}

/** Area of the sensors that were ever loaded. */
function areaOf(areaMm2: Float64Array, peakOfSensor: Float32Array): number {
  return areaMm2.reduce((area, own, sensor) => area + (peakOfSensor[sensor]! > 0 ? own : 0), 0);
}

/** From loaded frame to loaded frame; a frame without touch is stepped over. */
function pathLengthMm({ copXMm, copYMm, firstLoaded, endLoaded, loadedSensors }: FrameCurves): number {
  let length = 0;
  let previous = firstLoaded;
  for (let frame = firstLoaded + 1; frame < endLoaded; frame++) {
    if (loadedSensors[frame] === 0) continue;
    length += Math.hypot(copXMm[frame]! - copXMm[previous]!, copYMm[frame]! - copYMm[previous]!);
    previous = frame;
  }
  return length;
}

function stepsBySide(sides: readonly FootReport[]): Readonly<Record<Side, readonly StepReport[] | null>> {
  const of = (side: Side): readonly StepReport[] | null => sides.find((foot) => foot.side === side)?.steps ?? null;
  return { left: of("left"), right: of("right") };
}

/** Null where contacts cannot be told apart: without a rate, without a swing, or on a mat. */
function stepsOf(
  foot: FootRecording,
  recording: PressureRecording,
  curves: FrameCurves,
  contact: ContactKind,
  totals: PressureTotals,
): readonly StepReport[] | null {
  const { deviceClass, samplingRateHz, unit } = recording;
  if (deviceClass === "plate") return stepsOfPlate(curves, contact, totals, samplingRateHz);
  if (deviceClass === "mat" || samplingRateHz === null) return null;
  const forceN = unit === "kPa" ? forceOf(foot, curves) : null;
  const found = inShoeContacts(forceN ?? loadOf(foot), samplingRateHz, forceN !== null);
  return found === null ? null : inShoeSteps(found.contacts, curves, forceN, 1 / samplingRateHz, unit === "kPa", foot);
}

/** The force of the sensors, or the maker's own where the sensors' areas are not published. */
function forceOf({ maker }: FootRecording, { load }: FrameCurves): Float64Array | null {
  return load?.map((value) => value * NEWTON_PER_KPA_MM2) ?? maker?.forceN ?? null;
}

/** Something that rises with the force: the sum of all sensors, each above its own lowest count. */
function loadOf({ layout: { sensors }, values }: FootRecording): Float64Array {
  const lowest = new Float32Array(sensors).fill(Infinity);
  for (let at = 0; at < values.length; at++) lowest[at % sensors] = Math.min(lowest[at % sensors]!, values[at]!);
  const sums = new Float64Array(values.length / sensors);
  for (let at = 0; at < values.length; at++) sums[Math.floor(at / sensors)]! += values[at]! - lowest[at % sensors]!;
  return sums;
}

/** A plate is stepped on once. */
function stepsOfPlate(
  curves: FrameCurves,
  contact: ContactKind,
  totals: PressureTotals,
  samplingRateHz: number | null,
): readonly StepReport[] {
  const { firstLoaded, endLoaded } = curves;
  const { contactTimeS, maxForceN, impulseNs, peakPressureKpa, contactAreaCm2, ptiPeakKpaS, ptiForceAreaKpaS } = totals;
  if (firstLoaded === endLoaded) return [];
  const line = gaitLine(curves, firstLoaded, endLoaded);
  return [
    {
      startFrame: firstLoaded,
      endFrame: endLoaded,
      startS: samplingRateHz === null ? null : tidy(firstLoaded / samplingRateHz),
      endS: samplingRateHz === null ? null : tidy(endLoaded / samplingRateHz),
      use: contact === "cut-off" ? "cut" : contact === "standing" ? "stand" : "used",
      contactTimeS,
      maxForceN,
      impulseNs,
      peakPressureKpa,
      contactAreaCm2,
      ptiPeakKpaS,
      ptiForceAreaKpaS,
      gaitLineLengthMm: line?.lengthMm ?? null,
      gaitLineWidthMm: line?.widthMm ?? null,
    },
  ];
}

function stepMeans(steps: readonly StepReport[]): FootReport["stepMeans"] {
  const used = steps.filter(({ use }) => use === "used");
  if (used.length === 0) return null;
  const statistic = (measure: StepMeasure) => {
    const values = used.map((step) => step[measure]).filter((value) => value !== null);
    return values.length === used.length ? stepStatistic(values) : null;
  };
  return Object.fromEntries(STEP_MEASURES.map((measure) => [measure, statistic(measure)])) as Record<
    StepMeasure,
    StepStatistic | null
  >;
}

function seriesOf(foot: FootRecording, curves: FrameCurves, isCalibrated: boolean): FrameSeries {
  const force = forceOf(foot, curves);
  const { frames, peak, loadedAreaMm2, copXMm, copYMm } = curves;
  const each = <Value>(value: (frame: number) => Value): Value[] =>
    Array.from({ length: frames }, (_, frame) => value(frame));
  return {
    forceN: each((frame) => (isCalibrated && force !== null ? tidy(force[frame]!) : null)),
    peakKpa: each((frame) => (isCalibrated ? tidy(peak[frame]!) : null)),
    areaCm2: each((frame) => (loadedAreaMm2 === null ? null : tidy(loadedAreaMm2[frame]! * CM2_PER_MM2))),
    copMm: each((frame) =>
      Number.isNaN(copXMm[frame]!) ? null : ([tidy(copXMm[frame]!), tidy(copYMm[frame]!)] as const),
    ),
  };
}

function tidyOrNull(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : tidy(value);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function highest(values: Float64Array | Int32Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}
