import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { latin1Text } from "@plumbline/signal-processing";
import { FrameStore } from "../frame-store.ts";
import { numberList } from "../number-list.ts";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";
import type { RecordingReader } from "../recording-reader.ts";
import type { MakerFigures, PressureRecording } from "../recording.ts";
import { NOT_A_NUMBER, scanNumbers } from "../scan-numbers.ts";
import type { SensorLayout } from "../sensor-layout.ts";
import { linesTo } from "./line-reader.ts";
import { isWholeLastNumber, parseAscHeader } from "./novel-asc.ts";
import { brokenOff, brokenOffBeforeFrames, MOST_PROBLEMS, noFrames, notANumber, rowLength } from "./reader-problems.ts";

/**
 * novel pliance mats, text export: a table of the connected sensors in kPa, one line a frame, closed by the lines MPP and
 * MVP; then the maker's force and center of pressure over the whole trial; then corners, center and area of each sensor.
 */
export const plianceReader: RecordingReader = {
  format: "novel pliance .asc",
  canRead: (head) => /^\s*electrical:/im.test(head) && /pressure values in/i.test(head),
  open: (fileName) => linesTo(new PlianceParser(fileName)),
};

const MM_PER_CM = 10;
const MM2_PER_CM2 = 100;
/** No mat has more sensors; a larger number is damage. */
const MOST_SENSORS = 4096;
/** The force is printed with three decimals and the area with four: for hundreds of sensors that is a hundredth of a newton. */
const FORCE_ROUNDING_N = 0.02;

type Part = "header" | "frames" | "force" | "sensors";

