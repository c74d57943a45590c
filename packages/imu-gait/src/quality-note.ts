import type { Problem } from "@plumbline/clinical-model";

/** Something a reader of the numbers must know, and what could not be had because of it. All codes are in the README. */
export interface QualityNote extends Problem {
  /** Fields of the report that are missing because of this: `["lumbar.strideLengthM"]`. Empty when it only warns. */
  readonly blocks: readonly string[];
}
