import { notOk, ok } from "@plumbline/clinical-model";
import type { Result, Side } from "@plumbline/clinical-model";
import { PRESSURE_BANDS, bandOf } from "@plumbline/plantar-pressure";
import type { FootReport, PressureReport } from "@plumbline/plantar-pressure";
import { Canvas, textHeight, textWidth } from "./canvas.ts";
import type { Color } from "./canvas.ts";
import type { FootPicture, MeasuredFile } from "./measure-file.ts";
import { encodePng } from "@plumbline/geometry";
import { inputName } from "./read-input.ts";

/** A foot of 28 cm is then 1120 pixels high. */
const PIXELS_PER_MM = 4;
/** A larger picture is drawn smaller: a mat can be as large as a bed. */
const MOST_MM = 700;
const MARGIN = 48;
const LETTERS = 3;
const LEGEND_WIDTH = 250;
const SCALE_BAR_MM = 50;

const INK: Color = [38, 50, 56];
const WHITE: Color = [255, 255, 255];
/** Of a sensor that carried nothing. */
const UNLOADED: Color = [241, 243, 243];
const OUTLINE: Color = [154, 165, 168];
const BAND_COLORS: readonly Color[] = PRESSURE_BANDS.map(({ color }) => colorOf(color));

/** One loaded place of a foot, in millimeters right and up; a cell where it has a height, else a round sensor. */
interface Place {
  readonly xMm: number;
  readonly yMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly isRound: boolean;
  readonly peakKpa: number;
}

