import type { SampleRange } from "./sample-range.ts";

export const GAIT_EVENT_KINDS = ["heel-off", "toe-off", "initial-contact", "foot-flat"] as const;
export type GaitEventKind = (typeof GAIT_EVENT_KINDS)[number];

/**
 * One movement of a foot from lying flat to lying flat again; samples, in this order. First steps, last steps and steps
 * of a turn are steps too.
 */
export interface FootStep {
  readonly heelOff: number;
  readonly toeOff: number;
  readonly initialContact: number;
  readonly footFlat: number;
}

/** What one foot did, found from its own signal alone. */
export interface FootSteps {
  /** In order of time; they do not overlap. */
  readonly steps: readonly FootStep[];
  /** Walking without a pause: steps that follow each other. */
  readonly bouts: readonly SampleRange[];
  /** Where the foot turned to another heading by 45° and more within a few steps. */
  readonly turns: readonly SampleRange[];
}
