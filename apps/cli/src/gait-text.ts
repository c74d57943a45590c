import { problemText } from "@plumbline/clinical-model";
import { FOOT_NAMES, GAIT_MEASURES, GAIT_UNITS } from "@plumbline/imu-gait";
import type { FootName, GaitMeasure, GaitReport, RecordingReport } from "@plumbline/imu-gait";
import { paragraph } from "./paragraph.ts";
import type { Terminal } from "./terminal.ts";
import { textTable } from "./text-table.ts";

/** The numbers of one walk for a reader. Ends with a line feed. */
export function gaitText(report: GaitReport, terminal: Terminal): string {
  const sections = [
    terminal.emphasize("bold", report.name),
    ...report.recordings.map((recording) => paragraph(recordingFacts(recording), "  - ")),
    ...footTable(report),
    ...measureTable(report),
    ...symmetryTable(report, terminal),
    ...normTable(report, terminal),
    ...minuteTable(report, terminal),
  ];
  if (report.quality.length > 0) {
    sections.push(
      "",
      "  Notes",
      // The path of a field is for machines; the name of a file is for people too.
      ...report.quality.map((note) => {
        const isOfFile = report.recordings.some(({ file }) => note.path.startsWith(file));
        return paragraph(problemText(isOfFile ? note : { ...note, path: "" }), "  - ");
      }),
    );
  }
  return `${sections.join("\n")}\n`;
}

function recordingFacts({ file, format, placement, samplingRateHz, samples, usedAs, units }: RecordingReport): string {
  const minutes = (samples / samplingRateHz / 60).toFixed(1);
  const where = placement === null ? "placement not known" : `${placement.value} (${placement.because})`;
  const gravity = units.gravity === null ? "gravity not known" : `gravity ${units.gravity.value}`;
  return [
    `${file}: ${where}${usedAs === null ? ", not used" : ""}`,
    format,
    `${samplingRateHz} Hz`,
    `${minutes} min`,
    `${units.acceleration?.value ?? "unit not known"}, ${units.angularRate.value}, ${gravity}`,
  ].join("; ");
}

const FOOT_TITLES: Readonly<Record<FootName, string>> = { left: "left", right: "right", unknown: "one foot" };

/** What was found, before what was measured. */
function footTable({ feet, lumbar }: GaitReport): string[] {
  const found = FOOT_NAMES.flatMap((name) => {
    const foot = feet[name];
    if (foot === undefined) return [];
    const used = foot.strides.filter(({ use }) => use === "used").length;
    return [[FOOT_TITLES[name], `${foot.steps.length}`, `${used}`, `${foot.bouts.length}`, `${foot.turns.length}`]];
  });
  if (lumbar !== undefined) {
    found.push(["lower back", `${lumbar.contacts.length}`, "-", `${lumbar.bouts.length}`, `${lumbar.turns.length}`]);
  }
  return found.length === 0
    ? []
    : ["", textTable([["Found", "steps", "strides used", "bouts", "turns"], ...found], "lrrrr", "  ")];
}

/** Name and digits; in the order of {@link GAIT_MEASURES}. */
const MEASURE_ROWS: Readonly<Record<GaitMeasure, readonly [title: string, digits: number]>> = {
  speedMps: ["Speed", 2],
  cadenceStepsPerMin: ["Cadence", 1],
  strideLengthM: ["Stride length", 2],
  strideTimeS: ["Stride time", 3],
  stepTimeS: ["Step time", 3],
  stanceTimeS: ["Stance time", 3],
  swingTimeS: ["Swing time", 3],
  stancePercent: ["Stance", 1],
  swingPercent: ["Swing", 1],
  singleSupportPercent: ["Single support", 1],
  doubleSupportPercent: ["Double support", 1],
  pitchAtContactDeg: ["Foot pitch at contact", 0],
  pitchAtToeOffDeg: ["Foot pitch at toe-off", 0],
  peakHeightM: ["Highest lift", 3],
  clearanceM: ["Clearance in mid-swing", 3],
  progressionAngleDeg: ["Progression angle", 0],
  turnTimeS: ["Turning time", 2],
  stepRegularity: ["Step regularity", 2],
  strideRegularity: ["Stride regularity", 2],
  harmonicRatioVerticalPercent: ["Harmonics, vertical", 0],
  harmonicRatioForwardPercent: ["Harmonics, forward", 0],
  harmonicRatioSidewaysPercent: ["Harmonics, sideways", 0],
  trunkPitchSwayDeg: ["Trunk sway, pitch", 1],
  trunkRollSwayDeg: ["Trunk sway, roll", 1],
  trunkYawSwayDeg: ["Trunk sway, turning", 1],
};

