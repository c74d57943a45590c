import type { ContactKind } from "./contact-kind.ts";
import type { FrameCurves } from "./frame-curves.ts";
import type { FootReport } from "./pressure-report.ts";
import { numberList } from "./number-list.ts";
import { blocking, warning } from "./quality-note.ts";
import type { QualityNote } from "./quality-note.ts";
import type { FootRecording, PressureRecording } from "./recording.ts";
import type { SenselGrid } from "./sensor-layout.ts";

type TotalName = keyof FootReport["totals"];

/** What is known of one foot when its notes are written. */
export interface FootFacts {
  readonly recording: PressureRecording;
  readonly foot: FootRecording;
  readonly curves: FrameCurves;
  readonly contact: ContactKind;
  readonly report: Omit<FootReport, "quality" | "figures" | "footType">;
}

const PRESSURES = [
  "side",
  "totals.peakPressureKpa",
  "totals.maxForceN",
  "totals.meanForceN",
  "totals.impulseNs",
  "totals.ptiPeakKpaS",
  "totals.ptiForceAreaKpaS",
  "totals.archIndex",
  "totals.modifiedArchIndex",
  "totals.cpeiPercent",
  "totals.medialLoadShare",
  "totals.lateralMedialForceIndex",
  "sideDoubt",
  "regions",
  "rollOver",
];
const FORCES = ["totals.maxForceN", "totals.meanForceN", "totals.impulseNs", "totals.ptiForceAreaKpaS"];
const AREAS = ["totals.contactAreaCm2", "totals.footprintAreaCm2"];
const TIMES = ["totals.impulseNs", "totals.contactTimeS", "totals.ptiPeakKpaS", "totals.ptiForceAreaKpaS", "rollOver"];
const SIDED = ["totals.cpeiPercent", "totals.medialLoadShare", "totals.lateralMedialForceIndex"];
const SHAPE = ["side", "sideDoubt", "totals.archIndex", "totals.modifiedArchIndex", ...SIDED, "regions", "rollOver"];
const STEP_FIELDS = ["steps", "stepMeans"];
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
  const isPlate = recording.deviceClass === "plate";
  const hasGeometry = isPlate && report.regions !== null;
  const notes: QualityNote[] = [...recording.notes];
  if (contact === "none") return [...notes, noContact()];
  if (recording.unit !== "kPa") notes.push(uncalibrated());
  if (recording.samplingRateHz === null) notes.push(withoutTime());
  notes.push(...layoutNotes(facts));
  if (recording.deviceClass === "in-shoe") notes.push(...inShoeNotes(facts));
  else if (isPlate) notes.push(singleStep());
  else notes.push(onMat());
  notes.push(...saturationNotes(facts));
  notes.push(...sensorNotes(facts));
  notes.push(...loadNotes(facts));
  if (contact === "cut-off" && isPlate) notes.push(cutOff());
  else if (isPlate && recording.unit === "kPa" && !hasGeometry) notes.push(notOneFoot());
  if (hasGeometry) notes.push(...shapeNotes(facts));
  if (isPlate) notes.push(...edgeNotes(facts));
  return notes;
}

function shapeNotes({ contact, report: { side, totals } }: FootFacts): QualityNote[] {
  const notes: QualityNote[] = [];
  if (side === null) notes.push(unclearSide());
  else if (totals.cpeiPercent === null) notes.push(withoutProgression(contact));
  if (totals.archIndex === null) notes.push(onlyToes());
  return notes;
}

/** What the maker leaves open about the sensors. */
function layoutNotes({ foot }: FootFacts): QualityNote[] {
  const { areaMm2, xMm, yMm } = foot.layout;
  const notes: QualityNote[] = [];
  if (areaMm2 === null) {
    notes.push(
      blocking(
        "sensors/no-areas",
        [...FORCES, ...AREAS],
        foot.maker?.forceN
          ? "The areas of the sensors are not known; forces are the maker's own, and there are no areas."
          : "The areas of the sensors are not known, so there are no forces and no areas.",
      ),
    );
  }
  if (xMm === null || yMm === null) {
    notes.push(
      blocking(
        "sensors/no-places",
        ["totals.copPathLengthMm"],
        "The places of the sensors are not known: no center of pressure.",
      ),
    );
  }
  return notes;
}

