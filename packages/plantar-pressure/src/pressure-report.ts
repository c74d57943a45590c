import type { Side } from "@plumbline/clinical-model";
import type { Figures } from "./figure.ts";
import type { QualityNote } from "./quality-note.ts";
import type { DeviceClass, PressureUnit, RecordingFormat } from "./recording.ts";
import type { SymmetryReport } from "./symmetry.ts";

/**
 * All that is computed from one recording: a plain JSON value, the shape of `plumbline pressure FILE --json`.
 * A value that cannot be had is null, and a note in `quality` that `blocks` it says why. Definitions are in the README.
 */
export interface PressureReport {
  readonly schemaVersion: 1;
  readonly file: string;
  readonly format: RecordingFormat;
  readonly device: string | null;
  /** Cut-offs differ between plates and insoles, so the class travels with the numbers. */
  readonly deviceClass: DeviceClass;
  readonly unit: PressureUnit;
  readonly samplingRateHz: number | null;
  readonly frames: number;
  readonly sides: readonly FootReport[];
  /** Null on a plate, and where no strides follow each other. */
  readonly walking: WalkingReport | null;
  /** Null without both feet. */
  readonly symmetry: SymmetryReport | null;
}

export interface FootReport {
  /** Null when the footprint does not decide. */
  readonly side: Side | null;
  /** How the side is known: told by the caller, named in the file, or seen from the footprint's shape. */
  readonly sideFrom: "caller" | "file" | "footprint" | null;
  /** Probability in [0, 0.5] that it is the other foot; null when the footprint was too small to judge. */
  readonly sideDoubt: number | null;
  readonly totals: PressureTotals;
  /**
   * Null when the footprint is too small to divide. An insole shows no single metatarsals; of its regions the values are
   * means over the steps that are used.
   */
  readonly regions: RegionReports | null;
  /** How the regions were found: from the footprint, from it with borders a person moved, or by the places of an insole's sensors. */
  readonly regionsFrom: "footprint" | "corrected" | "insole" | null;
  /** Contacts from the first to behind the last loaded frame. Null when they were not told apart. */
  readonly steps: readonly StepReport[] | null;
  /** Means over the steps that are used; a measure that no step has is null. Null without such steps. */
  readonly stepMeans: Readonly<Record<StepMeasure, StepStatistic | null>> | null;
  /** Each number of a step once more, with its definition and its doubt. */
  readonly figures: Figures;
  readonly footType: FootType;
  /** Null when the foot did not roll over a plate. */
  readonly rollOver: readonly RollOverPhase[] | null;
  readonly quality: readonly QualityNote[];
  /** Only when asked for. */
  readonly perFrame?: FrameSeries;
}

export interface PressureTotals {
  /** Highest pressure of any sensel in any frame. */
  readonly peakPressureKpa: number | null;
  readonly maxForceN: number | null;
  /** Mean of the force over the frames that are loaded. */
  readonly meanForceN: number | null;
  /** Sum of the force × frame interval. */
  readonly impulseNs: number | null;
  /** Largest area loaded in one frame. */
  readonly contactAreaCm2: number | null;
  /** Area of all sensels that were ever loaded. */
  readonly footprintAreaCm2: number | null;
  /** From the first to the end of the last loaded frame. */
  readonly contactTimeS: number | null;
  /** Sum over frames of the highest pressure × frame interval. Not force-time integral over area: the two do not agree. */
  readonly ptiPeakKpaS: number | null;
  /** Impulse over the area ever loaded. */
  readonly ptiForceAreaKpaS: number | null;
  /** Length of the center of pressure's path. */
  readonly copPathLengthMm: number | null;
  /** Middle third of the toeless footprint over the whole of it, in [0, 1]. */
  readonly archIndex: number | null;
  /** The same thirds, weighted with each sensel's highest pressure. */
  readonly modifiedArchIndex: number | null;
  /** Center-of-pressure excursion index: percent of the forefoot's width, positive is lateral. */
  readonly cpeiPercent: number | null;
  /** Share of the impulse on the medial side of the foot's axis, in [0, 1]. */
  readonly medialLoadShare: number | null;
  /** (lateral − medial) over the whole impulse, in [−1, 1]. */
  readonly lateralMedialForceIndex: number | null;
}

/** From the heel to the toes. Together they are the whole foot. */
/** The parts of a footprint: each place of the foot lies in one of them. */
export const FOOT_REGIONS = [
  "heel",
  "midfoot",
  "metatarsal1",
  "metatarsal2",
  "metatarsal3",
  "metatarsal4",
  "metatarsal5",
  "hallux",
  "lesserToes",
] as const;
export type FootRegion = (typeof FOOT_REGIONS)[number];

/** Parts that are also reported together. */
export const REGION_PARTS = {
  forefoot: ["metatarsal1", "metatarsal2", "metatarsal3", "metatarsal4", "metatarsal5"],
  toes: ["hallux", "lesserToes"],
} as const satisfies Readonly<Record<string, readonly FootRegion[]>>;
export type WholeRegion = keyof typeof REGION_PARTS;

