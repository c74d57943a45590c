import { FIGURE_NAMES, REPORTED_REGIONS } from "@plumbline/plantar-pressure";
import type { Figure, FootReport, PressureReport, PressureTotals, RegionReport } from "@plumbline/plantar-pressure";
import { csvRow } from "./csv-row.ts";
import type { Cell } from "./csv-row.ts";

/** In the order of the columns. */
const TOTALS = [
  "peakPressureKpa",
  "maxForceN",
  "meanForceN",
  "impulseNs",
  "contactAreaCm2",
  "footprintAreaCm2",
  "contactTimeS",
  "ptiPeakKpaS",
  "ptiForceAreaKpaS",
  "copPathLengthMm",
  "archIndex",
  "modifiedArchIndex",
  "cpeiPercent",
  "medialLoadShare",
  "lateralMedialForceIndex",
] as const satisfies readonly (keyof PressureTotals)[];

const FIGURE_PARTS = [
  "value",
  "standardError",
  "minimalDetectableChange",
  "steps",
] as const satisfies readonly (keyof Figure)[];

const REGION_PARTS = [
  "peakPressureKpa",
  "meanPeakPressureKpa",
  "maxForceN",
  "impulseNs",
  "impulseShare",
  "footprintAreaCm2",
  "contactTimeS",
  "ptiPeakKpaS",
  "ptiForceAreaKpaS",
] as const satisfies readonly (keyof RegionReport)[];

/** The first row of {@link footRows}. Names are those of the JSON, so one description holds for both. */
export function footHeader(): string {
  return csvRow([
    "file",
    "format",
    "device",
    "deviceClass",
    "unit",
    "samplingRateHz",
    "frames",
    "foot",
    "side",
    "sideFrom",
    "sideDoubt",
    ...TOTALS.map((name) => `totals.${name}`),
    ...FIGURE_NAMES.flatMap((name) => FIGURE_PARTS.map((part) => `figures.${name}.${part}`)),
    "footType.class",
    ...REPORTED_REGIONS.flatMap((name) => REGION_PARTS.map((part) => `regions.${name}.${part}`)),
    "quality",
  ]);
}

/** One row a foot. A value that cannot be had is an empty cell; `quality` holds the codes of all notes. */
export function footRows(report: PressureReport): string {
  return report.sides.map((foot, index) => csvRow(footCells(report, foot, index))).join("");
}

function footCells(report: PressureReport, foot: FootReport, index: number): readonly Cell[] {
  return [
    report.file,
    report.format,
    report.device,
    report.deviceClass,
    report.unit,
    report.samplingRateHz,
    report.frames,
    index + 1,
    foot.side,
    foot.sideFrom,
    foot.sideDoubt,
    ...TOTALS.map((name) => foot.totals[name]),
    ...FIGURE_NAMES.flatMap((name) => FIGURE_PARTS.map((part) => foot.figures[name]?.[part])),
    foot.footType.class,
    ...REPORTED_REGIONS.flatMap((name) => REGION_PARTS.map((part) => foot.regions?.[name]?.[part])),
    foot.quality.map(({ code }) => code).join(" "),
  ];
}

/** The first row of {@link frameRows}. */
export function frameHeader(): string {
  return csvRow(["file", "foot", "side", "frame", "timeS", "forceN", "peakKpa", "areaCm2", "copXMm", "copYMm"]);
}

/**
 * One row a frame, one foot after the other. Frames count from 0.
 *
 * @param report - Measured with its frames.
 */
export function frameRows(report: PressureReport): string {
  const { file, samplingRateHz } = report;
  const rows: string[] = [];
  report.sides.forEach(({ side, perFrame }, index) => {
    if (perFrame === undefined) return;
    const { forceN, peakKpa, areaCm2, copMm } = perFrame;
    forceN.forEach((force, frame) => {
      const timeS = samplingRateHz === null ? null : Number((frame / samplingRateHz).toPrecision(12));
      const [x, y] = copMm[frame] ?? [];
      rows.push(csvRow([file, index + 1, side, frame, timeS, force, peakKpa[frame], areaCm2[frame], x, y]));
    });
  });
  return rows.join("");
}
