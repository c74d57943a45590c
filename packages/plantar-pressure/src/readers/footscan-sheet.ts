import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { FrameStore } from "../frame-store.ts";
import type { PressureRecording, RecordingFormat } from "../recording.ts";
import { gridLayout } from "../sensor-layout.ts";
import type { SheetCell } from "./biff8.ts";
import {
  brokenOff,
  brokenOffBeforeFrames,
  incompleteFrame,
  MOST_PROBLEMS,
  noFrames,
  notANumber,
  rowLength,
} from "./reader-problems.ts";

/** Sensors of the maker's plates, mm. */
const CELL_WIDTH_MM = 5.08;
const CELL_LENGTH_MM = 7.62;
const CELL_AREA_MM2 = CELL_WIDTH_MM * CELL_LENGTH_MM;
const KPA_PER_NEWTON = 1000 / CELL_AREA_MM2;
const MOST_SENSELS_A_SIDE = 1024;
const FRAME = /^\s*Frame\s+(\d+)/i;

/**
 * The rows of a footscan sheet, from a workbook or from text: a head, then for each frame a line `Frame k (t ms)` and
 * its rows of newtons a cell, the heel end first. The patient's line in the head is left behind.
 */
export class FootscanSheet {
  readonly #problems: Problem[] = [];
  #side: Side | null = null;
  #ratesHz: Readonly<Record<Side, number | null>> = { left: null, right: null };
  #frames: FrameStore | null = null;
  #columns = 0;
  #rowsPerFrame = 0;
  #frame: number[][] | null = null;
  #frameNumber = 0;
  #row = 0;
  #firstRow: number | null = null;
  #firstColumn: number | null = null;
  #label = "";

  /** @param row - Counted from 1. */
  take(row: number, cells: readonly SheetCell[]): void {
    this.#row = row;
    if (this.#problems.length >= MOST_PROBLEMS) return;
    const title = cells.find((cell) => cell !== null);
    if (typeof title === "string") {
      const frame = FRAME.exec(title);
      if (frame === null) this.#takeHead(title, cells);
      else {
        this.#closeFrame();
        this.#frame = [];
        this.#frameNumber = Number(frame[1]);
      }
      return;
    }
    if (title === undefined) return;
    if (this.#frame !== null) this.#takeRow(this.#frame, cells);
    else if (typeof title === "number") this.#takePlace(title);
  }

  end(file: {
    readonly fileName: string;
    readonly format: RecordingFormat;
    readonly isCut: boolean;
  }): Result<PressureRecording> {
    // The last frame has no frame behind it: it counts when it is as long as the others.
    const isShort = this.#frame !== null && this.#frame.length < this.#rowsPerFrame;
    if (!file.isCut || (this.#rowsPerFrame > 0 && !isShort)) this.#closeFrame(file.isCut || isShort);
    if (this.#problems.length > 0) return notOk(...this.#problems);
    const frames = this.#frames?.frames ?? 0;
    if (this.#frames === null || frames === 0) return notOk(file.isCut ? brokenOffBeforeFrames(this.#row) : noFrames());
    const isBroken = file.isCut || isShort;
    return ok({
      file: file.fileName,
      format: file.format,
      device: "RSscan footscan plate",
      deviceClass: "plate",
      unit: "kPa",
      saturation: null,
      samplingRateHz: this.#side === null ? (this.#ratesHz.left ?? this.#ratesHz.right) : this.#ratesHz[this.#side],
      frames,
      feet: [
        {
          statedSide: this.#side,
          layout: gridLayout({
            rows: this.#rowsPerFrame,
            columns: this.#columns,
            cellWidthMm: CELL_WIDTH_MM,
            cellHeightMm: CELL_LENGTH_MM,
            cellAreaMm2: CELL_AREA_MM2,
            firstRow: this.#firstRow ?? 1,
            firstColumn: this.#firstColumn ?? 1,
            deviceRows: null,
            deviceColumns: null,
          }),
          values: this.#frames.join(),
          maker: null,
        },
      ],
      notes: isBroken ? [brokenOff(this.#row, frames + 1, frames)] : [],
    });
  }

  #takeHead(title: string, cells: readonly SheetCell[]): void {
    const line = cells.filter((cell) => cell !== null).join(" ");
    if (/scanning speed/i.test(title)) {
      const rate = (side: Side): number | null => {
        const found = new RegExp(`${side} foot\\s*:?\\s*(\\d+(?:[.,]\\d+)?)`, "i").exec(line)?.[1];
        const hz = Number(found?.replace(",", "."));
        return hz > 0 ? hz : null;
      };
      this.#ratesHz = { left: rate("left"), right: rate("right") };
      return;
    }
    const side = /\b(left|right) foot data/i.exec(line)?.[1]?.toLowerCase();
    if (side === "left" || side === "right") this.#side = side;
    this.#label = title;
  }

  /** The print's place on the plate stands below its name: `Rectangle left`, then the number. */
  #takePlace(sensors: number): void {
    if (/rectangle bottom/i.test(this.#label)) this.#firstRow = sensors;
    else if (/rectangle left/i.test(this.#label)) this.#firstColumn = sensors;
  }

  #takeRow(frame: number[][], cells: readonly SheetCell[]): void {
    const place = `Row ${frame.length + 1} of frame ${this.#frameNumber}`;
    const numbers = cells.map((cell) => (typeof cell === "number" ? cell : NaN));
    if (numbers.some((value) => !(value >= 0))) this.#problems.push(notANumber(this.#row, place));
    else if (this.#columns !== 0 && numbers.length !== this.#columns) {
      this.#problems.push(rowLength(this.#row, place, numbers.length, this.#columns));
    } else {
      if (numbers.length > MOST_SENSELS_A_SIDE || frame.length >= MOST_SENSELS_A_SIDE) {
        this.#problems.push(rowLength(this.#row, place, numbers.length, MOST_SENSELS_A_SIDE));
        return;
      }
      this.#columns = numbers.length;
      frame.push(numbers);
    }
  }

  /** Printed heel first; a recording has its toes first. */
  #closeFrame(mayBeCut = false): void {
    const frame = this.#frame;
    this.#frame = null;
    if (frame === null) return;
    if (this.#rowsPerFrame === 0 && frame.length > 0) this.#rowsPerFrame = frame.length;
    if (frame.length !== this.#rowsPerFrame || frame.length === 0) {
      if (!mayBeCut) this.#problems.push(incompleteFrame(this.#row, this.#frameNumber, frame.length));
      return;
    }
    this.#frames ??= new FrameStore(this.#rowsPerFrame * this.#columns);
    const values = this.#frames.next();
    frame.forEach((row, index) => {
      const start = (this.#rowsPerFrame - 1 - index) * this.#columns;
      row.forEach((newtons, column) => (values[start + column] = newtons * KPA_PER_NEWTON));
    });
  }
}