interface Panel {
  readonly title: string;
  readonly side: Side | null;
  readonly places: readonly Place[];
  readonly path: readonly (readonly [xMm: number, yMm: number])[];
  readonly leftMm: number;
  readonly topMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

/**
 * The highest pressure of each place as a PNG picture in the colors of the clinic's heat map, toes up, the left foot on the
 * left, with the path of the center of pressure in one step, and a scale.
 *
 * @param measured - With its frames.
 * @returns `picture/none` when there are no pressures or no places to draw.
 */
export function pressurePicture({ report, pictures }: MeasuredFile): Result<Uint8Array> {
  const panels = report.sides
    .flatMap((foot, index) => panelOf(foot, pictures[index], report) ?? [])
    .toSorted((a, b) => order(a) - order(b));
  if (panels.length === 0) return notOk(noPicture(report));

  const mmWide = panels.reduce((sum, { widthMm }) => sum + widthMm, 0);
  const mmHigh = Math.max(...panels.map(({ heightMm }) => heightMm));
  const scale = Math.min(PIXELS_PER_MM, (PIXELS_PER_MM * MOST_MM) / Math.max(mmWide, mmHigh));
  const top = MARGIN + 2 * (textHeight(LETTERS) + LETTERS * 3);
  const panelWidth = ({ title, widthMm }: Panel) => Math.max(widthMm * scale, textWidth(title, LETTERS));
  const legendHeight = (PRESSURE_BANDS.length + 4) * LEGEND_STEP;
  const width = MARGIN + panels.reduce((sum, panel) => sum + panelWidth(panel) + MARGIN, 0) + LEGEND_WIDTH;
  const canvas = new Canvas(Math.ceil(width), Math.ceil(top + Math.max(mmHigh * scale, legendHeight) + MARGIN));

  let left = MARGIN;
  for (const panel of panels) {
    canvas.text(left, MARGIN, panel.title, LETTERS, INK);
    const highest = Math.max(...panel.places.map(({ peakKpa }) => peakKpa));
    canvas.text(left, MARGIN + textHeight(LETTERS) + LETTERS * 2, `peak ${highest.toFixed(0)} kPa`, LETTERS, INK);
    drawPanel(canvas, panel, left, top, scale);
    left += panelWidth(panel) + MARGIN;
  }
  drawLegend(canvas, left, top, scale);
  return ok(encodePng(canvas.width, canvas.height, canvas.rgb, scale));
}

function panelOf(foot: FootReport, picture: FootPicture | undefined, report: PressureReport): Panel | null {
  const all = picture === undefined ? [] : placesOf(picture);
  const loaded = all.filter(({ peakKpa }) => peakKpa > 0);
  if (loaded.length === 0) return null;
  // A plate is mostly empty; an insole is shown whole.
  const shown = picture?.cells === null ? all : loaded;
  const leftMm = Math.min(...shown.map(({ xMm, widthMm }) => xMm - widthMm / 2));
  const topMm = Math.max(...shown.map(({ yMm, heightMm }) => yMm + heightMm / 2));
  return {
    title: foot.side === null ? "Foot, side not known" : foot.side === "left" ? "Left foot" : "Right foot",
    side: foot.side,
    places: shown,
    path: pathOf(foot, report),
    leftMm,
    topMm,
    widthMm: Math.max(...shown.map(({ xMm, widthMm }) => xMm + widthMm / 2)) - leftMm,
    heightMm: topMm - Math.min(...shown.map(({ yMm, heightMm }) => yMm - heightMm / 2)),
  };
}

function placesOf({ cells, sensors }: FootPicture): readonly Place[] {
  if (sensors !== null) {
    const gapMm = nearestMm(sensors.sensors);
    return sensors.sensors.map(({ xMm, yMm, areaMm2, peakKpa }) => {
      // Of the sensor's area, but never so large that one hides the next: sensors are longer than wide.
      const diameter = Math.min(2 * Math.sqrt(areaMm2 / Math.PI), gapMm);
      return { xMm, yMm, widthMm: diameter, heightMm: diameter, isRound: true, peakKpa };
    });
  }
  if (cells === null) return [];
  const { rows, columns, cellWidthMm, cellHeightMm } = cells;
  return Array.from(cells.peakKpa, (peakKpa, cell) => ({
    xMm: ((cell % columns) + 0.5) * cellWidthMm,
    yMm: (rows - Math.floor(cell / columns) - 0.5) * cellHeightMm,
    widthMm: cellWidthMm,
    heightMm: cellHeightMm,
    isRound: false,
    peakKpa,
  }));
}

/** The distance of the two sensors that lie closest. */
function nearestMm(sensors: readonly { readonly xMm: number; readonly yMm: number }[]): number {
  let nearest = Infinity;
  sensors.forEach((a, index) => {
    for (const b of sensors.slice(index + 1)) {
      const distance = Math.hypot(a.xMm - b.xMm, a.yMm - b.yMm);
      if (distance > 0 && distance < nearest) nearest = distance;
    }
  });
  return nearest;
}

/** Of one step: the whole of a plate's, the middle one of a walk; many would hide each other. */
function pathOf({ steps, perFrame }: FootReport, { deviceClass }: PressureReport): Panel["path"] {
  const used = steps?.filter(({ use }) => use === "used") ?? [];
  const step = used[used.length >> 1];
  if (step === undefined && deviceClass === "in-shoe") return [];
  const path = perFrame?.copMm.slice(step?.startFrame ?? 0, step?.endFrame) ?? [];
  return path.filter((point) => point !== null);
}

function drawPanel(canvas: Canvas, panel: Panel, left: number, top: number, scale: number): void {
  const toX = (xMm: number) => left + (xMm - panel.leftMm) * scale;
  const toY = (yMm: number) => top + (panel.topMm - yMm) * scale;
  for (const { xMm, yMm, widthMm, heightMm, isRound, peakKpa } of panel.places) {
    const band = bandOf(peakKpa);
    const color = band === null ? UNLOADED : BAND_COLORS[band]!;
    if (isRound) {
      canvas.disc(toX(xMm), toY(yMm), (widthMm / 2) * scale + 1, OUTLINE);
      canvas.disc(toX(xMm), toY(yMm), (widthMm / 2) * scale, color);
    } else {
      // Both edges are rounded, so that neighbors meet without a gap.
      const x = Math.round(toX(xMm - widthMm / 2));
      const y = Math.round(toY(yMm + heightMm / 2));
      canvas.rectangle(x, y, Math.round(toX(xMm + widthMm / 2)) - x, Math.round(toY(yMm - heightMm / 2)) - y, color);
    }
  }
  for (const [width, color] of [
    [9, WHITE],
    [4, INK],
  ] as const) {
    for (let at = 1; at < panel.path.length; at++) {
      const [fromX, fromY] = panel.path[at - 1]!;
      const [x, y] = panel.path[at]!;
      canvas.line(toX(fromX), toY(fromY), toX(x), toY(y), width, color);
    }
  }
}

/** Pixels from one color to the next. */
const LEGEND_STEP = 40;

/** The darkest at the top, as a column of a chart; each border of two colors with its pressure. */
function drawLegend(canvas: Canvas, left: number, top: number, scale: number): void {
  canvas.text(left, top, "kPa", LETTERS, INK);
  const upper = top + LEGEND_STEP;
  PRESSURE_BANDS.toReversed().forEach(({ fromKpa }, row) => {
    const y = upper + row * LEGEND_STEP;
    canvas.rectangle(left, y, 40, LEGEND_STEP, BAND_COLORS[PRESSURE_BANDS.length - 1 - row]!);
    canvas.text(left + 52, y + LEGEND_STEP - textHeight(LETTERS) / 2 + LETTERS, `${fromKpa}`, LETTERS, INK);
  });
  const bar = upper + (PRESSURE_BANDS.length + 1.5) * LEGEND_STEP;
  canvas.rectangle(left, bar, SCALE_BAR_MM * scale, 4, INK);
  canvas.rectangle(left, bar - 6, 4, 16, INK);
  canvas.rectangle(left + SCALE_BAR_MM * scale - 4, bar - 6, 4, 16, INK);
  canvas.text(left, bar + 18, "5 cm", LETTERS, INK);
}

/** Left on the left; a foot of unknown side keeps its place behind. */
function order({ side }: Panel): number {
  return side === "left" ? 0 : side === "right" ? 1 : 2;
}

function noPicture({ file, unit }: PressureReport) {
  return {
    code: "picture/none",
    path: inputName(file),
    message: `There is nothing to draw: ${
      unit === "raw"
        ? "the file holds raw counts, which are no pressures."
        : "no sensor was loaded, or the places of the sensors are not known."
    }`,
    ...(unit === "raw" && { hint: "Export the recording in kPa." }),
  };
}

function colorOf(hex: string): Color {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
