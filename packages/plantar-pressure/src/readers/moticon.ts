import { notOk, ok, SIDES } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { latin1Text } from "@plumbline/signal-processing";
import { FrameStore } from "../frame-store.ts";
import { numberList } from "../number-list.ts";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";
import type { RecordingReader } from "../recording-reader.ts";
import type { FootRecording, PressureRecording } from "../recording.ts";
import { linesTo } from "./line-reader.ts";
import { brokenOff, brokenOffBeforeFrames, MOST_PROBLEMS, noFrames, notANumber, rowLength } from "./reader-problems.ts";

/**
 * Moticon OpenGo insoles, text export: 16 pressures of each foot in N/cm², the maker's total force and step marks. The
 * columns are found by their titles, so both of the maker's sets read alike. The sensors' areas are not published; the
 * maker's total force stands for theirs.
 */
export const moticonReader: RecordingReader = {
  format: "Moticon OpenGo .txt",
  canRead: (head) => /^# ?Sensor insoles:/m.test(head) || /^# ?time\t.*pressure 1\[N\/cm/m.test(head),
  open: (fileName) => linesTo(new MoticonParser(fileName)),
};

const KPA_PER_N_CM2 = 10;
/** Codes of the step columns: 11 and 21 are initial contacts, 15 and 25 toe-offs (left, right). */
const INITIAL_CONTACT: Readonly<Record<Side, number>> = { left: 11, right: 21 };
const TOE_OFF: Readonly<Record<Side, number>> = { left: 15, right: 25 };

/** A guess: a step is longer, so none is hidden. */
const LONGEST_FILLED_GAP_S = 0.1;

interface FootColumns {
  readonly pressures: readonly number[];
  readonly force: number;
  readonly steps: number;
  readonly store: FrameStore;
  readonly forceN: number[];
  readonly initialContacts: number[];
  readonly toeOffs: number[];
  /** Frames in which this foot's cells were empty. */
  readonly missing: number[];
}