/** From heel to toes, a whole before its parts. */
export const REPORTED_REGIONS = [
  "heel",
  "midfoot",
  "forefoot",
  ...REGION_PARTS.forefoot,
  "toes",
  ...REGION_PARTS.toes,
] as const;
export type ReportedRegion = FootRegion | WholeRegion;

/** The four parts that are the whole foot. */
export const COARSE_REGIONS = ["heel", "midfoot", "forefoot", "toes"] as const satisfies readonly ReportedRegion[];
export type CoarseRegion = (typeof COARSE_REGIONS)[number];

export type RegionReports = Readonly<Partial<Record<ReportedRegion, RegionReport>>>;

/** A sensel that is cut by a border shares its load and area; for its pressure it counts where most of it lies. */
export interface RegionReport {
  readonly peakPressureKpa: number | null;
  /** Mean over the region's footprint of each sensel's highest pressure. */
  readonly meanPeakPressureKpa: number | null;
  readonly maxForceN: number | null;
  readonly impulseNs: number | null;
  /** Of the foot's impulse, in [0, 1]; those of the nine parts sum to 1. */
  readonly impulseShare: number | null;
  /** Area of the sensels that were ever loaded; the four sum to `footprintAreaCm2`. */
  readonly footprintAreaCm2: number;
  readonly contactTimeS: number | null;
  readonly ptiPeakKpaS: number | null;
  /** Impulse over `footprintAreaCm2`. */
  readonly ptiForceAreaKpaS: number | null;
}

/**
 * Which contacts the means are made of.
 *
 * - `used`: a whole step.
 * - `first`, `last`: whole, but the person sets off or stops in it.
 * - `cut`: the recording begins or ends within it.
 * - `stand`: much longer than a step.
 */
export const STEP_USES = ["used", "first", "last", "cut", "stand"] as const;
export type StepUse = (typeof STEP_USES)[number];

/** One contact. Half-open, `[start, end)`; frames counted from 0. */
export interface StepReport {
  readonly startFrame: number;
  readonly endFrame: number;
  readonly startS: number | null;
  readonly endS: number | null;
  readonly use: StepUse;
  readonly contactTimeS: number | null;
  readonly maxForceN: number | null;
  readonly impulseNs: number | null;
  readonly peakPressureKpa: number | null;
  readonly contactAreaCm2: number | null;
  readonly ptiPeakKpaS: number | null;
  readonly ptiForceAreaKpaS: number | null;
  readonly gaitLineLengthMm: number | null;
  readonly gaitLineWidthMm: number | null;
}

export const STEP_MEASURES = [
  "contactTimeS",
  "maxForceN",
  "impulseNs",
  "peakPressureKpa",
  "contactAreaCm2",
  "ptiPeakKpaS",
  "ptiForceAreaKpaS",
  "gaitLineLengthMm",
  "gaitLineWidthMm",
] as const;
export type StepMeasure = (typeof STEP_MEASURES)[number];

/** Over the steps that are used. */
export interface StepStatistic {
  readonly mean: number;
  /** Null with a single step. */
  readonly standardDeviation: number | null;
  readonly standardError: number | null;
  readonly steps: number;
}

/** Planus, normal or cavus by the cut-offs of the device, or why not. */
export interface FootType {
  readonly class: "planus" | "normal" | "cavus" | null;
  readonly cutOffs: { readonly cavusBelow: number; readonly planusAbove: number; readonly source: string } | null;
  /** Null when there is a class. */
  readonly reason: string | null;
}

/** One phase of a foot's roll-over. Frames `[start, end)`. */
export interface RollOverPhase {
  readonly phase: "initial-contact" | "forefoot-contact" | "foot-flat" | "push-off";
  readonly startFrame: number;
  readonly endFrame: number;
  readonly durationS: number;
  readonly stancePercent: number;
  /** Mean speed of the center of pressure; null of a phase without a frame. */
  readonly copVelocityMmS: number | null;
}

/** Times of walking; a side is null when it has no stride. Only for recordings in shoes. */
export interface WalkingReport {
  readonly strideTimeS: Readonly<Record<Side, StepStatistic | null>>;
  readonly stanceTimeS: Readonly<Record<Side, StepStatistic | null>>;
  readonly swingTimeS: Readonly<Record<Side, StepStatistic | null>>;
  readonly stancePercent: Readonly<Record<Side, StepStatistic | null>>;
  /** Both times of double support together, percent of the stride; null with one foot. */
  readonly doubleSupportPercent: StepStatistic | null;
  readonly cadenceStepsPerMin: number;
}

/** One value a frame. */
export interface FrameSeries {
  readonly forceN: readonly (number | null)[];
  readonly peakKpa: readonly (number | null)[];
  readonly areaCm2: readonly (number | null)[];
  /** Center of pressure `[x, y]`; null while nothing touches. */
  readonly copMm: readonly (readonly [number, number] | null)[];
}
