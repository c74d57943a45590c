/** What was done of an exercise on one day, as the person noted it. */
export interface ExerciseDay {
  /** `"2026-11-25"`. */
  readonly day: string;
  readonly isDone: boolean;
  /** 0 to 10 while doing it; null when not noted. */
  readonly pain: number | null;
  /** The pain was still higher on the next morning. */
  readonly isWorseNextMorning: boolean;
}

/** `ask`: stop it, and let the clinic look. */
export type Progression = "harder" | "same" | "easier" | "ask";

/** Of the pain-monitoring model up to 5 is allowed; from 4 on less is done here, see {@link STOP_RULES}. */
const FINE_PAIN = 3;
const MOST_PAIN = 5;
/** Looked at together: long enough to be no accident, short enough to act on. A guess. */
const WINDOW_DAYS = 14;
/** Who did less than this of what was planned goes on as it is. A guess. */
const ENOUGH_DONE = 0.75;

/**
 * What to change of an exercise, by what was noted. Pain decides before diligence: nobody is sent further with pain.
 *
 * - too much pain, or worse the next morning, three times running: `ask`
 * - the last time: `easier`
 * - at least three quarters done over two weeks, all with little pain: `harder`
 *
 * @param log - In any order, one entry a day.
 * @param daysAWeek - As planned.
 */
export function proposeProgression(log: readonly ExerciseDay[], daysAWeek: number): Progression {
  const done = log.filter(({ isDone }) => isDone).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const last = done.slice(-3);
  if (last.length === 3 && last.every(isTooMuch)) return "ask";
  const latest = done.at(-1);
  if (latest === undefined) return "same";
  if (isTooMuch(latest)) return "easier";
  const recent = done.filter(({ day }) => daysBetween(day, latest.day) < WINDOW_DAYS);
  const isDiligent = recent.length >= ENOUGH_DONE * 2 * daysAWeek;
  const isEasy = recent.every((each) => each.pain !== null && each.pain <= FINE_PAIN && !each.isWorseNextMorning);
  return isDiligent && isEasy ? "harder" : "same";
}

function isTooMuch({ pain, isWorseNextMorning }: ExerciseDay): boolean {
  return isWorseNextMorning || (pain !== null && pain > MOST_PAIN);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
