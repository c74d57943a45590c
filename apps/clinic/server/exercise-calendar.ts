import { createHash } from "node:crypto";
import { addDays, dayOf, instantOf } from "@plumbline/scheduling";
import { eventsCalendar } from "./calendar.ts";

/** Six weeks: then the plan is looked at, and a new file can be had. */
const WEEKS = 6;
const AT = "18:00";
const MINUTES = 20;

/**
 * Reminders of exercises as a calendar file: six weeks from tomorrow on, on as many days a week as are asked for, at six
 * in the evening by the clock at the office, whatever the clocks do meanwhile. Calendars are shared with others: it says
 * "Exercises", and not which or what for.
 *
 * @param patientId - Only to give the entries names that stay the same, so that a second file replaces the first.
 */
export function exerciseCalendar(asked: {
  readonly patientId: string;
  readonly daysAWeek: number;
  readonly timeZone: string;
  readonly nowMs: number;
}): string {
  const { patientId, timeZone, nowMs } = asked;
  const daysAWeek = Math.min(Math.max(Math.round(asked.daysAWeek), 1), 7);
  const first = addDays(dayOf(nowMs, timeZone), 1);
  const name = createHash("sha256").update(patientId).digest("hex").slice(0, 16);
  const events = Array.from({ length: WEEKS }, (_, week) =>
    Array.from({ length: daysAWeek }, (__, at) => addDays(first, week * 7 + Math.floor((at * 7) / daysAWeek))),
  )
    .flat()
    .flatMap((day) => {
      const startMs = instantOf(day, AT, timeZone);
      return startMs === null
        ? []
        : [{ id: `exercises-${name}-${day}`, startMs, endMs: startMs + MINUTES * 60_000, title: "Exercises" }];
    });
  return eventsCalendar(events, nowMs);
}
