import type { Side } from "@plumbline/clinical-model";
import type { QualityNote } from "./quality-note.ts";

/** The kinds of file that can be read. Each has one reader in `readers/`. */
export const RECORDING_FORMATS = ["novel emed .lst"] as const;
export type RecordingFormat = (typeof RECORDING_FORMATS)[number];

/** Where the foot stands: `plate` on the floor (barefoot, one step), `in-shoe` on an insole (many steps). */
export type DeviceClass = "plate" | "in-shoe";

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
  /** Null when the file does not tell; then nothing that needs time can be computed. */
  readonly samplingRateHz: number | null;
  readonly frames: number;
  /** One entry for each foot the device tells apart; a plate has one. */
  readonly feet: readonly FootRecording[];
  /** What the reader noticed: a last frame cut off, a printed force that does not agree. */
  readonly notes: readonly QualityNote[];
}

/** The sensels under one foot and what they read over time. Axes as in `docs/conventions.md`. */
export interface FootRecording {
  /** The side the file itself names; null when it names none (a plate never does). */
  readonly statedSide: Side | null;
  readonly grid: SenselGrid;
  /** `frames × rows × columns`, in the recording's unit, row 0 at the toes, as printed. 0 where nothing touches. */
  readonly values: Float32Array;
}

/** Equal rectangular sensels without gaps. */
export interface SenselGrid {
  readonly rows: number;
  readonly columns: number;
  /** Across the foot. */
  readonly cellWidthMm: number;
  /** Along the foot. */
  readonly cellHeightMm: number;
  /** Sensing area of one sensel. */
  readonly cellAreaMm2: number;
  /** Number of the first printed row and column on the whole device, counted from 1. */
  readonly firstRow: number;
  readonly firstColumn: number;
  /** Sensels of the whole device; null when the file does not tell. */
  readonly deviceRows: number | null;
  readonly deviceColumns: number | null;
}
