import { notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";
import { median } from "@plumbline/signal-processing";
import { problem, warning } from "./motion-problems.ts";
import type { QualityNote } from "./quality-note.ts";
import type { TimeUnit } from "./readers/table-layout.ts";

/** Where each row lies on a grid of samples of one rate. */
export interface RowPlaces {
  readonly samplingRateHz: number;
  readonly firstSample: number;
  /** Samples from the first to the last row. */
  readonly samples: number;
  /** In samples from the first row, ascending; NaN for a row that is left out. */
  readonly places: Float64Array;
  readonly notes: readonly QualityNote[];
}

/** A counter or a clock that jumps further than this is damaged, or it is two recordings. A guess. */
const LONGEST_PAUSE_S = 600;
/** Rates that sensors for the body have. */
export const RATES_HZ = { least: 10, most: 4000 } as const;
const COUNTER_SIZES = [2 ** 8, 2 ** 16, 2 ** 32] as const;

/** Rows that follow each other without a pause. */
export function placeByRow(rows: number, samplingRateHz: number): RowPlaces {
  return {
    samplingRateHz,
    firstSample: 0,
    samples: rows,
    places: Float64Array.from({ length: rows }, (_, row) => row),
    notes: [],
  };
}

/**
 * Rows by a packet counter: what is missing leaves a hole, what came twice is used once, and a counter that starts again
 * after the last number of its bits goes on.
 *
 * @param lineOf - Line of a row, for problems.
 */
export function placeByCount(
  counts: Float64Array,
  samplingRateHz: number,
  lineOf: (row: number) => number,
): Result<RowPlaces> {
  const places = new Float64Array(counts.length);
  const longest = LONGEST_PAUSE_S * samplingRateHz;
  let before = counts[0]!;
  let place = 0;
  let missing = 0;
  let repeated = 0;
  let restarts = 0;
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row]!;
    if (!Number.isInteger(count) || count < 0) return notOk(noCount(lineOf(row)));
    let step = count - before;
    if (step < 0) {
      const size = COUNTER_SIZES.find((bits) => before < bits && before >= bits * 0.9 && count < bits * 0.1);
      if (size === undefined) return notOk(backwards(lineOf(row), "packet counter", before, count));
      step += size;
      restarts++;
    }
    if (step > longest) return notOk(tooLong(lineOf(row), "packet counter", before, count));
    if (row > 0 && step === 0) {
      places[row] = NaN;
      repeated++;
    } else {
      place += step;
      places[row] = place;
      if (step > 1) missing += step - 1;
    }
    before = count;
  }
  const notes: QualityNote[] = [];
  const samples = place + 1;
  if (missing > 0) notes.push(packetsLost(missing, samples));
  if (repeated > 0) notes.push(rowsRepeated(repeated, "the same packet number"));
  if (restarts > 0) {
    notes.push(
      warning("counter-restart", "", `The packet counter starts again at 0 (${restarts} times); it is carried on.`),
    );
  }
  return ok({ samplingRateHz, firstSample: counts[0]!, samples, places, notes });
}

/**
 * Rows by their times. Times that keep a rate only number the rows, so that nothing is altered; others are laid on a grid
 * of their mean rate.
 *
 * @param statedRateHz - Null when the times are to tell it.
 */
