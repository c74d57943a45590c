import { expect, test } from "vitest";
import { addDays, ageOn, clockTime, dateAndTime, isDay, isoDay, rangeOfDay, zoneName } from "./clock.ts";

const ZONE = "America/New_York";
const HOUR_MS = 3_600_000;

test("a day in the office begins at its own midnight, not at that of the server", () => {
  // January: Eastern Standard Time, five hours behind UTC.
  expect(rangeOfDay("2026-01-15", ZONE)).toEqual({
    startMs: Date.parse("2026-01-15T05:00Z"),
    endMs: Date.parse("2026-01-16T05:00Z"),
  });
});

test("the day the clocks go forward has 23 hours, the day they go back 25", () => {
  const spring = rangeOfDay("2026-03-08", ZONE);
  const autumn = rangeOfDay("2026-11-01", ZONE);
  expect((spring.endMs - spring.startMs) / HOUR_MS).toBe(23);
  expect((autumn.endMs - autumn.startMs) / HOUR_MS).toBe(25);
});

test("late evening in Massachusetts is still that day, though it is tomorrow in UTC", () => {
  expect(isoDay(Date.parse("2026-07-04T03:30Z"), ZONE)).toBe("2026-07-03");
});

test("days are counted over the ends of months and years", () => {
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect(addDays("2027-01-01", -1)).toBe("2026-12-31");
});

test("a date that is not in the calendar is not a day", () => {
  expect(isDay("2026-02-28")).toBe(true);
  expect(isDay("2026-02-30")).toBe(false);
  expect(isDay("yesterday")).toBe(false);
});

test("a person is a year older from the birthday on", () => {
  expect(ageOn("1970-06-15", "2026-06-14")).toBe(55);
  expect(ageOn("1970-06-15", "2026-06-15")).toBe(56);
});

test("times are told in the office's zone", () => {
  const instant = Date.parse("2026-03-03T14:00Z");
  expect(clockTime(instant, ZONE)).toMatch(/^9:00\sAM$/);
  expect(dateAndTime(instant, ZONE)).toMatch(/^Tue, Mar 3, 2026, 9:00\sAM$/);
  expect(zoneName(ZONE)).toBe("Eastern Time");
});
