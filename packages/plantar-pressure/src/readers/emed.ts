import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { numberList } from "../number-list.ts";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";
import type { RecordingReader } from "../recording-reader.ts";
import type { PressureRecording } from "../recording.ts";
import { gridLayout } from "../sensor-layout.ts";
import type { SenselGrid } from "../sensor-layout.ts";
import { parseSetUp } from "./emed-header.ts";
import type { EmedSetUp } from "./emed-header.ts";
import { EmedPageParser } from "./emed-pages.ts";
import type { EmedPage, EmedPages } from "./emed-pages.ts";
import { linesTo } from "./line-reader.ts";

/**
 * novel emed plates, text export: one page a frame, only the bounding box of the contact printed, toes first.
 * The maker prints the total force of each frame, to 0.01 N; it is compared with the sum of the cells.
 */
export const emedReader: RecordingReader = {
  format: "novel emed .lst",
  canRead: (head) => head.includes("Pict-No.") && head.includes("Sensor area"),
  open(fileName) {
    const parser = new EmedPageParser();
    return linesTo({ take: parser.take, end: () => assemble(parser.end(), fileName) });
  },
};

/** Printed with two decimals, so off by half of the last one, and by the last bit of the sum. */
const FORCE_ROUNDING_N = 0.005 + 1e-6;
/** 1 GB of pressures: more than an hour of the largest plate. */
const MOST_CELLS = 2 ** 28;

interface Frame {
  readonly pictureNumber: number;
  readonly pages: EmedPage[];
}

function assemble(parsed: EmedPages, fileName: string): Result<PressureRecording> {
  if (parsed.problems.length > 0) return notOk(...parsed.problems);
  if (parsed.pages.length === 0) return notOk(noFrames(parsed));

  const setUp = parseSetUp(parsed.firstHeader);
  const cell = cellSize(setUp);
  if (cell === null) return notOk(noSensorArea());

  const frames = joinPages(parsed.pages);
  const repeated = frames.flatMap((frame) => overlapOf(frame));
  if (repeated.length > 0) return notOk(...repeated);

  const box = boundingBox(parsed.pages);
  const grid: SenselGrid = { ...cell, ...box, deviceRows: setUp.deviceRows, deviceColumns: setUp.deviceColumns };
  const sensels = grid.rows * grid.columns;
  if (frames.length * sensels > MOST_CELLS) return notOk(tooLarge());
  const values = new Float32Array(frames.length * sensels);
  frames.forEach((frame, index) => {
    for (const page of frame.pages) placePage(page, grid, values, index * sensels);
  });

  return ok({
    file: fileName,
    format: emedReader.format,
    device: deviceText(setUp),
    deviceClass: "plate",
    unit: "kPa",
    saturation: null,
    samplingRateHz: setUp.frameIntervalS === null ? null : 1 / setUp.frameIntervalS,
    frames: frames.length,
    feet: [{ statedSide: null, layout: gridLayout(grid), values, maker: null }],
    notes: [
      ...brokenOffNotes(parsed, frames.length),
      ...gapNotes(frames),
      ...forceNotes(frames, values, grid),
      ...unknownPageNotes(parsed.unknownPageLines),
    ],
  });
}

/** Pages that follow each other with one picture number are one frame, printed in parts because it was too wide. */
function joinPages(pages: readonly EmedPage[]): Frame[] {
  const frames: Frame[] = [];
  for (const page of pages) {
    const last = frames.at(-1);
    if (last !== undefined && last.pictureNumber === page.pictureNumber) last.pages.push(page);
    else frames.push({ pictureNumber: page.pictureNumber, pages: [page] });
  }
  return frames;
}

function overlapOf(frame: Frame): Problem[] {
  return frame.pages.slice(1).flatMap((page, index) => {
    const earlier = frame.pages.slice(0, index + 1).find((other) => doOverlap(page, other));
    if (earlier === undefined) return [];
    return [
      {
        code: "recording/repeated-frame",
        path: `line ${page.line}`,
        message: `Frame ${frame.pictureNumber} stands here again; it began on line ${earlier.line}.`,
        hint: "Export the recording again, or remove the page that stands twice.",
      },
    ];
  });
}

function doOverlap(a: EmedPage, b: EmedPage): boolean {
  return (
    a.firstColumn < b.firstColumn + b.columns &&
    b.firstColumn < a.firstColumn + a.columns &&
    a.firstRow < b.firstRow + b.rows &&
    b.firstRow < a.firstRow + a.rows
  );
}

function boundingBox(pages: readonly EmedPage[]): Pick<SenselGrid, "rows" | "columns" | "firstRow" | "firstColumn"> {
  let firstRow = Infinity;
  let firstColumn = Infinity;
  let endRow = 0;
  let endColumn = 0;
  for (const page of pages) {
    firstRow = Math.min(firstRow, page.firstRow);
    firstColumn = Math.min(firstColumn, page.firstColumn);
    endRow = Math.max(endRow, page.firstRow + page.rows);
    endColumn = Math.max(endColumn, page.firstColumn + page.columns);
  }
  return { firstRow, firstColumn, rows: endRow - firstRow, columns: endColumn - firstColumn };
}

