import { notOk, ok } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import { FOOT_NAMES } from "@plumbline/imu-gait";
import type { FootName, FootReport, GaitEventKind, GaitReport } from "@plumbline/imu-gait";
import { Canvas, textHeight, textWidth } from "./canvas.ts";
import type { Color } from "./canvas.ts";
import type { MeasuredWalk } from "./measure-walk.ts";
import { encodePng } from "@plumbline/geometry";

/** Of walking in one row; a longer walk has more rows. */
const ROW_S = 20;
const PIXELS_PER_S = 80;
const STRIP_HEIGHT = 110;
const STRIP_GAP = 26;
const ROW_GAP = 40;
const MARGIN = 40;
const LETTERS = 2;
/** A picture on paper: 10 pixels a millimeter. */
const PIXELS_PER_MM = 10;

const INK: Color = [38, 50, 56];
const FAINT: Color = [205, 211, 213];
/** Movements of a foot that count, and those set aside (first, last, turn, gap). */
const USED: Color = [214, 234, 248];
const ASIDE: Color = [236, 236, 236];
const EVENT_COLORS: Readonly<Record<GaitEventKind, Color>> = {
  "heel-off": [243, 156, 18],
  "toe-off": [192, 57, 43],
  "initial-contact": [30, 132, 73],
  "foot-flat": [40, 116, 166],
};
const EVENT_KINDS = Object.keys(EVENT_COLORS) as readonly GaitEventKind[];

/** What is drawn of one sensor. Samples count from the first element of its trace. */
interface Strip {
  readonly title: string;
  readonly trace: Float32Array;
  readonly rateHz: number;
  readonly highest: number;
  readonly bands: readonly { readonly start: number; readonly end: number; readonly color: Color }[];
  readonly ticks: readonly { readonly sample: number; readonly color: Color }[];
}

/**
 * How fast each sensor turns over time, as a PNG picture: the steps of a foot shaded, its events as colored lines, of a
 * lower back the contacts. Twenty seconds a row.
 *
 * @param walk - With its traces.
 * @returns `picture/none` when no sensor was used.
 */
export function gaitPicture({ report, traces }: MeasuredWalk): Result<Uint8Array> {
  const strips = stripsOf(report, traces);
  if (strips.length === 0) {
    return notOk({
      code: "picture/none",
      path: report.name,
      message: "There is nothing to draw: the place of no sensor is known.",
      hint: "Say it with --placement.",
    });
  }
  const seconds = Math.max(...strips.map(({ trace, rateHz }) => trace.length / rateHz));
  const rows = Math.ceil(seconds / ROW_S);
  const rowHeight = strips.length * (STRIP_HEIGHT + STRIP_GAP) + ROW_GAP;
  const top = MARGIN + LEGEND_HEIGHT;
  const canvas = new Canvas(2 * MARGIN + Math.min(ROW_S, Math.ceil(seconds)) * PIXELS_PER_S, top + rows * rowHeight);
  drawLegend(canvas);
  for (let row = 0; row < rows; row++) {
    strips.forEach((strip, index) => {
      drawStrip(canvas, strip, row * ROW_S, top + row * rowHeight + index * (STRIP_HEIGHT + STRIP_GAP));
    });
    drawSeconds(canvas, row * ROW_S, Math.min(seconds, (row + 1) * ROW_S), top + (row + 1) * rowHeight - ROW_GAP);
  }
  return ok(encodePng(canvas.width, canvas.height, canvas.rgb, PIXELS_PER_MM));
}

const TITLES: Readonly<Record<FootName, string>> = { left: "Left", right: "Right", unknown: "Foot" };
const DEG_PER_RAD = 180 / Math.PI;

