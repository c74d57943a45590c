import { tidy } from "@plumbline/signal-processing";
import { assignSignals } from "./assign-signals.ts";
import { takeTurns, withOtherFoot } from "./both-feet.ts";
import { correctSteps } from "./correct-steps.ts";
import type { FootMotion } from "./foot-motion.ts";
import type { FootMounting } from "./foot-mounting.ts";
import { footStrides } from "./foot-strides.ts";
import type { FootSteps } from "./foot-steps.ts";
import type { GaitFigures } from "./gait-figure.ts";
import { footFigures, walkFigures } from "./gait-figures.ts";
import { gaitMinutes, overTime } from "./gait-minutes.ts";
import {
  clocksApart,
  FEWEST_STRIDES,
  footNotes,
  LEAST_PLANAR_SHARE,
  walkNotes,
  withoutCommonClock,
} from "./gait-quality.ts";
import type { FootFacts } from "./gait-quality.ts";
import { FOOT_NAMES } from "./gait-report.ts";
import type { FootName, FootReport, GaitReport, GaitStride, GaitSummary, LumbarReport } from "./gait-report.ts";
import { gaitSymmetry } from "./gait-symmetry.ts";
import type { LumbarGait } from "./lumbar-gait.ts";
import type { MotionSignal } from "./motion-signal.ts";
import type { QualityNote } from "./quality-note.ts";
import type { SampleRange } from "./sample-range.ts";
import type { Walk } from "./walk.ts";
import { trustedLumbar } from "./trusted-lumbar.ts";
import type { TrustedLumbar } from "./trusted-lumbar.ts";
import { withholdDoubtful } from "./withhold-doubtful.ts";
import { zScores } from "./z-scores.ts";

/** The steps and the ways of a foot, and the gait of a lower back: how they are found is none of the report's business. */
export interface GaitMethods {
  readonly findFootSteps: (signal: MotionSignal, options?: { readonly bouts?: readonly SampleRange[] }) => FootSteps;
  readonly findFootMounting: (signal: MotionSignal, steps: FootSteps) => FootMounting | null;
  readonly measureFootMotion: (
    signal: MotionSignal,
    steps: FootSteps,
    mounting: FootMounting,
    side: "left" | "right" | null,
  ) => FootMotion;
  readonly measureLumbarGait: (
    signal: MotionSignal,
    options: { readonly heightM?: number; readonly bouts?: readonly SampleRange[] },
  ) => LumbarGait;
}

/** Measures a walk by the methods handed in: see {@link gaitReport}. */
export function reportWalk(walk: Walk, methods: GaitMethods): GaitReport {
  const { signals, places, notes: placeNotes } = assignSignals(walk.signals);
  const quality: QualityNote[] = [
    ...placeNotes,
    ...signals.flatMap(({ file, notes }) => notes.map((note) => inFile(note, file))),
  ];
  const measured: Partial<Record<FootName, FootFacts>> = {};
  for (const name of FOOT_NAMES) {
    const place = places[name];
    if (place === undefined) continue;
    const { facts, notes } = measureFoot(name, signals[place]!, place, walk, methods);
    measured[name] = facts;
    quality.push(...notes);
  }
  const paired = pairFeet(measured);
  quality.push(...paired.notes);
  const { feet, notes: doubts } = withholdDoubtful(paired.feet, driftingSharesOf(measured));
  quality.push(...doubts);
  for (const name of FOOT_NAMES) {
    const facts = measured[name];
    if (facts !== undefined) quality.push(...footNotes({ ...facts, report: feet[name]! }));
  }
  const back =
    places.lumbar === undefined ? null : measureLumbar(signals[places.lumbar]!, places.lumbar, walk, methods);
  const lumbar = back?.lumbar ?? null;
  quality.push(...(back?.notes ?? []));
  const summary = summaryOf(feet, lumbar, back?.isSteady ?? false);
  quality.push(...walkNotes(feet));
  const rates = new Set(signals.map(({ samplingRateHz }) => samplingRateHz));
  return {
    schemaVersion: 1,
    name: walk.name,
    recordings: signals.map((signal, place) => ({
      file: signal.file,
      format: signal.format,
      device: signal.device,
      samplingRateHz: signal.samplingRateHz,
      samples: signal.samples,
      firstSample: signal.firstSample,
      placement: signal.placement,
      units: signal.units,
      usedAs: ([...FOOT_NAMES, "lumbar"] as const).find((name) => places[name] === place) ?? null,
    })),
    samplingRateHz: rates.size === 1 ? [...rates][0]! : null,
    feet: Object.fromEntries(
      FOOT_NAMES.flatMap((name) => {
        const foot = feet[name];
        return foot === undefined ? [] : [[name, inFileSamples(foot, measured[name]!.signal.firstSample)]];
      }),
    ),
    ...(lumbar === null ? {} : { lumbar }),
    summary,
    zScores: zScores(summary, walk.person ?? {}),
    quality,
  };
}

