import type { FootName } from "./gait-report.ts";
import type { GaitEventKind } from "./foot-steps.ts";

/**
 * What a person put right on the events of one foot: plain data, kept beside the recording. Corrections are applied each
 * time the walk is measured, in their order; taking them away gives the found events back. Samples are the file's own count.
 */
export type GaitCorrection = { readonly foot: FootName; readonly event: GaitEventKind; readonly sample: number } & (
  { readonly kind: "add" } | { readonly kind: "remove" } | { readonly kind: "move"; readonly to: number }
);
