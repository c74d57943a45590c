import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ClinicSetUp } from "../../store/index.ts";
import { boardOf, droppedSlot, inLanes, weekOf } from "./calendar-board.ts";
import type { PlacedVisit } from "./calendar-board.ts";

const ZONE = "America/New_York";
const rule = (clinicianId: string, officeId: string, weekday: 1 | 2, opens: string, closes: string) => ({
  clinicianId,
  officeId,
  weekday,
  opens,
  closes,
  validFrom: null,
  validTo: null,
});
const SET_UP: ClinicSetUp = {
  offices: ["here", "there"].map((id) => ({ id, name: id, timeZone: ZONE, addressLines: [], phone: "", mapUrl: "" })),
  services: [],
  clinicians: ["ann", "bob"].map((id) => ({ id, userId: null, name: `Dr. ${id}`, profession: "Podiatrist" })),
  rules: [
    rule("ann", "here", 1, "09:00", "12:00"),
    rule("ann", "there", 1, "13:00", "18:30"),
    rule("bob", "here", 2, "09:00", "12:00"),
  ],
  closures: [],
  resources: [{ id: "room-1", officeId: "here", kind: "room", type: "room", name: "Room 1" }],
};
/** Monday 9 March 2026 at 9:30, the day after the clocks changed. */
const AT_HALF_PAST_NINE = Date.UTC(2026, 2, 9, 13, 30);
const VISIT = {
  id: "v1",
  status: "booked",
  officeId: "here",
  officeName: "here",
  timeZone: ZONE,
  clinicianId: "ann",
  clinicianName: "Dr. ann",
  serviceName: "Follow-up",
  startMs: AT_HALF_PAST_NINE,
  endMs: AT_HALF_PAST_NINE + 45 * 60_000,
  patientName: "Made-Up Example",
  overbookReason: null,
  resources: [{ id: "room-1", name: "Room 1" }],
} as unknown as PlacedVisit;

describe("a calendar", () => {
  const board = (by: "clinician" | "office" | "room", days = ["2026-03-09"], of: string | null = null) =>
    boardOf(SET_UP, [VISIT], { by, days, of }, 0);

  test("of a day shows who is in, where, and their visits at the minutes of the clock", () => {
    const { columns, visits, fromMin, toMin } = board("clinician");
    expect(columns).toMatchObject([{ id: "ann", detail: "here, there", clinicianId: "ann" }]);
    expect(visits).toMatchObject([{ columnId: "ann", fromMin: 570, toMin: 615, clock: "9:30 AM", canMove: true }]);
    expect([fromMin, toMin]).toEqual([480, 1140]);
  });

  test("shows a visit in the column of its office and of its room", () => {
    expect(board("office").visits.map(({ columnId }) => columnId)).toEqual(["here"]);
    expect(board("room").visits.map(({ columnId }) => columnId)).toEqual(["room-1"]);
    expect(board("room").canChangeColumn).toBe(false);
  });

  test("of a week has the days on which somebody is in, and of one clinician only theirs", () => {
    const week = weekOf("2026-03-11");
    expect(week).toHaveLength(7);
    expect(board("clinician", week).columns.map(({ id }) => id)).toEqual(["2026-03-09", "2026-03-10"]);
    expect(board("clinician", week, "bob").visits).toEqual([]);
  });

  test("does not let a visit be moved that has begun, and does not show one that is cancelled", () => {
    const asked = { by: "clinician", days: ["2026-03-09"], of: null } as const;
    expect(boardOf(SET_UP, [VISIT], asked, AT_HALF_PAST_NINE).visits[0]!.canMove).toBe(false);
    expect(boardOf(SET_UP, [{ ...VISIT, status: "cancelled" }], asked, 0).visits).toEqual([]);
  });
});

describe("a visit that is dropped", () => {
  const drop = (to: Partial<Parameters<typeof droppedSlot>[2]>) =>
    droppedSlot(SET_UP, VISIT, { day: "2026-03-09", time: "10:00", clinicianId: null, officeId: null, ...to });

  test("goes to the office where the clinician is at that time", () => {
    expect(drop({})).toMatchObject({ officeId: "here", startMs: AT_HALF_PAST_NINE + 30 * 60_000 });
    expect(drop({ time: "14:00" })).toMatchObject({ officeId: "there", clinicianId: "ann" });
    expect(drop({ day: "2026-03-10", clinicianId: "bob" })).toMatchObject({ officeId: "here", clinicianId: "bob" });
  });

  test("keeps its length, and on a time that no clock shows it goes nowhere", () => {
    const slot = drop({})!;
    expect(slot.endMs - slot.startMs).toBe(45 * 60_000);
    expect(drop({ day: "2026-03-08", time: "02:30" })).toBeNull();
  });
});

test("visits side by side never cover each other, and all fit", () => {
  const span = fc.record({ fromMin: fc.nat(600), length: fc.integer({ min: 5, max: 90 }) });
  fc.assert(
    fc.property(fc.array(span, { maxLength: 20 }), (spans) => {
      const placed = inLanes(spans.map(({ fromMin, length }) => ({ fromMin, toMin: fromMin + length })));
      expect(placed).toHaveLength(spans.length);
      for (const [at, a] of placed.entries()) {
        expect(a.lane).toBeLessThan(a.lanes);
        for (const b of placed.slice(at + 1)) {
          const overlaps = a.fromMin < b.toMin && b.fromMin < a.toMin;
          if (overlaps) expect([a.lane === b.lane, a.lanes === b.lanes]).toEqual([false, true]);
        }
      }
    }),
  );
});