function placePage(page: EmedPage, grid: SenselGrid, values: Float32Array, frameStart: number): void {
  const corner = frameStart + (page.firstRow - grid.firstRow) * grid.columns + page.firstColumn - grid.firstColumn;
  for (let row = 0; row < page.rows; row++) {
    const cells = page.cells.subarray(row * page.columns, (row + 1) * page.columns);
    values.set(cells, corner + row * grid.columns);
  }
}

/** Area and edges should say the same; where only one is there, the other follows from it. */
function cellSize(setUp: EmedSetUp): Pick<SenselGrid, "cellWidthMm" | "cellHeightMm" | "cellAreaMm2"> | null {
  const { sensorWidthMm, sensorHeightMm, sensorAreaMm2 } = setUp;
  if (sensorWidthMm !== null && sensorHeightMm !== null) {
    const cellAreaMm2 = sensorAreaMm2 ?? sensorWidthMm * sensorHeightMm;
    return { cellWidthMm: sensorWidthMm, cellHeightMm: sensorHeightMm, cellAreaMm2 };
  }
  if (sensorAreaMm2 === null) return null;
  const edge = Math.sqrt(sensorAreaMm2);
  return { cellWidthMm: edge, cellHeightMm: edge, cellAreaMm2: sensorAreaMm2 };
}

function deviceText({ deviceColumns, deviceRows }: EmedSetUp): string {
  return deviceColumns === null || deviceRows === null
    ? "novel emed"
    : `novel emed, ${deviceColumns} x ${deviceRows} sensors`;
}

function noFrames({ brokenOff }: EmedPages): Problem {
  if (brokenOff === null) {
    return {
      code: "recording/no-frames",
      path: "",
      message: "The file holds no frame.",
      hint: "Export all pictures of the recording, not only a summary.",
    };
  }
  return {
    code: "recording/truncated",
    path: `line ${brokenOff.line}`,
    message: `The file breaks off inside frame ${brokenOff.pictureNumber}, and no frame before it is complete.`,
    hint: "Export or copy the recording again.",
  };
}

function noSensorArea(): Problem {
  return {
    code: "recording/no-sensor-area",
    path: "line 1",
    message: "The header of the first page gives neither the area nor the size of a sensor.",
    hint: "Export the recording with its full header; without the area no force can be computed.",
  };
}

function tooLarge(): Problem {
  return {
    code: "recording/too-large",
    path: "",
    message: "The recording has more cells than can be held at once.",
    hint: "Export one step at a time.",
  };
}

function brokenOffNotes({ brokenOff }: EmedPages, complete: number): QualityNote[] {
  if (brokenOff === null) return [];
  return [
    warning(
      "recording/truncated",
      `line ${brokenOff.line}`,
      `The file breaks off inside frame ${brokenOff.pictureNumber}; the ${complete} complete frames before it are used.`,
      "Export or copy the recording again: the end of the contact may be missing.",
    ),
  ];
}

function gapNotes(frames: readonly Frame[]): QualityNote[] {
  const behindGap = frames.filter(
    (frame, index) => index > 0 && frame.pictureNumber !== frames[index - 1]!.pictureNumber + 1,
  );
  if (behindGap.length === 0) return [];
  return [
    warning(
      "recording/gap",
      `frame ${behindGap[0]!.pictureNumber}`,
      `The frames do not follow each other at ${numberList(behindGap.map((frame) => frame.pictureNumber))}; times are counted as if they did.`,
      "Export all pictures of the recording.",
    ),
  ];
}

function forceNotes(frames: readonly Frame[], values: Float32Array, grid: SenselGrid): QualityNote[] {
  const sensels = grid.rows * grid.columns;
  const disagreeing: number[] = [];
  let largest = 0;
  frames.forEach((frame, index) => {
    const printed = frame.pages.at(-1)!.printedForceN;
    if (printed === null) return;
    let sum = 0;
    for (let at = index * sensels; at < (index + 1) * sensels; at++) sum += values[at]!;
    const difference = Math.abs(sum * grid.cellAreaMm2 * 0.001 - printed);
    if (difference <= FORCE_ROUNDING_N) return;
    disagreeing.push(frame.pictureNumber);
    largest = Math.max(largest, difference);
  });
  if (disagreeing.length === 0) return [];
  return [
    warning(
      "recording/force-mismatch",
      `frame ${disagreeing[0]!}`,
      `The force printed in the file and the sum of its cells differ by up to ${largest.toFixed(2)} N, in frames ${numberList(disagreeing)}.`,
      "Export the recording again; if it stays so, check the sensor area in its header.",
    ),
  ];
}

function unknownPageNotes(lines: readonly number[]): QualityNote[] {
  if (lines.length === 0) return [];
  return [
    warning(
      "recording/unknown-page",
      `line ${lines[0]!}`,
      `A page is neither a frame nor a summary and was left out (lines ${numberList(lines)}).`,
    ),
  ];
}
