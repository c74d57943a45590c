import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Slot } from "@plumbline/clinical-model";
import { bookSeries, bookVisit, busyRanges, cancelVisit, findHold, holdSlot, moveVisit, swapVisits } from "./index.ts";
import { HOLD_MS, MOST_HOLDS_OF_ADDRESS } from "./holds.ts";
import { NOW_MS, PATIENT_ACTOR, addTestClinic, bookingOf, claimFaults, slotAt } from "./test-clinic.ts";
import { onBothDatabases } from "./test-databases.ts";
import type { Visit } from "./visits.ts";

const noMail = () => null;
const change = { mail: noMail, nowMs: NOW_MS, actor: PATIENT_ACTOR };
const kindsOf = (results: readonly { readonly kind: string }[]) =>
  Object.fromEntries([...Map.groupBy(results, ({ kind }) => kind)].map(([kind, all]) => [kind, all.length]));

onBothDatabases((database) => {
  const db = () => database().db;
  let people = 0;

  beforeAll(() => addTestClinic(db()));

  const book = (slot: Slot, more: Parameters<typeof bookingOf>[2] = {}) =>
    bookVisit(db(), bookingOf(slot, `person-${people++}`, { mail: noMail, ...more }));
  async function booked(slot: Slot, more: Parameters<typeof bookingOf>[2] = {}): Promise<Visit> {
    const result = await book(slot, more);
    if (result.kind !== "booked") throw new Error("A slot of this test's own was taken.");
    return result.visit;
  }
  const hold = (slot: Slot, tokenHash: string, more: Partial<Parameters<typeof holdSlot>[1]> = {}) =>
    holdSlot(db(), { slot, serviceId: "half-hour", tokenHash, addressHash: tokenHash, nowMs: NOW_MS, ...more });

  test("of 12 attempts on each of 40 times at once every time is sold exactly once, in three rounds", async () => {
    for (const round of [1, 2, 3]) {
      const attempts = Array.from({ length: 12 * 40 }, (_, at) => slotAt(20 + round, at % 40));
      expect(kindsOf(await Promise.all(attempts.map((slot) => book(slot))))).toEqual({ booked: 40, taken: 440 });
    }
    expect(await claimFaults(db())).toEqual([]);
  });

  test("of three clinicians who share two rooms two are booked at a time, and of those who need the scanner one", async () => {
    const wanted = (day: number) =>
      ["cy", "dee", "eve"].flatMap((id) => [0, 2, 4].flatMap((at) => Array(4).fill(slotAt(day, at, id)) as Slot[]));
    const inRooms = await Promise.all(wanted(3).map((slot) => book(slot, { serviceId: "in-a-room" })));
    expect(kindsOf(inRooms)).toEqual({ booked: 6, taken: 30 });
    const scans = await Promise.all(wanted(4).map((slot) => book(slot, { serviceId: "scan" })));
    expect(kindsOf(scans)).toEqual({ booked: 3, taken: 33 });
    // The scanner is still being cleaned when the next half hour begins.
    expect(await book(slotAt(4, 1, "cy"), { serviceId: "scan" })).toEqual({ kind: "taken" });
    expect(await claimFaults(db())).toEqual([]);
  });

  describe("a hold", () => {
    test("keeps its time for who has its token, and lets it go when it runs out", async () => {
      const slot = slotAt(5, 20);
      expect(await hold(slot, "holder")).toMatchObject({ kind: "held", hold: { expiresAtMs: NOW_MS + HOLD_MS } });
      expect(await findHold(db(), "holder", NOW_MS)).toMatchObject({ slot, serviceId: "half-hour" });
      expect(await book(slot)).toEqual({ kind: "taken" });
      expect(await hold(slot, "other")).toEqual({ kind: "taken" });
      expect(await findHold(db(), "holder", NOW_MS + HOLD_MS)).toBeNull();
      expect((await book(slot, { nowMs: NOW_MS + HOLD_MS })).kind).toBe("booked");
    });

    test("becomes the visit it was made for, and is gone", async () => {
      await hold(slotAt(5, 22), "becomes");
      expect((await book(slotAt(5, 22), { holdTokenHash: "becomes" })).kind).toBe("booked");
      expect(await findHold(db(), "becomes", NOW_MS)).toBeNull();
    });

    test("is one for each token: a new one gives the old time back", async () => {
      await hold(slotAt(5, 24), "chooser");
      await hold(slotAt(5, 26), "chooser");
      expect((await book(slotAt(5, 24))).kind).toBe("booked");
      expect(await book(slotAt(5, 26))).toEqual({ kind: "taken" });
    });

    test("of one address is one of a few: a machine cannot hold the whole week", async () => {
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, at) => hold(slotAt(6, at), `greedy-${at}`, { addressHash: "one-address" })),
      );
      expect(kindsOf(results)).toEqual({ held: MOST_HOLDS_OF_ADDRESS, "too-many": 20 - MOST_HOLDS_OF_ADDRESS });
    });

    test("that runs out while many wait for its time goes to exactly one of them", async () => {
      for (const at of [30, 31, 32]) await hold(slotAt(6, at), `expiring-${at}`);
      const later = { nowMs: NOW_MS + HOLD_MS + 1 };
      const results = await Promise.all(
        Array.from({ length: 36 }, (_, at) =>
          at % 2 === 0 ? book(slotAt(6, 30 + (at % 3)), later) : hold(slotAt(6, 30 + (at % 3)), `late-${at}`, later),
        ),
      );
      const { taken, ...won } = kindsOf(results);
      expect(taken).toBe(33);
      expect(Object.values(won).reduce((sum, count) => sum + count, 0)).toBe(3);
    });
  });

  describe("visits that change places", () => {
    const swap = (visitIds: readonly [string, string]) => swapVisits(db(), { ...change, visitIds });

    test("each get the other's start and clinician, at once and for good", async () => {
      const a = await booked(slotAt(7, 20, "ann"));
      const b = await booked(slotAt(7, 24, "bob"));
      const result = await swap([a.id, b.id]);
      expect(result).toMatchObject({
        kind: "swapped",
        visits: [
          { id: a.id, version: 1, startMs: b.startMs, clinicianId: "bob" },
          { id: b.id, version: 1, startMs: a.startMs, clinicianId: "ann" },
        ],
      });
      const lines = await db()
        .selectFrom("audit")
        .select("action")
        .where("resource", "=", `visit:${b.id}`)
        .orderBy("seq")
        .execute();
      expect(lines.map(({ action }) => action)).toEqual(["book", "swap"]);
    });

    test("stay where they are when one does not offer the other's service", async () => {
      const a = await booked(slotAt(7, 30, "ann"));
      const b = await booked(slotAt(7, 30, "cy"), { serviceId: "in-a-room" });
      expect(await swap([a.id, b.id])).toEqual({ kind: "taken" });
      expect(await claimFaults(db())).toEqual([]);
    });

    test("asked for by many at once, from both sides, never end up at one time or nowhere", async () => {
      const a = await booked(slotAt(8, 20));
      const b = await booked(slotAt(8, 22));
      const results = await Promise.all(
        Array.from({ length: 16 }, (_, at) => swap(at % 2 === 0 ? [a.id, b.id] : [b.id, a.id])),
      );
      const { swapped = 0 } = kindsOf(results);
      expect(swapped).toBeGreaterThan(0);
      const starts = await db().selectFrom("visit").select(["id", "version"]).where("id", "in", [a.id, b.id]).execute();
      expect(starts.map(({ version }) => version)).toEqual([swapped, swapped]);
      expect(await claimFaults(db())).toEqual([]);
    });

    test("by two moves that cross: neither can go first, and both stay", async () => {
      const a = await booked(slotAt(9, 20));
      const b = await booked(slotAt(9, 22));
      const crossed = await Promise.all([
        moveVisit(db(), { ...change, visitId: a.id, slot: slotAt(9, 22) }),
        moveVisit(db(), { ...change, visitId: b.id, slot: slotAt(9, 20) }),
      ]);
      expect(kindsOf(crossed)).toEqual({ taken: 2 });
    });
  });

  test("a time that is cancelled while many want it goes to one of them, again and again", async () => {
    let visit = await booked(slotAt(10, 20));
    for (let round = 0; round < 5; round++) {
      const [, ...results] = await Promise.all([
        cancelVisit(db(), { ...change, visitId: visit.id }),
        ...Array.from({ length: 10 }, () => book(slotAt(10, 20))),
      ]);
      const winners = results.flatMap((result) => (result.kind === "booked" ? [result.visit] : []));
      expect(winners.length).toBeLessThanOrEqual(1);
      visit = winners[0] ?? (await booked(slotAt(10, 20)));
    }
    expect(await claimFaults(db())).toEqual([]);
  });

  describe("a visit booked over another", () => {
    const overbook = (slot: Slot) => book(slot, { source: "desk", overbookReason: "In pain since this morning" });

    test("needs a reason, lies in a lane of its own, stands in the audit, and there is one at a time", async () => {
      await booked(slotAt(11, 20));
      expect(await book(slotAt(11, 20), { source: "desk" })).toEqual({ kind: "taken" });
      const result = await overbook(slotAt(11, 20));
      expect(result).toMatchObject({ kind: "booked", visit: { overbookReason: "In pain since this morning" } });
      expect(await overbook(slotAt(11, 20))).toEqual({ kind: "taken" });
      const id = result.kind === "booked" ? result.visit.id : "";
      const lines = await db().selectFrom("audit").select("action").where("resource", "=", `visit:${id}`).execute();
      expect(lines).toEqual([{ action: "overbook" }]);
      expect(await claimFaults(db())).toEqual([]);
    });

    test("keeps its time from others when the visit below it goes", async () => {
      const below = await booked(slotAt(11, 24));
      await overbook(slotAt(11, 24));
      await cancelVisit(db(), { ...change, visitId: below.id });
      expect(await book(slotAt(11, 24))).toEqual({ kind: "taken" });
    });

    test("is an ordinary one again once it is moved to a free time", async () => {
      await booked(slotAt(11, 28));
      const result = await overbook(slotAt(11, 28));
      const visitId = result.kind === "booked" ? result.visit.id : "";
      const moved = await moveVisit(db(), { ...change, visitId, slot: slotAt(11, 32), source: "desk" });
      expect(moved).toMatchObject({ kind: "moved", visit: { overbookReason: null } });
      expect(await book(slotAt(11, 32))).toEqual({ kind: "taken" });
    });
  });

  test("a series is booked whole or not at all, and sent again it is the same", async () => {
    const forms = [14, 15, 16].map((day) => bookingOf(slotAt(day, 20), "regular", { source: "desk", mail: noMail }));
    const first = await bookSeries(db(), forms);
    const visits = first.kind === "booked" ? first.visits : [];
    expect(visits).toHaveLength(3);
    expect(new Set(visits.map(({ seriesId }) => seriesId)).size).toBe(1);
    expect(await bookSeries(db(), forms)).toMatchObject({ kind: "booked", visits: visits.map(({ id }) => ({ id })) });
    const clashing = [13, 14, 17].map((day) => bookingOf(slotAt(day, 20), "late", { source: "desk", mail: noMail }));
    expect(await bookSeries(db(), clashing)).toEqual({ kind: "taken", at: [1] });
    const period = { fromMs: slotAt(13, 20).startMs, toMs: slotAt(13, 20).endMs };
    expect(await busyRanges(db(), period, { nowMs: NOW_MS })).toEqual([]);
  });

  test("no sequence of requests at once makes two visits of a clinician, a room or the scanner overlap", async () => {
    const slot = fc
      .tuple(fc.constantFrom("cy", "dee", "eve"), fc.integer({ min: 0, max: 5 }))
      .map(([id, at]) => slotAt(18, at, id));
    const request = fc.oneof(
      fc.record({ do: fc.constant("book"), slot, serviceId: fc.constantFrom("in-a-room", "scan") }),
      fc.record({ do: fc.constant("overbook"), slot, serviceId: fc.constantFrom("in-a-room", "scan") }),
      fc.record({ do: fc.constant("hold"), slot, token: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ do: fc.constant("move"), slot, which: fc.nat(9) }),
      fc.record({ do: fc.constant("cancel"), which: fc.nat(9) }),
      fc.record({ do: fc.constant("swap"), which: fc.nat(9), other: fc.nat(9) }),
    ) as fc.Arbitrary<{
      readonly do: "book" | "overbook" | "hold" | "move" | "cancel" | "swap";
      readonly slot: Slot;
      readonly serviceId: string;
      readonly token: number;
      readonly which: number;
      readonly other: number;
    }>;
    const visits: Visit[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 5, maxLength: 12 }), async (requests) => {
        const visitId = (which: number) => visits.at(-1 - which)?.id ?? "none";
        const results = await Promise.all(
          requests.map((one) => {
            switch (one.do) {
              case "book":
                return book(one.slot, { serviceId: one.serviceId });
              case "overbook":
                return book(one.slot, { serviceId: one.serviceId, source: "desk", overbookReason: "Pain" });
              case "hold":
                return hold(one.slot, `any-${one.token}`, { serviceId: "in-a-room" });
              case "move":
                return moveVisit(db(), { ...change, visitId: visitId(one.which), slot: one.slot });
              case "cancel":
                return cancelVisit(db(), { ...change, visitId: visitId(one.which) });
              case "swap":
                return swapVisits(db(), { ...change, visitIds: [visitId(one.which), visitId(one.other)] });
            }
          }),
        );
        visits.push(...results.flatMap((result) => (result.kind === "booked" ? [result.visit] : [])));
        expect(await claimFaults(db())).toEqual([]);
      }),
      { numRuns: 25 },
    );
    expect(visits.length).toBeGreaterThan(10);
  });
});
