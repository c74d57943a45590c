import type { OutcomeChange } from "./change.ts";

export interface TrialReview {
  /** `no-data`: the pain was not asked for since the start. */
  readonly verdict: "running" | "keep" | "stop" | "no-data";
  readonly words: string;
}

const WEEK_MS = 7 * 24 * 3_600_000;

/**
 * The stop rule of a trial, by itself: stopped at once when the person is surely worse, stopped at its end unless they are
 * better by what matters, kept when they are. The rule is the base's own (README, `consider_if_linked`: a trial of 4 to 6
 * weeks with a stop rule).
 *
 * @param change - From the last answer before the start to the newest after it; null without both.
 * @param weeks - How long the trial lasts.
 */
export function trialReview(options: {
  readonly startMs: number;
  readonly nowMs: number;
  readonly weeks: number;
  readonly change: OutcomeChange | null;
}): TrialReview {
  const { startMs, nowMs, weeks, change } = options;
  const isOver = nowMs >= startMs + weeks * WEEK_MS;
  if (change?.verdict === "worse") return { verdict: "stop", words: "The pain got worse: stop the trial, look again." };
  if (!isOver) return { verdict: "running", words: `The trial runs; it ends after ${weeks} weeks.` };
  if (change === null) {
    return { verdict: "no-data", words: "The trial is over, and the pain was not asked for: ask now, then decide." };
  }
  return change.verdict === "better" && change.isImportant
    ? { verdict: "keep", words: "The pain is lower by what matters: the trial may go on as care." }
    : { verdict: "stop", words: `After ${weeks} weeks the pain is not lower by what matters: stop the trial.` };
}
