import type { Problem } from "@plumbline/clinical-model";
import { latin1Text } from "@plumbline/signal-processing";
import { NOT_A_NUMBER, scanNumbers } from "../scan-numbers.ts";
import { parsePageHeader } from "./emed-header.ts";

/** One printed page that is a frame or a part of one. */
export interface EmedPage {
  readonly pictureNumber: number;
  /** Line of its column titles. */
  readonly line: number;
  readonly firstRow: number;
  readonly rows: number;
  readonly firstColumn: number;
  readonly columns: number;
  /** `rows × columns`, kPa. */
  readonly cells: Float32Array;
  /** The total force that the maker printed; null on a page without the `Force` column. */
  readonly printedForceN: number | null;
}

export interface EmedPages {
  /** Complete pages only, in the order of the file. */
  readonly pages: readonly EmedPage[];
  /** Text above the first table. */
  readonly firstHeader: string;
  /** Where the last frame breaks off; null when the file ends with a complete one. */
  readonly brokenOff: { readonly pictureNumber: number; readonly line: number } | null;
  /** Lines of pages that are neither a frame nor a known summary. */
  readonly unknownPageLines: readonly number[];
  readonly problems: readonly Problem[];
}

const FORM_FEED = 0x0c;
const SPACE = 0x20;
const LETTER_F = 0x46;

/** No plate has more sensels a side; a larger number is damage. */
const MOST_SENSELS_A_SIDE = 1024;
/** Above a page stand a few lines; more is no header, and need not be kept. */
const LONGEST_HEADER = 4096;
/** After so many problems the rest only repeats. */
const MOST_PROBLEMS = 20;

interface OpenTable {
  readonly pictureNumber: number;
  readonly line: number;
  readonly firstColumn: number;
  readonly columns: number;
  readonly hasForceColumn: boolean;
  readonly cells: number[];
  firstRow: number;
  rows: number;
}

/**
 * Splits a file into pages and reads their tables, line by line. Both layouts, tab-separated and space-padded, read
 * alike. A page counts only when its closing `Force` line was read whole, so a frame is never partly filled.
 */
export class EmedPageParser {
  readonly #pages: EmedPage[] = [];
  readonly #unknownPageLines: number[] = [];
  readonly #problems: Problem[] = [];
  #firstHeader: string | null = null;
  /** Text since the last page. */
  #header = "";
  #table: OpenTable | null = null;
  #numbers = new Float64Array(0);
  #isSkipping = false;
  #line = 0;

