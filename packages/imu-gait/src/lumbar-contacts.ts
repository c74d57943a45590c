import { autocorrelation, lowPass, median, prominentPeaks, standardDeviation } from "@plumbline/signal-processing";
import type { LumbarContact } from "./lumbar-gait.ts";
import type { SampleRange } from "./sample-range.ts";
import { highPass, integrated } from "./trunk-frame.ts";
import type { TrunkFrame } from "./trunk-frame.ts";

/** Steps a second that people walk with (mobgap's plausible cadence: 40 to 172.9 a minute). */
const SLOWEST_HZ = 0.67;
const FASTEST_HZ = 2.9;
const USUAL_HZ = 1.6;

/** How often the trunk rises and falls; null where it does so at no rate. */
export function stepFrequency(vertical: Float64Array, rateHz: number): number | null {
  const smooth = lowPass(vertical, rateHz, 4);
  const likeness = autocorrelation(smooth, Math.round(rateHz / SLOWEST_HZ));
  const first = Math.round(rateHz / FASTEST_HZ);
  const tops = prominentPeaks(likeness, 0).filter((lag) => lag >= first);
  const best = Math.max(...tops.map((lag) => likeness[lag]!));
  // The stride is often more alike than the step: the first that is nearly as good is the step.
  const step = tops.find((lag) => likeness[lag]! >= 0.7 * best);
  return step === undefined || best <= 0 ? null : rateHz / step;
}

/**
 * Smoothed to the rhythm of this walking, the trunk's upward acceleration has one top for each step, shortly after the
 * foot meets the floor. Share of the smoothing and height of a top were tuned on the lumbar and feet-lumbar sets, where
 * neighboring values do as well; the delay on feet-lumbar alone, where it leaves no bias.
 */
const SMOOTHING = 0.9;
const TOP_OF_DEVIATION = 0.3;
const CONTACT_BEFORE_TOP_STEPS = 0.11;
const AROUND_S = 1;
/** Bouts begin and end with a contact by definition; one found this near outside is that one. */
const EDGE_S = 0.12;

/** Moments of contact within one bout. */
export function contactsWithin({ vertical, rateHz }: TrunkFrame, { start, end }: SampleRange): number[] {
  const frequency = stepFrequency(vertical.slice(start, end), rateHz) ?? USUAL_HZ;
  const around = Math.round(AROUND_S * rateHz);
  const from = Math.max(0, start - around);
  const smooth = lowPass(vertical.slice(from, end + around), rateHz, SMOOTHING * frequency);
  const height = TOP_OF_DEVIATION * standardDeviation(smooth.subarray(start - from, end - from));
  const delay = Math.round((CONTACT_BEFORE_TOP_STEPS / frequency) * rateHz);
  const edge = Math.round(EDGE_S * rateHz);
  return prominentPeaks(smooth, height)
    .map((top) => from + top - delay)
    .filter((sample) => sample >= start - edge && sample < end + edge)
    .map((sample) => Math.min(Math.max(sample, start), end - 1));
}

/** Where the trunk is to each side, once a stride. */
export interface Sway {
  /** Turned about up to the left, rad. */
  readonly heading: Float64Array;
  /** Acceleration to the left, m/s²; null where left is not known. */
  readonly sideways: Float64Array | null;
}

const STRIDE_HZ = { from: 0.4, to: 1.3 } as const;

/** What of the trunk's turning and swaying goes with strides. */
export function swayOf({ yawRate, rateHz }: TrunkFrame, sideways: Float64Array | null): Sway {
  const inBand = (signal: Float64Array) => lowPass(highPass(signal, rateHz, STRIDE_HZ.from), rateHz, STRIDE_HZ.to);
  return { heading: inBand(integrated(yawRate, rateHz)), sideways: sideways === null ? null : inBand(sideways) };
}

/** Steps to both sides that vote with this one, feet taking turns. */
const VOTERS = 2;

/**
 * Tells left from right: half a step after a foot has landed, the lower back is still turned away from it, as it is the foot
 * in front, and is pushed away from it, as it carries the weight. Both count in shares of their spread in the bout, and the
 * neighboring steps vote too. (Ullrich et al. 2021, doi 10.3390/s21186559, learn the same from turning alone.) Tuned on
 * feet-lumbar and the lumbar set. Right in nine of ten steps and more; so it is good for what is summed over steps, not for
 * one of them.
 */
export function withSides(
  { heading, sideways }: Sway,
  { start, end }: SampleRange,
  contacts: readonly number[],
): LumbarContact[] {
  if (contacts.length < 2) return contacts.map((sample) => ({ sample, side: null }));
  const half = Math.round(median(contacts.slice(1).map((sample, at) => sample - contacts[at]!)) / 2);
  const parts = [heading, sideways].flatMap((part) => {
    const spread = part === null ? 0 : standardDeviation(part.subarray(start, end));
    return part === null || spread === 0 ? [] : [{ part, spread }];
  });
  const votes = contacts.map((sample, at) => {
    const vote = parts.reduce(
      (sum, { part, spread }) => sum + part[Math.min(sample + half, part.length - 1)]! / spread,
      0,
    );
    return vote * (at % 2 === 0 ? 1 : -1);
  });
  return contacts.map((sample, at) => {
    const near = votes.slice(Math.max(0, at - VOTERS), at + VOTERS + 1).reduce((sum, vote) => sum + vote, 0);
    const own = near * (at % 2 === 0 ? 1 : -1);
    return { sample, side: own === 0 ? null : own < 0 ? "left" : "right" };
  });
}
