/** How soon, how far ahead and how finely times are offered. */
export interface BookingTerms {
  /** A slot starts at least this long after now, minutes. */
  readonly noticeMin: number;
  /** A slot starts at most this long after now, days of 24 hours. */
  readonly horizonDays: number;
  /** Slots start every so many minutes after the office opens. */
  readonly gridMin: number;
}

/** What patients are offered: two hours to get ready, nine weeks ahead, quarter hours. */
export const BOOKING_TERMS: BookingTerms = Object.freeze({ noticeMin: 120, horizonDays: 63, gridMin: 15 });

/** What the front desk may book: at once, up to half a year ahead, on five-minute steps. */
export const DESK_TERMS: BookingTerms = Object.freeze({ noticeMin: 0, horizonDays: 183, gridMin: 5 });
