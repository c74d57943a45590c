/**
 * Instants as people read them, always in the zone of the office (docs/conventions.md, "Time"). A local day is the text
 * `"2026-03-03"`, so that it never turns into another day by being read in another zone. Reckoning with days is done by
 * `@plumbline/scheduling`, on the server; here are the words.
 *
 * The engines of server and browser put different kinds of space into a clock time. Words are made of the parts, so that
 * both print the same.
 */

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

/** Whole hours since local midnight as the clock shows them, 0 … 23. */
export function localHour(instantMs: number, timeZone: string): number {
  return Number(parts(instantMs, timeZone, { hour: "2-digit", hourCycle: "h23" }).hour);
}

/** `"2026-03-03T09:00"`: an instant as a `datetime-local` field holds it. */
export function minuteText(instantMs: number, timeZone: string): string {
  const { year, month, day, hour, minute } = parts(instantMs, timeZone, {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return `${year}-${month}-${day}T${hour}:${minute}`;
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

function utcOfDay(day: string): number {
  const [year = Number.NaN, month = 1, date = 1] = day.split("-").map(Number);
  return Date.UTC(year, month - 1, date);
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
