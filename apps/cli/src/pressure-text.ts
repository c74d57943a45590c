import { problemText } from "@plumbline/clinical-model";
import { FIGURE_NAMES, REPORTED_REGIONS, SYMMETRY_MEASURES } from "@plumbline/plantar-pressure";
import type {
  CombinedReport,
  FigureName,
  Figures,
  FootReport,
  FootType,
  Footprint,
  PressureReport,
  ReportedRegion,
  StepStatistic,
  SymmetryReport,
  WalkingReport,
} from "@plumbline/plantar-pressure";
import type { FootPicture } from "./measure-file.ts";
import { paragraph } from "./paragraph.ts";
import type { Terminal } from "./terminal.ts";
import { textTable } from "./text-table.ts";

/** The numbers of one recording for a reader, each foot with its footprint. Ends with a line feed. */
export function pressureText(report: PressureReport, pictures: readonly FootPicture[], terminal: Terminal): string {
  const { file, format, device, samplingRateHz, frames, unit } = report;
  const rate = samplingRateHz === null ? "rate not known" : `${samplingRateHz} Hz`;
  const facts = [...new Set([device ?? format, format]), `${frames} frames`, rate, unit].join(", ");
  const sections = [terminal.emphasize("bold", file === "-" ? "standard input" : file), paragraph(facts, "  ")];
  report.sides.forEach((foot, index) => {
    sections.push(
      "",
      terminal.emphasize("bold", footTitle(foot)),
      totalsTable(foot),
      ...regionTable(foot),
      ...rollOverTable(foot),
      ...stepTable(foot),
      ...figureTable(foot.figures, foot.footType),
    );
    const print = pictures[index]?.cells ?? null;
    if (print !== null && report.deviceClass === "plate") sections.push("", drawing(print));
    if (foot.quality.length > 0) {
      sections.push(
        "",
        "  Notes",
        ...foot.quality.map((note) => paragraph(problemText({ ...note, path: "" }), "  - ")),
      );
    }
  });
  if (report.walking !== null) sections.push("", terminal.emphasize("bold", "Walking"), walkingTable(report.walking));
  sections.push(...symmetryTable(report.symmetry, terminal));
  return `${sections.join("\n")}\n`;
}

function footTitle({ side, sideFrom, sideDoubt }: FootReport): string {
  if (side === null) return "Foot, side not known";
  const name = side === "left" ? "Left foot" : "Right foot";
  if (sideFrom !== "footprint" || sideDoubt === null) return name;
  const chance = sideDoubt < 0.01 ? "less than 1" : Math.round(sideDoubt * 100);
  return `${name}, judged by its shape (${chance} in 100 that it is the other)`;
}

function totalsTable({ totals }: FootReport): string {
  const rows: [string, number | null, number, string][] = [
    ["Peak pressure", totals.peakPressureKpa, 0, "kPa"],
    ["Greatest force", totals.maxForceN, 1, "N"],
    ["Mean force", totals.meanForceN, 1, "N"],
    ["Impulse", totals.impulseNs, 2, "N s"],
    ["Contact area, most at once", totals.contactAreaCm2, 2, "cm2"],
    ["Footprint area", totals.footprintAreaCm2, 2, "cm2"],
    ["Contact time", totals.contactTimeS, 3, "s"],
    ["Peak pressure-time integral", totals.ptiPeakKpaS, 2, "kPa s"],
    ["Impulse over area (another integral)", totals.ptiForceAreaKpaS, 2, "kPa s"],
    ["Center of pressure, path", totals.copPathLengthMm, 1, "mm"],
    ["Arch index", totals.archIndex, 3, ""],
    ["Arch index weighted with pressure", totals.modifiedArchIndex, 3, ""],
    ["CPEI, positive is lateral", totals.cpeiPercent, 1, "%"],
    ["Load on the medial side", times100(totals.medialLoadShare), 1, "%"],
    ["Lateral less medial load", times100(totals.lateralMedialForceIndex), 1, "%"],
  ];
  return textTable(
    rows.map(([name, value, digits, unit]) => [name, fixed(value, digits), value === null ? "" : unit]),
    "lrl",
    "  ",
  );
}