function measureTable({ summary, feet }: GaitReport): string[] {
  const names = FOOT_NAMES.filter((name) => feet[name] !== undefined);
  const rows = GAIT_MEASURES.flatMap((measure) => {
    const figures = [...names.map((name) => summary[name]?.[measure]), summary.both[measure]];
    if (figures.every((figure) => figure === undefined)) return [];
    const [title, digits] = MEASURE_ROWS[measure];
    const variation = figures.map((figure) => figure?.coefficientOfVariationPercent ?? null).find((cv) => cv !== null);
    return [
      [title, ...figures.map((figure) => fixed(figure?.value, digits)), GAIT_UNITS[measure], fixed(variation, 1)],
    ];
  });
  if (rows.length === 0) return [];
  const header = ["Mean", ...names.map((name) => FOOT_TITLES[name]), "walk", "", "CV %"];
  return ["", textTable([header, ...rows], `l${"r".repeat(names.length)}rlr`, "  ")];
}

function symmetryTable({ summary }: GaitReport, terminal: Terminal): string[] {
  const rows = GAIT_MEASURES.flatMap((measure) => {
    const symmetry = summary.symmetry[measure];
    if (symmetry === undefined) return [];
    const [title, digits] = MEASURE_ROWS[measure];
    const { left, right, differencePercent, detectablePercent, ratio } = symmetry;
    return [
      [
        title,
        left.toFixed(digits),
        right.toFixed(digits),
        ratio.toFixed(2),
        differencePercent.toFixed(1),
        fixed(detectablePercent, 1),
      ],
    ];
  });
  if (rows.length === 0) return [];
  const header = ["", "left", "right", "ratio", "apart, %", "+/- %"];
  return ["", terminal.emphasize("bold", "Left against right"), textTable([header, ...rows], "lrrrrr", "  ")];
}

function normTable({ zScores }: GaitReport, terminal: Terminal): string[] {
  const rows = GAIT_MEASURES.flatMap((measure) => {
    const score = zScores[measure];
    if (score === undefined) return [];
    const [title, digits] = MEASURE_ROWS[measure];
    const { value, mean, standardDeviation, z, group, status } = score;
    const norm = `${mean.toFixed(digits)} (${standardDeviation.toFixed(digits)})`;
    return [[title, value.toFixed(digits), norm, z.toFixed(1), status, group]];
  });
  if (rows.length === 0) return [];
  const header = ["", "here", "norm (SD)", "z", "norm is", "of"];
  return ["", terminal.emphasize("bold", "Against people like this one"), textTable([header, ...rows], "lrrrll", "  ")];
}

function minuteTable({ summary: { minutes } }: GaitReport, terminal: Terminal): string[] {
  if (minutes.length === 0) return [];
  const rows = minutes.map(({ minute, both }) => [
    `${minute + 1}`,
    fixed(both.speedMps?.value, 2),
    fixed(both.cadenceStepsPerMin?.value, 0),
    fixed(both.strideLengthM?.value, 2),
    fixed(both.doubleSupportPercent?.value, 1),
  ]);
  const header = ["minute", "speed m/s", "cadence /min", "stride m", "double support %"];
  return ["", terminal.emphasize("bold", "Minute by minute"), textTable([header, ...rows], "rrrrr", "  ")];
}

function fixed(value: number | null | undefined, digits: number): string {
  return value === null || value === undefined ? "-" : value.toFixed(digits);
}