/** Samples are elements of the signal here; the report turns them into the file's count at the end. */
function measureFoot(
  name: FootName,
  signal: MotionSignal,
  recording: number,
  walk: Walk,
  methods: GaitMethods,
): { readonly facts: FootFacts; readonly notes: readonly QualityNote[] } {
  const found = methods.findFootSteps(signal, boutsOf(walk, signal));
  const { steps, events, notes } = correctSteps(found, walk.corrections ?? [], name, signal);
  const hasPath = signal.accelerationMps2 !== null && steps.steps.length > 0;
  const mounting = hasPath ? methods.findFootMounting(signal, steps) : null;
  const motion =
    mounting === null ? null : methods.measureFootMotion(signal, steps, mounting, name === "unknown" ? null : name);
  const strides = footStrides(signal, steps, motion);
  const isDoubtful = mounting !== null && mounting.planarShare < LEAST_PLANAR_SHARE;
  const report: FootReport = {
    recording,
    samplingRateHz: signal.samplingRateHz,
    steps: steps.steps.map(({ heelOff, footFlat }) => [heelOff, footFlat]),
    events,
    bouts: steps.bouts.map(({ start, end }) => [start, end]),
    turns: steps.turns.map(({ start, end }) => [start, end]),
    strides: isDoubtful ? strides.map(withoutAngles) : strides,
  };
  return { facts: { name, signal, mounting, report, driftingShare: driftingShare(steps, motion) }, notes };
}

function driftingSharesOf(
  measured: Readonly<Partial<Record<FootName, FootFacts>>>,
): Readonly<Partial<Record<FootName, number | null>>> {
  return Object.fromEntries(Object.values(measured).map(({ name, driftingShare: share }) => [name, share]));
}

/** Of all steps, those whose path drifted much, or was not sane at all and is left out; null without paths. */
function driftingShare({ steps }: FootSteps, motion: FootMotion | null): number | null {
  if (motion === null || steps.length === 0) return null;
  const steady = motion.steps.filter(({ driftMps }) => driftMps <= MUCH_DRIFT_MPS).length;
  return 1 - steady / steps.length;
}

/**
 * On the 60 walks of gait-data of known distance: feet whose drift stays below this come out within 15 % of the other foot,
 * and mostly within 5 %.
 */
const MUCH_DRIFT_MPS = 1;

function boutsOf({ bouts }: Walk, { firstSample, samples }: MotionSignal): { readonly bouts?: readonly SampleRange[] } {
  if (bouts === undefined) return {};
  const inside = (sample: number): number => Math.min(Math.max(sample - firstSample, 0), samples);
  return {
    bouts: bouts
      .map(({ start, end }) => ({ start: inside(start), end: inside(end) }))
      .filter(({ start, end }) => end > start),
  };
}

function withoutAngles(stride: GaitStride): GaitStride {
  return { ...stride, pitchAtContactDeg: null, pitchAtToeOffDeg: null, progressionAngleDeg: null };
}

/** What each foot tells of the other, where they share a clock. */
function pairFeet(measured: Readonly<Partial<Record<FootName, FootFacts>>>): {
  readonly feet: Readonly<Partial<Record<FootName, FootReport>>>;
  readonly notes: readonly QualityNote[];
} {
  const { left, right } = measured;
  const alone = Object.fromEntries(
    FOOT_NAMES.flatMap((name) => (measured[name] === undefined ? [] : [[name, measured[name].report]])),
  ) as Partial<Record<FootName, FootReport>>;
  if (left === undefined || right === undefined) return { feet: alone, notes: [] };
  if (!shareClock(left.signal, right.signal)) return { feet: alone, notes: [withoutCommonClock()] };
  const timed = ({ signal, report }: FootFacts) => ({
    strides: report.strides,
    samplingRateHz: signal.samplingRateHz,
    firstSample: signal.firstSample,
  });
  const lefts = withOtherFoot(timed(left), timed(right));
  const rights = withOtherFoot(timed(right), timed(left));
  if (!takeTurns(lefts) || !takeTurns(rights)) return { feet: alone, notes: [clocksApart()] };
  return {
    feet: { ...alone, left: { ...left.report, strides: lefts }, right: { ...right.report, strides: rights } },
    notes: [],
  };
}

