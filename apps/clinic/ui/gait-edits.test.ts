import fc from "fast-check";
import { expect, test } from "vitest";
import { changed, differences, movedEvent, redone, startHistory, undone, withStep, withoutStep } from "./gait-edits.ts";
import { EVENT_KINDS } from "./gait-view.ts";

const STEPS = [
  { heelOff: 100, toeOff: 120, initialContact: 160, footFlat: 170 },
  { heelOff: 210, toeOff: 230, initialContact: 270, footFlat: 280 },
];

test("an event moves as far as its neighbors let it", () => {
  expect(movedEvent(STEPS, 0, "toeOff", 130.4, 400)[0]!.toeOff).toBe(130);
  expect(movedEvent(STEPS, 0, "toeOff", 500, 400)[0]!.toeOff).toBe(159);
  expect(movedEvent(STEPS, 0, "footFlat", 500, 400)[0]!.footFlat).toBe(209);
  expect(movedEvent(STEPS, 1, "heelOff", 0, 400)[1]!.heelOff).toBe(171);
  expect(movedEvent(STEPS, 0, "heelOff", -9, 400)[0]!.heelOff).toBe(0);
  expect(movedEvent(STEPS, 1, "footFlat", 900, 400)[1]!.footFlat).toBe(399);
});

test("whatever is done to the steps, they stay in order and inside the recording", () => {
  const edit = fc.record({
    kind: fc.constantFrom(...EVENT_KINDS.map(([kind]) => kind)),
    index: fc.nat(5),
    sample: fc.integer({ min: -50, max: 500 }),
    deed: fc.constantFrom("move", "add", "remove"),
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
      let steps: readonly (typeof STEPS)[number][] = STEPS;
      for (const { kind, index, sample, deed } of edits) {
        if (deed === "add") steps = withStep(steps, sample, 100, 400)?.steps ?? steps;
        else if (index < steps.length) {
          steps = deed === "move" ? movedEvent(steps, index, kind, sample, 400) : withoutStep(steps, index);
        }
      }
      const events = steps.flatMap((step) => EVENT_KINDS.map(([kind]) => step[kind]));
      expect(new Set(events).size).toBe(events.length);
      expect(events.toSorted((a, b) => a - b)).toEqual(events);
      for (const event of events) expect(event >= 0 && event < 400 && Number.isInteger(event)).toBe(true);
    }),
  );
});

test("a step is added where there is room, as long as the others, and nowhere else", () => {
  expect(withStep(STEPS, 340, 100, 500)).toEqual({
    steps: [...STEPS, { heelOff: 305, toeOff: 326, initialContact: 365, footFlat: 375 }],
    index: 2,
  });
  expect(withStep(STEPS, 190, 100, 500)!.steps[1]).toMatchObject({ heelOff: 171, footFlat: 209 });
  expect(withStep(STEPS, 150, 100, 500)).toBeNull();
  expect(withStep(STEPS, 285, 100, 290)).toBeNull();
  expect(withStep([], 100, 100, 200)!.steps[0]).toMatchObject({ heelOff: 65, footFlat: 135 });
});

test("every change can be undone and redone, and a new one ends the redoing", () => {
  const one = { left: STEPS };
  const two = { left: withoutStep(STEPS, 0) };
  const history = changed(startHistory(one), two);
  expect(undone(history)).toMatchObject({ present: one, future: [two] });
  expect(redone(undone(history))).toEqual(history);
  expect(changed(undone(history), one).future).toEqual([]);
  expect(undone(startHistory(one))).toEqual(startHistory(one));
  expect(redone(startHistory(one))).toEqual(startHistory(one));
});

test("differences count steps that were moved, added or removed", () => {
  expect(differences(STEPS, STEPS)).toBe(0);
  expect(differences(STEPS, movedEvent(STEPS, 0, "toeOff", 130, 400))).toBe(1);
  expect(differences(STEPS, withoutStep(STEPS, 0))).toBe(1);
  expect(differences(STEPS, withStep(STEPS, 340, 100, 500)!.steps)).toBe(1);
});
