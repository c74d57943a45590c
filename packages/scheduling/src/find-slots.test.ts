import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OpeningRule, Resource, Slot } from "@plumbline/clinical-model";
import { allotResources, claimedRange, findSlots, isOffered } from "./find-slots.ts";
import type { BookedService, SlotRequest } from "./find-slots.ts";
import { dayRange } from "./office-day.ts";

const MINUTE_MS = 60_000;
const HERE = "America/New_York";

/** Every day from 00:00 to 24:00 unless said otherwise. */
function daily(opens: string, closes: string, more: Partial<OpeningRule> = {}): OpeningRule[] {
  return ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
    officeId: "here",
    clinicianId: "ann",
    weekday,
    opens,
    closes,
    validFrom: null,
    validTo: null,
    ...more,
  }));
}

/** Half an hour with Ann, without a buffer, that needs no room. */
function service(more: Partial<BookedService> = {}): BookedService {
  return { durationMin: 30, bufferBeforeMin: 0, bufferAfterMin: 0, clinicianIds: ["ann"], needs: [], ...more };
}

function room(id: string, more: Partial<Resource> = {}): Resource {
  return { id, officeId: "here", kind: "room", type: "consulting-room", name: id, ...more };
}

/** One day of slots for a service of 30 minutes on a grid of 30, asked for long before. */
function request(day: string, more: Partial<SlotRequest> = {}): SlotRequest {
  const { startMs, endMs } = dayRange(day, HERE);
  return {
    offices: [{ id: "here", timeZone: HERE }],
    rules: daily("09:00", "11:00"),
    busy: [],
    service: service(),
    fromMs: startMs,
    toMs: endMs,
    nowMs: startMs - 7 * 24 * 60 * MINUTE_MS,
    noticeMin: 0,
    horizonDays: 30,
    gridMin: 30,
    ...more,
  };
}

/** Starts as clocks in the office's zone show them. */
function clockTimes(slots: readonly Slot[]): string[] {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: HERE, hour: "2-digit", minute: "2-digit" });
  return slots.map(({ startMs }) => clock.format(startMs));
}

test("a rule from 9 to 11 holds four visits of half an hour", () => {
  expect(clockTimes(findSlots(request("2026-11-24")))).toEqual(["09:00", "09:30", "10:00", "10:30"]);
});

describe("a closure", () => {
  const closure = { officeId: null, clinicianId: null, firstDay: "2026-11-24", lastDay: "2026-11-26" };
  const times = (day: string, more: object) => findSlots(request(day, { closures: [{ ...closure, ...more }] })).length;

  test("takes all its days, the first and the last too, and no other", () => {
    expect(["2026-11-23", "2026-11-24", "2026-11-26", "2026-11-27"].map((day) => times(day, {}))).toEqual([4, 0, 0, 4]);
  });

  test("of another office or another clinician takes nothing", () => {
    expect(times("2026-11-24", { officeId: "here", clinicianId: "ann" })).toBe(0);
    expect(times("2026-11-24", { officeId: "elsewhere" })).toBe(4);
    expect(times("2026-11-24", { officeId: "here", clinicianId: "bob" })).toBe(4);
  });
});

test("a visit that would end after closing is not offered", () => {
  const longer = service({ durationMin: 45 });
  expect(clockTimes(findSlots(request("2026-11-24", { service: longer })))).toEqual(["09:00", "09:30", "10:00"]);
});

test("a visit next to a taken time is offered, one that overlaps it is not", () => {
  const tenMs = dayRange("2026-11-24", HERE).startMs + 10 * 60 * MINUTE_MS;
  const busy = [{ actor: "clinician", actorId: "ann", startMs: tenMs, endMs: tenMs + 15 * MINUTE_MS }] as const;
  expect(clockTimes(findSlots(request("2026-11-24", { busy })))).toEqual(["09:00", "09:30", "10:30"]);
});

test("another clinician's visits take no time away", () => {
  const { startMs, endMs } = dayRange("2026-11-24", HERE);
  const busy = [{ actor: "clinician", actorId: "bob", startMs, endMs }] as const;
  expect(findSlots(request("2026-11-24", { busy }))).toHaveLength(4);
});