/** A print at the edge of the plate may go on beyond it. */
function edgeNotes({ foot, curves }: FootFacts): QualityNote[] {
  const { grid } = foot.layout;
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

/** Fewer steps than this make a mean that the next step may move. */
const FEWEST_STEPS = 3;

function inShoeNotes({ recording, curves, report }: FootFacts): QualityNote[] {
  const notes = [
    blocking(
      "shape/in-shoe",
      [...SHAPE, ...STEP_FIELDS],
      "Insoles show the foot through a shoe; arch index, CPEI and the metatarsals of a bare footprint are not read from them.",
    ),
  ];
  if (report.steps === null && recording.samplingRateHz !== null) notes.push(neverSwings());
  const used = report.steps?.filter(({ use }) => use === "used").length ?? 0;
  if (report.steps !== null && used < FEWEST_STEPS) notes.push(fewSteps(used));
  if (report.steps !== null && isAlwaysLoaded(curves)) notes.push(neverUnloads());
  return notes;
}

/** A sensor that stays under load in swing is folded, laced tight or drifts; then the force is too high throughout. */
function isAlwaysLoaded({ loadedSensors }: FrameCurves): boolean {
  return loadedSensors.every((loaded) => loaded > 0);
}

function neverSwings(): QualityNote {
  return blocking(
    "steps/no-swing",
    ["steps", "stepMeans"],
    "The foot never comes clear of load, so no steps can be told apart.",
    "Check that the insole lies flat, set its zero with the foot lifted, and record walking.",
  );
}

function neverUnloads(): QualityNote {
  return warning(
    "load/residual",
    "steps",
    "Some sensor is loaded in every frame, also in swing; contacts are judged above that load, and forces may be too high.",
    "Set the insole's zero with the foot lifted and record again before comparing sides.",
  );
}

function fewSteps(used: number): QualityNote {
  return blocking(
    "steps/few",
    ["stepMeans"],
    `${used === 0 ? "No whole step" : used === 1 ? "One whole step" : `${used} whole steps`} can be used; at least ${FEWEST_STEPS} make a mean, and about 30 a stable one in shoes.`,
    "Record a longer walk.",
  );
}

function onMat(): QualityNote {
  return blocking(
    "shape/mat",
    [...SHAPE, ...STEP_FIELDS],
    "A mat may lie under anything; steps and the shape of a foot are not read from it.",
  );
}

/** At the device's highest value the true pressure may be higher. */
function saturationNotes({ recording, curves }: FootFacts): QualityNote[] {
  const { saturation } = recording;
  if (saturation === null) return [];
  const clipped = curves.peakOfSensor.reduce((count, peak) => count + (peak >= saturation * NEARLY ? 1 : 0), 0);
  if (clipped === 0) return [];
  const frames = Array.from(curves.peak.keys()).filter((frame) => curves.peak[frame]! >= saturation * NEARLY);
  return [
    warning(
      "recording/saturated",
      `frame ${frames[0]! + 1}`,
      `${clipped === 1 ? "One sensor" : `${clipped} sensors`} reached the highest value the device can show (${saturation.toFixed(0)}), in ${frames.length === 1 ? "frame" : "frames"} ${numberList(frames.map((frame) => frame + 1))}; the true peak is higher.`,
      "Use a device or a sensitivity with a wider range.",
    ),
  ];
}

/** A step of an adult or a child presses with about body weight: 150 N is a small child, 3000 N a runner. Guesses. */
const LEAST_STEP_N = 150;
const MOST_STEP_N = 3000;

function loadNotes({ recording, contact, report }: FootFacts): QualityNote[] {
  const { maxForceN } = report.totals;
  const isStep = recording.deviceClass === "in-shoe" ? (report.steps?.length ?? 0) > 0 : contact === "step";
  if (recording.deviceClass === "mat" || maxForceN === null || !isStep) return [];
  if (maxForceN >= LEAST_STEP_N && maxForceN <= MOST_STEP_N) return [];
  return [
    warning(
      "load/implausible",
      "totals.maxForceN",
      `The greatest force is ${maxForceN.toFixed(0)} N, which no walking person puts on one foot; forces and pressures are wrongly scaled, or only a part of the foot touched.`,
      "Check calibration and the body weight that was entered for it.",
    ),
  ];
}

/** A sensor that never changes is stuck; one that bears nothing amid a loaded print is dead. */
function sensorNotes({ recording, foot, curves }: FootFacts): QualityNote[] {
  const { sensors, grid } = foot.layout;
  const notes: QualityNote[] = [];
  const stuck =
    recording.frames < FEWEST_FRAMES_STUCK
      ? []
      : Array.from({ length: sensors }, (_, sensor) => sensor).filter((sensor) => isStuck(foot, curves, sensor));
  if (stuck.length > 0) {
    notes.push(
      warning(
        "sensors/stuck",
        "sensors",
        `${stuck.length === 1 ? "A sensor shows" : `${stuck.length} sensors show`} one and the same pressure in every frame (${numberList(stuck.map((sensor) => sensor + 1))}); forces and areas are too high by it.`,
        "Have the device checked; until then compare only recordings of other sensors.",
      ),
    );
  }
  const dead = grid === null || recording.deviceClass !== "plate" ? [] : deadCells(grid, curves.peakOfSensor);
  if (dead.length > 0) {
    notes.push(
      warning(
        "sensors/dead",
        "sensors",
        `${dead.length === 1 ? "A sensor bears" : `${dead.length} sensors bear`} nothing amid a loaded print (row and column ${dead
          .slice(0, 5)
          .map((cell) => `${Math.floor(cell / grid!.columns) + 1}/${(cell % grid!.columns) + 1}`)
          .join(", ")}); force and area are too small by it.`,
        "Have the device checked, or step on another part of it.",
      ),
    );
  }
  return notes;
}

/** A guess: shorter recordings may hold a sensor still. */
const FEWEST_FRAMES_STUCK = 30;
/** Each of the eight neighbors must bear at least this much, kPa. A guess. */
const LEAST_NEIGHBOR_KPA = 50;

function isStuck({ values, layout }: FootRecording, { peakOfSensor }: FrameCurves, sensor: number): boolean {
  const peak = peakOfSensor[sensor]!;
  if (peak === 0) return false;
  for (let at = sensor; at < values.length; at += layout.sensors) if (values[at] !== peak) return false;
  return true;
}

function deadCells({ rows, columns }: SenselGrid, peak: Float32Array): readonly number[] {
  return Array.from(peak.keys()).filter((cell) => {
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    if (peak[cell] !== 0 || row === 0 || column === 0 || row === rows - 1 || column === columns - 1) return false;
    return [-1, 0, 1].every((down) =>
      [-1, 0, 1].every(
        (right) => (down === 0 && right === 0) || peak[cell + down * columns + right]! >= LEAST_NEIGHBOR_KPA,
      ),
    );
  });
}

/** Makers print rounded values. */
const NEARLY = 0.999;

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
    ["side", ...SIDED],
    "The footprint does not show whether it is a left or a right foot.",
    "State the side by hand.",
  );
}

function withoutProgression(contact: ContactKind): QualityNote {
  return blocking(
    "cop/no-progression",
    ["totals.cpeiPercent", "rollOver"],
    contact === "standing"
      ? "The foot stands still, so the center of pressure has no path to judge."
      : "The center of pressure does not run from the heel to the front of the foot.",
    "Record a whole step, from heel to toe.",
  );
}

function onlyToes(): QualityNote {
  return blocking(
    "footprint/only-toes",
    ["totals.archIndex", "totals.modifiedArchIndex"],
    "Nothing but toes touched.",
    "Record a whole step.",
  );
}
