import ICAL from "ical.js";
import { expect, test } from "vitest";
import { exerciseCalendar } from "./exercise-calendar.ts";

/** Friday 23 October 2026; the clocks in New York go back on 1 November. */
const NOW_MS = Date.UTC(2026, 9, 23, 15);

function eventsOf(daysAWeek: number) {
  const file = exerciseCalendar({ patientId: "p-1", daysAWeek, timeZone: "America/New_York", nowMs: NOW_MS });
  return new ICAL.Component(ICAL.parse(file) as unknown[])
    .getAllSubcomponents("vevent")
    .map((event) => new ICAL.Event(event));
}

test("exercises stand in a calendar for six weeks, spread over the week, at six in the evening before and after a clock change", () => {
  const events = eventsOf(3);
  expect(events).toHaveLength(18);
  const starts = events.map(({ startDate }) => startDate.toJSDate().toISOString());
  expect(starts.slice(0, 4)).toEqual([
    "2026-10-24T22:00:00.000Z",
    "2026-10-26T22:00:00.000Z",
    "2026-10-28T22:00:00.000Z",
    "2026-10-31T22:00:00.000Z",
  ]);
  expect(starts[4]).toBe("2026-11-02T23:00:00.000Z");
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(18);
  expect(new Set(events.map(({ summary }) => summary))).toEqual(new Set(["Exercises"]));
});

test("seven days a week is every day, and what is more or less than a week holds is as near as can be", () => {
  expect(eventsOf(7)).toHaveLength(42);
  expect(eventsOf(20)).toHaveLength(42);
  expect(eventsOf(0)).toHaveLength(6);
});
