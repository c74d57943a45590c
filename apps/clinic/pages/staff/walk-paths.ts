import { measureFootMotion } from "@plumbline/imu-gait";
import type { FootMounting, FootName, FootReport, GaitReport, MotionSignal, SampleRange } from "@plumbline/imu-gait";
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
    const contact = steps.steps[step]!.initialContact + signal.firstSample;
    const path = usedContacts.has(contact) ? sidePath(motion.positionM, { start, end }) : null;
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

/** Along the straight line from one stance to the next, and above it. Null where a place is not known. */
function sidePath([x, y, z]: readonly [Float64Array, Float64Array, Float64Array], { start, end }: SampleRange) {
  const [wayX, wayY] = [x[end]! - x[start]!, y[end]! - y[start]!];
  const length = Math.hypot(wayX, wayY);
  if (!(length > 0)) return null;
  const along = Array.from({ length: end - start + 1 }, (_, at) => {
    const sample = start + at;
    return ((x[sample]! - x[start]!) * wayX + (y[sample]! - y[start]!) * wayY) / length;
  });
  const above = along.map((forward, at) => z[start + at]! - z[start]! - (z[end]! - z[start]!) * (forward / length));
  if (![...along, ...above].every(Number.isFinite)) return null;
  const all = { start: 0, end: end - start };
  return {
    forwardM: resampled(along, all, PATH_POINTS).map(millimeters),
    heightM: resampled(above, all, PATH_POINTS).map(millimeters),
  };
}

function millimeters(valueM: number): number {
  return Math.round(valueM * 1000) / 1000;
}
