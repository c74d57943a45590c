import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import type { Axes } from "@plumbline/signal-processing";
import { fillGrid } from "./fill-grid.ts";
import { blocking, problem, warning } from "./motion-problems.ts";
import type { MotionFileOptions } from "./motion-file-options.ts";
import type { MotionSignal, Placement, Recognized } from "./motion-signal.ts";
import { placeByCount, placeByRow, placeByTime, rateOfTimes, RATES_HZ } from "./place-rows.ts";
import type { RowPlaces } from "./place-rows.ts";
import type { QualityNote } from "./quality-note.ts";
import type { MotionRows } from "./readers/motion-table.ts";
import type { SensorColumns, StatedUnits, TableLayout } from "./readers/table-layout.ts";
import { movementStyle, placementNotes, recognizePlacement } from "./recognize-placement.ts";
import {
  GRAVITY_MPS2,
  gravityLevels,
  RAD_PER_DEG,
  recognizeAcceleration,
  recognizeAngularRate,
  vigorOf,
} from "./recognize-units.ts";
import { standingAcceleration } from "./restore-gravity.ts";
import type { StandingAcceleration } from "./restore-gravity.ts";
import { sensorFaults } from "./sensor-faults.ts";

/** From the numbers of a file to its signals: placed in time, their units and placement recognized, in SI. */
export function assembleSignals(
  fileName: string,
  layout: TableLayout,
  rows: MotionRows,
  options: MotionFileOptions,
): Result<MotionSignal[]> {
  const places = placeRows(layout, rows, options);
  if (!places.ok) return places;
  const signals: MotionSignal[] = [];
  for (const sensor of layout.sensors) {
    const signal = signalOf(fileName, layout, rows, places.value, sensor, options);
    if (!signal.ok) return signal;
    signals.push(signal.value);
  }
  return ok(signals);
}

function placeRows(
  { clock, ...layout }: TableLayout,
  { store, slots }: MotionRows,
  options: MotionFileOptions,
): Result<RowPlaces> {
  const stated = options.samplingRateHz ?? layout.samplingRateHz;
  if (stated !== null && !(stated >= RATES_HZ.least && stated <= RATES_HZ.most)) return notOk(noSuchRate(stated));
  const lineOf = (row: number) => store.lineOf(row);
  if (clock?.kind === "time") return placeByTime(store.column(slots[clock.column]!), clock.unit, stated, lineOf);
  const rate = stated ?? (clock?.timeColumn == null ? null : rateOfTimes(store.column(slots[clock.timeColumn]!)));
  if (rate === null) {
    return notOk(
      problem(
        "rate",
        null,
        "Nothing in the file tells its sampling rate.",
        "Give the rate in hertz, or name the column of the time.",
      ),
    );
  }
  return clock === null
    ? ok(placeByRow(store.rows, rate))
    : placeByCount(store.column(slots[clock.column]!), rate, lineOf);
}

function noSuchRate(rateHz: number): Problem {
  return problem(
    "rate",
    null,
    `The sampling rate is said to be ${rateHz} Hz, which no sensor for walking has.`,
    `Give the rate in hertz, from ${RATES_HZ.least} to ${RATES_HZ.most}.`,
  );
}

