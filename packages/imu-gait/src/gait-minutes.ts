import { tidy } from "@plumbline/signal-processing";
import type { GaitFigures } from "./gait-figure.ts";
import { footFigures, walkFigures } from "./gait-figures.ts";
import type { GaitMeasure } from "./gait-measures.ts";
import { FOOT_NAMES } from "./gait-report.ts";
import type { FootName, FootReport, GaitChange, GaitMinute, GaitSummary } from "./gait-report.ts";

/** A walk is told minute by minute from two on. */
const FEWEST_MINUTES = 2;
/** A minute with fewer strides of a foot was mostly spent standing or turning; nothing is compared with it. A guess. */
const FEWEST_STRIDES = 5;

/** What may worsen with the distance walked. */
const COMPARED: readonly GaitMeasure[] = [
  "speedMps",
  "cadenceStepsPerMin",
  "strideLengthM",
  "strideTimeS",
  "stancePercent",
  "doubleSupportPercent",
  "pitchAtContactDeg",
];

/** Each minute of the walk from the first contact of each foot; a minute that was not walked to its end is left out. */
export function gaitMinutes(feet: Readonly<Partial<Record<FootName, FootReport>>>): readonly GaitMinute[] {
  const present = FOOT_NAMES.flatMap((name) => (feet[name] === undefined ? [] : [[name, feet[name]] as const]));
  const minutes = Math.max(0, ...present.map(([, foot]) => Math.floor(secondsOf(foot) / 60)));
  if (minutes < FEWEST_MINUTES) return [];
  return Array.from({ length: minutes }, (_, minute) => {
    const figures = Object.fromEntries(
      present.map(([name, foot]) => [
        name,
        footFigures(name, { ...foot, strides: stridesIn(foot, minute), turns: [] }),
      ]),
    ) as Partial<Record<FootName, GaitFigures>>;
    const { left, right } = figures;
    return {
      minute,
      ...(left === undefined ? {} : { left }),
      ...(right === undefined ? {} : { right }),
      both: walkFigures(figures, null),
    };
  });
}

/** The last minute against the first, of both feet together. */
export function overTime(minutes: readonly GaitMinute[]): GaitSummary["overTime"] {
  const walked = minutes.filter(({ both }) => (both.strideTimeS?.strides ?? 0) >= FEWEST_STRIDES);
  const first = walked.at(0);
  const last = walked.at(-1);
  if (first === undefined || last === undefined || first === last) return {};
  return Object.fromEntries(
    COMPARED.flatMap((measure) => {
      const change = changeOf(measure, first.both, last.both);
      return change === null ? [] : [[measure, change]];
    }),
  );
}

function changeOf(measure: GaitMeasure, before: GaitFigures, after: GaitFigures): GaitChange | null {
  const first = before[measure];
  const last = after[measure];
  if (first === undefined || last === undefined) return null;
  return {
    first: first.value,
    last: last.value,
    change: tidy(last.value - first.value),
    detectableChange:
      first.standardError === null || last.standardError === null
        ? null
        : tidy(1.96 * Math.hypot(first.standardError, last.standardError)),
  };
}

function secondsOf({ strides, samplingRateHz }: FootReport): number {
  const first = strides.at(0);
  const last = strides.at(-1);
  return first === undefined || last === undefined
    ? 0
    : (last.initialContactSample - first.initialContactSample) / samplingRateHz;
}

function stridesIn({ strides, samplingRateHz }: FootReport, minute: number): FootReport["strides"] {
  const start = strides[0]!.initialContactSample;
  return strides.filter(
    ({ initialContactSample }) => Math.floor((initialContactSample - start) / samplingRateHz / 60) === minute,
  );
}
