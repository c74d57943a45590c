import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { latin1Text } from "@plumbline/signal-processing";
import { FrameStore } from "../frame-store.ts";
import type { RecordingReader } from "../recording-reader.ts";
import type { PressureRecording } from "../recording.ts";
import { linesTo } from "./line-reader.ts";
import { brokenOff, brokenOffBeforeFrames, MOST_PROBLEMS, noFrames, notANumber, rowLength } from "./reader-problems.ts";

/**
 * stappone insoles, `.csv`: 12 sensors in raw counts beside motion. Counts are no pressure and rest above zero, so only
 * the recording itself is told. Columns are found by their titles.
 */
export const stapponeReader: RecordingReader = {
  format: "stappone .csv",
  canRead: (head) => head.startsWith("sole_id,timestamp,"),
  open: (fileName) => linesTo(new StapponeParser(fileName)),
};

/** `sole_id` of the left and of the right insole, as the maker numbers them (from a description, one side seen). */
const SIDE_OF_SOLE: Readonly<Record<string, Side>> = { "1": "left", "2": "right" };

interface Sole {
  readonly store: FrameStore;
  readonly timesMs: number[];
}

class StapponeParser {
  readonly #fileName: string;
  readonly #problems: Problem[] = [];
  readonly #soles = new Map<string, Sole>();
  #titles: readonly string[] | null = null;
  #pressures: readonly number[] = [];
  #line = 0;
  #isBrokenOff = false;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  readonly take = (bytes: Uint8Array, start: number, end: number, isOpen: boolean): void => {
    this.#line++;
    if (this.#problems.length >= MOST_PROBLEMS) return;
    const text = latin1Text(bytes, start, end).trim();
    if (text === "") return;
    const cells = text.split(",");
    if (this.#titles === null) {
      if (isOpen) return;
      this.#titles = cells;
      this.#pressures = cells.flatMap((title, index) => (/^pressure_\d+$/.test(title) ? [index] : []));
      return;
    }
    if (isOpen) {
      this.#isBrokenOff = true;
      return;
    }
    const row = `Row ${this.#line - 1}`;
    if (cells.length !== this.#titles.length) {
      this.#problems.push(rowLength(this.#line, row, cells.length, this.#titles.length));
      return;
    }
    const values = this.#pressures.map((column) => (cells[column] === "" ? NaN : Number(cells[column])));
    const time = Number(cells[1]);
    if (!values.every((value) => value >= 0) || !(time > 0)) {
      this.#problems.push(notANumber(this.#line, row));
      return;
    }
    this.#take(cells[0]!, values, time);
  };

  end(): Result<PressureRecording> {
    if (this.#problems.length > 0) return notOk(...this.#problems);
    const soles = [...this.#soles].sort(([a], [b]) => (a < b ? -1 : 1));
    const frames = Math.min(...soles.map(([, { store }]) => store.frames));
    if (soles.length === 0 || this.#pressures.length === 0) {
      return notOk(this.#isBrokenOff || this.#titles === null ? brokenOffBeforeFrames(this.#line) : noFrames());
    }
    for (const [, { store }] of soles) while (store.frames > frames) store.drop();
    return ok({
      file: this.#fileName,
      format: stapponeReader.format,
      device: "stappone insole",
      deviceClass: "in-shoe",
      unit: "raw",
      saturation: null,
      samplingRateHz: rateOf(soles[0]![1].timesMs),
      frames,
      feet: soles.map(([sole, { store }]) => ({
        statedSide: SIDE_OF_SOLE[sole] ?? null,
        layout: { sensors: this.#pressures.length, areaMm2: null, xMm: null, yMm: null, grid: null },
        values: store.join(),
        maker: null,
      })),
      notes: this.#isBrokenOff ? [brokenOff(this.#line, frames + 1, frames)] : [],
    });
  }

  #take(id: string, values: readonly number[], timeMs: number): void {
    let sole = this.#soles.get(id);
    if (sole === undefined) {
      sole = { store: new FrameStore(values.length), timesMs: [] };
      this.#soles.set(id, sole);
    }
    sole.store.next().set(values);
    sole.timesMs.push(timeMs);
  }
}

function rateOf(timesMs: readonly number[]): number | null {
  const span = timesMs.at(-1)! - timesMs[0]!;
  return timesMs.length > 1 && span > 0 ? ((timesMs.length - 1) * 1000) / span : null;
}