function regionTable({ regions, regionsFrom }: FootReport): string[] {
  if (regions === null) return [];
  const rows = REPORTED_REGIONS.flatMap((name) => {
    const region = regions[name];
    if (region === undefined) return [];
    return [
      [
        REGION_NAMES[name],
        fixed(region.peakPressureKpa, 0),
        fixed(region.maxForceN, 1),
        fixed(times100(region.impulseShare), 1),
        fixed(region.footprintAreaCm2, 2),
        fixed(region.contactTimeS, 3),
      ],
    ];
  });
  const header = [regionsFrom === "insole" ? "Region, mean step" : "Region", "Peak kPa", "Force N"];
  return ["", textTable([[...header, "Impulse %", "Area cm2", "Contact s"], ...rows], "lrrrrr", "  ")];
}

/** Parts stand indented below their whole. */
const REGION_NAMES: Readonly<Record<ReportedRegion, string>> = {
  heel: "heel",
  midfoot: "midfoot",
  forefoot: "forefoot",
  metatarsal1: "  metatarsal 1",
  metatarsal2: "  metatarsal 2",
  metatarsal3: "  metatarsal 3",
  metatarsal4: "  metatarsal 4",
  metatarsal5: "  metatarsal 5",
  toes: "toes",
  hallux: "  hallux",
  lesserToes: "  lesser toes",
};

function rollOverTable({ rollOver }: FootReport): string[] {
  if (rollOver === null) return [];
  const rows = rollOver.map(({ phase, durationS, stancePercent, copVelocityMmS }) => [
    phase.replace("-", " "),
    durationS.toFixed(3),
    stancePercent.toFixed(0),
    fixed(copVelocityMmS, 0),
  ]);
  return ["", textTable([["Phase of the step", "s", "% of it", "center of pressure mm/s"], ...rows], "lrrr", "  ")];
}

/** How sure each number is. */
function figureTable(figures: Figures, { class: found, cutOffs, reason }: FootType): string[] {
  const rows = FIGURE_NAMES.flatMap((name) => {
    const figure = figures[name];
    if (figure === undefined) return [];
    const [title, digits, unit] = FIGURE_ROWS[name];
    return [
      [
        title,
        figure.value.toFixed(digits),
        fixed(figure.standardError, digits),
        fixed(figure.minimalDetectableChange, digits),
        `${figure.steps}`,
        unit,
      ],
    ];
  });
  if (rows.length === 0) return [];
  const bounds =
    cutOffs === null ? "" : ` (cut-offs ${cutOffs.cavusBelow} and ${cutOffs.planusAbove}: ${cutOffs.source})`;
  return [
    "",
    textTable([["How sure", "mean", "std. error", "real change", "steps", ""], ...rows], "lrrrrl", "  "),
    paragraph(`Foot type: ${found ?? `not told. ${reason}`}${bounds}`, "  "),
  ];
}

const FIGURE_ROWS: Readonly<Record<FigureName, readonly [title: string, digits: number, unit: string]>> = {
  peakPressureKpa: ["Peak pressure", 0, "kPa"],
  maxForceN: ["Greatest force", 1, "N"],
  impulseNs: ["Impulse", 2, "N s"],
  contactAreaCm2: ["Contact area", 2, "cm2"],
  contactTimeS: ["Contact time", 3, "s"],
  ptiPeakKpaS: ["Peak pressure x time", 2, "kPa s"],
  ptiForceAreaKpaS: ["Impulse over area", 2, "kPa s"],
  gaitLineLengthMm: ["Gait line, length", 1, "mm"],
  gaitLineWidthMm: ["Gait line, width", 1, "mm"],
  archIndex: ["Arch index", 3, ""],
  modifiedArchIndex: ["Arch index, weighted", 3, ""],
  cpeiPercent: ["CPEI", 1, "%"],
  medialLoadShare: ["Medial load share", 3, ""],
  lateralMedialForceIndex: ["Lateral-medial index", 3, ""],
  heelPeakKpa: ["Peak, heel", 0, "kPa"],
  forefootPeakKpa: ["Peak, forefoot", 0, "kPa"],
  halluxPeakKpa: ["Peak, hallux", 0, "kPa"],
};

