import { expect, test } from "vitest";
import { everyWeeks } from "./desk-times.ts";

test("a visit every two weeks keeps its time of day over a clock change", () => {
  const startMs = Date.UTC(2026, 9, 20, 13); // 9:00 in New York, daylight saving time
  const slot = { officeId: "here", clinicianId: "ann", startMs, endMs: startMs + 1_800_000 };
  expect(everyWeeks(slot, 2, 3, "America/New_York")).toEqual([
    slot,
    { ...slot, startMs: Date.UTC(2026, 10, 3, 14), endMs: Date.UTC(2026, 10, 3, 14, 30) },
    { ...slot, startMs: Date.UTC(2026, 10, 17, 14), endMs: Date.UTC(2026, 10, 17, 14, 30) },
  ]);
});

test("a visit in the hour that spring skips has no time on that day", () => {
  const startMs = Date.UTC(2026, 2, 1, 7, 30); // 2:30 in New York, a week before the change
  const slot = { officeId: "here", clinicianId: "ann", startMs, endMs: startMs + 1_800_000 };
  expect(everyWeeks(slot, 1, 2, "America/New_York")).toEqual([slot, null]);
});
