import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { kpaPerUnit, mmPerUnit } from "../pressure-unit.ts";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";
import type { DeviceClass, PressureUnit } from "../recording.ts";
import type { SenselGrid } from "../sensor-layout.ts";
import { badHeader } from "./reader-problems.ts";

export interface TekscanHeader {
  readonly grid: SenselGrid;
  readonly unit: PressureUnit;
  /** What a printed value is multiplied by to be in `unit`. */
  readonly perUnit: number;
  readonly samplingRateHz: number | null;
  /** In `unit`; null when the file does not tell. */
  readonly saturation: number | null;
  readonly device: string;
  readonly deviceClass: DeviceClass;
  readonly mirrorsRows: boolean;
  readonly mirrorsColumns: boolean;
  /** The frames the header promises; null when it promises none. */
  readonly endFrame: { readonly first: number; readonly last: number } | null;
  readonly notes: readonly QualityNote[];
}

/** No sensor has more sensels a side; a larger number is damage. */
const MOST_SENSELS_A_SIDE = 1024;
/** F-Scan insoles, and the plates of this maker's MatScan line, by their names. */
const INSOLES = /^(?:F-?SCAN|3000\w*)$/i;
const PLATES = /^(?:MATSCAN|5330\w*|3140\w*|3150\w*|7101\w*|HR MAT\w*)$/i;

/** A sensor of another name is taken as a plate when a whole foot fits on it, otherwise as a mat. Guesses. */
const LEAST_PLATE_LENGTH_MM = 200;
const LEAST_PLATE_WIDTH_MM = 80;

/** The file path and the comments are left behind. */
export function parseTekscanHeader(text: string): Result<TekscanHeader> {
  const fields = new Map<string, { readonly value: string; readonly line: number }>();
  text.split("\n").forEach((line, index) => {
    const match = /^([A-Z_0-9]+)[ ,]+(.*?)[\s,]*$/.exec(line);
    if (match !== null && !fields.has(match[1]!)) fields.set(match[1]!, { value: match[2]!, line: index + 1 });
  });
  const problems: Problem[] = [];
  const lastLine = text.split("\n").length;
  const lineOf = (key: string): number => fields.get(key)?.line ?? lastLine;

  const rows = Number(fields.get("ROWS")?.value);
  const columns = Number(fields.get("COLS")?.value);
  for (const [key, count] of [
    ["ROWS", rows],
    ["COLS", columns],
  ] as const) {
    if (Number.isInteger(count) && count >= 1 && count <= MOST_SENSELS_A_SIDE) continue;
    problems.push(badHeader(lineOf(key), `The header needs ${key}, a whole number from 1 to ${MOST_SENSELS_A_SIDE}.`));
  }
  const rowSpacing = lengthMm(fields.get("ROW_SPACING")?.value);
  const columnSpacing = lengthMm(fields.get("COL_SPACING")?.value);
  for (const [key, spacing] of [
    ["ROW_SPACING", rowSpacing],
    ["COL_SPACING", columnSpacing],
  ] as const) {
    if (spacing === null) problems.push(badHeader(lineOf(key), `The header needs ${key}, a length like "5.08 mm".`));
  }
  const unitText = fields.get("UNITS")?.value ?? "";
  const isRaw = unitText.toLowerCase() === "raw";
  const perUnit = isRaw ? 1 : kpaPerUnit(unitText);
  if (perUnit === null) {
    problems.push(badHeader(lineOf("UNITS"), `The pressures are in "${unitText}", which is no unit that is known.`));
  }
  if (problems.length > 0 || rowSpacing === null || columnSpacing === null || perUnit === null)
    return notOk(...problems);

  const interval = Number(fields.get("SECONDS_PER_FRAME")?.value.replace(",", "."));
  const mirrorsRows = fields.get("MIRROR_ROW")?.value === "1";
  const mirrorsColumns = fields.get("MIRROR_COL")?.value === "1";
  const first = Number(fields.get("START_FRAME")?.value);
  const last = Number(fields.get("END_FRAME")?.value);
  const sensor = fields.get("SENSOR_TYPE")?.value ?? "";
  const known = INSOLES.test(sensor) ? "in-shoe" : PLATES.test(sensor) ? "plate" : null;
  const fitsFoot = rows * rowSpacing >= LEAST_PLATE_LENGTH_MM && columns * columnSpacing >= LEAST_PLATE_WIDTH_MM;
  const notes: QualityNote[] = [];
  if (mirrorsRows || mirrorsColumns) notes.push(mirrored(lineOf("MIRROR_COL")));
  if (known === null && fitsFoot) notes.push(unknownSensor(sensor, lineOf("SENSOR_TYPE")));
  return ok({
    grid: {
      rows,
      columns,
      cellWidthMm: columnSpacing,
      cellHeightMm: rowSpacing,
      cellAreaMm2: areaMm2(fields.get("SENSEL_AREA")?.value) ?? rowSpacing * columnSpacing,
      firstRow: 1,
      firstColumn: 1,
      deviceRows: rows,
      deviceColumns: columns,
    },
    unit: isRaw ? "raw" : "kPa",
    perUnit,
    samplingRateHz: interval > 0 ? 1 / interval : null,
    saturation: saturationOf(fields.get("SATURATION_PRESSURE")?.value, isRaw),
    device: sensor === "" ? "Tekscan" : `Tekscan ${sensor}`,
    deviceClass: known ?? (fitsFoot ? "plate" : "mat"),
    mirrorsRows,
    mirrorsColumns,
    endFrame: Number.isInteger(first) && Number.isInteger(last) && last >= first ? { first, last } : null,
    notes,
  });
}

function unknownSensor(sensor: string, line: number): QualityNote {
  return warning(
    "recording/unknown-sensor",
    `line ${line}`,
    `${sensor === "" ? "The header names no sensor" : `The sensor "${sensor}" is not known`}; as a whole foot fits on it, it is taken as a plate.`,
    "If it lay in a shoe or under something else, leave arch index, CPEI and regions aside.",
  );
}

function mirrored(line: number): QualityNote {
  return warning(
    "recording/mirrored",
    `line ${line}`,
    "The picture was mirrored when it was exported; it is turned back here.",
    "Check that the side is right.",
  );
}

function saturationOf(text: string | undefined, isRaw: boolean): number | null {
  const measure = measureOf(text);
  if (measure === null) return null;
  // Raw counts of this maker end at 255, and the header gives a pressure even then.
  if (isRaw) return null;
  const perUnit = kpaPerUnit(measure.unit);
  return perUnit === null ? null : measure.value * perUnit;
}

function lengthMm(text: string | undefined): number | null {
  const measure = measureOf(text);
  const perUnit = measure === null ? null : mmPerUnit(measure.unit);
  return measure === null || perUnit === null ? null : measure.value * perUnit;
}

/** `25.8064 mm2`, `0.016129 cm2`. */
function areaMm2(text: string | undefined): number | null {
  const measure = measureOf(text);
  const perUnit = measure === null ? null : mmPerUnit(measure.unit.replace(/(?:2|²|\^2)$/, ""));
  return measure === null || perUnit === null ? null : measure.value * perUnit * perUnit;
}

function measureOf(text: string | undefined): { readonly value: number; readonly unit: string } | null {
  const match = /^(\d+(?:[.,]\d+)?)[\s,]*(\S+)/.exec(text?.trim() ?? "");
  const value = Number(match?.[1]?.replace(",", "."));
  return match === null || !(value > 0) ? null : { value, unit: match[2]! };
}
