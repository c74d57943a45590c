import fc from "fast-check";
import { expect, test } from "vitest";
import { proposeProgression } from "./progression.ts";
import type { ExerciseDay } from "./progression.ts";

function day(number: number, pain: number | null, isWorseNextMorning = false, isDone = true): ExerciseDay {
  return {
    day: new Date(Date.UTC(2026, 10, 1 + number)).toISOString().slice(0, 10),
    isDone,
    pain,
    isWorseNextMorning,
  };
}

const everyDay = (count: number, pain: number) => Array.from({ length: count }, (_, at) => day(at, pain));

test("two weeks done with little pain lead further; less done, or pain not noted, does not", () => {
  expect(proposeProgression(everyDay(14, 2), 7)).toBe("harder");
  expect(proposeProgression(everyDay(11, 2), 7)).toBe("harder");
  expect(proposeProgression(everyDay(10, 2), 7)).toBe("same");
  expect(proposeProgression(everyDay(14, 4), 7)).toBe("same");
  expect(proposeProgression([...everyDay(13, 2), day(13, null)], 7)).toBe("same");
  expect(proposeProgression([], 7)).toBe("same");
});

test("too much pain, or a worse morning, makes it easier at once, and three times running asks the clinic", () => {
  expect(proposeProgression([...everyDay(13, 2), day(13, 6)], 7)).toBe("easier");
  expect(proposeProgression([...everyDay(13, 2), day(13, 1, true)], 7)).toBe("easier");
  expect(proposeProgression([day(0, 6), day(2, 7), day(4, 2, true)], 3)).toBe("ask");
});

test("nobody is sent further after pain over 3 or a worse morning within two weeks, in whatever order it was noted", () => {
  const entry = fc.record({
    number: fc.nat(27),
    pain: fc.option(fc.nat(10)),
    isWorse: fc.boolean(),
    isDone: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(entry, { selector: ({ number }) => number, maxLength: 28 }),
      fc.integer({ min: 1, max: 7 }),
      (entries, daysAWeek) => {
        const log = entries.map(({ number, pain, isWorse, isDone }) => day(number, pain, isWorse, isDone));
        const proposed = proposeProgression(log, daysAWeek);
        expect(proposeProgression(log.toReversed(), daysAWeek)).toBe(proposed);
        if (proposed !== "harder") return;
        const latest = Math.max(...entries.filter(({ isDone }) => isDone).map(({ number }) => number));
        const recent = entries.filter(({ number, isDone }) => isDone && latest - number < 14);
        expect(recent.every(({ pain, isWorse }) => pain !== null && pain <= 3 && !isWorse)).toBe(true);
        expect(recent.length).toBeGreaterThanOrEqual(1.5 * daysAWeek);
      },
    ),
  );
});
