import { expect, test } from "vitest";
import { clockText, dayText, localHour, longDayText, whenText, zoneText } from "./time.ts";

const EASTERN = "America/New_York";

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

test("a day alone is told by its weekday", () => {
  expect(longDayText("2026-11-06")).toBe("Friday 6 November");
});
