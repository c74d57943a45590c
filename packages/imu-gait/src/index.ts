export * from "./foot-motion.ts";
export * from "./foot-mounting.ts";
export * from "./foot-steps.ts";
export * from "./lumbar-gait.ts";
export * from "./motion-signal.ts";
export type { QualityNote } from "./quality-note.ts";
export type { SampleRange } from "./sample-range.ts";
