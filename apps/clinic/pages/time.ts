/**
 * Instants as people read them, always in the zone of the office (docs/conventions.md, "Time"). A local day is the text
 * `"2026-03-03"`, so that it never turns into another day by being read in another zone.
 *
 * The engines of server and browser put different kinds of space into a clock time. Words are made of the parts, so that
 * both print the same.
 */

const MS_PER_DAY = 86_400_000;

/** `"9:00 AM"`. */
export function clockText(instantMs: number, timeZone: string): string {
  const { hour, minute, dayPeriod } = parts(instantMs, timeZone, { hour: "numeric", minute: "2-digit", hour12: true });
  return `${hour}:${minute} ${dayPeriod}`;
}

/** `"Tue 3 March 2026"`. */
export function dayText(instantMs: number, timeZone: string): string {
  const { weekday, day, month, year } = parts(instantMs, timeZone, {
    weekday: "short",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  return `${weekday} ${day} ${month} ${year}`;
}

/** `"Eastern Time"`: the same in summer and in winter, as people here say it. */
export function zoneText(timeZone: string): string {
  return parts(0, timeZone, { timeZoneName: "longGeneric" }).timeZoneName ?? timeZone;
}

/** `"Tue 3 March 2026, 9:00 AM, Eastern Time"`. */
export function whenText(instantMs: number, timeZone: string): string {
  return `${dayText(instantMs, timeZone)}, ${clockText(instantMs, timeZone)}, ${zoneText(timeZone)}`;
}

/** The day an instant falls on: `"2026-03-03"`. */
export function localDay(instantMs: number, timeZone: string): string {
  const { year, month, day } = parts(instantMs, timeZone, { year: "numeric", month: "2-digit", day: "2-digit" });
  return `${year}-${month}-${day}`;
}

/** Whole hours since local midnight as the clock shows them, 0 … 23. */
export function localHour(instantMs: number, timeZone: string): number {
  return Number(parts(instantMs, timeZone, { hour: "2-digit", hourCycle: "h23" }).hour);
}

/** Whether a text names a day that exists: `"2026-02-29"` does not. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOfUtc(utcOfDay(text)) === text;
}

/** The day some days later (or, with a negative count, before). */
export function dayPlus(day: string, days: number): string {
  return dayOfUtc(utcOfDay(day) + days * MS_PER_DAY);
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekdayOf(day: string): number {
  return new Date(utcOfDay(day)).getUTCDay() || 7;
}

/** `"Tuesday 3 March"`: for lists in which the year is plain. */
export function longDayText(day: string): string {
  const {
    weekday,
    day: number,
    month,
  } = parts(utcOfDay(day), "UTC", { weekday: "long", day: "numeric", month: "long" });
  return `${weekday} ${number} ${month}`;
}

/**
 * The first instant of a local day. A day of a clock change is 23 or 25 hours long; where the clock is changed at
 * midnight, a day may begin at 1 AM, or midnight come twice: the first counts.
 *
 * @param day - `"2026-03-03"`.
 */
export function startOfDay(day: string, timeZone: string): number {
  const asIfUtc = utcOfDay(day);
  const candidates = [-MS_PER_DAY, MS_PER_DAY].map((aside) => asIfUtc - offsetMs(asIfUtc + aside, timeZone));
  const onDay = candidates.filter((instantMs) => localDay(instantMs, timeZone) === day);
  return Math.min(...(onDay.length > 0 ? onDay : candidates));
}

/** How far the zone's clock is ahead of UTC at an instant. */
function offsetMs(instantMs: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = parts(instantMs, timeZone, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return shown - instantMs;
}

function utcOfDay(day: string): number {
  const [year = Number.NaN, month = 1, date = 1] = day.split("-").map(Number);
  return Date.UTC(year, month - 1, date);
}

function dayOfUtc(utcMs: number): string {
  return Number.isNaN(utcMs) ? "" : new Date(utcMs).toISOString().slice(0, 10);
}

type Parts = Partial<Record<Intl.DateTimeFormatPartTypes, string>>;

/** Formatters are slow to make and used for every free time of two months, so they are kept. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function parts(instantMs: number, timeZone: string, options: Intl.DateTimeFormatOptions): Parts {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat("en-US", { ...options, timeZone });
  formatters.set(key, formatter);
  return Object.fromEntries(formatter.formatToParts(instantMs).map(({ type, value }) => [type, value]));
}
