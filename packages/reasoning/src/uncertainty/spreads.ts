import type { ProvenanceMark } from "@plumbline/clinical-model";

/**
 * How far a figure of the base may be off, as a standard deviation. All are guesses of the engine's authors, on the scale
 * of the robustness check (0.5 and 1.0 on the log odds): what was read in a source is firmest, an estimate loosest.
 */
export const SPREADS = Object.freeze({
  /** Of the log odds of a probability: priors, leaks, causal strengths, link priors. */
  logOdds: { seen: 0.25, recalled: 0.4, "expert estimate": 0.6 } satisfies Record<ProvenanceMark, number>,
  /**
   * Of the logarithm of a log ratio: a factor on how much a finding says, so that it never changes sides. 0.3 makes a
   * ratio of 4 one from 2.3 to 9.7 in 95 of 100 draws.
   */
  logRatioFactor: { seen: 0.15, recalled: 0.3, "expert estimate": 0.45 } satisfies Record<ProvenanceMark, number>,
});

/** A normal 95 % interval is this many standard deviations wide. */
const DEVIATIONS_WIDE = 3.92;

/**
 * The spread of a row's log ratio, from the interval its source gives (`"LR+ 1.6-2.5; LR- 0.7-0.9"`), relative to its
 * size; null where the words hold none for this ratio.
 */
export function publishedSpread(interval: string, ratio: "LR+" | "LR-"): number | null {
  const at = interval.indexOf(ratio);
  if (at === -1) return null;
  const found = /^\s*(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)/.exec(interval.slice(at + ratio.length));
  if (found === null) return null;
  const [low, high] = [Math.log(Number(found[1])), Math.log(Number(found[2]))];
  const middle = Math.abs(low + high) / 2;
  const isUsable = Number.isFinite(low) && Number.isFinite(high) && high > low && middle > 0;
  return isUsable ? (high - low) / DEVIATIONS_WIDE / middle : null;
}
