import { nearestWord, notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { problem } from "./motion-problems.ts";
import type { ColumnMapping, MappedSensor, MotionFileOptions } from "./motion-file-options.ts";
import { PLACEMENTS } from "./motion-signal.ts";

/** The words that each choice may be. */
export const MOTION_CHOICES = {
  placement: PLACEMENTS,
  accelerationUnit: ["m/s2", "g"],
  angularRateUnit: ["rad/s", "deg/s"],
  gravity: ["present", "removed"],
} as const;

const FIELDS = ["samplingRateHz", ...Object.keys(MOTION_CHOICES), "columns"];
const COLUMN_FIELDS = ["sensors", "time", "count"];
const SENSOR_FIELDS = ["acceleration", "angularRate", "name", "placement"];

/**
 * A mapping as it stands in a JSON file: the fields of {@link MotionFileOptions}.
 *
 * @param value - What the file was parsed to.
 * @returns All that is wrong with it, each with its place: `columns.sensors[0].acceleration`.
 */
export function parseMotionOptions(value: unknown): Result<MotionFileOptions> {
  const problems: Problem[] = [];
  const refuse = (path: string, message: string, hint: string): void => {
    problems.push({ ...problem("mapping", null, message, hint), path });
  };
  if (!isRecord(value)) {
    refuse("", "A mapping is a JSON object.", `Its fields are ${FIELDS.join(", ")}.`);
    return notOk(...problems);
  }
  noOthers(value, FIELDS, "");
  for (const [field, choices] of Object.entries(MOTION_CHOICES)) oneOf(value[field], choices, field);
  const rate = value.samplingRateHz;
  if (rate !== undefined && !(typeof rate === "number" && rate > 0 && Number.isFinite(rate))) {
    refuse("samplingRateHz", "The sampling rate is a number above 0.", "Give it in hertz.");
  }
  if (value.columns !== undefined) checkColumns(value.columns);
  return problems.length > 0 ? notOk(...problems) : ok(value satisfies object as MotionFileOptions);

  function checkColumns(columns: unknown): void {
    if (!isRecord(columns) || !Array.isArray(columns.sensors) || columns.sensors.length === 0) {
      refuse(
        "columns",
        "The columns name no sensor.",
        'Write "sensors": [{ "acceleration": […], "angularRate": […] }].',
      );
      return;
    }
    noOthers(columns, COLUMN_FIELDS, "columns.");
    for (const field of ["time", "count"] as const satisfies readonly (keyof ColumnMapping)[]) {
      if (columns[field] !== undefined) text(columns[field], `columns.${field}`);
    }
    columns.sensors.forEach((sensor: unknown, index) => checkSensor(sensor, `columns.sensors[${index}]`));
  }

  function checkSensor(sensor: unknown, path: string): void {
    if (!isRecord(sensor)) return refuse(path, "A sensor is an object.", `Its fields are ${SENSOR_FIELDS.join(", ")}.`);
    noOthers(sensor, SENSOR_FIELDS, `${path}.`);
    for (const field of ["acceleration", "angularRate"] as const satisfies readonly (keyof MappedSensor)[]) {
      const axes = sensor[field];
      if (Array.isArray(axes) && axes.length === 3) axes.forEach((axis, at) => text(axis, `${path}.${field}[${at}]`));
      else refuse(`${path}.${field}`, "Three columns are named here: x, y and z.", "Write their titles or numbers.");
    }
    if (sensor.name !== undefined) text(sensor.name, `${path}.name`);
    oneOf(sensor.placement, PLACEMENTS, `${path}.placement`);
  }

  function text(word: unknown, path: string): void {
    if (typeof word !== "string" || word === "") refuse(path, "This is no title of a column.", "Write it as text.");
  }

  function oneOf(word: unknown, choices: readonly string[], path: string): void {
    if (word === undefined || choices.some((choice) => choice === word)) return;
    refuse(path, `"${String(word)}" is none of the choices.`, `Choose ${choices.join(", ")}.`);
  }

  function noOthers(record: Readonly<Record<string, unknown>>, fields: readonly string[], path: string): void {
    for (const field of Object.keys(record)) {
      if (fields.includes(field)) continue;
      const nearest = nearestWord(field, fields);
      refuse(
        path + field,
        "There is no such field.",
        nearest === undefined ? `The fields are ${fields.join(", ")}.` : `Did you mean ${nearest}?`,
      );
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
