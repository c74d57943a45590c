import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { matrixOf, normalized, rotated } from "@plumbline/signal-processing";
import { describe, expect, test } from "vitest";
import { LUMBAR_WALK, readLumbarWalk } from "../test-data/lumbar-walk.ts";
import type { Facing } from "./lumbar-gait.ts";
import { measureLumbarGait } from "./measure-lumbar-gait.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { readMotionFile } from "./open-motion-file.ts";
import type { SampleRange } from "./sample-range.ts";
import { findFacing } from "./trunk-facing.ts";
import { trunkFrame } from "./trunk-frame.ts";

function facingOf(signal: MotionSignal, bouts?: readonly SampleRange[]): Facing {
  return measureLumbarGait(signal, bouts === undefined ? {} : { bouts }).facing!;
}

const unit = fc.double({ min: -1, max: 1, noNaN: true });

describe("findFacing", () => {
  test("knows front, back and sides of a real walk whose sensor axes are known", () => {
    const { forward, left } = facingOf(readLumbarWalk());
    // The axes are x up, y to the right, z forward; the lower back leans, so z is not level.
    expect(forward[2]).toBeGreaterThan(0.9);
    expect(left[1]).toBeLessThan(-0.9);
  });

  test("turns with the sensor, in any mounting", () => {
    const walk = readLumbarWalk();
    const { forward, left } = facingOf(walk, [LUMBAR_WALK.bout]);
    const turnedBy = (vector: readonly number[], turn: readonly number[]) =>
      [0, 3, 6].map((row) => turn[row]! * vector[0]! + turn[row + 1]! * vector[1]! + turn[row + 2]! * vector[2]!);
    fc.assert(
      fc.property(fc.tuple(unit, unit, unit, unit), (parts) => {
        fc.pre(Math.hypot(...parts) > 0.1);
        const turn = matrixOf(normalized(parts));
        const signal = {
          ...walk,
          angularRateRadS: rotated(walk.angularRateRadS, turn),
          accelerationMps2: rotated(walk.accelerationMps2!, turn),
        };
        const turned = facingOf(signal, [LUMBAR_WALK.bout]);
        turnedBy(forward, turn).forEach((value, axis) => expect(turned.forward[axis]!).toBeCloseTo(value, 6));
        turnedBy(left, turn).forEach((value, axis) => expect(turned.left[axis]!).toBeCloseTo(value, 6));
      }),
      { numRuns: 15 },
    );
  });

  test("is unknown where nobody walks", () => {
    const walk = readLumbarWalk();
    expect(findFacing(walk, trunkFrame(walk)!, [])).toBeNull();
  });
});

const folder = `${process.env.PLUMBLINE_DATA ?? ""}/gait`;

/** Of each set: how its files end, and which way the third axis points. */
const SETS = [
  ["lumbar", ".csv.gz", 1],
  ["feet-lumbar", "_lb.txt.gz", -1],
] as const;

test.skipIf(!existsSync(folder)).each(SETS)("of all recordings of %s (PLUMBLINE_DATA)", (set, ending, front) => {
  const names = readdirSync(`${folder}/${set}`).filter((name) => name.endsWith(ending));
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) {
    const bytes = gunzipSync(readFileSync(`${folder}/${set}/${name}`));
    const result = readMotionFile(bytes, name.replace(".gz", ""), { placement: "lumbar" });
    if (!result.ok) throw new Error(name);
    expect(front * facingOf(result.value[0]!).forward[2], name).toBeGreaterThan(0.8);
  }
});
