import fc from "fast-check";
import { expect, test } from "vitest";
import { againstDevice, footRisk } from "./foot-risk.ts";
import type { FootCheck, FootCheckSide } from "./foot-risk.ts";

const SOUND: FootCheckSide = {
  openSore: false,
  formerUlcer: false,
  amputation: false,
  lostSensation: false,
  noPulses: false,
  deformity: false,
};

function check(left: Partial<FootCheckSide>, endStageKidneyDisease = false): FootCheck {
  return { feet: { left: { ...SOUND, ...left }, right: SOUND }, endStageKidneyDisease };
}

const side = fc.record({
  openSore: fc.boolean(),
  formerUlcer: fc.boolean(),
  amputation: fc.boolean(),
  lostSensation: fc.boolean(),
  noPulses: fc.boolean(),
  deformity: fc.boolean(),
});
const anyCheck: fc.Arbitrary<FootCheck> = fc.record({
  feet: fc.record({ left: side, right: side }),
  endStageKidneyDisease: fc.boolean(),
});

test.each([
  [0, check({})],
  [0, check({ deformity: true, formerUlcer: true }, true)],
  [1, check({ lostSensation: true })],
  [1, check({ noPulses: true })],
  [2, check({ lostSensation: true, noPulses: true })],
  [2, check({ lostSensation: true, deformity: true })],
  [2, check({ noPulses: true, deformity: true })],
  [3, check({ lostSensation: true, formerUlcer: true })],
  [3, check({ noPulses: true, amputation: true })],
  [3, check({ lostSensation: true }, true)],
])("each row of the guideline's table has its category: %i", (category, of) => {
  expect(footRisk(of)).toBe(category);
});

test("one more thing wrong with a foot never lowers the risk, and the sides count alike", () => {
  const keys = Object.keys(SOUND) as (keyof FootCheckSide)[];
  fc.assert(
    fc.property(anyCheck, fc.constantFrom(...keys), (given, key) => {
      const { left, right } = given.feet;
      expect(footRisk({ ...given, feet: { left: { ...left, [key]: true }, right } })).toBeGreaterThanOrEqual(
        footRisk(given),
      );
      expect(footRisk({ ...given, feet: { left: right, right: left } })).toBe(footRisk(given));
    }),
  );
});

test("a foot at any risk, and a foot with a sore whatever its risk, gets no rigid device", () => {
  fc.assert(
    fc.property(anyCheck, (given) => {
      const foot = given.feet.left;
      const isAtRisk = footRisk({ ...given, feet: { left: foot, right: SOUND } }) > 0;
      if (isAtRisk || foot.openSore) expect(againstDevice(given, "left")).not.toEqual([]);
    }),
  );
  expect(againstDevice(check({ deformity: true }), "left")).toEqual([]);
  expect(againstDevice(check({ openSore: true }), "right")).toEqual([]);
});
