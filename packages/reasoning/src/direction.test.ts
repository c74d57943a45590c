import { loadEvidence } from "@plumbline/evidence";
import type { Direction } from "@plumbline/clinical-model";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { DirectionShares } from "./attribution.ts";
import { noWeight } from "./attribution.ts";
import { COMPLAINTS } from "./complaint-table.ts";
import { certaintyWord, directionAnswer, directionProbabilities } from "./direction.ts";

const { parameters } = loadEvidence();

/** A complaint whose explained part divides as given. */
function complaint(
  id: string,
  parts: Partial<Record<Direction, number>>,
  unexplained = 0,
  weight = 1,
): DirectionShares {
  const entries = Object.entries(parts) as [Direction, number][];
  return {
    causes: {
      complaint: COMPLAINTS.find((candidate) => candidate.id === id)!,
      weight,
      ascending: [],
      causes: entries.map(([direction], condition) => ({ condition, direction, strength: 1, isAscending: false })),
      leak: 0,
      unexplainedAtLeast: 0.05,
      referenceWeight: 0,
    },
    byDirection: {
      ...noWeight(),
      ...Object.fromEntries(entries.map(([direction, share]) => [direction, share * (1 - unexplained)])),
    },
    unexplained,
    // As if every local cause were certainly there.
    presentLocally: (parts.local ?? 0) * (1 - unexplained),
  };
}

function answerOf(...all: DirectionShares[]) {
  return directionAnswer(directionProbabilities(all, parameters), all, parameters);
}

test("without a complaint every direction is alike and nothing is answered", () => {
  const { answer, probabilities } = answerOf();
  expect(answer).toBe("cannot-tell");
  expect(Object.values(probabilities)).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
});

test("back pain from the feet and numbness from the spine are both directions at once", () => {
  // up 0.8, down 0.9: both 0.72, and 0.0625 of even mixture: 0.9375 × 0.72 + 0.0125
  const { answer, probabilities } = answerOf(
    complaint("back_pain", { "foot-drives-back": 0.8, local: 0.2 }),
    complaint("numb_foot", { "spine-drives-foot": 0.9, local: 0.1 }),
  );
  expect(answer).toBe("both");
  expect(probabilities.both).toBeCloseTo(0.9375 * 0.72 + 0.0125, 9);
});

test("a vascular cause of the only complaint is none", () => {
  expect(answerOf(complaint("walking_leg_pain", { none: 0.9, "spine-drives-foot": 0.1 })).answer).toBe("none");
});

test("an even split is not decided, nor is a complaint that is mostly unexplained", () => {
  expect(answerOf(complaint("back_pain", { "foot-drives-back": 0.5, local: 0.5 })).answer).toBe("cannot-tell");
  expect(answerOf(complaint("numb_foot", { local: 1 }, 0.99)).answer).toBe("cannot-tell");
  expect(answerOf(complaint("numb_foot", { local: 1 }, 0.97)).answer).toBe("local");
});

test("what is noted beside the main complaint decides nothing", () => {
  const main = complaint("walking_leg_pain", { none: 0.9, local: 0.1 });
  expect(answerOf(main, complaint("foot_skin", { local: 1 }, 0, parameters.guesses.besideWeight))).toEqual(
    answerOf(main),
  );
});

test("a foot lesion of its own beside a root that drives another foot complaint is both", () => {
  const numb = complaint("numb_foot", { "spine-drives-foot": 0.9, local: 0.1 });
  const heel = complaint("heel_pain", { local: 0.9, "spine-drives-foot": 0.1 });
  expect(answerOf(numb, heel).answer).toBe("both");
  expect(answerOf(numb, complaint("foot_drop", { "spine-drives-foot": 0.9, local: 0.1 })).answer).toBe(
    "spine-drives-foot",
  );
});

test("what the person came for weighs more than what is felt beside it", () => {
  const vascular = complaint("walking_leg_pain", { none: 1 });
  const local = complaint("knee_pain", { local: 1 }, 0, parameters.guesses.otherComplaintWeight);
  expect(answerOf(vascular, local).answer).toBe("none");
});

test("the probabilities sum to 1 and none passes what may be shown", () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(part, part, part, part, (up, down, none, unexplained) => {
      const all = [
        complaint("back_pain", { "foot-drives-back": up, local: 1 - up }, unexplained * 0.9),
        complaint("leg_pain", { "spine-drives-foot": down, none: (1 - down) * none, local: (1 - down) * (1 - none) }),
      ];
      const values = Object.values(directionProbabilities(all, parameters));
      expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      expect(Math.max(...values)).toBeLessThanOrEqual(parameters.neverDisplayAbove + 1e-9);
      expect(Math.min(...values)).toBeGreaterThan(0);
    }),
    { seed: 4 },
  );
});

test("words follow the thresholds of the base", () => {
  expect([0.7, 0.69, 0.3, 0.29, 0.1, 0.09].map((value) => certaintyWord(value, parameters))).toEqual([
    "likely",
    "possible",
    "possible",
    "unlikely",
    "unlikely",
    "very unlikely",
  ]);
});
