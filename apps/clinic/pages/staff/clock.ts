import type { TimeRange } from "@plumbline/clinical-model";

/** `"9:00 AM"` in the office's zone. */
export function clockTime(instantMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-US", { timeZone, hour: "numeric", minute: "2-digit" }).format(instantMs);
}

/** `"Tue, Mar 3, 2026, 9:00 AM"` in the office's zone. */
export function dateAndTime(instantMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(instantMs);
}

/** `"Eastern Time"`. */
export function zoneName(timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longGeneric" }).formatToParts(0);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** `"2026-03-03"`: the calendar day at this instant in the zone. */
export function isoDay(instantMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    instantMs,
  );
}

/** `"Tuesday, March 3, 2026"`. */
export function dayInWords(day: string): string {
  return new Intl.DateTimeFormat("en-US", { timeZone: "UTC", dateStyle: "full" }).format(Date.parse(`${day}T00:00Z`));
}

/** The day `days` later (earlier when negative). */
export function addDays(day: string, days: number): string {
  const start = new Date(`${day}T00:00Z`);
  start.setUTCDate(start.getUTCDate() + days);
  return start.toISOString().slice(0, 10);
}

/** Whether it is a day of the calendar, `"2026-02-28"` and not `"2026-02-30"`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const parsed = new Date(`${text}T00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
}

/** From local midnight to the next local midnight: 23 or 25 hours long when the clocks change. */
export function rangeOfDay(day: string, timeZone: string): TimeRange {
  return { startMs: localMidnight(day, timeZone), endMs: localMidnight(addDays(day, 1), timeZone) };
}

/** Full years lived on a day. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Two steps: the zone's offset at the guess may not be the one at the answer. */
function localMidnight(day: string, timeZone: string): number {
  const wallMs = Date.parse(`${day}T00:00Z`);
  const guessMs = wallMs - offsetMs(wallMs, timeZone);
  return wallMs - offsetMs(guessMs, timeZone);
}

function offsetMs(instantMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" }).formatToParts(instantMs);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (match === null) return 0;
  const [, sign, hours, minutes] = match;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
