import type { Problem } from "@plumbline/clinical-model";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";
import { badHeader } from "./reader-problems.ts";

/** What the lines above the table of a novel `.asc` file tell, for pedar and pliance alike. */
export interface AscHeader {
  readonly samplingRateHz: number | null;
  readonly notes: readonly QualityNote[];
  /** Set when the file says that its pressures are in another unit. */
  readonly unitProblem: Problem | null;
}

const NUMBER = String.raw`(\d+(?:[.,]\d+)?)`;
const TIME_PER_FRAME = new RegExp(String.raw`time per frame \[secs\]:\s*${NUMBER}`, "i");
const RATE = new RegExp(String.raw`scanning rate \[Hz\]:\s*${NUMBER}`, "i");
const UNIT = /^\s*pressure values in\s+(\S+)/im;

/** Printed to a hundredth of a millisecond, and the rate to a whole hertz: more is no rounding. */
const MOST_RATE_DIFFERENCE = 0.02;

export function parseAscHeader(header: string): AscHeader {
  const interval = positive(TIME_PER_FRAME.exec(header)?.[1]);
  const printed = positive(RATE.exec(header)?.[1]);
  const samplingRateHz = printed ?? (interval === null ? null : 1 / interval);
  const notes: QualityNote[] = [];
  if (interval !== null && printed !== null && Math.abs(interval * printed - 1) > MOST_RATE_DIFFERENCE) {
    notes.push(
      warning(
        "recording/rate-mismatch",
        "line 3",
        `The header gives ${printed} Hz and ${interval} s a frame, which do not agree; ${printed} Hz is used.`,
      ),
    );
  }
  const unit = UNIT.exec(header)?.[1];
  const isKpa = unit === undefined || unit.toLowerCase() === "kpa";
  return {
    samplingRateHz,
    notes,
    unitProblem: isKpa ? null : badHeader(4, `The pressures are in "${unit}"; only kPa can be read from this format.`),
  };
}

/** Whether the last number of a line without a line end has as many decimals as the one before it: cut inside, it is wrong. */
export function isWholeLastNumber(line: string): boolean {
  if (/\s$/.test(line)) return true;
  const words = line.trim().split(/\s+/);
  const decimals = (word: string | undefined): number => word?.split(/[.,]/)[1]?.length ?? 0;
  return decimals(words.at(-1)) === decimals(words.at(-2));
}

function positive(text: string | undefined): number | null {
  const value = Number(text?.replace(",", "."));
  return value > 0 ? value : null;
}