function symmetryTable(symmetry: SymmetryReport | null, terminal: Terminal): string[] {
  if (symmetry === null) return [];
  const rows = SYMMETRY_MEASURES.flatMap((name) => {
    const asymmetry = symmetry.measures[name];
    if (asymmetry === undefined) return [];
    const [title, digits] = FIGURE_ROWS[name];
    const { left, right, indexPercent, doubtPercent, usualPercent } = asymmetry;
    return [
      [
        title,
        left.toFixed(digits),
        right.toFixed(digits),
        indexPercent.toFixed(1),
        fixed(doubtPercent, 1),
        fixed(usualPercent, 1),
      ],
    ];
  });
  const header = ["", "left", "right", "apart, %", "+/- %", "usual, up to %"];
  return [
    "",
    terminal.emphasize("bold", "Left against right"),
    textTable([header, ...rows], "lrrrrr", "  "),
    ...(symmetry.withheld === null ? [] : [paragraph(symmetry.withheld, "  - ")]),
  ];
}

/** Several recordings of one person. Ends with a line feed. */
export function combinedText(report: CombinedReport, terminal: Terminal): string {
  const sections = [terminal.emphasize("bold", `${report.files.length} recordings together`)];
  for (const foot of report.sides) {
    const name = foot.side === "left" ? "Left foot" : "Right foot";
    const count = foot.recordings === 1 ? "one recording" : `${foot.recordings} recordings`;
    sections.push(
      "",
      terminal.emphasize("bold", `${name}, ${count}`),
      ...figureTable(foot.figures, foot.footType).slice(1),
    );
  }
  sections.push(...symmetryTable(report.symmetry, terminal));
  if (report.quality.length > 0) {
    sections.push("", "  Notes", ...report.quality.map((note) => paragraph(problemText(note), "  - ")));
  }
  return `${sections.join("\n")}\n`;
}

/** How many contacts there were, and which of them count. */
function stepTable({ steps }: FootReport): string[] {
  if (steps === null || steps.length < 2) return [];
  const count = steps.filter(({ use }) => use === "used").length;
  const left = steps.length - count;
  const aside = left === 0 ? "" : ` (${left} set aside: first, last, cut off or standing)`;
  return ["", paragraph(`${steps.length} contacts, ${count} of them whole steps in full walk${aside}`, "  ")];
}

function walkingTable(walking: WalkingReport): string {
  const side = (statistic: StepStatistic | null, digits: number): string =>
    statistic === null ? "-" : statistic.mean.toFixed(digits);
  const rows = [
    ["", "left", "right", ""],
    ["Stride time", side(walking.strideTimeS.left, 3), side(walking.strideTimeS.right, 3), "s"],
    ["Stance time", side(walking.stanceTimeS.left, 3), side(walking.stanceTimeS.right, 3), "s"],
    ["Swing time", side(walking.swingTimeS.left, 3), side(walking.swingTimeS.right, 3), "s"],
    ["Stance", side(walking.stancePercent.left, 1), side(walking.stancePercent.right, 1), "% of the stride"],
    ["Double support", side(walking.doubleSupportPercent, 1), "", "% of the stride"],
    ["Cadence", walking.cadenceStepsPerMin.toFixed(0), "", "steps/min"],
  ];
  return textTable(rows, "lrrl", "  ");
}

/** From light to heavy; each step is a ninth of the highest pressure. */
const SHADES = " .:-=+*#%@";
/** A letter is twice as high as it is wide, so a line holds two rows of square sensels and the foot keeps its shape. */
const ROWS_A_LINE = 2;

/** The footprint as letters, toes up; each shows the highest pressure below it. */
function drawing({ rows, columns, peakKpa }: Footprint): string {
  const most = peakKpa.reduce((highest, value) => Math.max(highest, value), 0);
  const shadeOf = (value: number) => SHADES[value === 0 ? 0 : Math.max(1, Math.ceil((value / most) * 9))]!;
  const lines: string[] = [];
  for (let row = 0; row < rows; row += ROWS_A_LINE) {
    const cells = Array.from({ length: columns }, (_, column) => {
      const below = row + 1 < rows ? peakKpa[(row + 1) * columns + column]! : 0;
      return shadeOf(Math.max(peakKpa[row * columns + column]!, below));
    });
    lines.push(`    ${cells.join("")}`.trimEnd());
  }
  const isFilled = (line: string) => line !== "";
  const legend = `  Highest pressure, toes up; "." to "@" in steps of ${fixed(most / 9, 0)} kPa`;
  return [legend, ...lines.slice(lines.findIndex(isFilled), lines.findLastIndex(isFilled) + 1)].join("\n");
}

function fixed(value: number | null, digits: number): string {
  return value === null ? "-" : value.toFixed(digits);
}

function times100(share: number | null): number | null {
  return share === null ? null : share * 100;
}
