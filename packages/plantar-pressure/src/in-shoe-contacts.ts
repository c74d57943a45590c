/** The time a foot bears load inside a shoe, frames counted from 0, `[start, end)`. */
export interface Contact {
  readonly startFrame: number;
  readonly endFrame: number;
  /** Neither cut off by the beginning nor by the end of the recording. */
  readonly isComplete: boolean;
}

export interface InShoeContacts {
  readonly contacts: readonly Contact[];
  /** Load that stays in swing: folded insole, laces, creep. In the unit of the curve. */
  readonly residual: number;
  /** Above it the foot counts as loaded. */
  readonly threshold: number;
}

/** 50 N reproduces one maker's initial contacts within 15 ms and its toe-offs within 45 ms; with a light person, a tenth of the range. */
const CONTACT_FORCE_N = 50;
const CONTACT_SHARE = 0.1;
/** A swing is shorter than this share of walking, so the low end of the curve is swing. A guess; swing is about 40 %. */
const RESIDUAL_PERCENTILE = 0.1;
const LOADED_PERCENTILE = 0.9;
/** A foot that loses less than this share of its load never swings: it stands. A guess. */
const LEAST_UNLOADING = 0.5;
/** A foot that brushes the ground before it lands loads a sensor for a frame or two; contact begins with the landing. A guess. */
const SHORTEST_BURST_S = 0.025;
/** Shorter gaps are chatter of the sensors, shorter contacts are no steps. Guesses, far below any walking step. */
const SHORTEST_SWING_S = 0.1;
const SHORTEST_CONTACT_S = 0.2;

/**
 * Tells the contacts of one foot in a shoe apart.
 *
 * Sensors in a shoe may never unload, so contact is judged above the load that stays in swing: the 10th percentile of the
 * curve.
 *
 * @param curve - Force in newton, or any load that rises with it.
 * @param isForce - Whether the curve is in newton; otherwise a tenth of its range is the threshold.
 * @returns Null when the foot never swings.
 */
export function inShoeContacts(curve: Float64Array, samplingRateHz: number, isForce: boolean): InShoeContacts | null {
  const sorted = curve.slice().sort();
  const residual = sorted[Math.floor(RESIDUAL_PERCENTILE * (sorted.length - 1))]!;
  const loaded = sorted[Math.floor(LOADED_PERCENTILE * (sorted.length - 1))]!;
  const range = loaded - residual;
  if (!(range > LEAST_UNLOADING * loaded)) return null;
  const threshold = residual + (isForce ? Math.min(CONTACT_FORCE_N, CONTACT_SHARE * range) : CONTACT_SHARE * range);
  const runs = runsAbove(curve, threshold).filter(({ start, end }) => end - start >= SHORTEST_BURST_S * samplingRateHz);
  const merged = withoutShortGaps(runs, SHORTEST_SWING_S * samplingRateHz);
  const contacts = merged
    .map(({ start, end }) => ({
      startFrame: start,
      endFrame: end,
      isComplete: start > 0 && end < curve.length,
    }))
    .filter(({ startFrame, endFrame }) => endFrame - startFrame >= SHORTEST_CONTACT_S * samplingRateHz);
  return { contacts, residual, threshold };
}

interface Run {
  readonly start: number;
  readonly end: number;
}

function runsAbove(curve: Float64Array, threshold: number): readonly Run[] {
  const runs: Run[] = [];
  let start = -1;
  for (let frame = 0; frame <= curve.length; frame++) {
    const isAbove = frame < curve.length && curve[frame]! > threshold;
    if (isAbove && start === -1) start = frame;
    else if (!isAbove && start !== -1) {
      runs.push({ start, end: frame });
      start = -1;
    }
  }
  return runs;
}

function withoutShortGaps(runs: readonly Run[], shortestGap: number): readonly Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last !== undefined && run.start - last.end < shortestGap)
      merged[merged.length - 1] = { start: last.start, end: run.end };
    else merged.push(run);
  }
  return merged;
}
