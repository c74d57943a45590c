import { Temporal } from "temporal-polyfill";
import type { TimeRange } from "@plumbline/clinical-model";

/**
 * The instant at which clocks in a zone show a time on a day, or null when no clock there does (the hour that is
 * skipped in spring). A time that comes twice (the hour repeated in autumn) is the earlier.
 *
 * @param day - `"2026-11-01"`.
 * @param time - `"01:30"`, 24 h clock.
 * @returns Milliseconds since 1970 UTC.
 * @throws RangeError when day, time or zone is malformed.
 * @example
 * instantOf("2026-11-24", "09:00", "America/New_York"); // 1795528800000, 14:00 UTC
 * instantOf("2026-03-08", "02:30", "America/New_York"); // null
 */
export function instantOf(day: string, time: string, timeZone: string): number | null {
  const local = Temporal.PlainDate.from(day).toPlainDateTime(Temporal.PlainTime.from(time));
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  return zoned.toPlainDateTime().equals(local) ? zoned.epochMilliseconds : null;
}

/** The day clocks in a zone show at an instant: `"2026-11-24"`. */
export function dayOf(instantMs: number, timeZone: string): string {
  const latest = latestDays.get(timeZone);
  if (latest !== undefined && latest.startMs <= instantMs && instantMs < latest.endMs) return latest.day;
  const day = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone).toPlainDate().toString();
  latestDays.set(timeZone, { day, ...dayRange(day, timeZone) });
  return day;
}

/** Slots are asked for in order, hundreds of a day: looking up each in the zone's rules would be slow. */
const latestDays = new Map<string, TimeRange & { readonly day: string }>();

/** Whether a text names a day that exists: `"2026-02-29"` does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split("-").map(Number) as [number, number, number];
  const utcMs = Date.UTC(year, month - 1, day);
  return new Date(utcMs).toISOString().slice(0, 10) === text;
}

/** The day so many days later (or earlier, when negative): `addDays("2026-02-28", 1)` is `"2026-03-01"`. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

/**
 * From the first to the last instant of a day in a zone: 23 or 25 hours long when the clocks change.
 *
 * @param day - `"2026-11-01"`.
 */
export function dayRange(day: string, timeZone: string): TimeRange {
  const start = Temporal.PlainDate.from(day).toZonedDateTime(timeZone);
  return { startMs: start.epochMilliseconds, endMs: start.add({ days: 1 }).startOfDay().epochMilliseconds };
}
