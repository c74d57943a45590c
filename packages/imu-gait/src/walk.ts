import type { Sex } from "@plumbline/clinical-model";
import type { GaitCorrection } from "./gait-correction.ts";
import type { MotionSignal } from "./motion-signal.ts";
import type { SampleRange } from "./sample-range.ts";

/** One person walking once: the sensors that were worn, and what is known besides. */
export interface Walk {
  readonly name: string;
  /** In any order. */
  readonly signals: readonly MotionSignal[];
  readonly person?: WalkingPerson;
  /** The file's own count; only what lies within them is measured. Left out: the bouts are found. */
  readonly bouts?: readonly SampleRange[];
  readonly corrections?: readonly GaitCorrection[];
}

/** What the norms and the lower back's lengths ask for; null or left out: not known. */
export interface WalkingPerson {
  readonly ageYears?: number | null;
  readonly sex?: Sex | null;
  readonly heightM?: number | null;
}