describe("a service with rooms, devices and buffers", () => {
  const tenMs = dayRange("2026-11-24", HERE).startMs + 10 * 60 * MINUTE_MS;
  const halfHour = (actorId: string, fromMs = tenMs) =>
    ({ actor: "resource", actorId, startMs: fromMs, endMs: fromMs + 30 * MINUTE_MS }) as const;
  const rooms = [room("room-2"), room("room-1"), room("far-room", { officeId: "there" })];
  const needsRoom = service({ needs: ["consulting-room"] });
  const times = (more: Partial<SlotRequest>) => clockTimes(findSlots(request("2026-11-24", more)));

  test("is offered while one room of the office is free, whichever", () => {
    const asked = { service: needsRoom, resources: rooms };
    expect(times({ ...asked, busy: [halfHour("room-1")] })).toHaveLength(4);
    expect(times({ ...asked, busy: [halfHour("room-1"), halfHour("room-2")] })).toEqual(["09:00", "09:30", "10:30"]);
  });

  test("needs one room from beginning to end: two that are free for half of it each will not do", () => {
    const hour = service({ durationMin: 60, needs: ["consulting-room"] });
    const busy = [halfHour("room-1", tenMs - 30 * MINUTE_MS), halfHour("room-2")];
    expect(times({ service: hour, resources: rooms, busy })).toEqual(["09:00", "10:00"]);
  });

  test("is not offered where there is no such room or device", () => {
    const asked = { service: service({ needs: ["consulting-room", "pressure-walkway"] }), resources: rooms };
    expect(times(asked)).toEqual([]);
    const walkway = room("mat", { kind: "device", type: "pressure-walkway" });
    expect(times({ ...asked, resources: [...rooms, walkway] })).toHaveLength(4);
    const [slot] = findSlots(request("2026-11-24"));
    expect(isOffered(slot!, request("2026-11-24", asked))).toBe(false);
  });

  test("keeps its buffers free before and after, which may reach over the hours", () => {
    const busy = [{ actor: "clinician", actorId: "ann", startMs: tenMs, endMs: tenMs + 15 * MINUTE_MS }] as const;
    expect(times({ service: service({ bufferAfterMin: 10 }), busy })).toEqual(["09:00", "10:30"]);
    expect(times({ service: service({ bufferBeforeMin: 20 }), busy })).toEqual(["09:00", "09:30"]);
  });

  test("gets the first room that is free from buffer to buffer, or none", () => {
    const [slot] = findSlots(request("2026-11-24", { fromMs: tenMs }));
    const asked = { service: needsRoom, resources: rooms, busy: [halfHour("room-1")] };
    expect(allotResources(slot!, asked)).toEqual(["room-2"]);
    expect(allotResources(slot!, { ...asked, busy: [] })).toEqual(["room-1"]);
    const after = halfHour("room-2", tenMs + 30 * MINUTE_MS);
    expect(allotResources(slot!, { ...asked, busy: [...asked.busy, after] })).toEqual(["room-2"]);
    const buffered = { ...asked, service: { ...needsRoom, bufferAfterMin: 5 } };
    expect(allotResources(slot!, { ...buffered, busy: [...asked.busy, after] })).toBeNull();
  });
});

test("notice and horizon bound what is offered", () => {
  const nowMs = dayRange("2026-11-24", HERE).startMs + (8 * 60 + 10) * MINUTE_MS;
  expect(clockTimes(findSlots(request("2026-11-24", { nowMs, noticeMin: 60 })))).toEqual(["09:30", "10:00", "10:30"]);
  expect(findSlots(request("2026-11-30", { nowMs, horizonDays: 5 }))).toEqual([]);
});

test("a rule holds from its first to its last day", () => {
  const rules = daily("09:00", "11:00", { validFrom: "2026-11-24", validTo: "2026-11-25" });
  const days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"];
  expect(days.map((day) => findSlots(request(day, { rules })).length)).toEqual([0, 4, 4, 0]);
});

test("only clinicians who offer the service are offered", () => {
  expect(findSlots(request("2026-11-24", { service: service({ clinicianIds: ["bob"] }) }))).toEqual([]);
});

test("two rules that overlap offer a time once", () => {
  const rules = [...daily("09:00", "10:30"), ...daily("09:30", "11:00")];
  expect(findSlots(request("2026-11-24", { rules }))).toHaveLength(4);
});

