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
  const { grid } = foot;
  const curves = frameCurves(foot);
  const intervalS = recording.samplingRateHz === null ? null : 1 / recording.samplingRateHz;
  const contact = contactKind(curves, intervalS);
  const isCalibrated = recording.unit === "kPa";
  const cells = loadedCells(grid, curves);
  const knownSide = options.side ?? foot.statedSide;
  const hasWholePrint = recording.deviceClass === "plate" && (contact === "step" || contact === "standing");
  const geometry = hasWholePrint && isCalibrated ? footGeometry(cells, grid, curves, knownSide) : null;
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
    regions: geometry === null ? null : regionReports(foot, cells, geometry.regions, intervalS),
    steps: recording.deviceClass === "plate" ? stepsOfPlate(curves, intervalS) : null,
  };
  const quality = qualityNotes({ recording, grid, curves, contact, report });
  return {
    ...report,
    quality,
    ...(options.perFrame === true ? { perFrame: seriesOf(foot, curves, isCalibrated) } : {}),
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
  { grid }: FootRecording,
  curves: FrameCurves,
  intervalS: number | null,
  isCalibrated: boolean,
): LoadTotals {
  const { sum, peak, loadedCells: loadedInFrame, peakOfCell, firstLoaded, endLoaded } = curves;
  const isTouched = endLoaded > firstLoaded;
  const hasPressure = isTouched && isCalibrated;
  const newtonsPerUnit = grid.cellAreaMm2 * 0.001;
  const cellAreaCm2 = grid.cellAreaMm2 * 0.01;
  const wholeSum = total(sum);
  const loadedFrames = loadedInFrame.reduce((count, cells) => count + (cells > 0 ? 1 : 0), 0);
  const footprintCells = peakOfCell.reduce((count, value) => count + (value > 0 ? 1 : 0), 0);
  return {
    peakPressureKpa: hasPressure ? tidy(highest(peak)) : null,
    maxForceN: hasPressure ? tidy(highest(sum) * newtonsPerUnit) : null,
    meanForceN: hasPressure ? tidy((wholeSum * newtonsPerUnit) / loadedFrames) : null,
    impulseNs: hasPressure && intervalS !== null ? tidy(wholeSum * newtonsPerUnit * intervalS) : null,
    contactAreaCm2: tidy(highest(loadedInFrame) * cellAreaCm2),
    footprintAreaCm2: tidy(footprintCells * cellAreaCm2),
    contactTimeS: isTouched && intervalS !== null ? tidy((endLoaded - firstLoaded) * intervalS) : null,
    ptiPeakKpaS: hasPressure && intervalS !== null ? tidy(total(peak) * intervalS) : null,
    copPathLengthMm: isTouched ? tidy(pathLengthMm(curves)) : null,
  };
}

/** From loaded frame to loaded frame; a frame without touch is stepped over. */
function pathLengthMm({ copXMm, copYMm, firstLoaded, endLoaded, loadedCells: loadedInFrame }: FrameCurves): number {
  let length = 0;
  let previous = firstLoaded;
  for (let frame = firstLoaded + 1; frame < endLoaded; frame++) {
    if (loadedInFrame[frame] === 0) continue;
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

function seriesOf({ grid }: FootRecording, curves: FrameCurves, isCalibrated: boolean): FrameSeries {
  const { sum, peak, loadedCells: loadedInFrame, copXMm, copYMm } = curves;
  return {
    forceN: Array.from(sum, (value) => (isCalibrated ? tidy(value * grid.cellAreaMm2 * 0.001) : null)),
    peakKpa: Array.from(peak, (value) => (isCalibrated ? tidy(value) : null)),
    areaCm2: Array.from(loadedInFrame, (cells) => tidy(cells * grid.cellAreaMm2 * 0.01)),
    copMm: Array.from(copXMm, (xMm, frame) =>
      Number.isNaN(xMm) ? null : ([tidy(xMm), tidy(copYMm[frame]!)] as const),
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
