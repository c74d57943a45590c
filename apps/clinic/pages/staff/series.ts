/** Weeks between the visits of a series, and how many visits: what a course of treatment asks for. */
export const REPEATS = [1, 2, 3, 4, 6, 8, 12] as const;
export const MOST_IN_SERIES = 12;
