import type { ContactKind } from "./contact-kind.ts";
import type { FrameCurves } from "./frame-curves.ts";
import type { FootReport } from "./pressure-report.ts";
import { blocking, warning } from "./quality-note.ts";
import type { QualityNote } from "./quality-note.ts";
import type { PressureRecording } from "./recording.ts";
import type { SenselGrid } from "./sensor-layout.ts";

type TotalName = keyof FootReport["totals"];

/** What is known of one foot when its notes are written. */
export interface FootFacts {
  readonly recording: PressureRecording;
  readonly grid: SenselGrid | null;
  readonly curves: FrameCurves;
  readonly contact: ContactKind;
  readonly report: Omit<FootReport, "quality">;
}

const PRESSURES = [
  "side",
  "totals.peakPressureKpa",
  "totals.maxForceN",
  "totals.meanForceN",
  "totals.impulseNs",
  "totals.ptiPeakKpaS",
  "totals.archIndex",
  "totals.cpeiPercent",
  "totals.medialLoadShare",
  "sideDoubt",
  "regions",
];
const TIMES = ["totals.impulseNs", "totals.contactTimeS", "totals.ptiPeakKpaS"];
const SHAPE = ["side", "sideDoubt", "totals.archIndex", "totals.cpeiPercent", "totals.medialLoadShare", "regions"];
const EVERYTHING = [...new Set([...PRESSURES, ...TIMES, "totals.copPathLengthMm"])];

/** Every null of a foot's report has its reason here; warnings stand beside. */
export function qualityNotes(facts: FootFacts): readonly QualityNote[] {
  return allNotes(facts).map((note) => ({ ...note, blocks: note.blocks.filter((path) => isMissing(facts, path)) }));
}

/** A side that a person stated is there, whatever the print looks like. */
function isMissing({ recording, report }: FootFacts, path: string): boolean {
  if (path === "samplingRateHz") return recording.samplingRateHz === null;
  const [first, second] = path.split(".");
  const value: unknown =
    second === undefined ? report[first as keyof typeof report] : report.totals[second as TotalName];
  return value === null;
}

function allNotes(facts: FootFacts): QualityNote[] {
  const { recording, contact, report } = facts;
  const hasGeometry = report.regions !== null;
  const notes: QualityNote[] = [...recording.notes];
  if (contact === "none") return [...notes, noContact()];
  if (recording.unit !== "kPa") notes.push(uncalibrated());
  if (recording.samplingRateHz === null) notes.push(withoutTime());
  if (recording.deviceClass === "in-shoe") notes.push(withoutSteps());
  else notes.push(singleStep());
  if (contact === "cut-off") notes.push(cutOff());
  else if (recording.deviceClass === "plate" && recording.unit === "kPa" && !hasGeometry) notes.push(notOneFoot());
  if (hasGeometry) notes.push(...shapeNotes(facts));
  notes.push(...edgeNotes(facts));
  return notes;
}

function shapeNotes({ contact, report: { side, totals } }: FootFacts): QualityNote[] {
  const notes: QualityNote[] = [];
  if (side === null) notes.push(unclearSide());
  else if (totals.cpeiPercent === null) notes.push(withoutProgression(contact));
  if (totals.archIndex === null) notes.push(onlyToes());
  return notes;
}

/** A print at the edge of the plate may go on beyond it. */
function edgeNotes({ grid, curves }: FootFacts): QualityNote[] {
  if (grid === null) return [];
  const { columns, firstRow, firstColumn, deviceRows, deviceColumns } = grid;
  if (deviceRows === null || deviceColumns === null) return [];
  const touchesEdge = curves.peakOfSensor.some((peak, cell) => {
    if (peak === 0) return false;
    const row = firstRow + Math.floor(cell / columns);
    const column = firstColumn + (cell % columns);
    return row === 1 || row === deviceRows || column === 1 || column === deviceColumns;
  });
  if (!touchesEdge) return [];
  return [
    warning(
      "footprint/at-edge",
      "footprint",
      "The footprint reaches the edge of the plate; a part of the foot may have stood beside it.",
      "Record the step again, in the middle of the plate.",
    ),
  ];
}

function uncalibrated(): QualityNote {
  return blocking(
    "recording/uncalibrated",
    PRESSURES,
    "The file holds raw counts of an uncalibrated device; they are no pressure.",
    "Calibrate the device and export the recording in kPa.",
  );
}

function withoutTime(): QualityNote {
  return blocking(
    "recording/no-sampling-rate",
    [...TIMES, "samplingRateHz"],
    "The file does not tell the time between frames.",
    "Export the recording with its full header.",
  );
}

function singleStep(): QualityNote {
  return warning(
    "steps/few",
    "steps",
    "This is one step. Single steps vary: by 0.07 in arch index and 19 points in CPEI from one to the next.",
    "Record at least three steps of each foot and compare.",
  );
}

function withoutSteps(): QualityNote {
  return blocking(
    "steps/not-detected",
    ["steps", ...SHAPE],
    "An in-shoe recording holds many steps; telling them apart, and its shape measures, are not there yet.",
  );
}

function cutOff(): QualityNote {
  return blocking(
    "contact/cut-off",
    SHAPE,
    "The recording ends while the foot still bears load, so its front may be missing; impulse and times are too small.",
    "Record or export the whole step.",
  );
}

function notOneFoot(): QualityNote {
  return blocking(
    "footprint/not-one-foot",
    SHAPE,
    "The print is too small, too large or too scattered to be one whole foot.",
    "Record one whole barefoot step; export left and right apart.",
  );
}

function noContact(): QualityNote {
  return blocking(
    "contact/none",
    EVERYTHING,
    "Nothing ever touched the sensors.",
    "Check that the right recording was exported.",
  );
}

function unclearSide(): QualityNote {
  return blocking(
    "side/unclear",
    ["side", "totals.cpeiPercent", "totals.medialLoadShare"],
    "The footprint does not show whether it is a left or a right foot.",
    "State the side by hand.",
  );
}

function withoutProgression(contact: ContactKind): QualityNote {
  return blocking(
    "cop/no-progression",
    ["totals.cpeiPercent"],
    contact === "standing"
      ? "The foot stands still, so the center of pressure has no path to judge."
      : "The center of pressure does not run from the heel to the front of the foot.",
    "Record a whole step, from heel to toe.",
  );
}

function onlyToes(): QualityNote {
  return blocking("footprint/only-toes", ["totals.archIndex"], "Nothing but toes touched.", "Record a whole step.");
}
