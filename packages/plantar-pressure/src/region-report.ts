import { tidy } from "@plumbline/signal-processing";
import { COARSE_REGIONS, REGION_PARTS, REPORTED_REGIONS } from "./pressure-report.ts";
import type { RegionReport, RegionReports, ReportedRegion } from "./pressure-report.ts";

/** Sensors to be divided among regions, with how much of each lies in each. Regions that are not given are not reported. */
export interface DividedSensors {
  /** Index of each sensor within a frame. */
  readonly index: Int32Array;
  readonly areaMm2: Float64Array;
  readonly shares: Readonly<Partial<Record<ReportedRegion, Float64Array>>>;
}

/** Frames of one contact, `[start, end)`. */
export interface FrameWindow {
  readonly startFrame: number;
  readonly endFrame: number;
}

/**
 * What each region bore during a contact. Pressures must be in kPa; without a frame interval all that needs time is null.
 *
 * @param values - `frames × sensorsPerFrame`.
 */
export function regionReports(
  values: Float32Array,
  sensorsPerFrame: number,
  sensors: DividedSensors,
  window: FrameWindow,
  intervalS: number | null,
): RegionReports {
  const main = Array.from(sensors.index, (_, sensor) => mainRegions(sensors.shares, sensor));
  const sums = new Map<ReportedRegion, RegionSums>();
  for (const region of REPORTED_REGIONS) {
    const share = sensors.shares[region];
    if (share === undefined) continue;
    const isMain = main.map((names) => names.includes(region));
    sums.set(region, regionSums(values, sensorsPerFrame, sensors, share, isMain, window));
  }
  const whole = COARSE_REGIONS.reduce((total, region) => total + (sums.get(region)?.load ?? 0), 0);
  return Object.fromEntries([...sums].map(([region, sum]) => [region, reportOf(sum, whole, intervalS)]));
}

/** The region in which most of a sensor lies, and the part of it. */
function mainRegions(shares: DividedSensors["shares"], sensor: number): readonly ReportedRegion[] {
  const most = (regions: readonly ReportedRegion[]): ReportedRegion =>
    regions.reduce((best, region) => ((shares[region]?.[sensor] ?? 0) > (shares[best]?.[sensor] ?? 0) ? region : best));
  const coarse = most(COARSE_REGIONS);
  return coarse === "forefoot" || coarse === "toes" ? [coarse, most(REGION_PARTS[coarse])] : [coarse];
}

interface RegionSums {
  /** Sum over frames of pressure × area, kPa mm². */
  readonly load: number;
  readonly maxLoad: number;
  readonly peak: number;
  readonly sumOfPeaks: number;
  readonly areaMm2: number;
  /** Sum over loaded sensors of highest pressure × area. */
  readonly peakTimesArea: number;
  /** From first to behind the last loaded frame. */
  readonly frames: number;
}

function regionSums(
  values: Float32Array,
  sensorsPerFrame: number,
  { index, areaMm2 }: DividedSensors,
  share: Float64Array,
  isMain: readonly boolean[],
  { startFrame, endFrame }: FrameWindow,
): RegionSums {
  // Only sensors that reach into the region, so that each region costs what it holds.
  const inside = Int32Array.from(index.keys()).filter((sensor) => share[sensor]! > 0);
  const place = inside.map((sensor) => index[sensor]!);
  const area = Float64Array.from(inside, (sensor) => share[sensor]! * areaMm2[sensor]!);
  const counts = Uint8Array.from(inside, (sensor) => (isMain[sensor] ? 1 : 0));
  const peaks = new Float32Array(inside.length);
  let load = 0;
  let maxLoad = 0;
  let sumOfPeaks = 0;
  let firstLoaded = -1;
  let lastLoaded = -1;
  for (let frame = startFrame; frame < endFrame; frame++) {
    const start = frame * sensorsPerFrame;
    let sum = 0;
    let peak = 0;
    for (let at = 0; at < place.length; at++) {
      const value = values[start + place[at]!]!;
      if (value === 0) continue;
      sum += value * area[at]!;
      if (value > peaks[at]!) peaks[at] = value;
      if (counts[at] === 1 && value > peak) peak = value;
    }
    load += sum;
    if (sum > maxLoad) maxLoad = sum;
    sumOfPeaks += peak;
    if (peak === 0) continue;
    if (firstLoaded === -1) firstLoaded = frame;
    lastLoaded = frame;
  }
  let touched = 0;
  let peak = 0;
  let peakTimesArea = 0;
  for (let at = 0; at < place.length; at++) {
    if (peaks[at] === 0) continue;
    touched += area[at]!;
    peakTimesArea += area[at]! * peaks[at]!;
    if (counts[at] === 1) peak = Math.max(peak, peaks[at]!);
  }
  const frames = firstLoaded === -1 ? 0 : lastLoaded + 1 - firstLoaded;
  return { load, maxLoad, peak, sumOfPeaks, areaMm2: touched, peakTimesArea, frames };
}

const NEWTON_PER_KPA_MM2 = 0.001;
const CM2_PER_MM2 = 0.01;

function reportOf(sums: RegionSums, whole: number, intervalS: number | null): RegionReport {
  const { load, maxLoad, peak, sumOfPeaks, areaMm2, peakTimesArea, frames } = sums;
  const timed = (value: number): number | null => (intervalS === null ? null : tidy(value * intervalS));
  return {
    peakPressureKpa: tidy(peak),
    meanPeakPressureKpa: areaMm2 === 0 ? null : tidy(peakTimesArea / areaMm2),
    maxForceN: tidy(maxLoad * NEWTON_PER_KPA_MM2),
    impulseNs: timed(load * NEWTON_PER_KPA_MM2),
    impulseShare: whole === 0 ? null : tidy(load / whole),
    footprintAreaCm2: tidy(areaMm2 * CM2_PER_MM2),
    contactTimeS: timed(frames),
    ptiPeakKpaS: timed(sumOfPeaks),
    ptiForceAreaKpaS: areaMm2 === 0 ? null : timed(load / areaMm2),
  };
}
