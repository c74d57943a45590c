import fc from "fast-check";
import { expect, test } from "vitest";
import {
  clockText,
  dayPlus,
  dayText,
  isDay,
  localDay,
  localHour,
  longDayText,
  startOfDay,
  weekdayOf,
  whenText,
  zoneText,
} from "./time.ts";

const EASTERN = "America/New_York";
const HOUR_MS = 3_600_000;

test("an instant is told as weekday, day, month, year, clock time and zone, with plain spaces", () => {
  expect(whenText(Date.UTC(2026, 2, 3, 14), EASTERN)).toBe("Tue 3 March 2026, 9:00 AM, Eastern Time");
});

test("the same clock time is another instant after the clocks were put forward", () => {
  // Clocks went from UTC−5 to UTC−4 on Sunday 8 March 2026.
  expect(whenText(Date.UTC(2026, 2, 6, 14), EASTERN)).toBe("Fri 6 March 2026, 9:00 AM, Eastern Time");
  expect(whenText(Date.UTC(2026, 2, 9, 13), EASTERN)).toBe("Mon 9 March 2026, 9:00 AM, Eastern Time");
});

test("late evening in the office is still that day, though the next day has begun in UTC", () => {
  const lateMs = Date.UTC(2026, 2, 4, 1, 30);
  expect(localDay(lateMs, EASTERN)).toBe("2026-03-03");
  expect(dayText(lateMs, EASTERN)).toBe("Tue 3 March 2026");
  expect(clockText(lateMs, EASTERN)).toBe("8:30 PM");
  expect(localHour(lateMs, EASTERN)).toBe(20);
});

test("noon and midnight are 12 PM and 12 AM", () => {
  expect(clockText(Date.UTC(2026, 0, 5, 17), EASTERN)).toBe("12:00 PM");
  expect(clockText(Date.UTC(2026, 0, 5, 5), EASTERN)).toBe("12:00 AM");
  expect(localHour(Date.UTC(2026, 0, 5, 5), EASTERN)).toBe(0);
});

test("a zone has the same name in summer and in winter", () => {
  expect(zoneText(EASTERN)).toBe("Eastern Time");
  expect(zoneText("America/Chicago")).toBe("Central Time");
});

test("a day of a clock change is 23 or 25 hours long", () => {
  const hoursOf = (day: string) => (startOfDay(dayPlus(day, 1), EASTERN) - startOfDay(day, EASTERN)) / HOUR_MS;
  expect(hoursOf("2026-03-08")).toBe(23);
  expect(hoursOf("2026-11-01")).toBe(25);
  expect(hoursOf("2026-11-02")).toBe(24);
});

test("where clocks go forward at midnight, the day begins at 1 AM", () => {
  // Beirut skipped 0:00 to 1:00 on Sunday 29 March 2026 (UTC+2 to UTC+3).
  expect(startOfDay("2026-03-29", "Asia/Beirut")).toBe(Date.UTC(2026, 2, 28, 22));
});

test("every day begins in the instant in which the local date changes to it", () => {
  const zones = fc.constantFrom(
    EASTERN,
    "Asia/Beirut",
    "America/Havana",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "UTC",
  );
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 3000 }), (zone, days) => {
      const day = dayPlus("2024-01-01", days);
      const startMs = startOfDay(day, zone);
      expect(localDay(startMs, zone)).toBe(day);
      expect(localDay(startMs - 1, zone)).toBe(dayPlus(day, -1));
    }),
  );
});

test("only days that exist are days", () => {
  expect(isDay("2028-02-29")).toBe(true);
  expect(["2026-02-29", "2026-13-01", "2026-1-1", "soon", ""].map(isDay)).toEqual([false, false, false, false, false]);
});

test("days are counted over the end of a month and a year", () => {
  expect(dayPlus("2026-12-31", 1)).toBe("2027-01-01");
  expect(dayPlus("2026-03-01", -1)).toBe("2026-02-28");
});

test("a day alone is told by its weekday", () => {
  expect(longDayText("2026-11-06")).toBe("Friday 6 November");
  expect([weekdayOf("2026-11-02"), weekdayOf("2026-11-08")]).toEqual([1, 7]);
});
