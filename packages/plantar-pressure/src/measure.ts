import type { Side } from "@plumbline/clinical-model";
import { contactKind } from "./contact-kind.ts";
import { footGeometry } from "./foot-geometry.ts";
import { frameCurves } from "./frame-curves.ts";
import type { FrameCurves } from "./frame-curves.ts";
import { loadedCells } from "./loaded-cells.ts";
import type { FootReport, FrameSeries, PressureReport, PressureTotals, StepReport } from "./pressure-report.ts";
import { qualityNotes } from "./quality.ts";
import type { FootRecording, PressureRecording } from "./recording.ts";
import { regionReports } from "./region-report.ts";
import { tidy } from "./tidy-number.ts";

export interface MeasureOptions {
  /** The side, where a person knows it. Overrules the file and the footprint; meant for recordings of one foot. */
  readonly side?: Side;
  /** Also return one value a frame: force, peak, area, center of pressure. Off unless asked for. */
  readonly perFrame?: boolean;
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
  return {
    schemaVersion: 1,
    file,
    format,
    device,
    deviceClass,
    unit,
    samplingRateHz: samplingRateHz === null ? null : tidy(samplingRateHz),
    frames,
    sides: recording.feet.map((foot) => measureFoot(foot, recording, options)),
  };
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
      ? footGeometry(cells, grid, curves, knownSide)
      : null;
  const side = knownSide ?? (geometry !== null && geometry.doubt <= MOST_SIDE_DOUBT ? geometry.side : null);
  const totals = {
    ...loadTotals(foot, curves, intervalS, isCalibrated),
    archIndex: tidyOrNull(geometry?.archIndex),
    cpeiPercent: side === null ? null : tidyOrNull(geometry?.cpeiPercent),
    medialLoadShare: side === null ? null : tidyOrNull(geometry?.medialLoadShare),
  };
  const report = {
    side,
    sideFrom: sideFrom(side, foot, options),
    sideDoubt: tidyOrNull(geometry?.doubt),
    totals,
    regions:
      geometry === null || cells === null || grid === null
        ? null
        : regionReports(foot, grid, cells, geometry.regions, intervalS),
    steps: recording.deviceClass === "plate" ? stepsOfPlate(curves, intervalS) : null,
  };
  const quality = qualityNotes({ recording, grid, curves, contact, report });
  return {
    ...report,
    quality,
    ...(options.perFrame === true ? { perFrame: seriesOf(curves, isCalibrated) } : {}),
  };
}

function sideFrom(side: Side | null, foot: FootRecording, options: MeasureOptions): FootReport["sideFrom"] {
  if (options.side !== undefined) return "caller";
  if (foot.statedSide !== null) return "file";
  return side === null ? null : "footprint";
}

type LoadTotals = Omit<PressureTotals, "archIndex" | "cpeiPercent" | "medialLoadShare">;

/** What needs no shape: sums, maxima and the path. */
function loadTotals(
  { layout }: FootRecording,
  curves: FrameCurves,
  intervalS: number | null,
  isCalibrated: boolean,
): LoadTotals {
  const { load, peak, loadedAreaMm2, peakOfSensor, firstLoaded, endLoaded } = curves;
  const isTouched = endLoaded > firstLoaded;
  const hasPressure = isTouched && isCalibrated;
  const hasForce = hasPressure && load !== null;
  const wholeForce = hasForce ? total(load) * NEWTON_PER_KPA_MM2 : 0;
  const hasPath = isTouched && layout.xMm !== null && layout.yMm !== null;
  return {
    peakPressureKpa: hasPressure ? tidy(highest(peak)) : null,
    maxForceN: hasForce ? tidy(highest(load) * NEWTON_PER_KPA_MM2) : null,
    meanForceN: hasForce ? tidy(wholeForce / loadedFrames(curves)) : null,
    impulseNs: hasForce && intervalS !== null ? tidy(wholeForce * intervalS) : null,
    contactAreaCm2: loadedAreaMm2 === null ? null : tidy(highest(loadedAreaMm2) * CM2_PER_MM2),
    footprintAreaCm2: layout.areaMm2 === null ? null : tidy(areaOf(layout.areaMm2, peakOfSensor) * CM2_PER_MM2),
    contactTimeS: isTouched && intervalS !== null ? tidy((endLoaded - firstLoaded) * intervalS) : null,
    ptiPeakKpaS: hasPressure && intervalS !== null ? tidy(total(peak) * intervalS) : null,
    copPathLengthMm: hasPath ? tidy(pathLengthMm(curves)) : null,
  };
}

const NEWTON_PER_KPA_MM2 = 0.001;
const CM2_PER_MM2 = 0.01;

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

/** A plate is stepped on once. */
function stepsOfPlate({ firstLoaded, endLoaded }: FrameCurves, intervalS: number | null): readonly StepReport[] {
  if (firstLoaded === endLoaded) return [];
  return [
    {
      startFrame: firstLoaded,
      endFrame: endLoaded,
      startS: intervalS === null ? null : tidy(firstLoaded * intervalS),
      endS: intervalS === null ? null : tidy(endLoaded * intervalS),
    },
  ];
}

function seriesOf(curves: FrameCurves, isCalibrated: boolean): FrameSeries {
  const { frames, load, peak, loadedAreaMm2, copXMm, copYMm } = curves;
  const each = <Value>(value: (frame: number) => Value): Value[] =>
    Array.from({ length: frames }, (_, frame) => value(frame));
  return {
    forceN: each((frame) => (isCalibrated && load !== null ? tidy(load[frame]! * NEWTON_PER_KPA_MM2) : null)),
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
