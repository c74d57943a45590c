import { notOk, ok, SIDES } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { latin1Text } from "@plumbline/signal-processing";
import { FrameStore } from "../frame-store.ts";
import { kpaPerUnit } from "../pressure-unit.ts";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";
import type { RecordingReader } from "../recording-reader.ts";
import type { FootRecording, PressureRecording } from "../recording.ts";
import { scanCells } from "../scan-cells.ts";
import { NOT_A_NUMBER } from "../scan-numbers.ts";
import { gridLayout } from "../sensor-layout.ts";
import { linesTo } from "./line-reader.ts";
import {
  badHeader,
  brokenOff,
  brokenOffBeforeFrames,
  incompleteFrame,
  MOST_PROBLEMS,
  noFrames,
  notANumber,
  rowLength,
} from "./reader-problems.ts";

/**
 * XSENSOR text export: for each frame a block a foot, with the maker's own figures and the rows of sensels, toes first.
 * The `GROUP` blocks behind them repeat cells without telling their places and are passed over.
 */
export const xsensorReader: RecordingReader = {
  format: "XSENSOR .csv",
  canRead: (head) => /^"?Units:?"?,/m.test(head) && /^FRAME,\d+/m.test(head),
  open: (fileName) => linesTo(new XsensorParser(fileName)),
};

/** No insole has more sensels a side; a larger number is damage. */
const MOST_SENSELS_A_SIDE = 256;
const SECONDS_PER_DAY = 86_400;

interface FootBlocks {
  readonly side: Side | null;
  rows: number;
  columns: number;
  widthMm: number;
  heightMm: number;
  /** Area of a sensel from the maker's total area; printed width × height is rounded. */
  cellAreaMm2: number | null;
  readonly loads: number[];
  frames: FrameStore | null;
}

class XsensorParser {
  readonly #fileName: string;
  readonly #problems: Problem[] = [];
  readonly #feet = new Map<string, FootBlocks>();
  readonly #timesS: number[] = [];
  #unit = "";
  #kpaPerUnit = 1;
  #frames = 0;
  #frameNumber = 0;
  /** The block that is being read; null between blocks and in a group. */
  #foot: FootBlocks | null = null;
  #area: number | null = null;
  #loaded: number | null = null;
  #cells = new Float64Array(0);
  #frame: Float32Array | null = null;
  #row = 0;
  #line = 0;
  #isBrokenOff = false;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  readonly take = (bytes: Uint8Array, start: number, end: number, isOpen: boolean): void => {
    this.#line++;
    if (isOpen) this.#isBrokenOff = true;
    if (this.#problems.length >= MOST_PROBLEMS || isEmptyLine(bytes, start, end)) return;
    if (this.#frame !== null) {
      if (isDigit(bytes[start]!)) return this.#takeRow(this.#frame, bytes, start, end, isOpen);
      this.#problems.push(incompleteFrame(this.#line, this.#frameNumber, this.#row));
      this.#frame = null;
      return;
    }
    if (isDigit(bytes[start]!)) return;
    this.#takeField(latin1Text(bytes, start, endOfCells(bytes, start, end)), isOpen);
  };

