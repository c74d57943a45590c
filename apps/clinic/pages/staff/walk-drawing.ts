import { findFootMounting, withSides } from "@plumbline/imu-gait";
import type {
  FootMounting,
  FootReport,
  GaitReport,
  MotionSignal,
  RecordingReport,
  SampleRange,
} from "@plumbline/imu-gait";
import { norm, rotated } from "@plumbline/signal-processing";
import type { PathView, StrideView, TrackName, TrackView } from "../../ui/gait-view.ts";
import { envelope, evenly, meanCurve, resampled } from "./walk-curves.ts";
import { pathView } from "./walk-paths.ts";
import { stepsOfReport } from "./walk-steps.ts";

/** All that is drawn of a walk. */
export interface WalkDrawing {
  readonly tracks: readonly TrackView[];
  /** What the strides show, with its unit. */
  readonly strideQuantity: string;
  readonly strides: readonly StrideView[];
  readonly paths: readonly PathView[];
}

const OVERVIEW_COLUMNS = 500;
const EXCERPT_S = 6;
/** More strides over each other are a carpet. */
const MOST_CURVES = 40;
const CURVE_POINTS = 51;
/** Counters further apart than this were not started together; then each sensor is drawn from its own beginning. */
const SAME_CLOCK_S = 10;

export function walkDrawing(report: GaitReport, signals: readonly MotionSignal[], address: string): WalkDrawing {
  const sensors = sensorsOf(report, signals);
  const starts = sensors.map(({ signal }) => signal.firstSample / signal.samplingRateHz);
  const isOneClock = Math.max(...starts) - Math.min(...starts) < SAME_CLOCK_S;
  const startsS = starts.map((startS) => (isOneClock ? startS - Math.min(...starts) : 0));
  const feet = sensors.flatMap((sensor) => (sensor.foot === null ? [] : [{ ...sensor, foot: sensor.foot }]));
  const middlesS = sensors.map((sensor, at) => middleStrideS(sensor, startsS[at]!));
  return {
    tracks: sensors.map((sensor, at) => {
      const track = trackOf(sensor, report);
      // Both feet at the same moment, where they have one clock.
      const middleS = isOneClock ? middlesS.find((each) => each !== null) : middlesS[at];
      return {
        ...track,
        startS: startsS[at]!,
        address: `${address}?sensor=${sensor.name}`,
        excerpt: middleS == null ? null : excerptOf(sensor, middleS - startsS[at]!),
      };
    }),
    strideQuantity: feet.every(({ line }) => line.mounting !== null) ? PITCH_RATE : NORM_RATE,
    strides: feet.map(strideView),
    paths: feet.flatMap(({ name, foot, signal, line }) =>
      name === "lumbar" || line.mounting === null ? [] : (pathView(report, name, foot, signal, line.mounting) ?? []),
    ),
  };
}

/** The line of one sensor of a walk as the moving picture shows it: 32-bit floats, little-endian. Null without one. */
export function packedLine(
  report: GaitReport,
  signals: readonly MotionSignal[],
  name: string,
): Uint8Array<ArrayBuffer> | null {
  const sensor = sensorsOf(report, signals).find((each) => each.name === name);
  if (sensor === undefined) return null;
  const { values } = sensor.line;
  const packed = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, at) => packed.setFloat32(at * 4, value, true));
  return new Uint8Array(packed.buffer);
}

interface Sensor {
  readonly name: TrackName;
  readonly signal: MotionSignal;
  /** Null for the lower back. */
  readonly foot: FootReport | null;
  readonly line: Line;
}

interface Line {
  readonly values: Float64Array;
  readonly quantity: string;
  /** Null where the line is not in the axes of a foot. */
  readonly mounting: FootMounting | null;
}

const PITCH_RATE = "turning of the foot, °/s, toes up positive";
const NORM_RATE = "turning, °/s";

/** Those that the report used, feet first. */
function sensorsOf(report: GaitReport, signals: readonly MotionSignal[]): Sensor[] {
  const sided = withSides(signals);
  return (["left", "right", "unknown", "lumbar"] as const).flatMap((name) => {
    const recording = report.recordings.find(({ usedAs }) => usedAs === name);
    const signal = recording === undefined ? undefined : signalOf(recording, sided);
    if (signal === undefined) return [];
    const foot = name === "lumbar" ? null : (report.feet[name] ?? null);
    if (name !== "lumbar" && foot === null) return [];
    return [{ name, signal, foot, line: foot === null ? lumbarLine(signal) : footLine(signal, foot) }];
  });
}

