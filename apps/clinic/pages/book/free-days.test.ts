import fc from "fast-check";
import { expect, test } from "vitest";
import type { Slot } from "@plumbline/clinical-model";
import { freeDays, freeWeeks, nearestSlots, oneForEachTime, partsOfDay } from "./free-days.ts";

const ZONES = { webster: "America/New_York", worcester: "America/New_York", denver: "America/Denver" };
const HOUR_MS = 3_600_000;

function slot(startMs: number, officeId: keyof typeof ZONES = "webster", clinicianId = "ada"): Slot {
  return { startMs, endMs: startMs + HOUR_MS, officeId, clinicianId };
}

/** An hour of Friday 6 November 2026 in New York (UTC−5). */
const friday = (hour: number) => Date.UTC(2026, 10, 6, hour + 5);

test("slots are put under the day of their office, not of UTC", () => {
  // 11 PM in Denver on Thursday is 6 AM UTC and 1 AM in New York on Friday.
  const late = Date.UTC(2026, 10, 6, 6);
  const days = freeDays([slot(late, "denver"), slot(late, "webster")], ZONES);
  expect(days.map(({ day, slots }) => [day, slots.map(({ officeId }) => officeId)])).toEqual([
    ["2026-11-05", ["denver"]],
    ["2026-11-06", ["webster"]],
  ]);
});

test("a week begins on Monday, so Sunday ends it", () => {
  const days = freeDays(
    [8, 9, 10].map((date) => slot(Date.UTC(2026, 10, date, 15))),
    ZONES,
  );
  expect(freeWeeks(days).map(({ monday, days: ofWeek }) => [monday, ofWeek.length])).toEqual([
    ["2026-11-02", 1],
    ["2026-11-09", 2],
  ]);
});

test("noon belongs to the afternoon, also on the day after the clocks changed", () => {
  // New York is at UTC−4 on Saturday 31 October 2026 and at UTC−5 on Monday 2 November.
  const noons = [Date.UTC(2026, 9, 31, 16), Date.UTC(2026, 10, 2, 17)];
  const { morning, afternoon } = partsOfDay(
    noons.flatMap((noon) => [slot(noon - 1), slot(noon)]),
    ZONES,
  );
  expect(morning.map(({ startMs }) => startMs)).toEqual(noons.map((noon) => noon - 1));
  expect(afternoon.map(({ startMs }) => startMs)).toEqual(noons);
});

test("one time at one office is shown once, whoever of several is free", () => {
  const slots = [slot(friday(9), "webster", "ada"), slot(friday(9), "webster", "theo"), slot(friday(9), "worcester")];
  expect(oneForEachTime(slots)).toEqual([slots[0], slots[2]]);
});

test("nearest to a lost time: by the clock first, then the same office, then the same clinician", () => {
  const wanted = slot(friday(10), "webster", "ada");
  const sameTimeElsewhere = slot(friday(10), "worcester", "theo");
  const hourLater = slot(friday(11), "webster", "ada");
  const hourBeforeElsewhere = slot(friday(9), "worcester", "ada");
  const late = slot(friday(16), "webster", "ada");
  const found = nearestSlots([hourBeforeElsewhere, sameTimeElsewhere, hourLater, late], wanted, 2);
  expect(found).toEqual([sameTimeElsewhere, hourLater]);
});

test("no time is lost or made by sorting into days, weeks and halves of days", () => {
  const slots = fc.array(
    fc.record({
      hours: fc.integer({ min: 0, max: 63 * 24 }),
      officeId: fc.constantFrom(...(Object.keys(ZONES) as (keyof typeof ZONES)[])),
    }),
  );
  fc.assert(
    fc.property(slots, (given) => {
      const all = given.map(({ hours, officeId }) => slot(Date.UTC(2026, 9, 1) + hours * HOUR_MS, officeId));
      const shown = freeWeeks(freeDays(all, ZONES)).flatMap(({ days }) =>
        days.flatMap(({ slots: ofDay }) => {
          const { morning, afternoon } = partsOfDay(ofDay, ZONES);
          return [...morning, ...afternoon];
        }),
      );
      expect(shown).toHaveLength(all.length);
      expect(new Set(shown)).toEqual(new Set(all));
    }),
  );
});
