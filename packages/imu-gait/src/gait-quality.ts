import { quantile } from "@plumbline/signal-processing";
import type { FootMounting } from "./foot-mounting.ts";
import { footText, gaitBlock, gaitWarning } from "./gait-note.ts";
import type { FootName, FootReport, GaitReport } from "./gait-report.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { PLAUSIBLE } from "./plausible-gait.ts";
import type { QualityNote } from "./quality-note.ts";
import { FEWEST_FOR_VARIABILITY, meanOfUsed } from "./stride-statistic.ts";
import { lengthsOf } from "./withhold-doubtful.ts";

/** Fewer strides make a mean that the next one may move. A guess, as with steps in shoes. */
export const FEWEST_STRIDES = 3;
/** Below it the axes of the foot are doubtful: see `FootMounting`. */
export const LEAST_PLANAR_SHARE = 0.6;

/** What is known of one foot when its notes are written. */
export interface FootFacts {
  readonly name: FootName;
  readonly signal: MotionSignal;
  readonly mounting: FootMounting | null;
  readonly report: FootReport;
  /** Share of the steps whose path drifted much or was left out; null without paths. */
  readonly driftingShare: number | null;
}

/** What one foot's recording cannot give, and what to mind. */
export function footNotes(facts: FootFacts): readonly QualityNote[] {
  const { name, report, driftingShare } = facts;
  if (report.strides.length === 0) return [noSteps(name), ...wrongSensor(facts)];
  const notes: QualityNote[] = [];
  const used = report.strides.filter(({ use }) => use === "used").length;
  const implausible = report.strides.filter(({ use }) => use === "implausible").length;
  if (used > 0 && implausible > 0) notes.push(implausibleStrides(name, implausible));
  // Without a rhythm another note says why.
  if (used < FEWEST_STRIDES && (used > 0 || implausible === 0)) notes.push(fewStrides(name, used));
  else if (used > 0 && used < FEWEST_FOR_VARIABILITY) notes.push(tooFewForVariability(name, used));
  const lost = report.strides.filter(({ use }) => use === "gap").length;
  if (lost > 0) notes.push(withGaps(name, lost));
  if (report.samplingRateHz < LEAST_RATE_HZ) notes.push(lowRate(name, report.samplingRateHz));
  notes.push(...axesNotes(facts));
  if (driftingShare !== null && driftingShare > MUCH_DRIFTING && hasLengths(report))
    notes.push(drifting(name, driftingShare));
  const rise = meanOfUsed(report.strides, ({ riseM }) => riseM);
  if (rise !== null && Math.abs(rise) > MOST_MEAN_RISE_M) notes.push(notLevel(name, rise));
  return notes;
}

/** Nothing was tried below it. */
const LEAST_RATE_HZ = 50;
/** A guess. */
const MUCH_DRIFTING = 0.2;
/** A slope of 8 % and more, or a path that drifts: on level floors single feet rise by up to 9 cm. A guess. */
const MOST_MEAN_RISE_M = 0.1;

/** Where lengths are withheld, another note says why. */
function hasLengths({ strides }: FootReport): boolean {
  return strides.some(({ lengthM }) => lengthM !== null);
}

function noSteps(name: FootName): QualityNote {
  return gaitBlock(
    "no-steps",
    [`feet.${name}.strides`, name === "unknown" ? "summary.unknown" : `summary.${name}`],
    `No step shows in the recording of the ${footText(name)}.`,
    "Check that the sensor was on a foot, that the person walked, and that the units are right.",
  );
}

/** 1 % of the samples of a walking foot turn faster than this; a lower back, a wrist or a bag do not. A guess. */
const SLOWEST_FOOT_RAD_S = 1.5;

function wrongSensor({ name, signal }: FootFacts): readonly QualityNote[] {
  const fast = Math.max(...signal.angularRateRadS.map((axis) => quantile(axis.map(Math.abs), 0.99)));
  if (fast >= SLOWEST_FOOT_RAD_S) return [];
  return [
    gaitWarning(
      "sensor-wrong",
      `feet.${name}`,
      `The sensor of the ${footText(name)} never turns faster than ${fast.toFixed(2)} rad/s; a walking foot does.`,
      "Check where it was worn and the unit of the angular rate.",
    ),
  ];
}

function fewStrides(name: FootName, used: number): QualityNote {
  return gaitBlock(
    "strides-few",
    [name === "unknown" ? "summary.unknown" : `summary.${name}`],
    `${used === 0 ? "No stride" : counted(used, "stride")} of the ${footText(name)} ${used <= 1 ? "is" : "are"} steady and straight; at least ${FEWEST_STRIDES} make a mean. First and last strides and those of turns do not count.`,
    "Record a longer straight walk.",
  );
}

function tooFewForVariability(name: FootName, used: number): QualityNote {
  return gaitBlock(
    "variability-few",
    [`summary.${name}.strideTimeS.coefficientOfVariationPercent`],
    `${counted(used, "steady stride")} of the ${footText(name)}: a variability needs ${FEWEST_FOR_VARIABILITY}.`,
    "Record a longer walk.",
  );
}

function implausibleStrides(name: FootName, count: number): QualityNote {
  return gaitWarning(
    "strides-implausible",
    `feet.${name}.strides`,
    `${counted(count, "stride")} of the ${footText(name)} ${count === 1 ? "has" : "have"} a time or a length that nobody walks (${PLAUSIBLE.strideTimeS.join(" to ")} s, ${PLAUSIBLE.strideLengthM.join(" to ")} m) and ${count === 1 ? "is" : "are"} not used.`,
    "Look at the events of these strides.",
  );
}

