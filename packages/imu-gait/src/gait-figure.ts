import type { GaitMeasure } from "./gait-measures.ts";

/** A number with all that is needed to judge it. */
export interface GaitFigure {
  /** Mean over the strides. */
  readonly value: number;
  readonly unit: string;
  readonly definition: string;
  /** Which sensor gave it. */
  readonly source: "left foot" | "right foot" | "foot" | "both feet" | "lower back";
  /** Number of strides (of turns for the time of a turn); null where the value is no mean of single strides. */
  readonly strides: number | null;
  readonly standardDeviation: number | null;
  /** Standard deviation ÷ mean × 100; only of a time or a length, and from 20 strides on. */
  readonly coefficientOfVariationPercent: number | null;
  /** Of the mean. */
  readonly standardError: number | null;
  /** Two means of such walks must differ by this to differ for certain (95 %, within one session). */
  readonly detectableChange: number | null;
}

/** Only what was measured. */
export type GaitFigures = Readonly<Partial<Record<GaitMeasure, GaitFigure>>>;