function stripsOf(report: GaitReport, traces: MeasuredWalk["traces"]): readonly Strip[] {
  const feet = FOOT_NAMES.flatMap((name) => {
    const foot = report.feet[name];
    return foot === undefined ? [] : [footStrip(TITLES[name], foot, report, traces)];
  });
  const { lumbar } = report;
  if (lumbar === undefined) return feet;
  const first = report.recordings[lumbar.recording]!.firstSample;
  const contacts = lumbar.contacts.map(({ sample }) => ({
    sample: sample - first,
    color: EVENT_COLORS["initial-contact"],
  }));
  return [...feet, strip("Back", lumbar, traces, [], contacts)];
}

function footStrip(title: string, foot: FootReport, report: GaitReport, traces: MeasuredWalk["traces"]): Strip {
  const first = report.recordings[foot.recording]!.firstSample;
  const bands = foot.steps.map(([start, end], index) => ({
    start: start - first,
    end: end - first,
    color: foot.strides[index]?.use === "used" ? USED : ASIDE,
  }));
  const ticks = foot.events.map(({ kind, sample }) => ({ sample: sample - first, color: EVENT_COLORS[kind] }));
  return strip(title, foot, traces, bands, ticks);
}

function strip(
  name: string,
  { recording, samplingRateHz }: { readonly recording: number; readonly samplingRateHz: number },
  traces: MeasuredWalk["traces"],
  bands: Strip["bands"],
  ticks: Strip["ticks"],
): Strip {
  const trace = traces[recording]!;
  const highest = trace.reduce((most, value) => Math.max(most, value), 0);
  const title = `${name}, to ${(highest * DEG_PER_RAD).toFixed(0)} deg/s`;
  return { title, trace, rateHz: samplingRateHz, highest, bands, ticks };
}

function drawStrip(canvas: Canvas, { title, trace, rateHz, highest, bands, ticks }: Strip, fromS: number, top: number) {
  const first = Math.round(fromS * rateHz);
  const last = Math.min(trace.length, Math.round((fromS + ROW_S) * rateHz));
  if (first >= last) return;
  const toX = (sample: number) => MARGIN + (sample / rateHz - fromS) * PIXELS_PER_S;
  const toY = (value: number) => top + STRIP_HEIGHT * (1 - (highest === 0 ? 0 : value / highest));
  const isHere = (start: number, end: number) => end > first && start < last;
  for (const { start, end, color } of bands) {
    if (!isHere(start, end)) continue;
    const left = toX(Math.max(first, start));
    canvas.rectangle(left, top, toX(Math.min(last, end)) - left, STRIP_HEIGHT, color);
  }
  canvas.rectangle(MARGIN, top + STRIP_HEIGHT, toX(last) - MARGIN, 1, FAINT);
  for (const { sample, color } of ticks) {
    if (isHere(sample, sample + 1)) canvas.rectangle(toX(sample) - 1, top, 2, STRIP_HEIGHT, color);
  }
  for (let at = first + 1; at < last; at++) {
    canvas.line(toX(at - 1), toY(trace[at - 1]!), toX(at), toY(trace[at]!), 1.6, INK);
  }
  canvas.text(MARGIN, top - textHeight(LETTERS) - 2, title, LETTERS, INK);
}

const TICK_S = 5;

function drawSeconds(canvas: Canvas, fromS: number, toS: number, top: number): void {
  for (let time = fromS; time <= toS; time += TICK_S) {
    const x = MARGIN + (time - fromS) * PIXELS_PER_S;
    canvas.rectangle(x, top - STRIP_GAP, 1, 8, INK);
    canvas.text(x + 4, top - STRIP_GAP + 4, `${time} s`, LETTERS, INK);
  }
}

const LEGEND_HEIGHT = 40;

function drawLegend(canvas: Canvas): void {
  let left = MARGIN;
  for (const kind of EVENT_KINDS) {
    canvas.rectangle(left, MARGIN / 2, 3, textHeight(LETTERS), EVENT_COLORS[kind]);
    canvas.text(left + 10, MARGIN / 2, kind, LETTERS, INK);
    left += textWidth(kind, LETTERS) + 40;
  }
}