export function placeByTime(
  times: Float64Array,
  unit: TimeUnit | null,
  statedRateHz: number | null,
  lineOf: (row: number) => number,
): Result<RowPlaces> {
  const intervals = new Float64Array(times.length - 1);
  let repeated = 0;
  for (let row = 0; row < times.length; row++) {
    if (!Number.isFinite(times[row])) return notOk(noTime(lineOf(row)));
    if (row === 0) continue;
    const interval = times[row]! - times[row - 1]!;
    if (interval < 0) return notOk(backwards(lineOf(row), "time", times[row - 1]!, times[row]!));
    if (interval === 0) repeated++;
    intervals[row - 1] = interval;
  }
  if (repeated > times.length * MOST_REPEATED_SHARE) return notOk(timeStandsStill(repeated));
  const typical = median(intervals.filter((interval) => interval > 0));
  const seconds = unit === null ? unitOf(typical) : SECONDS[unit];
  const interval = seconds === null ? NaN : meanInterval(intervals, typical) * seconds;
  const rate = statedRateHz ?? niceRate(1 / interval);
  if (seconds === null || !(rate >= RATES_HZ.least && rate <= RATES_HZ.most)) return notOk(noRate(typical));
  if (Math.abs(rate * interval - 1) > MOST_RATE_ERROR) return notOk(rateContradicted(rate, 1 / interval));

  const longest = intervals.findIndex((each) => each * seconds > LONGEST_PAUSE_S);
  if (longest >= 0) return notOk(tooLong(lineOf(longest + 1), "time", times[longest]!, times[longest + 1]!));
  const inSamples = times.map((time) => (time - times[0]!) * seconds * rate);
  const counted = countedPlaces(inSamples);
  const places = counted ?? inSamples.map((place, row) => (row > 0 && place === inSamples[row - 1] ? NaN : place));
  const notes: QualityNote[] = [];
  const samples = Math.floor(places.findLast((place) => !Number.isNaN(place))! + ROUNDING) + 1;
  const missing = samples - (times.length - repeated);
  if (missing > 0) notes.push(packetsLost(missing, samples));
  if (repeated > 0) notes.push(rowsRepeated(repeated, "the same time"));
  if (counted === null) {
    notes.push(
      warning(
        "uneven-times",
        "",
        `The times are uneven; the signal is laid on an even grid of ${tidyRate(rate)} Hz by straight lines.`,
        "Sharp peaks may lose a little height. Export with the sensor's own sample times if you can.",
      ),
    );
  }
  return ok({ samplingRateHz: rate, firstSample: 0, samples, places, notes });
}

/** The rate by times in microseconds, where something else places the rows; null when none fits. */
export function rateOfTimes(times: Float64Array): number | null {
  const intervals = times.slice(1).map((time, row) => time - times[row]!);
  const forward = intervals.filter((interval) => interval > 0);
  const rate = niceRate(1 / (meanInterval(forward, median(forward)) * SECONDS.us));
  return rate >= RATES_HZ.least && rate <= RATES_HZ.most ? rate : null;
}

const MOST_REPEATED_SHARE = 0.05;
const SECONDS: Readonly<Record<TimeUnit, number>> = { s: 1, ms: 1e-3, us: 1e-6 };
/** The rate that a person or a header states may differ so much from the clock. */
const MOST_RATE_ERROR = 0.05;

/**
 * The number of each row on an even grid, for clocks that only jitter: a row that comes late is still the next one, unless
 * it is late by most of a sample. Null when rows lie between the samples, so that no number fits.
 */
function countedPlaces(inSamples: Float64Array): Float64Array | null {
  const places = new Float64Array(inSamples.length);
  let place = 0;
  let offset = 0;
  let between = 0;
  for (let row = 1; row < inSamples.length; row++) {
    if (inSamples[row] === inSamples[row - 1]) {
      places[row] = NaN;
      continue;
    }
    const late = inSamples[row]! - offset - (place + 1);
    if (late < -LATE) return null;
    const skipped = late > LATE ? Math.round(late) : 0;
    place += 1 + skipped;
    places[row] = place;
    if (Math.abs(late - skipped) > JITTER) between++;
    offset += (late - skipped) * FOLLOW;
  }
  return between > MOST_BETWEEN_SHARE * inSamples.length ? null : places;
}

