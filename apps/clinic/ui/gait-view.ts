import type { FootName, FootStep, GaitEventKind, SampleRange } from "@plumbline/imu-gait";

/** Which sensor of a walk: a foot by its side, a foot whose side is not known, or the lower back. */
export type TrackName = FootName | "lumbar";

export const TRACK_TITLES: Readonly<Record<TrackName, string>> = {
  left: "Left foot",
  right: "Right foot",
  unknown: "Foot, side not known",
  lumbar: "Lower back",
};

/** One sensor of a walk over time, as it is drawn. Times are seconds from the start of the walk. */
export interface TrackView {
  readonly name: TrackName;
  /** What the line shows, with its unit: "Turning about the ankle's axis, °/s". */
  readonly quantity: string;
  readonly samplingRateHz: number;
  readonly samples: number;
  /** What the file's own count says at element 0; all samples here count from 0. */
  readonly firstSample: number;
  /** When its first sample was taken. */
  readonly startS: number;
  /** Of a foot; empty for the lower back. */
  readonly steps: readonly FootStep[];
  /** Of the lower back: samples at which a foot meets the floor. */
  readonly contacts: readonly number[];
  readonly turns: readonly SampleRange[];
  /** The whole line in few columns. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Some strides in full, where the walk is steadiest; null without steps. */
  readonly excerpt: { readonly start: number; readonly values: readonly number[] } | null;
  /** Where the whole line is: 32-bit floats, little-endian. */
  readonly address: string;
}

/** The four events of a step in their order: the field of a step, the name in words, the name in a report. */
export const EVENT_KINDS = [
  ["heelOff", "Heel off", "heel-off"],
  ["toeOff", "Toe off", "toe-off"],
  ["initialContact", "Initial contact", "initial-contact"],
  ["footFlat", "Foot flat", "foot-flat"],
] as const satisfies readonly (readonly [keyof FootStep, string, GaitEventKind])[];

export type EventName = (typeof EVENT_KINDS)[number][0];

/** The strides of a foot laid over each other: each from an initial contact to the next. */
export interface StrideView {
  readonly name: TrackName;
  readonly strides: number;
  /** Some of them, when they are many; at even places from 0 to 100 % of the stride. */
  readonly curves: readonly (readonly number[])[];
  /** Of all strides, with one standard deviation to either side. */
  readonly mean: readonly number[] | null;
  readonly low: readonly number[] | null;
  readonly high: readonly number[] | null;
  /** Mean place of the toe-off, percent of the stride. */
  readonly toeOffPercent: number | null;
}

/** Ways of a foot from the side, from one stance to the next. */
export interface PathView {
  readonly name: TrackName;
  readonly steps: number;
  readonly paths: readonly { readonly forwardM: readonly number[]; readonly heightM: readonly number[] }[];
  readonly meanForwardM: readonly number[];
  readonly meanHeightM: readonly number[];
  /** Means over all steps. */
  readonly peakHeightM: number;
  readonly midSwingHeightM: number | null;
}
