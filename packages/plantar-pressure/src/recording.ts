import type { Side } from "@plumbline/clinical-model";
import type { QualityNote } from "./quality-note.ts";
import type { SensorLayout } from "./sensor-layout.ts";

/** The kinds of file that can be read. Each has one reader in `readers/`. */
export const RECORDING_FORMATS = [
  "novel emed .lst",
  "novel pedar .asc",
  "novel pliance .asc",
  "Tekscan ASCII movie",
  "RSscan footscan .xls",
  "RSscan footscan text",
  "XSENSOR .csv",
  "stappone .csv",
  "Moticon OpenGo .txt",
] as const;
export type RecordingFormat = (typeof RECORDING_FORMATS)[number];

/**
 * Where the foot stands: `plate` on the floor (barefoot, one step), `in-shoe` on an insole (many steps); a `mat` may lie
 * under anything, so nothing is read from the shape of what it shows.
 */
export type DeviceClass = "plate" | "in-shoe" | "mat";

/** `raw` counts of an uncalibrated device are no pressure; nothing in kPa or newton is ever made from them. */
export type PressureUnit = "kPa" | "raw";

/**
 * What a device wrote, decoded and checked, nothing more. Never altered afterwards.
 * Paths, operator names and patient names of the file's header are left behind by the readers.
 */
export interface PressureRecording {
  /** The name under which the file was handed in. */
  readonly file: string;
  readonly format: RecordingFormat;
  /** Maker and model in words, as far as the file tells; null when it does not. */
  readonly device: string | null;
  readonly deviceClass: DeviceClass;
  readonly unit: PressureUnit;
  /** The highest value the device can show, in `unit`: at it, the true one may be higher. Null when not told. */
  readonly saturation: number | null;
  /** Null when the file does not tell; then nothing that needs time can be computed. */
  readonly samplingRateHz: number | null;
  readonly frames: number;
  /** One entry for each foot the device tells apart; a plate has one. */
  readonly feet: readonly FootRecording[];
  /** What the reader noticed: a last frame cut off, a printed force that does not agree. */
  readonly notes: readonly QualityNote[];
}

/** The sensors under one foot and what they read over time. */
export interface FootRecording {
  /** The side the file itself names; null when it names none (a plate never does). */
  readonly statedSide: Side | null;
  readonly layout: SensorLayout;
  /**
   * `frames × sensors`, in the recording's unit; a grid's row 0 lies at the toes, as printed. 0 where nothing touches.
   */
  readonly values: Float32Array;
  /** What the maker's own program computed; null where the file holds none of it. */
  readonly maker: MakerFigures | null;
}

/** Figures the maker printed beside the pressures, one a frame. Each null when it is not in the file. */
export interface MakerFigures {
  /** N. Stands for the force where the sensors' areas are not published. */
  readonly forceN: Float64Array | null;
  /** In the axes of the recording, mm; NaN while unloaded. */
  readonly copXMm: Float64Array | null;
  readonly copYMm: Float64Array | null;
  /** Moments of first and last contact that the maker's program marked, frames counted from 0. */
  readonly initialContacts: readonly number[] | null;
  readonly toeOffs: readonly number[] | null;
}
