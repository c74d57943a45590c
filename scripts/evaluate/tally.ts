import { DIRECTION_ANSWERS } from "@plumbline/clinical-model";
import type { Direction, DirectionAnswer } from "@plumbline/clinical-model";

/** Where one row of a reliability table ends and the next begins; the last ends at 1. */
export const CONDITION_BOUNDS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;
export const DIRECTION_BOUNDS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const;

/** What was said against what was so, by how probable it was said to be. */
export interface Reliability {
  readonly bounds: readonly number[];
  readonly count: number[];
  readonly said: number[];
  readonly so: number[];
}

export function reliability(bounds: readonly number[]): Reliability {
  const zeros = (): number[] => Array.from({ length: bounds.length + 1 }, () => 0);
  return { bounds, count: zeros(), said: zeros(), so: zeros() };
}

export function addForecast({ bounds, count, said, so }: Reliability, probability: number, isSo: boolean): void {
  const first = bounds.findIndex((bound) => probability < bound);
  const row = first === -1 ? bounds.length : first;
  count[row]!++;
  said[row]! += probability;
  so[row]! += Number(isSo);
}

/** Mean distance between what was said and what was so, each row weighted by its forecasts. */
export function calibrationError({ count, said, so }: Reliability, fromRow = 0): number {
  let distance = 0;
  let total = 0;
  for (let row = fromRow; row < count.length; row++) {
    distance += Math.abs(said[row]! - so[row]!);
    total += count[row]!;
  }
  return total === 0 ? 0 : distance / total;
}

/** How well one condition is told apart. */
export interface Discrimination {
  /** Counts by score in steps of log odds: see {@link scoreOf}. */
  readonly cases: number[];
  readonly others: number[];
  /** Cases in which the condition stood among the first five. */
  inFirstFive: number;
  /** Cases in which it was reported to the reader. */
  reported: number;
}

const SCORES = 240;
/** Log odds from −12 to 12 in tenths. */
export function scoreOf(probability: number): number {
  const logOdds = Math.log(probability / (1 - probability));
  return Math.min(SCORES - 1, Math.max(0, Math.floor((logOdds + 12) * 10)));
}

export function discrimination(): Discrimination {
  const zeros = (): number[] => Array.from({ length: SCORES }, () => 0);
  return { cases: zeros(), others: zeros(), inFirstFive: 0, reported: 0 };
}

export interface Count {
  hits: number;
  count: number;
}

export type DirectionTable = Record<Direction, Record<DirectionAnswer, number>>;

export function directionTable(): DirectionTable {
  const row = (): Record<DirectionAnswer, number> =>
    Object.fromEntries(DIRECTION_ANSWERS.map((answer) => [answer, 0])) as Record<DirectionAnswer, number>;
  return { "foot-drives-back": row(), "spine-drives-foot": row(), both: row(), local: row(), none: row() };
}

/**
 * Adds the numbers of `from` to those of `to`, wherever they stand in it. Sums run in the order of the calls, so adding
 * chunks in their order gives the same bytes whatever thread worked them out.
 */
export function addUp<T extends object>(to: T, from: T): T {
  const target = to as Record<string, unknown>;
  for (const [key, value] of Object.entries(from)) {
    if (key === "bounds") continue;
    if (typeof value === "number") target[key] = ((target[key] as number | undefined) ?? 0) + value;
    else if (typeof value === "object" && value !== null) {
      target[key] = addUp((target[key] ?? (Array.isArray(value) ? [] : {})) as object, value as object);
    }
  }
  return to;
}
