import { notOk, ok, SIDES } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { latin1Text } from "@plumbline/signal-processing";
import { FrameStore } from "../frame-store.ts";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";
import type { RecordingReader } from "../recording-reader.ts";
import type { FootRecording, PressureRecording } from "../recording.ts";
import { NOT_A_NUMBER, scanNumbers } from "../scan-numbers.ts";
import type { SensorLayout } from "../sensor-layout.ts";
import { linesTo } from "./line-reader.ts";
import { isWholeLastNumber, parseAscHeader } from "./novel-asc.ts";
import {
  PEDAR_AREAS_MM2,
  PEDAR_DRAWN_AREA,
  PEDAR_DRAWN_MIRROR,
  PEDAR_DRAWN_X,
  PEDAR_DRAWN_Y,
} from "./pedar-insoles.ts";
import { brokenOff, brokenOffBeforeFrames, MOST_PROBLEMS, noFrames, notANumber, rowLength } from "./reader-problems.ts";

const SENSORS = 99;
/** Shapes of their own, for which the drawn outline only comes near. */
const WIDE = /^.w$/;

/**
 * novel pedar insoles, text export: one line a frame, time, then 99 sensors of the left and 99 of the right insole, in kPa.
 * What a sensor's area is depends on the code of the insole; a code that is not in the table gives pressures, no newtons.
 */
export const pedarReader: RecordingReader = {
  format: "novel pedar .asc",
  canRead: (head) => /^\s*sensor type:/im.test(head) && /^\s*(?:left|right) insole:/im.test(head),
  open: (fileName) => linesTo(new PedarParser(fileName)),
};

class PedarParser {
  readonly #fileName: string;
  readonly #numbers = new Float64Array(1 + 2 * SENSORS);
  readonly #problems: Problem[] = [];
  readonly #feet: Readonly<Record<Side, FrameStore>> = {
    left: new FrameStore(SENSORS),
    right: new FrameStore(SENSORS),
  };
  #header = "";
  #isTable = false;
  #line = 0;
  #isBrokenOff = false;

  constructor(fileName: string) {
    this.#fileName = fileName;
  }

  readonly take = (bytes: Uint8Array, start: number, end: number, isOpen: boolean): void => {
    this.#line++;
    if (this.#problems.length >= MOST_PROBLEMS) return;
    if (!this.#isTable) {
      const text = latin1Text(bytes, start, end);
      if (/^\s*time\[secs\]/.test(text)) this.#isTable = true;
      else this.#header += `${text}\n`;
      return;
    }
    const numbers = this.#numbers;
    const count = scanNumbers(bytes, start, end, numbers);
    if (count === 0) return;
    const frame = this.#feet.left.frames + 1;
    if (count !== numbers.length || (isOpen && !isWholeLastNumber(latin1Text(bytes, start, end)))) {
      if (isOpen) this.#isBrokenOff = true;
      else if (count === NOT_A_NUMBER) this.#problems.push(notANumber(this.#line, `Frame ${frame}`));
      else this.#problems.push(rowLength(this.#line, `Frame ${frame}`, count, numbers.length));
      return;
    }
    const left = this.#feet.left.next();
    const right = this.#feet.right.next();
    for (let sensor = 0; sensor < SENSORS; sensor++) {
      left[sensor] = numbers[1 + sensor]!;
      right[sensor] = numbers[1 + SENSORS + sensor]!;
    }
  };

  end(): Result<PressureRecording> {
    if (this.#problems.length > 0) return notOk(...this.#problems);
    const { frames } = this.#feet.left;
    if (frames === 0)
      return notOk(this.#isBrokenOff || !this.#isTable ? brokenOffBeforeFrames(this.#line) : noFrames());
    const { samplingRateHz, notes, unitProblem } = parseAscHeader(this.#header);
    if (unitProblem !== null) return notOk(unitProblem);
    const code = insoleCode(this.#header);
    const quality: QualityNote[] = [...notes, ...codeNotes(code)];
    if (this.#isBrokenOff) quality.push(brokenOff(this.#line, frames + 1, frames));
    return ok({
      file: this.#fileName,
      format: pedarReader.format,
      device: code === null ? "novel pedar" : `novel pedar, insole ${code}`,
      deviceClass: "in-shoe",
      unit: "kPa",
      saturation: null,
      samplingRateHz,
      frames,
      feet: SIDES.map((side) => this.#foot(side, code)),
      notes: quality,
    });
  }

  #foot(side: Side, code: string | null): FootRecording {
    return { statedSide: side, layout: insoleLayout(side, code), values: this.#feet[side].join(), maker: null };
  }
}

/** `y` of `sensor type:  y-1865l-1870r-…`, `vw` of `vw_1750-…`; null when the line does not tell. */
function insoleCode(header: string): string | null {
  return /^\s*sensor type:\s*([a-z]{1,2})[-_]/im.exec(header)?.[1]?.toLowerCase() ?? null;
}

function insoleLayout(side: Side, code: string | null): SensorLayout {
  const areas = code === null ? undefined : PEDAR_AREAS_MM2[code];
  if (areas === undefined) return { sensors: SENSORS, areaMm2: null, xMm: null, yMm: null, grid: null };
  // The drawing has no scale; the areas in mm² give it one.
  const scale = Math.sqrt(sum(areas) / sum(PEDAR_DRAWN_AREA));
  const x = side === "left" ? PEDAR_DRAWN_X : PEDAR_DRAWN_X.map((drawn) => PEDAR_DRAWN_MIRROR - drawn);
  return {
    sensors: SENSORS,
    areaMm2: Float64Array.from(areas),
    xMm: Float64Array.from(x, (drawn) => drawn * scale),
    yMm: Float64Array.from(PEDAR_DRAWN_Y, (drawn) => drawn * scale),
    grid: null,
  };
}

function codeNotes(code: string | null): QualityNote[] {
  if (code === null || PEDAR_AREAS_MM2[code] === undefined) {
    return [
      warning(
        "recording/unknown-insole",
        "sensor type",
        code === null
          ? "The header does not tell the insole's code, so the sensors' areas are not known."
          : `The areas of insole "${code}" are not known.`,
        `Known codes: ${Object.keys(PEDAR_AREAS_MM2).join(", ")}.`,
      ),
    ];
  }
  if (!WIDE.test(code)) return [];
  return [
    warning(
      "recording/wide-insole",
      "sensor type",
      `Insole "${code}" is a wide shape; forces use its own areas, the center of pressure a drawing of the normal shape.`,
      "Reading of wide insoles is unproven on real files.",
    ),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