/** In samples: later is a lost row. Clocks of foot-vicon jitter by 0.56. */
const LATE = 0.75;
/** Times in whole milliseconds are off by a tenth of a sample at 200 Hz, and by 0.2 at 400 Hz. */
const JITTER = 0.3;
/** Clocks jitter, sensors hardly do: only when many rows lie between the samples is the clock believed. A guess. */
const MOST_BETWEEN_SHARE = 0.25;
/** How fast the grid follows a clock whose rate is off a little. */
const FOLLOW = 0.05;
const ROUNDING = 1e-6;

/** From the size of the intervals: sensors for the body run at 10 to 4000 Hz, so the units do not overlap. */
function unitOf(interval: number): number | null {
  const units = Object.values(SECONDS);
  return units.find((second) => interval * second >= 1 / 1000 && interval * second <= 1 / RATES_HZ.least) ?? null;
}

/** Mean of the intervals without a hole (1.5 samples and more): exact where times are rounded, which the median is not. */
function meanInterval(intervals: Float64Array, typical: number): number {
  let sum = 0;
  let count = 0;
  for (const interval of intervals) {
    if (interval > 1.5 * typical) continue;
    sum += interval;
    count++;
  }
  return sum / count;
}

/** Sensors run at a whole number of hertz, or at a power of two times 51.2; the nearest one within 0.3 % is meant. */
function niceRate(rateHz: number): number {
  const nice = [Math.round(rateHz), 51.2, 102.4, 204.8, 409.6];
  const off = (candidate: number) => Math.abs(rateHz / candidate - 1);
  const nearest = nice.reduce((best, candidate) => (off(candidate) < off(best) ? candidate : best));
  return off(nearest) < 0.003 ? nearest : rateHz;
}

function tidyRate(rateHz: number): string {
  return String(Number(rateHz.toFixed(2)));
}

function packetsLost(missing: number, samples: number): QualityNote {
  const percent = ((100 * missing) / samples).toFixed(1);
  return warning(
    "packets-lost",
    "",
    `${missing} of ${samples} samples are missing (${percent} %); they are filled by straight lines, and no event is placed inside a longer hole.`,
    "Keep the sensor near its receiver, or record on the sensor.",
  );
}

function rowsRepeated(rows: number, what: string): QualityNote {
  return warning("rows-repeated", "", `${rows} rows have ${what} as the row before; they are left out.`);
}

function noCount(line: number): Problem {
  return problem(
    "counter",
    line,
    "The packet counter is not a whole number.",
    "Export the recording again, or read it by a mapping without the counter.",
  );
}

function noTime(line: number): Problem {
  return problem("time", line, "The time is not a number.", "Export the recording again, without editing it.");
}

function backwards(line: number, what: string, before: number, now: number): Problem {
  return problem(
    "time-backwards",
    line,
    `The ${what} runs backwards, from ${before} to ${now}.`,
    "Sort nothing by hand: export the recording again, and do not join two recordings in one file.",
  );
}

function tooLong(line: number, what: string, before: number, now: number): Problem {
  return problem(
    "pause",
    line,
    `The ${what} jumps from ${before} to ${now}, more than ${LONGEST_PAUSE_S / 60} minutes.`,
    "Cut the file there: these are two recordings, or the line is damaged.",
  );
}

function timeStandsStill(repeated: number): Problem {
  return problem(
    "time-still",
    null,
    `The time stands still in ${repeated} rows, so it cannot place them.`,
    "Name the column of the sensor's own sample times, or leave the time out and give the rate.",
  );
}

function noRate(interval: number): Problem {
  return problem(
    "rate",
    null,
    `No sampling rate fits times that lie ${interval} apart.`,
    `Give the rate in hertz (${RATES_HZ.least} to ${RATES_HZ.most}), or name another column for the time.`,
  );
}

function rateContradicted(stated: number, measured: number): Problem {
  return problem(
    "rate",
    null,
    `The rate is said to be ${tidyRate(stated)} Hz, but by the times it is ${tidyRate(measured)} Hz.`,
    "Leave the rate out, or name another column for the time.",
  );
}
