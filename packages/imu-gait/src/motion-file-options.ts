import type { Placement } from "./motion-signal.ts";

/** What a person knows about a file. Each goes before what the file says and what is recognized from the signal. */
export interface MotionFileOptions {
  readonly samplingRateHz?: number;
  /** For all sensors in the file. */
  readonly placement?: Placement;
  readonly accelerationUnit?: "m/s2" | "g";
  readonly angularRateUnit?: "rad/s" | "deg/s";
  readonly gravity?: "present" | "removed";
  /** Names the columns of a file of no known format. The file is then read by it, whatever it looks like. */
  readonly columns?: ColumnMapping;
}

/** Titles of columns as they stand in the file, or their numbers from 1 as text. */
export interface ColumnMapping {
  readonly sensors: readonly MappedSensor[];
  /** Seconds, milliseconds or microseconds: found from the intervals. */
  readonly time?: string;
  /** A packet counter; goes before `time`. */
  readonly count?: string;
}

/** x, y and z of one sensor. */
export interface MappedSensor {
  readonly acceleration: readonly [string, string, string];
  readonly angularRate: readonly [string, string, string];
  /** May tell the placement by its words. */
  readonly name?: string;
  readonly placement?: Placement;
}