/** The report has an order of its own: a sensor is found by its file and, where a file holds several, by its place. */
function signalOf({ file, placement }: RecordingReport, signals: readonly MotionSignal[]): MotionSignal | undefined {
  const ofFile = signals.filter((signal) => signal.file === file);
  return ofFile.find((signal) => signal.placement?.value === placement?.value) ?? ofFile[0];
}

function footLine(signal: MotionSignal, foot: FootReport): Line {
  const mounting = findFootMounting(signal, stepsOfReport(foot, signal.firstSample));
  if (mounting === null) return turningLine(signal);
  const [, plantarflexion] = rotated(signal.angularRateRadS, mounting.toFoot);
  return {
    values: plantarflexion.map((rate) => -rate * (180 / Math.PI)),
    quantity: PITCH_RATE,
    mounting,
  };
}

function lumbarLine(signal: MotionSignal): Line {
  if (signal.accelerationMps2 === null) return turningLine(signal);
  return { values: norm(signal.accelerationMps2), quantity: "acceleration, m/s²", mounting: null };
}

function turningLine({ angularRateRadS }: MotionSignal): Line {
  const values = norm(angularRateRadS).map((rate) => rate * (180 / Math.PI));
  return { values, quantity: NORM_RATE, mounting: null };
}

function trackOf(
  { name, signal, foot, line }: Sensor,
  report: GaitReport,
): Omit<TrackView, "startS" | "address" | "excerpt"> {
  const { samplingRateHz, samples, firstSample } = signal;
  const found = foot === null ? null : stepsOfReport(foot, firstSample);
  const { low, high } = envelope(line.values, OVERVIEW_COLUMNS);
  return {
    name,
    quantity: line.quantity,
    samplingRateHz,
    samples,
    firstSample,
    steps: found?.steps ?? [],
    contacts: foot === null ? (report.lumbar?.contacts.map(({ sample }) => sample - firstSample) ?? []) : [],
    turns: found?.turns ?? [],
    low: low.map(tenths),
    high: high.map(tenths),
  };
}

/** When the middle one of the strides that count was walked; null without such strides. */
function middleStrideS({ foot, signal }: Sensor, startS: number): number | null {
  const used = foot?.strides.filter(({ use }) => use === "used") ?? [];
  const middle = used[used.length >> 1];
  if (middle === undefined) return null;
  const sample = (middle.startSample + middle.endSample) / 2 - signal.firstSample;
  return startS + sample / signal.samplingRateHz;
}

/** The seconds around a moment of the sensor's own time; less at the ends of the recording. */
function excerptOf({ signal: { samplingRateHz }, line: { values } }: Sensor, middleS: number): TrackView["excerpt"] {
  const length = Math.round(EXCERPT_S * samplingRateHz);
  const start = Math.max(0, Math.min(values.length - length, Math.round(middleS * samplingRateHz - length / 2)));
  return { start, values: Array.from(values.subarray(start, start + length), tenths) };
}

type FootSensor = Sensor & { readonly foot: FootReport };

function strideView({ name, signal, foot, line }: FootSensor): StrideView {
  const all = usedStrides(foot, signal).map((stride) => resampled(line.values, stride, CURVE_POINTS));
  const mean = meanCurve(all);
  const shares = foot.strides.flatMap(({ use, stancePercent }) =>
    use === "used" && stancePercent !== null ? [stancePercent] : [],
  );
  return {
    name,
    strides: all.length,
    curves: evenly(all, MOST_CURVES).map((curve) => curve.map(tenths)),
    mean: mean?.mean.map(tenths) ?? null,
    low: mean?.low.map(tenths) ?? null,
    high: mean?.high.map(tenths) ?? null,
    toeOffPercent: shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length,
  };
}

/** From one initial contact to the next, where both are known. */
function usedStrides({ strides, samplingRateHz }: FootReport, { firstSample }: MotionSignal): SampleRange[] {
  return strides.flatMap(({ use, initialContactSample, timeS }) => {
    if (use !== "used" || timeS === null) return [];
    const end = initialContactSample - firstSample;
    return [{ start: Math.max(0, end - timeS * samplingRateHz), end }];
  });
}

/** So much of a number as a drawing shows. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