function axesNotes({ name, signal, mounting }: FootFacts): readonly QualityNote[] {
  const blocks = ANGLES.map((angle) => `feet.${name}.strides.${angle}`);
  if (signal.accelerationMps2 === null) return [];
  if (mounting === null) {
    return [
      gaitBlock(
        "axes-unknown",
        [...lengthsOf(name), ...blocks],
        `How the sensor sits on the ${footText(name)} does not show, so there are times only.`,
        "Let the person stand still for a moment and walk a longer way.",
      ),
    ];
  }
  if (mounting.planarShare >= LEAST_PLANAR_SHARE) return [];
  return [
    gaitBlock(
      "axes-doubtful",
      blocks,
      `Only ${(100 * mounting.planarShare).toFixed(0)} % of the turning of the ${footText(name)} is about one axis, so its axes are doubtful and angles are left out.`,
      "Fix the sensor firmly on the back of the foot.",
    ),
  ];
}

const ANGLES = ["pitchAtContactDeg", "pitchAtToeOffDeg", "progressionAngleDeg"];

function withGaps(name: FootName, lost: number): QualityNote {
  return gaitWarning(
    "gaps",
    `feet.${name}.strides`,
    `${counted(lost, "stride")} of the ${footText(name)} ${lost === 1 ? "has" : "have"} missing samples and ${lost === 1 ? "is" : "are"} not used.`,
  );
}

function lowRate(name: FootName, rateHz: number): QualityNote {
  return gaitWarning(
    "rate-low",
    `feet.${name}`,
    `The ${footText(name)} was sampled at ${rateHz.toPrecision(3)} Hz; below ${LEAST_RATE_HZ} Hz events and lengths are less sure.`,
    "Record at 100 Hz or more.",
  );
}

function drifting(name: FootName, share: number): QualityNote {
  return gaitWarning(
    "drift",
    `feet.${name}.strides`,
    `${(100 * share).toFixed(0)} % of the steps of the ${footText(name)} drifted as they were integrated; lengths and heights are less sure.`,
    "Check that the sensor is fixed firmly and let it warm up before recording.",
  );
}

function notLevel(name: FootName, rise: number): QualityNote {
  return gaitWarning(
    "not-level",
    `feet.${name}.strides`,
    `The ${footText(name)} ${rise > 0 ? "rises" : "sinks"} by ${(100 * Math.abs(rise)).toFixed(0)} cm a stride: the floor is not level, or the path drifts. Norms are of level floors.`,
    "Record on a level floor.",
  );
}

/** What both feet together, and the whole walk, cannot give. */
export function walkNotes(feet: GaitReport["feet"]): readonly QualityNote[] {
  const notes: QualityNote[] = [];
  const present = Object.keys(feet).length;
  if (present === 1) notes.push(oneFoot());
  if (isLongAndStraight(feet)) notes.push(perhapsTreadmill());
  return notes;
}

const NEEDS_BOTH_FEET = [
  "summary.both.stepTimeS",
  "summary.both.singleSupportPercent",
  "summary.both.doubleSupportPercent",
];

function oneFoot(): QualityNote {
  return gaitBlock(
    "one-foot",
    [...NEEDS_BOTH_FEET, "summary.symmetry"],
    "Only one foot was recorded: no step time, no double support, no comparison of the sides.",
    "Record both feet.",
  );
}

export function withoutCommonClock(): QualityNote {
  return gaitBlock(
    "no-common-clock",
    NEEDS_BOTH_FEET,
    "Left and right come from files without a common clock: what needs both feet at once is not computed.",
    "Record both sensors in one file, or with one packet counter.",
  );
}

export function clocksApart(): QualityNote {
  return gaitBlock(
    "clocks-apart",
    NEEDS_BOTH_FEET,
    "The feet do not take turns, so the clocks of their recordings do not agree: what needs both feet at once is not computed.",
    "Check that both files are of the same walk and that the sensors were started together.",
  );
}

/** Strides in a row without a turn: 60 are about 75 m, longer than most corridors. A guess. */
const STRAIGHT_STRIDES = 60;

/**
 * A belt that runs evenly cannot be told from the floor: to the sensor both are at rest, and the length of a stride along
 * the belt is right. All that shows is that nobody turned for longer than rooms are.
 */
function isLongAndStraight(feet: GaitReport["feet"]): boolean {
  return Object.values(feet).some(({ strides }) => {
    let straight = 0;
    return strides.some(({ use }) => {
      straight = use === "used" ? straight + 1 : 0;
      return straight >= STRAIGHT_STRIDES;
    });
  });
}

function perhapsTreadmill(): QualityNote {
  return gaitWarning(
    "perhaps-treadmill",
    "summary",
    `${STRAIGHT_STRIDES} strides and more follow each other without a turn: a treadmill, or a long straight way. A belt that runs evenly cannot be told from the floor; lengths are then those along the belt.`,
    "On a treadmill the belt sets the pace: do not compare with the norms of free walking.",
  );
}

function counted(count: number, noun: string): string {
  return `${count === 1 ? "One" : count} ${noun}${count === 1 ? "" : "s"}`;
}
