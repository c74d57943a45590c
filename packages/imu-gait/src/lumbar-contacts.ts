import { autocorrelation, lowPass, prominentPeaks, standardDeviation } from "@plumbline/signal-processing";
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
 * foot meets the floor. Share of the smoothing, height of a top and delay were tuned on the lumbar and feet-lumbar sets.
 */
const SMOOTHING = 0.9;
const TOP_OF_DEVIATION = 0.3;
const CONTACT_BEFORE_TOP_S = 0.06;
const AROUND_S = 1;

/** Moments of contact within one bout, without sides. */
export function contactsWithin({ vertical, rateHz }: TrunkFrame, { start, end }: SampleRange): number[] {
  const frequency = stepFrequency(vertical.slice(start, end), rateHz) ?? USUAL_HZ;
  const around = Math.round(AROUND_S * rateHz);
  const from = Math.max(0, start - around);
  const smooth = lowPass(vertical.slice(from, end + around), rateHz, SMOOTHING * frequency);
  const height = TOP_OF_DEVIATION * standardDeviation(smooth.subarray(start - from, end - from));
  const delay = Math.round(CONTACT_BEFORE_TOP_S * rateHz);
  return prominentPeaks(smooth, height)
    .map((top) => from + top - delay)
    .filter((sample) => sample >= start - delay && sample < end + delay)
    .map((sample) => Math.min(Math.max(sample, start), end - 1));
}

/** The pelvis turns with the leg that swings: 0.3 s after a contact it is turned towards the foot that has landed. */
const SIDE_AFTER_S = 0.3;
const PELVIS_HZ = { from: 0.4, to: 1.3 } as const;
/** Steps to both sides that vote on whether this one is left or right, feet taking turns. */
const VOTERS = 3;

/**
 * Tells left from right by how the pelvis turns about the vertical (after Ullrich et al. 2021, doi 10.3390/s21186559, who
 * learn it). Right in about four of five steps; so it is good for what is summed over steps, not for one of them.
 */
export function withSides({ yawRate, rateHz }: TrunkFrame, contacts: readonly number[]): LumbarContact[] {
  const heading = lowPass(highPass(integrated(yawRate, rateHz), rateHz, PELVIS_HZ.from), rateHz, PELVIS_HZ.to);
  const after = Math.round(SIDE_AFTER_S * rateHz);
  const votes = contacts.map((sample, at) => {
    const turned = heading[Math.min(sample + after, heading.length - 1)]!;
    return Math.sign(turned) * (at % 2 === 0 ? 1 : -1);
  });
  return contacts.map((sample, at) => {
    const near = votes.slice(Math.max(0, at - VOTERS), at + VOTERS + 1).reduce((sum, vote) => sum + vote, 0);
    const own = near * (at % 2 === 0 ? 1 : -1);
    return { sample, side: own === 0 ? null : own < 0 ? "left" : "right" };
  });
}
