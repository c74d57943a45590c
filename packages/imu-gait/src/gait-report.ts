import type { Side } from "@plumbline/clinical-model";
import type { GaitFigures } from "./gait-figure.ts";
import type { GaitEventKind } from "./foot-steps.ts";
import { GAIT_MEASURES } from "./gait-measures.ts";
import type { GaitMeasure } from "./gait-measures.ts";
import type { LumbarGait } from "./lumbar-gait.ts";
import type { MotionSignal } from "./motion-signal.ts";
import type { QualityNote } from "./quality-note.ts";

/**
 * All that is computed from one walk: a plain JSON value, the shape of `plumbline gait FILE... --json`.
 *
 * Sample numbers are the file's own count: its packet counter, otherwise its row from 0. Ranges are half-open. A value that
 * cannot be had is null or not there, and a note in `quality` that `blocks` it says why.
 */
export interface GaitReport {
  readonly schemaVersion: 1;
  /** What the walk is called; its recordings were put together under it. */
  readonly name: string;
  readonly recordings: readonly RecordingReport[];
  /** Null when the recordings differ; each foot tells its own. */
  readonly samplingRateHz: number | null;
  /** `unknown` is one foot whose side is not known. */
  readonly feet: Readonly<Partial<Record<FootName, FootReport>>>;
  readonly lumbar?: LumbarReport;
  readonly summary: GaitSummary;
  /** Only of measures with a norm for this person. */
  readonly zScores: Readonly<Partial<Record<ScoredMeasure, ZScore>>>;
  readonly quality: readonly QualityNote[];
}

export const FOOT_NAMES = ["left", "right", "unknown"] as const;
export type FootName = (typeof FOOT_NAMES)[number];

/** One sensor, and what was recognized of it. */
export interface RecordingReport extends Pick<
  MotionSignal,
  "file" | "format" | "device" | "samplingRateHz" | "samples" | "firstSample" | "placement" | "units"
> {
  /** Where it stands in the report; null when it was not used, and a note says why. */
  readonly usedAs: FootName | "lumbar" | null;
}

export interface FootReport {
  /** Place in `recordings`. */
  readonly recording: number;
  readonly samplingRateHz: number;
  /** A foot's movements from heel-off to foot flat, also first and last ones and those of a turn. */
  readonly steps: readonly (readonly [start: number, end: number])[];
  /** In order of time, with the corrections of a person applied. */
  readonly events: readonly GaitEvent[];
  /** Walking without a pause. */
  readonly bouts: readonly (readonly [start: number, end: number])[];
  readonly turns: readonly (readonly [start: number, end: number])[];
  /** One for each step. */
  readonly strides: readonly GaitStride[];
}

export interface GaitEvent {
  readonly kind: GaitEventKind;
  readonly sample: number;
  /** Set or moved by a person. */
  readonly corrected?: true;
}

/**
 * Which strides the means are made of.
 *
 * - `used`: steady and straight.
 * - `first`, `last`: the person sets off or stops in it.
 * - `turn`: it lies in a turn, in part or whole.
 * - `gap`: samples are missing within it.
 * - `implausible`: a time or a length that nobody walks.
 */
export const STRIDE_USES = ["used", "first", "last", "turn", "gap", "implausible"] as const;
export type StrideUse = (typeof STRIDE_USES)[number];

/**
 * One stride of a foot. Its way runs from the middle of the stance before to the middle of the stance after; its time from
 * the initial contact before to its own.
 */
export interface GaitStride {
  /** Middle of the stance before and after; heel-off and foot flat where the foot did not stand or its path is not known. */
  readonly startSample: number;
  readonly endSample: number;
  readonly toeOffSample: number;
  readonly initialContactSample: number;
  readonly use: StrideUse;
  /** Null of the first step of a bout: no contact before it. So are stance and share. */
  readonly timeS: number | null;
  readonly stanceS: number | null;
  readonly swingS: number;
  readonly stancePercent: number | null;
  readonly lengthM: number | null;
  readonly speedMps: number | null;
  readonly riseM: number | null;
  readonly peakHeightM: number | null;
  /** Lowest height of the sensor in the middle of swing over its height in stance. Not the clearance of the toes. */
  readonly clearanceM: number | null;
  readonly pitchAtContactDeg: number | null;
  readonly pitchAtToeOffDeg: number | null;
  readonly progressionAngleDeg: number | null;
  readonly headingChangeDeg: number | null;
  /** From the other foot's initial contact to this one's. Null without both feet on one clock. */
  readonly stepS: number | null;
  /** Both times on both feet within the stride. */
  readonly doubleSupportS: number | null;
}

/** The lower back. Numbers as in {@link LumbarGait}, which tells what they mean. */
export interface LumbarReport extends Omit<LumbarGait, "bouts" | "turns"> {
  readonly recording: number;
  readonly samplingRateHz: number;
  readonly contacts: readonly { readonly sample: number; readonly side: Side | null }[];
  readonly bouts: readonly (readonly [start: number, end: number])[];
  readonly turns: readonly (readonly [start: number, end: number])[];
}

/** Measures of the walk, of each foot apart and of both together. Only what was measured. */
export interface GaitSummary {
  readonly left?: GaitFigures;
  readonly right?: GaitFigures;
  /** Of the one foot whose side is not known. */
  readonly unknown?: GaitFigures;
  /** Of both feet together, or of the only one; what no foot gives is of the lower back. */
  readonly both: GaitFigures;
  readonly symmetry: Readonly<Partial<Record<GaitMeasure, GaitSymmetry>>>;
  /** Walking minute by minute; empty below two minutes. */
  readonly minutes: readonly GaitMinute[];
  /** The last whole minute against the first. */
  readonly overTime: Readonly<Partial<Record<GaitMeasure, GaitChange>>>;
  readonly walkingTimeS: number;
  /** Sum of the lengths of all strides of one foot, the mean of both; null without lengths. */
  readonly distanceM: number | null;
}

/** Left against right. */
export interface GaitSymmetry {
  readonly left: number;
  readonly right: number;
  /** The smaller over the larger, in [0, 1]; 1 is even. */
  readonly ratio: number;
  /** `(left − right) ÷ mean × 100`. */
  readonly differencePercent: number;
  /** What the difference must exceed to be certain (95 %), from the spread of the strides; null with a single stride. */
  readonly detectablePercent: number | null;
  /** Two ratios of such walks must differ by this to differ for certain. */
  readonly ratioDetectableChange: number | null;
}

export interface GaitMinute {
  /** From 0, counted from the first contact. */
  readonly minute: number;
  readonly left?: GaitFigures;
  readonly right?: GaitFigures;
  readonly both: GaitFigures;
}

export interface GaitChange {
  readonly first: number;
  readonly last: number;
  readonly change: number;
  /** Null where a spread is not known. */
  readonly detectableChange: number | null;
}

/** Besides the figures themselves: speed ÷ height, the CV of stride time in percent, and the symmetry ratio of swing. */
export const SCORED_MEASURES = [...GAIT_MEASURES, "speedPerHeight", "strideTimeVariability", "swingRatio"] as const;
export type ScoredMeasure = (typeof SCORED_MEASURES)[number];

/** A measure against people like this one. */
export interface ZScore {
  readonly value: number;
  readonly mean: number;
  readonly standardDeviation: number;
  readonly z: number;
  /** Whom it is compared with: "women of 50 to 59 years". */
  readonly group: string;
  readonly source: string;
  /** Whether the norm was seen in its source, recalled, or measured by this project. */
  readonly status: "seen" | "recalled" | "measured";
  /** What to mind about the norm; null when nothing. */
  readonly caution: string | null;
}