describe("when the clocks change", () => {
  const rules = daily("01:00", "04:00");

  test("in spring no time of the skipped hour is offered, and a visit before it is as long as any", () => {
    const slots = findSlots(request("2026-03-08", { rules }));
    expect(clockTimes(slots)).toEqual(["01:00", "01:30", "03:00", "03:30"]);
    expect(slots[1]!.endMs).toBe(slots[2]!.startMs);
  });

  test("in spring a rule that closes within the skipped hour ends where the clock jumps", () => {
    expect(clockTimes(findSlots(request("2026-03-08", { rules: daily("01:00", "02:30") })))).toEqual([
      "01:00",
      "01:30",
    ]);
  });

  test("in autumn the repeated hour is offered once, at its first coming", () => {
    const slots = findSlots(request("2026-11-01", { rules }));
    expect(clockTimes(slots)).toEqual(["01:00", "01:30", "02:00", "02:30", "03:00", "03:30"]);
    expect(slots[0]!.startMs).toBe(Date.UTC(2026, 10, 1, 5));
    expect(slots[2]!.startMs).toBe(Date.UTC(2026, 10, 1, 7));
  });

  test("opening hours that come later in the day keep their clock time on both days", () => {
    for (const day of ["2026-03-08", "2026-11-01"]) {
      expect(clockTimes(findSlots(request(day)))).toEqual(["09:00", "09:30", "10:00", "10:30"]);
    }
  });
});

test("the machine's own zone changes nothing", () => {
  const script = `
    import { findSlots } from ${JSON.stringify(new URL("./find-slots.ts", import.meta.url).href)};
    const request = JSON.parse(process.argv[1]);
    console.log(JSON.stringify(findSlots(request)));`;
  const days = ["2026-03-08", "2026-11-01"].map((day) => request(day, { rules: daily("00:00", "24:00") }));
  for (const asked of days) {
    const answers = ["UTC", "America/Los_Angeles", "Pacific/Auckland"].map((TZ) =>
      execFileSync(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(asked)], {
        cwd: fileURLToPath(new URL(".", import.meta.url)),
        env: { ...process.env, TZ },
        encoding: "utf8",
      }),
    );
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0]!)).toEqual(findSlots(asked));
  }
});

test("a slot that was offered is accepted, a forged one is not", () => {
  const asked = request("2026-11-24");
  const [slot] = findSlots(asked);
  expect(isOffered(slot!, asked)).toBe(true);
  const forged: Slot[] = [
    { ...slot!, startMs: slot!.startMs + 7 * MINUTE_MS, endMs: slot!.endMs + 7 * MINUTE_MS },
    { ...slot!, endMs: slot!.endMs + 60 * MINUTE_MS },
    { ...slot!, endMs: slot!.startMs },
    { ...slot!, clinicianId: "bob" },
    { ...slot!, officeId: "there" },
    { ...slot!, startMs: slot!.startMs - 60 * MINUTE_MS, endMs: slot!.endMs - 60 * MINUTE_MS },
    { ...slot!, startMs: Number.NaN },
    { ...slot!, startMs: slot!.startMs + 0.5 },
    { ...slot!, startMs: -Infinity },
  ];
  expect(forged.map((wrong) => isOffered(wrong, asked))).toEqual(forged.map(() => false));
});

test("a grid or a length of nothing is a mistake of the caller", () => {
  expect(() => findSlots(request("2026-11-24", { gridMin: 0 }))).toThrow(RangeError);
  expect(() => findSlots(request("2026-11-24", { service: service({ durationMin: 0 }) }))).toThrow(RangeError);
});

