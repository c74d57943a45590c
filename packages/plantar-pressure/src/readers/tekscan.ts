import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { latin1Text } from "@plumbline/signal-processing";
import { FrameStore } from "../frame-store.ts";
import { numberList } from "../number-list.ts";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";
import type { RecordingReader } from "../recording-reader.ts";
import type { PressureRecording } from "../recording.ts";
import { NO_SENSEL, scanCells } from "../scan-cells.ts";
import { NOT_A_NUMBER } from "../scan-numbers.ts";
import { gridLayout } from "../sensor-layout.ts";
import { linesTo } from "./line-reader.ts";
import {
  brokenOff,
  brokenOffBeforeFrames,
  incompleteFrame,
  MOST_PROBLEMS,
  noFrames,
  notANumber,
  rowLength,
} from "./reader-problems.ts";
import { parseTekscanHeader } from "./tekscan-header.ts";
import type { TekscanHeader } from "./tekscan-header.ts";

/**
 * Tekscan ASCII movies (F-Scan, I-Scan, MatScan; `.asf` and `.csv`): `KEY value` lines up to `ASCII_DATA @@`, then a line
 * `Frame n` and the rows of each frame, toes first; `@@` ends. Units other than kPa are converted; `raw` stays raw.
 */
export const tekscanReader: RecordingReader = {
  format: "Tekscan ASCII movie",
  canRead: (head) => /^\s*DATA_TYPE[ ,]+MOVIE/m.test(head) || (/^ROWS[ ,]/m.test(head) && /^ASCII_DATA/m.test(head)),
  open: (fileName) => linesTo(new TekscanParser(fileName)),
};

/** The maker prints raw sums as whole numbers. */
const RAW_SUM = /Raw Sum=,*\s*(\d+)/i;

