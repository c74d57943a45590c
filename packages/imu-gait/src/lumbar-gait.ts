import type { Side } from "@plumbline/clinical-model";
import type { SampleRange } from "./sample-range.ts";

/** Foot meets floor, seen from the lower back. */
export interface LumbarContact {
  readonly sample: number;
  /** Null where it does not show. */
  readonly side: Side | null;
}

/** Walking without a pause. Null where it cannot be had. */
export interface LumbarBout extends SampleRange {
  readonly contacts: readonly LumbarContact[];
  readonly cadenceStepsPerMin: number | null;
  /** Mean over the bout, by the height of the sensor, or of the person, or a usual one. */
  readonly strideLengthM: number | null;
  readonly speedMps: number | null;
}

export type Vector = readonly [number, number, number];

/** Which way a person faces: unit vectors in the axes of the sensor, level in the mean of the walking. */
export interface Facing {
  readonly forward: Vector;
  readonly left: Vector;
}

/** What the lower back tells of walking. Numbers are means over the bouts, weighted with their length. */
export interface LumbarGait {
  readonly bouts: readonly LumbarBout[];
  readonly turns: readonly SampleRange[];
  /** Recognized from the walking, whatever the mounting of the sensor; null with too few steps. */
  readonly facing: Facing | null;
  readonly cadenceStepsPerMin: number | null;
  readonly strideLengthM: number | null;
  readonly speedMps: number | null;
  /** Autocorrelation of the vertical acceleration at one step and at one stride, in [−1, 1]. */
  readonly stepRegularity: number | null;
  readonly strideRegularity: number | null;
  /** Share of the even harmonics (vertical, forward) or the odd ones (sideways), percent. */
  readonly harmonicRatioPercent: Readonly<Record<"vertical" | "forward" | "sideways", number>> | null;
  /** Range of the trunk's turning within a stride. */
  readonly trunkSwayDeg: Readonly<Record<"pitch" | "roll" | "yaw", number>> | null;
  /** Mean inclination of the trunk to the front in each minute of walking, against the first; empty below two minutes. */
  readonly forwardLeanByMinuteDeg: readonly number[];
}