  /** A {@link LineHandler}. */
  readonly take = (bytes: Uint8Array, start: number, end: number, isOpen: boolean): void => {
    this.#line++;
    if (this.#problems.length >= MOST_PROBLEMS) return;
    if (bytes[start] === FORM_FEED) {
      if (this.#table !== null) this.#problems.push(unclosedFrame(this.#table, this.#line));
      this.#table = null;
      this.#isSkipping = false;
      this.#header = "";
      return;
    }
    const first = firstVisible(bytes, start, end);
    if (this.#isSkipping || first === -1) return;
    if (this.#table === null) this.#takeHeaderLine(bytes, start, first, end, isOpen);
    else if (isDigit(bytes[first]!)) this.#takeRow(this.#table, bytes, first, end, isOpen);
    else this.#takeForces(this.#table, bytes, first, end, isOpen);
  };

  end(): EmedPages {
    const brokenOff =
      this.#table !== null
        ? { pictureNumber: this.#table.pictureNumber, line: this.#line }
        : this.#isSkipping
          ? null
          : beginningOfFrame(this.#header, this.#line);
    return {
      pages: this.#pages,
      firstHeader: this.#firstHeader ?? "",
      brokenOff,
      unknownPageLines: this.#unknownPageLines,
      problems: this.#problems,
    };
  }

  /** What stands above the column titles since the last page is this page's header. */
  #takeHeaderLine(bytes: Uint8Array, start: number, first: number, end: number, isOpen: boolean): void {
    if (!isDigit(bytes[first]!)) {
      if (this.#header.length < LONGEST_HEADER) this.#header += `${latin1Text(bytes, start, end)}\n`;
      return;
    }
    const header = parsePageHeader(this.#header);
    if (header.kind !== "frame" || header.pictureNumber === null) {
      if (header.kind === "unknown") this.#unknownPageLines.push(this.#line);
      this.#isSkipping = true;
      return;
    }
    this.#firstHeader ??= this.#header;
    const opened = openTable(bytes, first, end, header.pictureNumber, this.#line);
    if (opened !== null) {
      this.#table = opened;
      if (this.#numbers.length < opened.columns + 2) this.#numbers = new Float64Array(opened.columns + 2);
    } else if (!isOpen) {
      this.#problems.push(unreadableTitles(this.#line));
      this.#isSkipping = true;
    }
  }

  #takeRow(table: OpenTable, bytes: Uint8Array, first: number, end: number, isOpen: boolean): void {
    const numbers = this.#numbers;
    const count = scanNumbers(bytes, first, end, numbers);
    const problem = problemOfRow(table, count, numbers[0]!, this.#line);
    if (problem === null) {
      if (table.rows === 0) table.firstRow = numbers[0]!;
      table.rows++;
      for (let column = 1; column <= table.columns; column++) table.cells.push(numbers[column]!);
    } else if (!isOpen) {
      this.#problems.push(problem);
      this.#table = null;
      this.#isSkipping = true;
    }
  }

  /** The line that closes the page: column forces, and last the total. */
  #takeForces(table: OpenTable, bytes: Uint8Array, first: number, end: number, isOpen: boolean): void {
    const isClosing = bytes[first] === LETTER_F;
    const count = isClosing ? scanNumbers(bytes, endOfWord(bytes, first, end), end, this.#numbers) : NOT_A_NUMBER;
    const expected = table.columns + (table.hasForceColumn ? 1 : 0);
    if (count === expected && table.rows > 0) {
      const page = closeTable(table, table.hasForceColumn ? this.#numbers[count - 1]! : null);
      // Cut inside the total, the number is still a number, but a wrong one.
      const isWhole = !isOpen || (page.printedForceN !== null && /[.,]\d\d\s*$/.test(latin1Text(bytes, first, end)));
      if (!isWhole) return;
      this.#pages.push(page);
      this.#table = null;
      this.#header = "";
    } else if (!isOpen) {
      this.#problems.push(
        isClosing ? wrongForceLine(table, count, expected, this.#line) : unclosedFrame(table, this.#line),
      );
      this.#table = null;
      this.#isSkipping = true;
    }
  }
}

/** A header with a picture number and no table behind it is the start of a frame. */
function beginningOfFrame(tail: string, line: number): EmedPages["brokenOff"] {
  const { pictureNumber } = parsePageHeader(tail);
  return pictureNumber === null ? null : { pictureNumber, line };
}

function openTable(
  bytes: Uint8Array,
  start: number,
  end: number,
  pictureNumber: number,
  line: number,
): OpenTable | null {
  const forceTitle = bytes.indexOf(LETTER_F, start);
  const hasForceColumn = forceTitle !== -1 && forceTitle < end;
  const titles = new Float64Array(MOST_SENSELS_A_SIDE);
  const columns = scanNumbers(bytes, start, hasForceColumn ? forceTitle : end, titles);
  if (columns < 1 || columns > MOST_SENSELS_A_SIDE) return null;
  for (let column = 1; column < columns; column++) {
    if (titles[column] !== titles[0]! + column) return null;
  }
  const firstColumn = titles[0]!;
  if (!Number.isInteger(firstColumn) || firstColumn + columns - 1 > MOST_SENSELS_A_SIDE) return null;
  return { pictureNumber, line, firstColumn, columns, hasForceColumn, cells: [], firstRow: 0, rows: 0 };
}

function closeTable(table: OpenTable, printedForceN: number | null): EmedPage {
  const { pictureNumber, line, firstRow, rows, firstColumn, columns, cells } = table;
  return { pictureNumber, line, firstRow, rows, firstColumn, columns, cells: Float32Array.from(cells), printedForceN };
}

function problemOfRow(table: OpenTable, count: number, rowNumber: number, line: number): Problem | null {
  const path = `line ${line}`;
  const place = `Row ${table.rows + 1} of frame ${table.pictureNumber}`;
  if (count === NOT_A_NUMBER) {
    return {
      code: "recording/not-a-number",
      path,
      message: `${place} holds something that is not a pressure.`,
      hint: "Export the recording again, without editing it.",
    };
  }
  const expected = table.columns + (table.hasForceColumn ? 2 : 1);
  if (count !== expected) {
    return {
      code: "recording/row-length",
      path,
      message: `${place} has ${count} numbers where the titles ask for ${expected}.`,
      hint: "Export the recording again; its columns cannot be told apart as it is.",
    };
  }
  const isNext =
    table.rows === 0
      ? Number.isInteger(rowNumber) && rowNumber <= MOST_SENSELS_A_SIDE
      : rowNumber === table.firstRow + table.rows;
  if (isNext && table.rows < MOST_SENSELS_A_SIDE) return null;
  return {
    code: "recording/row-order",
    path,
    message: `${place} is numbered ${rowNumber}, which does not follow the row above it.`,
    hint: "Export the recording again; a row is missing or stands twice.",
  };
}

function wrongForceLine(table: OpenTable, count: number, expected: number, line: number): Problem {
  return {
    code: "recording/row-length",
    path: `line ${line}`,
    message:
      count === NOT_A_NUMBER
        ? `The force line of frame ${table.pictureNumber} holds something that is not a number.`
        : `The force line of frame ${table.pictureNumber} has ${count} numbers where the titles ask for ${expected}.`,
    hint: "Export the recording again.",
  };
}

function unclosedFrame(table: OpenTable, line: number): Problem {
  return {
    code: "recording/incomplete-frame",
    path: `line ${line}`,
    message: `Frame ${table.pictureNumber} breaks off after ${table.rows} rows, and other frames follow it.`,
    hint: "Export the recording again; a part of it is missing in the middle.",
  };
}

function unreadableTitles(line: number): Problem {
  return {
    code: "recording/column-titles",
    path: `line ${line}`,
    message: "The column numbers above the table do not count up one by one.",
    hint: "Export the recording again, without editing it.",
  };
}

function firstVisible(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) if (bytes[at]! > SPACE) return at;
  return -1;
}

function endOfWord(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at]! > SPACE) at++;
  return at;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
