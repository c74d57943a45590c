import { expect, test } from "vitest";
import { correctionsBetween } from "./gait-corrections.ts";
import { movedEvent, withStep, withoutStep } from "./gait-edits.ts";

const STEPS = [
  { heelOff: 100, toeOff: 120, initialContact: 160, footFlat: 170 },
  { heelOff: 210, toeOff: 230, initialContact: 270, footFlat: 280 },
];

test("nothing changed is nothing to correct", () => {
  expect(correctionsBetween("left", STEPS, STEPS, 23_000)).toEqual([]);
});

test("a moved event is told in the file's own count", () => {
  expect(correctionsBetween("left", STEPS, movedEvent(STEPS, 1, "toeOff", 240, 400), 23_000)).toEqual([
    { foot: "left", event: "toe-off", sample: 23_230, kind: "move", to: 23_240 },
  ]);
});

test("a step is removed and added with all of its events", () => {
  expect(correctionsBetween("right", STEPS, withoutStep(STEPS, 0), 0)).toEqual([
    { foot: "right", event: "heel-off", sample: 100, kind: "remove" },
    { foot: "right", event: "toe-off", sample: 120, kind: "remove" },
    { foot: "right", event: "initial-contact", sample: 160, kind: "remove" },
    { foot: "right", event: "foot-flat", sample: 170, kind: "remove" },
  ]);
  const added = withStep(STEPS, 340, 100, 500)!.steps;
  expect(correctionsBetween("right", STEPS, added, 0).map(({ event, kind, sample }) => [event, kind, sample])).toEqual([
    ["heel-off", "add", 305],
    ["toe-off", "add", 326],
    ["initial-contact", "add", 365],
    ["foot-flat", "add", 375],
  ]);
});
