import { mainRegion } from "./foot-regions.ts";
import type { RegionShares } from "./foot-regions.ts";
import type { LoadedCells } from "./loaded-cells.ts";
import { FOOT_REGIONS } from "./pressure-report.ts";
import type { FootRegion, RegionReport } from "./pressure-report.ts";
import type { FootRecording } from "./recording.ts";
import type { SenselGrid } from "./sensor-layout.ts";
import { tidy } from "./tidy-number.ts";

/** What each region bore. The recording must be in kPa; without a frame interval all that needs time is null. */
export function regionReports(
  foot: FootRecording,
  grid: SenselGrid,
  cells: LoadedCells,
  shares: RegionShares,
  intervalS: number | null,
): Readonly<Record<FootRegion, RegionReport>> {
  const main = Array.from({ length: cells.count }, (_, cell) => mainRegion(shares, cell));
  const whole = cells.sum.reduce((total, sum) => total + sum, 0);
  const reportOf = (region: FootRegion): RegionReport =>
    regionReport(
      foot,
      grid,
      cells,
      shares[region],
      main.map((name) => name === region),
      whole,
      intervalS,
    );
  return {
    heel: reportOf("heel"),
    midfoot: reportOf("midfoot"),
    forefoot: reportOf("forefoot"),
    toes: reportOf("toes"),
  } satisfies Record<(typeof FOOT_REGIONS)[number], RegionReport>;
}

function regionReport(
  { values }: FootRecording,
  grid: SenselGrid,
  cells: LoadedCells,
  share: Float64Array,
  isMain: readonly boolean[],
  whole: number,
  intervalS: number | null,
): RegionReport {
  const sensels = grid.rows * grid.columns;
  // Only cells that reach into the region, so that each region costs what it holds.
  const inside = Array.from(cells.index.keys()).filter((cell) => share[cell]! > 0);
  const newtonsPerUnit = grid.cellAreaMm2 * 0.001;
  let maxSum = 0;
  let sumOfPeaks = 0;
  let firstLoaded = -1;
  let lastLoaded = -1;
  for (let frame = 0, start = 0; start < values.length; frame++, start += sensels) {
    let sum = 0;
    let peak = 0;
    for (const cell of inside) {
      const value = values[start + cells.index[cell]!]!;
      sum += value * share[cell]!;
      if (isMain[cell] && value > peak) peak = value;
    }
    maxSum = Math.max(maxSum, sum);
    sumOfPeaks += peak;
    if (peak === 0) continue;
    if (firstLoaded === -1) firstLoaded = frame;
    lastLoaded = frame;
  }
  let area = 0;
  let load = 0;
  let peak = 0;
  let peakTimesArea = 0;
  for (const cell of inside) {
    area += share[cell]!;
    load += share[cell]! * cells.sum[cell]!;
    peakTimesArea += share[cell]! * cells.peak[cell]!;
    if (isMain[cell]) peak = Math.max(peak, cells.peak[cell]!);
  }
  const duration = firstLoaded === -1 ? 0 : lastLoaded + 1 - firstLoaded;
  return {
    peakPressureKpa: tidy(peak),
    meanPeakPressureKpa: area === 0 ? null : tidy(peakTimesArea / area),
    maxForceN: tidy(maxSum * newtonsPerUnit),
    impulseNs: intervalS === null ? null : tidy(load * newtonsPerUnit * intervalS),
    impulseShare: tidy(load / whole),
    footprintAreaCm2: tidy(area * grid.cellAreaMm2 * 0.01),
    contactTimeS: intervalS === null ? null : tidy(duration * intervalS),
    ptiPeakKpaS: intervalS === null ? null : tidy(sumOfPeaks * intervalS),
  };
}
