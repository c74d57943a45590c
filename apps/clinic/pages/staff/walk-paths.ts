import { measureFootMotion } from "@plumbline/imu-gait";
import type { FootMounting, FootName, FootReport, GaitReport, MotionSignal, SampleRange } from "@plumbline/imu-gait";
import type { Axes } from "@plumbline/signal-processing";
import type { PathView } from "../../ui/gait-view.ts";
import { evenly, resampled } from "./walk-curves.ts";
import { stepsOfReport } from "./walk-steps.ts";

/** More paths over each other are a carpet. */
const MOST_PATHS = 40;
const PATH_POINTS = 51;

/** Ways of one foot from the side, of the strides that count; null where none is known. */
export function pathView(
  report: GaitReport,
  name: FootName,
  foot: FootReport,
  signal: MotionSignal,
  mounting: FootMounting,
): PathView | null {
  const figures = report.summary[name];
  const peakHeightM = figures?.peakHeightM?.value;
  if (peakHeightM === undefined) return null;
  const steps = stepsOfReport(foot, signal.firstSample);
  const motion = measureFootMotion(signal, steps, mounting, name === "unknown" ? null : name);
  const usedContacts = new Set(
    foot.strides.flatMap(({ use, initialContactSample }) => (use === "used" ? [initialContactSample] : [])),
  );
  const all = motion.steps.flatMap(({ step, start, end }) => {
    const { heelOff, initialContact, footFlat } = steps.steps[step]!;
    if (!usedContacts.has(initialContact + signal.firstSample)) return [];
    // Only while the foot moves: stances of unlike length would smear the mean.
    const path = sidePath(motion.positionM, { start, end }, { start: heelOff, end: footFlat });
    return path === null ? [] : [path];
  });
  if (all.length === 0) return null;
  const meanOf = (curves: readonly (readonly number[])[]): number[] =>
    curves[0]!.map((_, at) => millimeters(curves.reduce((sum, curve) => sum + curve[at]!, 0) / curves.length));
  return {
    name,
    steps: all.length,
    paths: evenly(all, MOST_PATHS),
    meanForwardM: meanOf(all.map(({ forwardM }) => forwardM)),
    meanHeightM: meanOf(all.map(({ heightM }) => heightM)),
    peakHeightM,
    midSwingHeightM: figures?.clearanceM?.value ?? null,
  };
}

/**
 * Along the straight line from one stance to the next, and above it.
 *
 * @param stances - The middle of the stance before and after.
 * @param shown - The part of the way that is drawn, within it.
 * @returns Null where a place is not known.
 */
function sidePath([x, y, z]: Axes, { start, end }: SampleRange, shown: SampleRange) {
  const [wayX, wayY] = [x[end]! - x[start]!, y[end]! - y[start]!];
  const length = Math.hypot(wayX, wayY);
  if (!(length > 0)) return null;
  const samples = Array.from({ length: shown.end - shown.start + 1 }, (_, at) => shown.start + at);
  const along = samples.map((at) => ((x[at]! - x[start]!) * wayX + (y[at]! - y[start]!) * wayY) / length);
  const above = samples.map((at, place) => z[at]! - z[start]! - (z[end]! - z[start]!) * (along[place]! / length));
  if (samples.length < 2 || ![...along, ...above].every(Number.isFinite)) return null;
  const whole = { start: 0, end: samples.length - 1 };
  return {
    forwardM: resampled(along, whole, PATH_POINTS).map(millimeters),
    heightM: resampled(above, whole, PATH_POINTS).map(millimeters),
  };
}

function millimeters(valueM: number): number {
  return Math.round(valueM * 1000) / 1000;
}
