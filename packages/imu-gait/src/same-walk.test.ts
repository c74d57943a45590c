import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawnBack, drawnFoot, feetLumbarText, footViconText, mobgapText } from "../test-data/drawn-walk.ts";
import type { DrawnRow } from "../test-data/drawn-walk.ts";
import type { MotionSignal } from "./motion-signal.ts";
import { readMotionFile } from "./open-motion-file.ts";

/** What must not depend on how a walk was recorded. */
function recognized(text: string, name = "trial.csv") {
  const result = readMotionFile(new TextEncoder().encode(text), name);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  const signal: MotionSignal = result.value[0]!;
  return {
    signal,
    told: {
      acceleration: signal.units.acceleration?.value,
      angularRate: signal.units.angularRate.value,
      gravity: signal.units.gravity?.value,
      placement: signal.placement?.value,
      notes: signal.notes.map(({ code }) => code),
    },
  };
}

const SENSORS = { foot: drawnFoot, lumbar: drawnBack } as const;

/** A turn by Euler angles, as rows of a matrix. */
function turned(rows: readonly DrawnRow[], [a, b, c]: readonly [number, number, number]): readonly DrawnRow[] {
  const [ca, sa, cb, sb, cc, sc] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b), Math.cos(c), Math.sin(c)];
  const matrix = [
    [ca * cb, ca * sb * sc - sa * cc, ca * sb * cc + sa * sc],
    [sa * cb, sa * sb * sc + ca * cc, sa * sb * cc - ca * sc],
    [-sb, cb * sc, cb * cc],
  ] as const;
  const turn = (vector: readonly [number, number, number]) =>
    matrix.map((row) => row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2]) as unknown as [
      number,
      number,
      number,
    ];
  return rows.map(({ acceleration, angularRate }) => ({
    acceleration: turn(acceleration),
    angularRate: turn(angularRate),
  }));
}

describe.each(Object.entries(SENSORS))("a %s", (placement, draw) => {
  const plain = { acceleration: "m/s2", angularRate: "rad/s", gravity: "present", placement, notes: [] };

  it("is recognized in any mounting", () => {
    const rows = draw(14, 100);
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(angle, angle, angle), (angles) => {
        expect(recognized(feetLumbarText(turned(rows, angles))).told).toEqual(plain);
      }),
      { numRuns: 15 },
    );
  });

  it.each([50, 75, 128, 200, 400])("is recognized at %i Hz, and lasts as long", (rate) => {
    const { signal, told } = recognized(footViconText(draw(14, rate), rate));
    expect(told).toEqual(plain);
    expect(signal.samplingRateHz).toBe(rate);
    expect(signal.samples / rate).toBeCloseTo(14, 1);
  });

  it("is recognized in g and degrees, whatever its format says", () => {
    expect(recognized(mobgapText(draw(14, 100)), "x.csv").told).toMatchObject({
      acceleration: "g",
      angularRate: "deg/s",
      placement,
    });
    const asOther = mobgapText(draw(14, 100)).replace(/^samples/, "index");
    expect(recognized(asOther).told).toMatchObject({ acceleration: "g", angularRate: "deg/s", placement });
  });

  it("is recognized without a rest", () => {
    const walking = draw(14, 100).slice(210, 1190);
    expect(recognized(feetLumbarText(walking)).told).toEqual(plain);
    expect(recognized(mobgapText(walking)).told).toMatchObject({ acceleration: "g", angularRate: "deg/s", placement });
  });

  it("mirrored is the same sensor", () => {
    const mirrored = draw(14, 100).map(({ acceleration: [x, y, z], angularRate: [wx, wy, wz] }) => ({
      acceleration: [x, -y, z] as const,
      angularRate: [-wx, wy, -wz] as const,
    }));
    expect(recognized(feetLumbarText(mirrored)).told).toEqual(plain);
  });

  it("with lost packets keeps every sample that came, and its time", () => {
    const rows = draw(14, 100);
    const lines = feetLumbarText(rows).split("\n");
    const lost = fc.uniqueArray(fc.integer({ min: 3, max: rows.length }), { minLength: 1, maxLength: 150 });
    fc.assert(
      fc.property(lost, (numbers) => {
        const { signal } = recognized(lines.filter((_, line) => !numbers.includes(line)).join("\n"));
        expect(signal.samples).toBe(rows.length);
        const gaps = signal.gaps.reduce((sum, { start, end }) => sum + end - start, 0);
        expect(gaps).toBe(numbers.length);
        const isMissing = (at: number) => numbers.includes(at + 2);
        rows.forEach(({ angularRate }, at) => {
          if (!isMissing(at)) expect(signal.angularRateRadS[1][at]).toBeCloseTo(angularRate[1], 5);
        });
      }),
      { numRuns: 15 },
    );
  });
});
