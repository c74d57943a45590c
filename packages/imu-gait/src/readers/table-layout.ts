import type { Result } from "@plumbline/clinical-model";
import type { MotionFileOptions } from "../motion-file-options.ts";
import type { MotionFormat, Placement, Recognized } from "../motion-signal.ts";

/** Knows one kind of file. A new kind is a new file beside this one and a line in `open-motion-file.ts`. */
export interface MotionReader {
  readonly format: MotionFormat;
  /**
   * Where the numbers stand in this kind of file, judged by the content, never by the name.
   *
   * @param head - The first kilobytes as Latin-1 text, without a byte-order mark; its last line may be cut off.
   * @returns Null when it is another kind of file; problems when it is this kind and cannot be read.
   */
  readonly layoutOf: (head: string, options: MotionFileOptions) => Result<TableLayout> | null;
}

/** Columns are counted from 0. */
export type ThreeColumns = readonly [number, number, number];

/** All the files are tables: some lines of header, then one line a sample. */
export interface TableLayout {
  readonly format: MotionFormat;
  readonly device: string | null;
  /** Lines above the numbers. */
  readonly headerLines: number;
  readonly separator: number;
  readonly titles: readonly string[];
  readonly sensors: readonly SensorColumns[];
  /** What places a row in time; null when nothing does, so that all rows follow each other. */
  readonly clock: RowClock | null;
  /** Null when the time column is to tell. */
  readonly samplingRateHz: number | null;
  /** The rate stands neither in the file nor in the definition of the format: it is the usual one of such files. */
  readonly isRateUsual?: boolean;
}

export type TimeUnit = "s" | "ms" | "us";

type RowClock =
  /** Counts packets; starts again at 0 after the last number of 8, 16 or 32 bits. A time (microseconds) may tell the rate. */
  | { readonly kind: "count"; readonly column: number; readonly timeColumn?: number | null }
  /** `unit` null: to be found from the intervals. */
  | { readonly kind: "time"; readonly column: number; readonly unit: TimeUnit | null };

export interface SensorColumns {
  /** As the file calls it; null when it holds one only. */
  readonly name: string | null;
  readonly placement: Recognized<Placement> | null;
  readonly acceleration: ThreeColumns;
  readonly angularRate: ThreeColumns;
  /** Rate about the vertical of the room, from which a removed gravity is restored. */
  readonly verticalRate: number | null;
  readonly units: StatedUnits;
}

/** What the file or its format says; null where neither does. It is held against the signal. */
export interface StatedUnits {
  readonly from: "file" | "format";
  readonly acceleration: "m/s2" | "g" | null;
  readonly angularRate: "rad/s" | "deg/s" | null;
  readonly gravity: "present" | "removed" | null;
}
