import type { FrameCurves } from "./frame-curves.ts";

/**
 * - `step`: the foot came and went.
 * - `standing`: loaded from beginning to end, and the load stayed in place.
 * - `cut-off`: the recording ends while the foot still bears load, so its front may never have touched.
 * - `none`: nothing ever touched.
 */
export type ContactKind = "step" | "standing" | "cut-off" | "none";

/** A foot that leaves passes a few percent of its greatest load in the last frame; 1 to 5 % was seen. A guess. */
const STILL_LOADED = 0.25;
/** Sway of a standing foot is some millimeters; a step goes along the whole foot. Guesses. */
const SWAY_MM = 30;
const SHORTEST_STAND_S = 1;

export function contactKind(curves: FrameCurves, intervalS: number | null): ContactKind {
  const { load, peak, copXMm, copYMm, firstLoaded, endLoaded, frames } = curves;
  if (firstLoaded === endLoaded) return "none";
  const burden = load ?? peak;
  const greatest = burden.reduce((most, value) => Math.max(most, value), 0);
  const isLoadedAtEnd = endLoaded === frames && burden[frames - 1]! > STILL_LOADED * greatest;
  if (!isLoadedAtEnd) return "step";
  const last = endLoaded - 1;
  const travel = Math.hypot(copXMm[last]! - copXMm[firstLoaded]!, copYMm[last]! - copYMm[firstLoaded]!);
  const isLong = intervalS !== null && (endLoaded - firstLoaded) * intervalS >= SHORTEST_STAND_S;
  return firstLoaded === 0 && isLong && travel < SWAY_MM ? "standing" : "cut-off";
}