/** One file is one clock, and so is the packet counter that all sensors of a feet-lumbar recording share. */
function shareClock(left: MotionSignal, right: MotionSignal): boolean {
  return left.file === right.file || (left.format === "feet-lumbar text" && right.format === "feet-lumbar text");
}

function measureLumbar(signal: MotionSignal, recording: number, walk: Walk, methods: GaitMethods): TrustedLumbar {
  const heightM = walk.person?.heightM ?? null;
  const { bouts, turns, ...numbers } = methods.measureLumbarGait(signal, {
    ...boutsOf(walk, signal),
    ...(heightM === null ? {} : { heightM }),
  });
  const inFile = (sample: number): number => sample + signal.firstSample;
  const measured: LumbarReport = {
    recording,
    samplingRateHz: signal.samplingRateHz,
    ...numbers,
    contacts: bouts.flatMap(({ contacts }) => contacts.map(({ sample, side }) => ({ sample: inFile(sample), side }))),
    bouts: bouts.map(({ start, end }) => [inFile(start), inFile(end)]),
    turns: turns.map(({ start, end }) => [inFile(start), inFile(end)]),
  };
  return trustedLumbar(measured, heightM);
}

function summaryOf(
  feet: Readonly<Partial<Record<FootName, FootReport>>>,
  lumbar: LumbarReport | null,
  isBackSteady: boolean,
): GaitSummary {
  const figures: Partial<Record<FootName, GaitFigures>> = {};
  for (const name of FOOT_NAMES) {
    const foot = feet[name];
    if (foot !== undefined && foot.strides.filter(({ use }) => use === "used").length >= FEWEST_STRIDES) {
      figures[name] = footFigures(name, foot);
    }
  }
  const minutes = gaitMinutes(feet);
  const walked = Object.values(feet);
  return {
    ...figures,
    both: walkFigures(figures, isBackSteady ? lumbar : null),
    symmetry: gaitSymmetry(figures.left, figures.right),
    minutes,
    overTime: overTime(minutes),
    walkingTimeS: tidy(Math.max(0, ...(walked.length > 0 ? walked : lumbar === null ? [] : [lumbar]).map(walkingTime))),
    distanceM: distanceOf(walked),
  };
}

function walkingTime({ bouts, samplingRateHz }: Pick<FootReport, "bouts" | "samplingRateHz">): number {
  return bouts.reduce((sum, [start, end]) => sum + end - start, 0) / samplingRateHz;
}

/** Null without lengths. */
function distanceOf(feet: readonly FootReport[]): number | null {
  const ways = feet.flatMap(({ strides }) => {
    const lengths = strides.map(({ lengthM }) => lengthM).filter((length) => length !== null);
    return lengths.length === 0 ? [] : [lengths.reduce((sum, length) => sum + length, 0)];
  });
  return ways.length === 0 ? null : tidy(ways.reduce((sum, way) => sum + way, 0) / ways.length);
}

function inFileSamples(foot: FootReport, firstSample: number): FootReport {
  const range = ([start, end]: readonly [number, number]): readonly [number, number] => [
    start + firstSample,
    end + firstSample,
  ];
  return {
    ...foot,
    steps: foot.steps.map(range),
    events: foot.events.map((event) => ({ ...event, sample: event.sample + firstSample })),
    bouts: foot.bouts.map(range),
    turns: foot.turns.map(range),
    strides: foot.strides.map((stride) => ({
      ...stride,
      startSample: stride.startSample + firstSample,
      endSample: stride.endSample + firstSample,
      toeOffSample: stride.toeOffSample + firstSample,
      initialContactSample: stride.initialContactSample + firstSample,
    })),
  };
}

function inFile(note: QualityNote, file: string): QualityNote {
  return { ...note, path: note.path === "" ? file : `${file}, ${note.path}` };
}
