import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayOf, dayRange, instantOf, isDay, weekdayOf } from "./office-day.ts";

const HERE = "America/New_York";
const HOUR_MS = 3_600_000;

test("a clock time in winter is five hours behind UTC, in summer four", () => {
  expect(instantOf("2026-01-15", "09:00", HERE)).toBe(Date.UTC(2026, 0, 15, 14));
  expect(instantOf("2026-07-15", "09:00", HERE)).toBe(Date.UTC(2026, 6, 15, 13));
});

test("a time in the hour that is skipped in spring does not exist", () => {
  expect(instantOf("2026-03-08", "02:30", HERE)).toBeNull();
  expect(instantOf("2026-03-08", "03:00", HERE)).toBe(Date.UTC(2026, 2, 8, 7));
});

test("a time in the hour that is repeated in autumn is the earlier", () => {
  // 01:30 is first 05:30 UTC (daylight time), then 06:30 UTC.
  expect(instantOf("2026-11-01", "01:30", HERE)).toBe(Date.UTC(2026, 10, 1, 5, 30));
});

test("a day is 23, 24 or 25 hours long", () => {
  const lengthH = (day: string) => {
    const { startMs, endMs } = dayRange(day, HERE);
    return (endMs - startMs) / HOUR_MS;
  };
  expect([lengthH("2026-03-08"), lengthH("2026-03-09"), lengthH("2026-11-01")]).toEqual([23, 24, 25]);
  expect(lengthH("2026-11-02")).toBe(24);
});

test("a day starts at its first instant even where midnight does not exist", () => {
  // In Beirut the clocks went from 00:00 to 01:00 on this day.
  expect(dayRange("2022-03-27", "Asia/Beirut").startMs).toBe(Date.UTC(2022, 2, 26, 22));
  expect(dayRange("2026-03-29", "Asia/Beirut").startMs).toBe(Date.UTC(2026, 2, 28, 22));
});

test("the day at an instant is that of the zone, not of UTC or of this machine", () => {
  const lateEvening = Date.UTC(2026, 10, 25, 3);
  expect(dayOf(lateEvening, HERE)).toBe("2026-11-24");
  expect(dayOf(lateEvening, "Asia/Tokyo")).toBe("2026-11-25");
  expect(dayOf(Date.UTC(2026, 2, 4, 1, 30), HERE)).toBe("2026-03-03");
});

test("days are counted across the ends of months and years", () => {
  expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
  expect(weekdayOf("2026-11-24")).toBe(2);
  expect([weekdayOf("2026-11-02"), weekdayOf("2026-11-08")]).toEqual([1, 7]);
});

test("every day begins in the instant in which the local date changes to it, and ends where the next begins", () => {
  const zones = fc.constantFrom(HERE, "Asia/Beirut", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 3000 }), (zone, days) => {
      const day = addDays("2024-01-01", days);
      const { startMs, endMs } = dayRange(day, zone);
      expect(dayOf(startMs, zone)).toBe(day);
      expect(dayOf(startMs - 1, zone)).toBe(addDays(day, -1));
      expect(endMs).toBe(dayRange(addDays(day, 1), zone).startMs);
    }),
  );
});

test("only days that exist are days", () => {
  expect(isDay("2028-02-29")).toBe(true);
  expect(["2026-02-29", "2026-13-01", "2026-1-1", "soon", ""].map(isDay)).toEqual([false, false, false, false, false]);
});