class MoticonParser {
  readonly #fileName: string;
  readonly #problems: Problem[] = [];
  readonly #timesS: number[] = [];
  #titles: readonly string[] | null = null;
  #feet: Readonly<Record<Side, FootColumns>> | null = null;
  /** Frames, counted from 1, before which rows are missing. */
  readonly #gaps: number[] = [];
  #line = 0;
  #isBrokenOff = false;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  readonly take = (bytes: Uint8Array, start: number, end: number, isOpen: boolean): void => {
    this.#line++;
    if (this.#problems.length >= MOST_PROBLEMS) return;
    const text = latin1Text(bytes, start, end).replace(/\r$/, "");
    if (text.startsWith("#")) {
      // The last line of the head holds the titles; the lines above it name persons and are left behind.
      if (/^# ?time\t/.test(text) && !isOpen) this.#openTable(text.replace(/^# ?/, "").split("\t"));
      return;
    }
    if (text.trim() === "" || this.#titles === null) return;
    this.#takeFrame(text.split("\t"), isOpen);
  };

  end(): Result<PressureRecording> {
    if (this.#problems.length > 0) return notOk(...this.#problems);
    const frames = this.#timesS.length;
    if (this.#feet === null || frames === 0) {
      return notOk(this.#isBrokenOff || this.#titles === null ? brokenOffBeforeFrames(this.#line) : noFrames());
    }
    const feet = this.#feet;
    const present = SIDES.filter((side) => feet[side].missing.length < frames);
    const notes: QualityNote[] = present.flatMap((side) => missingNotes(side, feet[side].missing));
    if (this.#gaps.length > 0) notes.push(gapNote(this.#gaps));
    if (this.#isBrokenOff) notes.push(brokenOff(this.#line, frames + 1, frames));
    return ok({
      file: this.#fileName,
      format: moticonReader.format,
      device: "Moticon OpenGo",
      deviceClass: "in-shoe",
      unit: "kPa",
      saturation: null,
      samplingRateHz: rateOf(this.#timesS),
      frames,
      feet: present.map((side) => footOf(side, feet[side])),
      notes,
    });
  }

  #openTable(titles: readonly string[]): void {
    const columnsOf = (side: Side): FootColumns => {
      const pressures = titles.flatMap((title, index) => (title.startsWith(`${side} pressure `) ? [index] : []));
      return {
        pressures,
        force: titles.findIndex((title) => title.startsWith(`${side} total force`)),
        steps: titles.findIndex((title) => title.startsWith(`${side} steps`)),
        store: new FrameStore(pressures.length),
        forceN: [],
        initialContacts: [],
        toeOffs: [],
        missing: [],
      };
    };
    this.#titles = titles;
    this.#feet = { left: columnsOf("left"), right: columnsOf("right") };
    if (SIDES.every((side) => this.#feet![side].pressures.length === 0)) {
      this.#problems.push({
        code: "recording/column-titles",
        path: `line ${this.#line}`,
        message: 'No column is titled "left pressure 1[N/cm²]" or the like.',
        hint: "Export the recording again, with its pressures.",
      });
    }
  }

  #takeFrame(cells: readonly string[], isOpen: boolean): void {
    const frame = this.#timesS.length;
    // A line that is cut inside its last cell cannot be told from a whole one, but by its line end.
    if (isOpen) {
      this.#isBrokenOff = true;
      return;
    }
    if (cells.length !== this.#titles!.length) {
      this.#problems.push(rowLength(this.#line, `Frame ${frame + 1}`, cells.length, this.#titles!.length));
      return;
    }
    const time = decimal(cells[0]!);
    if (Number.isNaN(time) || !SIDES.every((side) => this.#isReadable(this.#feet![side], cells))) {
      this.#problems.push(notANumber(this.#line, `Frame ${frame + 1}`));
      return;
    }
    this.#fillGap(time);
    this.#timesS.push(time);
    for (const side of SIDES) takeFoot(side, this.#feet![side], cells, frame);
  }

  /** Rows that were lost are the last one again, so that frames keep their times; a long gap is left as it is. */
  #fillGap(time: number): void {
    const [first, second] = this.#timesS;
    if (first === undefined || second === undefined) return;
    const interval = second - first;
    const lost = Math.round((time - this.#timesS.at(-1)!) / interval) - 1;
    if (!(interval > 0) || !(lost > 0)) return;
    this.#gaps.push(this.#timesS.length + 1);
    if (lost * interval > LONGEST_FILLED_GAP_S) return;
    for (let row = 0; row < lost; row++) {
      this.#timesS.push(this.#timesS.at(-1)! + interval);
      for (const side of SIDES) repeatLast(this.#feet![side]);
    }
  }

  /** Every cell of a foot is a pressure, or all are empty. */
  #isReadable({ pressures, force }: FootColumns, cells: readonly string[]): boolean {
    if (isMissing(pressures, cells)) return true;
    return pressures.every((column) => decimal(cells[column]!) >= 0) && (force === -1 || decimal(cells[force]!) >= 0);
  }
}

function takeFoot(side: Side, foot: FootColumns, cells: readonly string[], frame: number): void {
  const values = foot.store.next();
  if (isMissing(foot.pressures, cells)) {
    foot.missing.push(frame);
    foot.forceN.push(0);
    return;
  }
  foot.pressures.forEach((column, sensor) => (values[sensor] = decimal(cells[column]!) * KPA_PER_N_CM2));
  foot.forceN.push(foot.force === -1 ? NaN : decimal(cells[foot.force]!));
  const mark = foot.steps === -1 ? NaN : decimal(cells[foot.steps]!);
  if (mark === INITIAL_CONTACT[side]) foot.initialContacts.push(frame);
  else if (mark === TOE_OFF[side]) foot.toeOffs.push(frame);
}

/** The feet start at different times, and now and then a row has one foot only. */
function isMissing(pressures: readonly number[], cells: readonly string[]): boolean {
  return pressures.every((column) => cells[column]!.trim() === "");
}

function footOf(side: Side, { store, forceN, initialContacts, toeOffs, pressures, steps }: FootColumns): FootRecording {
  const hasForce = forceN.every((force) => !Number.isNaN(force));
  return {
    statedSide: side,
    layout: { sensors: pressures.length, areaMm2: null, xMm: null, yMm: null, grid: null },
    values: store.join(),
    maker: {
      forceN: hasForce ? Float64Array.from(forceN) : null,
      copXMm: null,
      copYMm: null,
      initialContacts: steps === -1 ? null : initialContacts,
      toeOffs: steps === -1 ? null : toeOffs,
    },
  };
}

function repeatLast({ store, forceN }: FootColumns): void {
  const last = store.last().slice();
  store.next().set(last);
  forceN.push(forceN.at(-1)!);
}

function gapNote(gaps: readonly number[]): QualityNote {
  return warning(
    "recording/gap",
    `frame ${gaps[0]!}`,
    `Rows are missing before frame ${numberList(gaps)}; up to ${LONGEST_FILLED_GAP_S} s they are taken as the row before them.`,
    "Keep the phone near the insoles while recording.",
  );
}

function missingNotes(side: Side, missing: readonly number[]): QualityNote[] {
  if (missing.length === 0) return [];
  return [
    warning(
      "recording/missing-foot",
      `frame ${missing[0]! + 1}`,
      `The ${side} foot is missing in ${missing.length} frames; it is taken as unloaded there.`,
    ),
  ];
}

/** From the usual step between rows: where rows are missing the clock runs on. */
function rateOf(timesS: readonly number[]): number | null {
  const steps = timesS.slice(1).map((time, index) => time - timesS[index]!);
  const usual = steps.sort((a, b) => a - b)[steps.length >> 1];
  // Times are printed to a hundredth of a second.
  return usual !== undefined && usual > 0 ? Math.round(1 / usual) : null;
}

/** NaN when it is not a number. */
function decimal(text: string): number {
  const number = Number(text);
  // Nothing but blanks counts as 0 there.
  if (number === 0) return text.trim() === "" ? NaN : 0;
  return Number.isNaN(number) ? Number(text.replace(",", ".")) : number;
}