class TekscanParser {
  readonly #fileName: string;
  readonly #problems: Problem[] = [];
  readonly #rawSumMismatches: number[] = [];
  #headerText = "";
  #header: TekscanHeader | null = null;
  #frames: FrameStore | null = null;
  #cells = new Float64Array(0);
  /** The frame that is being filled, the rows it has, and its printed raw sum. */
  #frame: Float32Array | null = null;
  #rows = 0;
  #printedSum: number | null = null;
  #line = 0;
  /** Behind a fault, up to the next frame. */
  #isSkipping = false;
  #isClosed = false;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  readonly take = (bytes: Uint8Array, start: number, end: number, isOpen: boolean): void => {
    this.#line++;
    if (this.#problems.length >= MOST_PROBLEMS || this.#isClosed) return;
    const first = bytes[start]!;
    if (this.#header === null) return this.#takeHeaderLine(latin1Text(bytes, start, end));
    if (start === end || (end - start === 1 && first <= 0x20)) return;
    if (first === LETTER_F) return this.#beginFrame(latin1Text(bytes, start, end), isOpen);
    if (first === AT_SIGN) {
      this.#isClosed = !isOpen || end - start >= 2;
      if (this.#frame !== null) this.#problems.push(incompleteFrame(this.#line, this.#number(), this.#rows));
      return;
    }
    this.#takeRow(bytes, start, end, isOpen);
  };

  end(): Result<PressureRecording> {
    if (this.#problems.length > 0) return notOk(...this.#problems);
    const isBrokenOff = this.#frame !== null;
    if (isBrokenOff) this.#frames!.drop();
    const frames = this.#frames?.frames ?? 0;
    if (this.#header === null || this.#frames === null || frames === 0) {
      return notOk(isBrokenOff ? brokenOffBeforeFrames(this.#line) : noFrames());
    }
    const { grid, unit, samplingRateHz, saturation, device, deviceClass, endFrame } = this.#header;
    const notes: QualityNote[] = [...this.#header.notes, ...this.#sumNotes()];
    if (isBrokenOff) notes.push(brokenOff(this.#line, frames + 1, frames));
    else if (!this.#isClosed) notes.push(brokenOff(this.#line, frames + 1, frames));
    else if (endFrame !== null && endFrame.last - endFrame.first + 1 !== frames) {
      notes.push(
        warning(
          "recording/gap",
          "END_FRAME",
          `The header tells of frames ${endFrame.first} to ${endFrame.last}; the file holds ${frames}.`,
          "Export all frames of the recording.",
        ),
      );
    }
    return ok({
      file: this.#fileName,
      format: tekscanReader.format,
      device,
      deviceClass,
      unit,
      saturation,
      samplingRateHz,
      frames,
      feet: [{ statedSide: null, layout: gridLayout(grid), values: this.#frames.join(), maker: null }],
      notes,
    });
  }

  #takeHeaderLine(text: string): void {
    if (!text.startsWith("ASCII_DATA")) {
      if (this.#headerText.length < LONGEST_HEADER) this.#headerText += `${text}\n`;
      return;
    }
    const header = parseTekscanHeader(this.#headerText);
    if (!header.ok) {
      this.#problems.push(...header.problems);
      return;
    }
    this.#header = header.value;
    const { rows, columns } = header.value.grid;
    this.#frames = new FrameStore(rows * columns);
    this.#cells = new Float64Array(columns);
  }

  #beginFrame(text: string, isOpen: boolean): void {
    if (this.#frame !== null) {
      this.#problems.push(incompleteFrame(this.#line, this.#number(), this.#rows));
      this.#frame = null;
      return;
    }
    if (isOpen) return;
    this.#isSkipping = false;
    this.#frame = this.#frames!.next();
    this.#rows = 0;
    const sum = RAW_SUM.exec(text)?.[1];
    this.#printedSum = sum === undefined ? null : Number(sum);
  }

  #takeRow(bytes: Uint8Array, start: number, end: number, isOpen: boolean): void {
    const frame = this.#frame;
    if (frame === null) {
      if (!isOpen && !this.#isSkipping) this.#problems.push(strayRow(this.#line, this.#frames!.frames));
      this.#isSkipping = true;
      return;
    }
    const { grid, perUnit, mirrorsColumns, mirrorsRows } = this.#header!;
    const cells = this.#cells;
    const count = scanCells(bytes, start, end, cells);
    if (count !== cells.length) {
      if (isOpen) return;
      this.#frame = null;
      this.#isSkipping = true;
      const place = `Row ${this.#rows + 1} of frame ${this.#number()}`;
      this.#problems.push(
        count === NOT_A_NUMBER ? notANumber(this.#line, place) : rowLength(this.#line, place, count, cells.length),
      );
      return;
    }
    // A last row without a line end may be cut inside its last number.
    if (isOpen && this.#rows === grid.rows - 1 && cells[count - 1] !== NO_SENSEL) return;
    const row = mirrorsRows ? grid.rows - 1 - this.#rows : this.#rows;
    for (let column = 0; column < count; column++) {
      const value = cells[column]!;
      if (value > 0) frame[row * grid.columns + (mirrorsColumns ? count - 1 - column : column)] = value * perUnit;
    }
    this.#rows++;
    if (this.#rows === grid.rows) this.#closeFrame(frame);
  }

  #closeFrame(frame: Float32Array): void {
    if (this.#printedSum !== null && this.#header!.unit === "raw") {
      const sum = frame.reduce((total, value) => total + value, 0);
      if (sum !== this.#printedSum) this.#rawSumMismatches.push(this.#number());
    }
    this.#frame = null;
  }

  #number(): number {
    return this.#frames!.frames;
  }

  #sumNotes(): QualityNote[] {
    if (this.#rawSumMismatches.length === 0) return [];
    return [
      warning(
        "recording/force-mismatch",
        `frame ${this.#rawSumMismatches[0]!}`,
        `The raw sum printed in the file is not the sum of its cells, in frames ${numberList(this.#rawSumMismatches)}.`,
        "Export the recording again.",
      ),
    ];
  }
}

function strayRow(line: number, frame: number): Problem {
  return {
    code: "recording/row-length",
    path: `line ${line}`,
    message: `Frame ${frame} has more rows than the header tells.`,
    hint: "Export the recording again, without editing it.",
  };
}

const LETTER_F = 0x46;
const AT_SIGN = 0x40;
/** Comments of the operator may be long; more is no header. */
const LONGEST_HEADER = 65_536;