class PlianceParser {
  readonly #fileName: string;
  readonly #problems: Problem[] = [];
  readonly #times: number[] = [];
  readonly #force = new Map<number, readonly [number, number, number]>();
  readonly #sensorLines = new Map<string, Float64Array>();
  #numbers = new Float64Array(0);
  #frames: FrameStore | null = null;
  #part: Part = "header";
  #header = "";
  #line = 0;
  #isBrokenOff = false;
  #isClosed = false;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  readonly take = (bytes: Uint8Array, start: number, end: number, isOpen: boolean): void => {
    this.#line++;
    if (this.#problems.length >= MOST_PROBLEMS) return;
    if (this.#part === "frames" && isDigitLine(bytes, start, end)) {
      this.#takeFrame(bytes, start, end, isOpen);
      return;
    }
    const text = latin1Text(bytes, start, end);
    const word = text.trim().split(/\s+/)[0] ?? "";
    if (word === "time[secs]") this.#openTable(text);
    else if (this.#part === "header") this.#header += `${text}\n`;
    else if (word === "MPP" || word === "MVP") this.#isClosed = true;
    else if (this.#part === "force" && /^\d/.test(word)) this.#takeForce(text);
    else if (word.startsWith("corner")) this.#part = "sensors";
    else if (this.#part === "sensors" && /^(?:x\[c\]|y\[c\]|area)$/.test(word))
      this.#takeSensorLine(word, text, isOpen);
  };

  end(): Result<PressureRecording> {
    if (this.#problems.length > 0) return notOk(...this.#problems);
    const frames = this.#frames?.frames ?? 0;
    if (this.#frames === null || frames === 0) {
      return notOk(this.#isBrokenOff || this.#frames === null ? brokenOffBeforeFrames(this.#line) : noFrames());
    }
    const { samplingRateHz, notes, unitProblem } = parseAscHeader(this.#header);
    if (unitProblem !== null) return notOk(unitProblem);
    const layout = this.#layout(this.#numbers.length - 1);
    const values = this.#frames.join();
    const maker = this.#maker(layout);
    const quality: QualityNote[] = [...notes];
    if (layout.areaMm2 === null) quality.push(withoutAreas());
    if (this.#isBrokenOff || !this.#isClosed) quality.push(brokenOff(this.#line, frames + 1, frames));
    quality.push(...forceNotes(values, layout, maker));
    return ok({
      file: this.#fileName,
      format: plianceReader.format,
      device: "novel pliance mat",
      deviceClass: "mat",
      unit: "kPa",
      saturation: null,
      samplingRateHz,
      frames,
      feet: [{ statedSide: null, layout, values, maker }],
      notes: quality,
    });
  }

  /** The titles of the pressures are the sensors' numbers; those of the second table are words. */
  #openTable(titles: string): void {
    if (this.#part !== "header") {
      this.#part = "force";
      return;
    }
    const sensors = titles.trim().split(/\s+/).length - 1;
    if (sensors < 1 || sensors > MOST_SENSORS) {
      this.#problems.push(rowLength(this.#line, "The line of sensor numbers", sensors, MOST_SENSORS));
      return;
    }
    this.#numbers = new Float64Array(1 + sensors);
    this.#frames = new FrameStore(sensors);
    this.#part = "frames";
  }

  #takeFrame(bytes: Uint8Array, start: number, end: number, isOpen: boolean): void {
    const numbers = this.#numbers;
    const store = this.#frames!;
    const count = scanNumbers(bytes, start, end, numbers);
    if (count !== numbers.length || (isOpen && !isWholeLastNumber(latin1Text(bytes, start, end)))) {
      if (isOpen) this.#isBrokenOff = true;
      else if (count === NOT_A_NUMBER) this.#problems.push(notANumber(this.#line, `Frame ${store.frames + 1}`));
      else this.#problems.push(rowLength(this.#line, `Frame ${store.frames + 1}`, count, numbers.length));
      return;
    }
    this.#times.push(numbers[0]!);
    store.next().set(numbers.subarray(1));
  }

  /** Time, force, x, y; a dash where nothing is loaded. */
  #takeForce(text: string): void {
    const [time, force, x, y] = text.trim().split(/\s+/).map(decimal);
    if (time === undefined || force === undefined || Number.isNaN(force)) return;
    this.#force.set(timeKey(time), [force, x ?? NaN, y ?? NaN]);
  }

  /** A line with fewer numbers than sensors was cut off; then that fact stays unknown. */
  #takeSensorLine(word: string, text: string, isOpen: boolean): void {
    const values = text.trim().split(/\s+/).slice(1).map(decimal);
    const isWhole = values.length === this.#numbers.length - 1 && values.every((value) => value >= 0);
    if (isWhole && (!isOpen || isWholeLastNumber(text))) this.#sensorLines.set(word, Float64Array.from(values));
  }

  #layout(sensors: number): SensorLayout {
    const scaled = (word: string, factor: number): Float64Array | null =>
      this.#sensorLines.get(word)?.map((value) => value * factor) ?? null;
    return {
      sensors,
      areaMm2: scaled("area", MM2_PER_CM2),
      xMm: scaled("x[c]", MM_PER_CM),
      yMm: scaled("y[c]", MM_PER_CM),
      grid: null,
    };
  }

  /** The maker's axes run the other way round: each coordinate counts from the far end of the mat. */
  #maker({ xMm, yMm }: SensorLayout): MakerFigures | null {
    if (this.#force.size === 0) return null;
    const rows = this.#times.map((time) => this.#force.get(timeKey(time)));
    if (rows.some((row) => row === undefined)) return null;
    const farX = xMm === null ? null : extent(xMm);
    const farY = yMm === null ? null : extent(yMm);
    const turned = (far: number | null, place: 1 | 2): Float64Array | null =>
      far === null ? null : Float64Array.from(rows, (row) => far - row![place] * MM_PER_CM);
    return {
      forceN: Float64Array.from(rows, (row) => row![0]),
      copXMm: turned(farX, 1),
      copYMm: turned(farY, 2),
      initialContacts: null,
      toeOffs: null,
    };
  }
}

/** Lowest and highest center together: the mat's width, as the first and last sensor lie half a sensor inside its edges. */
function extent(centers: Float64Array): number {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const center of centers) {
    lowest = Math.min(lowest, center);
    highest = Math.max(highest, center);
  }
  return lowest + highest;
}

function forceNotes(
  values: Float32Array,
  { sensors, areaMm2 }: SensorLayout,
  maker: MakerFigures | null,
): QualityNote[] {
  if (areaMm2 === null || maker?.forceN == null) return [];
  const disagreeing: number[] = [];
  let largest = 0;
  maker.forceN.forEach((printed, frame) => {
    let force = 0;
    for (let sensor = 0; sensor < sensors; sensor++)
      force += values[frame * sensors + sensor]! * areaMm2[sensor]! * 0.001;
    const difference = Math.abs(force - printed);
    if (difference <= FORCE_ROUNDING_N) return;
    disagreeing.push(frame + 1);
    largest = Math.max(largest, difference);
  });
  if (disagreeing.length === 0) return [];
  return [
    warning(
      "recording/force-mismatch",
      `frame ${disagreeing[0]!}`,
      `The force printed in the file and the sum of its sensors differ by up to ${largest.toFixed(2)} N, in frames ${numberList(disagreeing)}.`,
      "Export the recording again, with all sensors.",
    ),
  ];
}

function withoutAreas(): QualityNote {
  return warning(
    "recording/no-sensor-area",
    "sensors",
    "The table of the sensors' places and areas is missing or cut off.",
    "Export the recording again, with the sensor table at its end.",
  );
}

/** Times are printed with five decimals. */
function timeKey(seconds: number): number {
  return Math.round(seconds * 1e5);
}

function decimal(word: string): number {
  return Number(word.replace(",", "."));
}

function isDigitLine(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte > 0x20) return byte >= 0x30 && byte <= 0x39;
  }
  return false;
}
