import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mean, median } from "@plumbline/signal-processing";
import { findFootSteps } from "@plumbline/imu-gait";
import { readSignals } from "./read-signals.ts";
import { table } from "./section.ts";
import type { Section } from "./section.ts";

const TOLERANCE_S = 0.15;
const RATE_HZ = 100;
/** A stride that takes longer holds a pause. */
const LONGEST_STRIDE_S = 2.5;

/** One swing of a foot in counts of its file's packets. */
type Swing = readonly [toeOff: number, initialContact: number];

interface TrialNotes {
  readonly LeftFootEvents: readonly Swing[];
  readonly RightFootEvents: readonly Swing[];
}

/** What one kind of event on one foot gave. */
interface Match {
  readonly marked: number;
  readonly found: number;
  /** Of the pairs, seconds from the mark to what was found. */
  readonly errorsS: readonly number[];
}

interface TrialScore {
  readonly trial: string;
  readonly toeOff: Match;
  readonly contact: Match;
  readonly doubleSupportPercent: { readonly marked: number; readonly found: number };
}

/** Toe-off, initial contact and double support of healthy walkers against their marks. */
export function feetLumbarSection(dataFolder: string): Section {
  const folder = join(dataFolder, "gait/feet-lumbar");
  const trials = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(".json", ""))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  const scores = trials.map((trial) => scoreOf(folder, trial));
  const toeOff = together(scores.map((score) => score.toeOff));
  const contact = together(scores.map((score) => score.contact));
  const supportErrors = scores.map(({ doubleSupportPercent: { marked, found } }) => Math.abs(found - marked));
  const kinds = [
    ["toe-off", toeOff],
    ["initial contact", contact],
  ] as const;
  return {
    title: "Events: feet-lumbar",
    about:
      "6 trials of 6 healthy people with a sensor on each foot, walking 10 m, turning and walking back; 226 swings marked by two algorithms and checked by hand (IPOL 2023, article 497; AGPL-3.0, not part of this project).",
    bars: [
      ...kinds.flatMap(([kind, match]): Section["bars"] => [
        { what: `${kind}, F within 150 ms`, value: fOf(match), bar: 0.95, must: "at least", unit: "" },
        { what: `${kind}, mean error`, value: meanErrorMs(match), bar: 25, must: "at most", unit: " ms" },
      ]),
      {
        what: "double support, mean error of a trial",
        value: mean(supportErrors),
        bar: 2.5,
        must: "at most",
        unit: " percentage points",
      },
    ],
    details: [
      table(
        ["trial", "toe-off F", "error", "bias", "contact F", "error", "bias", "double support, marked", "found"],
        scores.map(({ trial, toeOff: off, contact: on, doubleSupportPercent: support }) => [
          trial,
          ...[off, on].flatMap((match) => [
            fOf(match).toFixed(3),
            `${meanErrorMs(match).toFixed(0)} ms`,
            `${(1000 * median(match.errorsS)).toFixed(0)} ms`,
          ]),
          `${support.marked.toFixed(1)} %`,
          `${support.found.toFixed(1)} %`,
        ]),
      ),
      "Errors are means of the absolute distance, biases medians of the distance; F counts all swings of a set together. Double support is the share of a stride in which neither foot swings.",
      `Tuned on this set: the span of toe-off and the share of contact in \`place-steps.ts\`, one number each for all people. With the bias of the other five people taken out, the mean error of toe-off is ${leftOutErrorMs(scores.map((score) => score.toeOff)).toFixed(1)} ms and that of contact ${leftOutErrorMs(scores.map((score) => score.contact)).toFixed(1)} ms.`,
    ].join("\n\n"),
  };
}

function scoreOf(folder: string, trial: string): TrialScore {
  // The files write NaN where a person's height is not known, which JSON does not have.
  const notes = JSON.parse(
    readFileSync(join(folder, `${trial}.json`), "utf8").replaceAll(/\bNaN\b/g, "null"),
  ) as TrialNotes;
  const marked = [notes.LeftFootEvents, notes.RightFootEvents];
  const found = ["lf", "rf"].map((foot): Swing[] => {
    const signal = readSignals(join(folder, `${trial}_${foot}.txt.gz`))[0]!;
    return findFootSteps(signal).steps.map(({ toeOff, initialContact }) => [
      toeOff + signal.firstSample,
      initialContact + signal.firstSample,
    ]);
  });
  const matchOf = (event: 0 | 1): Match =>
    together(
      marked.map((swings, foot) =>
        matched(
          swings.map((swing) => swing[event]),
          found[foot]!.map((swing) => swing[event]),
        ),
      ),
    );
  const support = (feet: readonly (readonly Swing[])[]): number => mean(doubleSupports(feet[0]!, feet[1]!));
  return {
    trial,
    toeOff: matchOf(0),
    contact: matchOf(1),
    doubleSupportPercent: { marked: support(marked), found: support(found) },
  };
}

/** Each mark takes the nearest event within the tolerance that no mark before it took. */
function matched(marked: readonly number[], found: readonly number[]): Match {
  const taken = new Set<number>();
  const errorsS = marked.flatMap((mark) => {
    let best = -1;
    found.forEach((event, at) => {
      const isNearer = best === -1 || Math.abs(event - mark) < Math.abs(found[best]! - mark);
      if (!taken.has(at) && Math.abs(event - mark) <= TOLERANCE_S * RATE_HZ && isNearer) best = at;
    });
    if (best === -1) return [];
    taken.add(best);
    return [(found[best]! - mark) / RATE_HZ];
  });
  return { marked: marked.length, found: found.length, errorsS };
}

function together(matches: readonly Match[]): Match {
  return {
    marked: matches.reduce((sum, match) => sum + match.marked, 0),
    found: matches.reduce((sum, match) => sum + match.found, 0),
    errorsS: matches.flatMap(({ errorsS }) => errorsS),
  };
}

function fOf({ marked, found, errorsS }: Match): number {
  return (2 * errorsS.length) / (marked + found);
}

function meanErrorMs({ errorsS }: Match): number {
  return 1000 * mean(errorsS.map(Math.abs));
}

/** Mean error when each trial is shifted by the median error of the others, as if the timing came from them. */
function leftOutErrorMs(trials: readonly Match[]): number {
  const errors = trials.flatMap(({ errorsS }, out) => {
    const shift = median(trials.filter((_, at) => at !== out).flatMap((match) => match.errorsS));
    return errorsS.map((error) => Math.abs(error - shift));
  });
  return 1000 * mean(errors);
}

/** Percent of each stride of the one foot, in which the other swings once, that neither foot swings. */
function doubleSupports(one: readonly Swing[], other: readonly Swing[]): number[] {
  return one.slice(1).flatMap(([toeOff, end], at) => {
    const start = one[at]![1];
    const within = other.filter(([off, contact]) => off < end && contact > start);
    const swing = within[0];
    if (within.length !== 1 || swing![0] < start || swing![1] > end) return [];
    if (end - start > LONGEST_STRIDE_S * RATE_HZ) return [];
    return [100 * (1 - (end - toeOff + swing![1] - swing![0]) / (end - start))];
  });
}