function signalOf(
  file: string,
  layout: TableLayout,
  { store, slots, notes: rowNotes }: MotionRows,
  places: RowPlaces,
  sensor: SensorColumns,
  options: MotionFileOptions,
): Result<MotionSignal> {
  const wanted = [
    ...sensor.acceleration,
    ...sensor.angularRate,
    ...(sensor.verticalRate === null ? [] : [sensor.verticalRate]),
  ];
  const filled = fillGrid(
    places.places,
    wanted.map((column) => store.column(slots[column]!)),
    places.samples,
  );
  if (filled === null) {
    return notOk(
      problem(
        "no-samples",
        null,
        sensor.name === null ? "No row of the file is complete." : `No row of the sensor ${sensor.name} is complete.`,
        "Export the recording again, with acceleration and angular rate.",
      ),
    );
  }
  const [ax, ay, az, wx, wy, wz, vertical] = filled.columns;
  const raw: Axes = [ax!, ay!, az!];
  const turning: Axes = [wx!, wy!, wz!];
  const levels = gravityLevels(raw, turning, places.samplingRateHz);
  const { unit, gravity, level } = recognizeAcceleration(levels, sensor.units, options);
  const vigor = vigorOf(raw, turning, level, gravity?.value === "present");
  const rateUnit = recognizeAngularRate(vigor, sensor.units, options);
  if (rateUnit === null) {
    return notOk(
      problem(
        "rate-unit",
        null,
        "Whether the angular rate is in deg/s or rad/s does not show in the signal.",
        "Say which it is.",
      ),
    );
  }
  const notes: QualityNote[] = [...rowNotes, ...places.notes];
  if (filled.rowsLeftOut > 0) {
    notes.push(
      warning("cells-empty", "", `${filled.rowsLeftOut} rows have empty cells; they are filled by straight lines.`),
    );
  }
  if (layout.isRateUsual === true && options.samplingRateHz === undefined) {
    notes.push(
      warning(
        "rate-assumed",
        "",
        `The file does not tell its sampling rate; the usual ${places.samplingRateHz} Hz of such files is taken.`,
        "Give the rate if it was another: all times and lengths depend on it.",
      ),
    );
  }
  notes.push(...unitsContradicted(sensor.units, unit?.value ?? null, rateUnit.value, options));
  notes.push(...sensorFaults(raw, turning, places.samplingRateHz));
  if (rateUnit.value === "deg/s") {
    for (const column of turning) scale(column, RAD_PER_DEG);
    if (vertical !== undefined) scale(vertical, RAD_PER_DEG);
  }
  if (unit?.value === "g") for (const column of raw) scale(column, GRAVITY_MPS2);

  const standing =
    vertical !== undefined && gravity?.value === "removed" && unit !== null
      ? addStanding(raw, turning, vertical, places.samplingRateHz)
      : null;
  if (standing?.isUnclean === true) notes.push(notStandingStill());
  const restored = standing === null ? null : restoredFrom(standing);
  const isWhole = unit !== null && (gravity?.value === "present" || restored !== null);
  const style = movementStyle(turning, places.samplingRateHz);
  const placement = recognizePlacement(file, sensor, style, options);
  if (!isWhole) notes.push(noGravity(placement?.value ?? null));
  notes.push(...placementNotes(placement, style));
  return ok({
    file,
    format: layout.format,
    device: layout.device,
    samplingRateHz: places.samplingRateHz,
    samples: places.samples,
    firstSample: places.firstSample,
    accelerationMps2: isWhole ? raw : null,
    angularRateRadS: turning,
    gaps: filled.gaps,
    placement,
    units: { acceleration: unit, angularRate: rateUnit, gravity: restored ?? gravity },
    notes,
  });
}

function scale(column: Float64Array, factor: number): void {
  for (let at = 0; at < column.length; at++) column[at]! *= factor;
}

/** Adds what was taken away from the acceleration, in place. */
function addStanding(
  accelerationMps2: Axes,
  angularRateRadS: Axes,
  verticalRadS: Float64Array,
  samplingRateHz: number,
): StandingAcceleration | null {
  const standing = standingAcceleration(accelerationMps2, angularRateRadS, verticalRadS, samplingRateHz);
  if (standing === null) return null;
  accelerationMps2.forEach((column, axis) => {
    for (let at = 0; at < column.length; at++) column[at]! += standing.vector[axis]!;
  });
  return standing;
}

function restoredFrom({ vector }: StandingAcceleration): Recognized<"restored"> {
  const axes = vector.map((part) => part.toFixed(1)).join(", ");
  return {
    value: "restored",
    from: "format",
    because: `taken away by the format; (${axes}) m/s² by the rate about the vertical`,
  };
}

function notStandingStill(): QualityNote {
  return warning(
    "standing-moved",
    "",
    "The file holds its acceleration without the mean of standing, and the person moved meanwhile; it is restored from the stances.",
    "Lengths and heights are less sure. Stand still for some seconds at the start.",
  );
}

function noGravity(placement: Placement | null): QualityNote {
  return blocking(
    "no-gravity",
    placement === "lumbar"
      ? ["lumbar"]
      : ["feet.strides.lengthM", "summary.both.strideLengthM", "summary.both.speedMps"],
    "Gravity is missing in the acceleration, or its unit does not show, so nothing is computed from it.",
    "Export the acceleration with gravity, or say its unit.",
  );
}

/** A file whose numbers are not in the unit it or its format says. */
function unitsContradicted(
  { acceleration, angularRate, from }: StatedUnits,
  unit: "m/s2" | "g" | null,
  rateUnit: "rad/s" | "deg/s",
  options: MotionFileOptions,
): readonly QualityNote[] {
  const source = from === "file" ? "The file says" : "By its format";
  const note = (what: string, said: string, found: string) =>
    warning(
      "unit-contradicted",
      "",
      `${source} the ${what} is in ${said}, but its size is that of ${found}; ${found} is taken.`,
      "Say the unit if this is wrong.",
    );
  const notes: QualityNote[] = [];
  if (acceleration !== null && unit !== null && unit !== acceleration && options.accelerationUnit === undefined) {
    notes.push(note("acceleration", acceleration, unit));
  }
  if (angularRate !== null && rateUnit !== angularRate && options.angularRateUnit === undefined) {
    notes.push(note("angular rate", angularRate, rateUnit));
  }
  return notes;
}