  end(): Result<PressureRecording> {
    if (this.#problems.length > 0) return notOk(...this.#problems);
    const blocks = [...this.#feet.values()].filter(({ frames }) => frames !== null);
    if (this.#frame !== null) this.#foot!.frames!.drop();
    // A frame counts when every foot has it.
    const frames = Math.min(...blocks.map((block) => block.frames!.frames));
    if (blocks.length === 0 || frames === 0) {
      return notOk(this.#frames > 0 ? brokenOffBeforeFrames(this.#line) : noFrames());
    }
    for (const block of blocks) while (block.frames!.frames > frames) block.frames!.drop();
    const notes: QualityNote[] = [];
    if (frames < this.#frames || this.#isBrokenOff) notes.push(brokenOff(this.#line, this.#frameNumber, frames));
    return ok({
      file: this.#fileName,
      format: xsensorReader.format,
      device: "XSENSOR insoles",
      deviceClass: "in-shoe",
      unit: this.#unit.toLowerCase() === "raw" ? "raw" : "kPa",
      saturation: null,
      samplingRateHz: rateOf(this.#timesS.slice(0, frames)),
      frames,
      feet: blocks.map(footOf),
      notes: [...notes, ...areaNotes(blocks)],
    });
  }

  #takeField(text: string, isOpen: boolean): void {
    const [name = "", value = ""] = text.split(",", 2).map((cell) => cell.trim().replace(/^"|"$/g, ""));
    if (/^Units:?$/.test(name)) this.#takeUnit(value);
    else if (name === "FRAME") {
      this.#frames++;
      this.#frameNumber = Number(value);
      this.#foot = null;
    } else if (name === "Time" && this.#timesS.length < this.#frames) this.#timesS.push(secondsOf(value));
    else if (name === "GROUP") this.#foot = null;
    else if (name === "SENSOR" && !isOpen) this.#openFoot(value);
    else if (this.#foot !== null && !isOpen) this.#takeFootField(this.#foot, name, value);
  }

  #takeUnit(unit: string): void {
    this.#unit = unit;
    if (unit.toLowerCase() === "raw") return;
    const kpa = kpaPerUnit(unit);
    if (kpa === null) {
      this.#problems.push(badHeader(this.#line, `The pressures are in "${unit}", which is no unit that is known.`));
    } else this.#kpaPerUnit = kpa;
  }

  #openFoot(sensor: string): void {
    const side = /-LF\b/.test(sensor) ? SIDES[0] : /-RF\b/.test(sensor) ? SIDES[1] : null;
    const key = side ?? sensor;
    let foot = this.#feet.get(key);
    if (foot === undefined) {
      foot = { side, rows: 0, columns: 0, widthMm: 0, heightMm: 0, cellAreaMm2: null, loads: [], frames: null };
      this.#feet.set(key, foot);
    }
    this.#foot = foot;
    this.#area = null;
    this.#loaded = null;
  }

  #takeFootField(foot: FootBlocks, name: string, value: string): void {
    const number = Number(value.replace(",", "."));
    if (name === "SENSELS") return this.#openCells(foot);
    if (name === "Rows" && foot.frames === null) foot.rows = number;
    else if (name === "Columns" && foot.frames === null) foot.columns = number;
    else if (name.startsWith("Sensel Width")) foot.widthMm = number * 10;
    else if (name.startsWith("Sensel Height")) foot.heightMm = number * 10;
    else if (name.startsWith("Contact Area")) this.#area = number;
    else if (name.startsWith("Contact %")) this.#loaded = number;
    else if (name.startsWith("Est. Load")) foot.loads.push(number);
  }

  #openCells(foot: FootBlocks): void {
    if (foot.frames === null) {
      for (const [name, count] of [
        ["Rows", foot.rows],
        ["Columns", foot.columns],
      ] as const) {
        if (Number.isInteger(count) && count >= 1 && count <= MOST_SENSELS_A_SIDE) continue;
        this.#problems.push(
          badHeader(this.#line, `The block needs ${name}, a whole number up to ${MOST_SENSELS_A_SIDE}.`),
        );
        return;
      }
      if (!(foot.widthMm > 0) || !(foot.heightMm > 0)) {
        this.#problems.push(badHeader(this.#line, "The block needs the width and the height of a sensel in cm."));
        return;
      }
      foot.frames = new FrameStore(foot.rows * foot.columns);
    }
    if (foot.frames.frames >= this.#frames) return;
    this.#cells = new Float64Array(foot.columns);
    this.#frame = foot.frames.next();
    this.#row = 0;
  }

  #takeRow(frame: Float32Array, bytes: Uint8Array, start: number, end: number, isOpen: boolean): void {
    const foot = this.#foot!;
    const cells = this.#cells;
    const count = scanCells(bytes, start, endOfCells(bytes, start, end), cells);
    if (isOpen) return;
    if (count !== cells.length) {
      const place = `Row ${this.#row + 1} of frame ${this.#frameNumber}`;
      this.#problems.push(
        count === NOT_A_NUMBER ? notANumber(this.#line, place) : rowLength(this.#line, place, count, cells.length),
      );
      this.#frame = null;
      return;
    }
    for (let column = 0; column < count; column++) {
      frame[this.#row * foot.columns + column] = cells[column]! * this.#kpaPerUnit;
    }
    this.#row++;
    if (this.#row < foot.rows) return;
    this.#noteArea(foot, frame);
    this.#frame = null;
  }

  /** The frame with the largest contact gives the least rounded area of one sensel. */
  #noteArea(foot: FootBlocks, frame: Float32Array): void {
    const loaded = frame.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
    if (this.#area === null || loaded === 0 || !(this.#loaded! > 0)) return;
    const areaMm2 = (this.#area * 100) / loaded;
    // Far from the printed width × height the figures speak of something else.
    const printed = foot.widthMm * foot.heightMm;
    if (Math.abs(areaMm2 / printed - 1) > MOST_AREA_ROUNDING) return;
    if (loaded > (this.#loadedMost.get(foot) ?? 0)) {
      this.#loadedMost.set(foot, loaded);
      foot.cellAreaMm2 = areaMm2;
    }
  }

  readonly #loadedMost = new Map<FootBlocks, number>();
}

/** 0.86 cm may stand for anything from 0.855 to 0.865: 1 % a side, 2 % of the area; more is no rounding. */
const MOST_AREA_ROUNDING = 0.03;

function footOf(block: FootBlocks): FootRecording {
  const edgeScale = Math.sqrt((block.cellAreaMm2 ?? block.widthMm * block.heightMm) / (block.widthMm * block.heightMm));
  const layout = gridLayout({
    rows: block.rows,
    columns: block.columns,
    cellWidthMm: block.widthMm * edgeScale,
    cellHeightMm: block.heightMm * edgeScale,
    cellAreaMm2: block.cellAreaMm2 ?? block.widthMm * block.heightMm,
    firstRow: 1,
    firstColumn: 1,
    deviceRows: block.rows,
    deviceColumns: block.columns,
  });
  const values = block.frames!.join();
  const frames = values.length / layout.sensors;
  const forceN = block.loads.length >= frames ? Float64Array.from(block.loads.slice(0, frames)) : null;
  const maker = forceN === null ? null : { forceN, copXMm: null, copYMm: null, initialContacts: null, toeOffs: null };
  return { statedSide: block.side, layout, values, maker };
}

function areaNotes(blocks: readonly FootBlocks[]): QualityNote[] {
  if (blocks.every(({ cellAreaMm2 }) => cellAreaMm2 !== null)) return [];
  return [
    warning(
      "recording/rounded-area",
      "Sensel Width",
      "The size of a sensel is printed with two digits only, so forces and areas may be 2 % off.",
    ),
  ];
}

/** Frames are stamped to 1 ms, so the rate comes from all of them. Past midnight the clock starts again. */
function rateOf(timesS: readonly number[]): number | null {
  let seconds = 0;
  for (let index = 1; index < timesS.length; index++) {
    const step = timesS[index]! - timesS[index - 1]!;
    seconds += step < 0 ? step + SECONDS_PER_DAY : step;
  }
  return seconds > 0 ? (timesS.length - 1) / seconds : null;
}

/** `08:21:17.982`. */
function secondsOf(clock: string): number {
  const [hours, minutes, seconds] = clock.split(":").map(Number);
  return (hours! * 60 + minutes!) * 60 + seconds!;
}

function isEmptyLine(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 0x20 && bytes[at] !== COMMA) return false;
  return true;
}

/** Rows are padded with commas to the width of the widest line. */
function endOfCells(bytes: Uint8Array, start: number, end: number): number {
  let last = end;
  while (last > start && (bytes[last - 1] === COMMA || bytes[last - 1]! <= 0x20)) last--;
  return last;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

const COMMA = 0x2c;
