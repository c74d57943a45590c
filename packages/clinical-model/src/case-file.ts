import type { BySide } from "./side.ts";

/** Which kind of office the person walked into: it decides how common each condition is before any answer. */
export const SETTINGS = ["combined", "podiatry", "spine"] as const;
export type Setting = (typeof SETTINGS)[number];

export const SEXES = ["female", "male"] as const;
export type Sex = (typeof SEXES)[number];

/**
 * What is known of one finding in one place.
 *
 * - `true` / `false`: present / absent, asked or tested.
 * - a number: a measurement in the finding's own unit; the base's positive rule turns it into a state.
 * - a string: one of the finding's options, or `"not-testable"` (tried, could not be done).
 *
 * A finding that is missing from a case is unknown. Unknown is never "no".
 */
export type FindingValue = boolean | number | string;

export const NOT_TESTABLE = "not-testable";

/** One value for the whole person, or one for each side. */
export type FindingEntry = FindingValue | BySide<FindingValue>;

export function isBySide(entry: FindingEntry): entry is BySide<FindingValue> {
  return typeof entry === "object";
}

/** Everything known about one person, as it travels in a file. The schema is in `docs/schemas/case.schema.json`. */
export interface CaseFile {
  /** Years; null when not known. */
  readonly age: number | null;
  readonly sex: Sex | null;
  readonly setting: Setting;
  readonly findings: Readonly<Record<string, FindingEntry>>;
  /**
   * Answers to the confirming questions of red flags, by flag id. A flag lifts only by a plain "no"; without an answer,
   * and with "unknown", it stands. Left out: nothing was asked.
   */
  readonly confirmations?: Readonly<Record<string, ConfirmationAnswer>>;
  /** The finding that states the complaint the person came for; left out or null: all complaints count alike. */
  readonly mainComplaint?: string | null;
}

export const CONFIRMATION_ANSWERS = ["yes", "no", "unknown"] as const;
export type ConfirmationAnswer = (typeof CONFIRMATION_ANSWERS)[number];