describe("whatever the rules and visits", () => {
  const time = fc.integer({ min: 0, max: 24 * 4 }).map((quarter) => {
    const minute = quarter * 15;
    return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  });
  const rule = fc
    .record({
      officeId: fc.constantFrom("here", "there"),
      clinicianId: fc.constantFrom("ann", "bob"),
      weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7) as fc.Arbitrary<OpeningRule["weekday"]>,
      times: fc.tuple(time, time),
    })
    .filter(({ times: [a, b] }) => a !== b)
    .map(({ times, ...more }): OpeningRule => {
      const [opens, closes] = times.sort() as [string, string];
      return { ...more, opens, closes, validFrom: null, validTo: null };
    });
  const asked = fc
    .record({
      rules: fc.array(rule, { maxLength: 8 }),
      day: fc.constantFrom("2026-03-06", "2026-03-08", "2026-07-01", "2026-10-30", "2026-11-01"),
      days: fc.integer({ min: 1, max: 4 }),
      busy: fc.array(
        fc.record({
          actorId: fc.constantFrom("ann", "bob", "room-1", "room-2"),
          afterMin: fc.integer({ min: -100, max: 6000 }),
          lengthMin: fc.integer({ min: 0, max: 300 }),
        }),
        { maxLength: 12 },
      ),
      durationMin: fc.constantFrom(20, 30, 45, 60),
      bufferBeforeMin: fc.constantFrom(0, 5),
      bufferAfterMin: fc.constantFrom(0, 10),
      needs: fc.constantFrom([], ["consulting-room"]),
      gridMin: fc.constantFrom(5, 15, 30),
    })
    .map(({ rules, day, days, busy, gridMin, ...more }): SlotRequest => {
      const { startMs } = dayRange(day, HERE);
      return request(day, {
        offices: [
          { id: "here", timeZone: HERE },
          { id: "there", timeZone: "Europe/Berlin" },
        ],
        rules,
        toMs: startMs + days * 24 * 60 * MINUTE_MS,
        busy: busy.map(({ actorId, afterMin, lengthMin }) => ({
          actor: actorId.startsWith("room") ? "resource" : "clinician",
          actorId,
          startMs: startMs + afterMin * MINUTE_MS,
          endMs: startMs + (afterMin + lengthMin) * MINUTE_MS,
        })),
        service: service({ ...more, clinicianIds: ["ann", "bob"] }),
        resources: [room("room-1"), room("room-2"), room("room-3", { officeId: "there" })],
        gridMin,
      });
    });

  test("no slot overlaps a taken time, every slot has the service's length and lies in the period", () => {
    fc.assert(
      fc.property(asked, (wanted) => {
        for (const slot of findSlots(wanted)) {
          expect(slot.endMs - slot.startMs).toBe(wanted.service.durationMin * MINUTE_MS);
          expect(slot.startMs >= wanted.fromMs && slot.startMs < wanted.toMs).toBe(true);
          const claim = claimedRange(slot, wanted.service);
          const isTaken = (actorId: string) =>
            wanted.busy.some(
              (range) =>
                range.actorId === actorId &&
                range.startMs < range.endMs &&
                range.startMs < claim.endMs &&
                claim.startMs < range.endMs,
            );
          expect(isTaken(slot.clinicianId)).toBe(false);
          const allotted = allotResources(slot, { ...wanted, resources: wanted.resources ?? [] });
          expect(allotted).toHaveLength(wanted.service.needs.length);
          expect(allotted!.some(isTaken)).toBe(false);
        }
      }),
    );
  });

  test("every slot lies within a rule of its office, clinician and weekday", () => {
    fc.assert(
      fc.property(asked, (wanted) => {
        for (const slot of findSlots(wanted)) {
          const zone = wanted.offices.find(({ id }) => id === slot.officeId)!.timeZone;
          const start = localParts(slot.startMs, zone);
          const lastMinute = localParts(slot.endMs - MINUTE_MS, zone);
          const inside = wanted.rules.some(
            (one) =>
              one.officeId === slot.officeId &&
              one.clinicianId === slot.clinicianId &&
              one.weekday === start.weekday &&
              one.opens <= start.time &&
              lastMinute.time < one.closes,
          );
          expect(inside).toBe(true);
        }
      }),
    );
  });

  test("every slot that is offered is accepted again", () => {
    fc.assert(
      fc.property(asked, (wanted) => {
        expect(findSlots(wanted).every((slot) => isOffered(slot, wanted))).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test("slots are in order and none comes twice", () => {
    fc.assert(
      fc.property(asked, (wanted) => {
        const keys = findSlots(wanted).map(
          ({ startMs, officeId, clinicianId }) => `${startMs} ${officeId} ${clinicianId}`,
        );
        expect(keys).toEqual([...new Set(keys)].sort());
      }),
    );
  });
});

/** Written with Intl, which shares no code with what is tested. */
function localParts(instantMs: number, timeZone: string): { weekday: number; time: string } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instantMs);
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday")) + 1;
  return { weekday, time: `${part("hour")}:${part("minute")}` };
}
