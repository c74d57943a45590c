import { tidy } from "@plumbline/signal-processing";
import { REPORTED_REGIONS } from "./pressure-report.ts";
import type { RegionReport, RegionReports } from "./pressure-report.ts";

/** Mean over steps of each value of each region; a value that a step lacks is null. Null of no step. */
export function regionMeans(steps: readonly RegionReports[]): RegionReports | null {
  if (steps.length === 0) return null;
  return Object.fromEntries(
    REPORTED_REGIONS.flatMap((region) => {
      const reports = steps.map((step) => step[region]).filter((report) => report !== undefined);
      return reports.length < steps.length ? [] : [[region, meanReport(reports)]];
    }),
  );
}

function meanReport(reports: readonly RegionReport[]): RegionReport {
  const mean = (pick: (report: RegionReport) => number | null): number | null => {
    const values = reports.map(pick).filter((value) => value !== null);
    return values.length < reports.length ? null : tidy(values.reduce((sum, value) => sum + value, 0) / values.length);
  };
  return {
    peakPressureKpa: mean((report) => report.peakPressureKpa),
    meanPeakPressureKpa: mean((report) => report.meanPeakPressureKpa),
    maxForceN: mean((report) => report.maxForceN),
    impulseNs: mean((report) => report.impulseNs),
    impulseShare: mean((report) => report.impulseShare),
    footprintAreaCm2: mean((report) => report.footprintAreaCm2) ?? 0,
    contactTimeS: mean((report) => report.contactTimeS),
    ptiPeakKpaS: mean((report) => report.ptiPeakKpaS),
    ptiForceAreaKpaS: mean((report) => report.ptiForceAreaKpaS),
  };
}
