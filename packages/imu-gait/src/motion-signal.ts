import type { Axes } from "@plumbline/signal-processing";
import type { QualityNote } from "./quality-note.ts";
import type { SampleRange } from "./sample-range.ts";

/** The kinds of file that can be read. Each has one reader in `readers/`. */
export const MOTION_FORMATS = [
  "gait-data CSV",
  "feet-lumbar text",
  "foot-vicon CSV",
  "gaitmap CSV",
  "mobgap CSV",
  "Movella DOT CSV",
  "mapped CSV",
] as const;
export type MotionFormat = (typeof MOTION_FORMATS)[number];

/** Where a sensor is worn. `foot` is a foot whose side is not known. */
export const PLACEMENTS = ["left-foot", "right-foot", "foot", "lumbar"] as const;
export type Placement = (typeof PLACEMENTS)[number];

/** What was recognized, and how: shown to the reader, and each can be overridden. */
export interface Recognized<Value> {
  readonly value: Value;
  /** `caller`: told by the person. `file`: named in the file. `format`: so by definition. `name`: by the file's name. */
  readonly from: "caller" | "file" | "format" | "name" | "signal";
  /** In words, with the numbers it rests on: "0.99 at rest, so these are g". */
  readonly because: string;
}

/**
 * One motion sensor over time in one unit and at one rate, in the axes of the sensor. A file may hold several.
 * Decoded and checked, nothing more; never altered afterwards. Names of persons and paths are left behind by the readers.
 */
export interface MotionSignal {
  /** The name under which the file was handed in. */
  readonly file: string;
  readonly format: MotionFormat;
  /** Maker and model in words; null when the file does not tell. */
  readonly device: string | null;
  /** All samples lie `1 / samplingRateHz` apart: what was missing is filled in and listed in `gaps`. */
  readonly samplingRateHz: number;
  /** Length of each column. */
  readonly samples: number;
  /** What the file's own count (packet counter, otherwise row from 0) says at element 0. */
  readonly firstSample: number;
  /** Specific force in m/s², gravity in: a sensor at rest shows 9.81 upwards. Null when gravity is missing and cannot be restored. */
  readonly accelerationMps2: Axes | null;
  /** In rad/s. */
  readonly angularRateRadS: Axes;
  /** Filled by straight lines; no event is placed inside one longer than 0.1 s. */
  readonly gaps: readonly SampleRange[];
  /** Null when not known; then nothing is computed. */
  readonly placement: Recognized<Placement> | null;
  readonly units: {
    /** Null when it does not show; the acceleration is then null too. */
    readonly acceleration: Recognized<"m/s2" | "g"> | null;
    readonly angularRate: Recognized<"rad/s" | "deg/s">;
    /** Null when it does not show; the acceleration is then null too. */
    readonly gravity: Recognized<"present" | "removed" | "restored"> | null;
  };
  /** What the reader noticed: packets lost, a clipped range, a time that stands still. */
  readonly notes: readonly QualityNote[];
}
