import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { problemText } from "@plumbline/clinical-model";
import { norm, quantile } from "@plumbline/signal-processing";
import { describe, expect, it } from "vitest";
import { readMotionFile } from "./open-motion-file.ts";
import type { MotionFileOptions } from "./motion-file-options.ts";

const read = (text: string, name: string, options: MotionFileOptions = {}) => {
  const result = readMotionFile(new TextEncoder().encode(text), name, options);
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  return result.value;
};

/** A sensor at rest that turns now and then, as rows of numbers. */
const rows = (count: number, gravity: number, turn: number) =>
  Array.from({ length: count }, (_, at) => {
    const isTurning = Math.floor(at / 25) % 2 === 1;
    return [0.1 * gravity, 0, gravity, 0.001, isTurning ? turn : 0, 0];
  });

describe("readMotionFile", () => {
  it("places rows by their packet counter, fills what is missing and lists it", () => {
    const body = rows(200, 9.81, 4).flatMap((row, at) => (at >= 50 && at < 53 ? [] : [[at + 2, ...row].join("\t")]));
    const text = `Acquisition frequency: 100 Hz\nPacketCounter\tAcc_X\tAcc_Y\tAcc_Z\tGyr_X\tGyr_Y\tGyr_Z\n${body.join("\n")}\n`;
    const [signal] = read(text, "1-1_lf.txt");
    expect(signal).toMatchObject({ samples: 200, firstSample: 2, samplingRateHz: 100, gaps: [{ start: 50, end: 53 }] });
    expect(signal!.placement).toMatchObject({ value: "left-foot", from: "name" });
    expect(signal!.notes.map(({ code }) => code)).toEqual(["motion/packets-lost"]);
    expect(signal!.angularRateRadS[1][60]).toBe(0);
    expect(signal!.angularRateRadS[1][51]).toBeCloseTo(2, 9);
  });

  it("reads acceleration in g and rates in degrees to SI", () => {
    const text = `samples,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z\r\n${rows(200, 1, 90)
      .map((row, at) => [at, ...row].join(","))
      .join("\r\n")}\r\n`;
    const [signal] = read(text, "walk.csv");
    expect(signal!.units.acceleration).toMatchObject({ value: "g", from: "signal" });
    expect(signal!.accelerationMps2![2][7]).toBeCloseTo(9.80665, 9);
    expect(signal!.angularRateRadS[1][30]).toBeCloseTo(Math.PI / 2, 9);
  });
});

const folder = `${process.env.PLUMBLINE_DATA ?? ""}/gait/`;

describe.skipIf(!existsSync(folder))("the five sets of gait data (PLUMBLINE_DATA)", () => {
  const signalsOf = (set: string) =>
    readdirSync(folder + set)
      .filter((name) => name.endsWith(".gz") && !name.startsWith("mocap"))
      .flatMap((name) => {
        const result = readMotionFile(gunzipSync(readFileSync(`${folder + set}/${name}`)), name.slice(0, -3));
        if (!result.ok) throw new Error(`${name}: ${result.problems.map(problemText).join("\n")}`);
        return result.value;
      });

  it.each([
    ["gait-data", 120],
    ["feet-lumbar", 18],
    ["foot-vicon", 12],
    ["foot-mocap", 4],
    ["lumbar", 4],
  ])("reads all of %s with gravity near 9.81 m/s² at rest and rates of a walking person", (set, sensors) => {
    const signals = signalsOf(set);
    expect(signals).toHaveLength(sensors);
    for (const { accelerationMps2, angularRateRadS, file, placement, notes } of signals) {
      expect(accelerationMps2, file).not.toBeNull();
      expect(placement, file).not.toBeNull();
      const turning = norm(angularRateRadS);
      const still = norm(accelerationMps2!).filter((_, at) => turning[at]! < 0.5);
      const isUnclean = notes.some(({ code }) => code === "motion/standing-moved");
      expect(Math.abs(quantile(still, 0.5) - 9.81), file).toBeLessThan(isUnclean ? 1.3 : 0.7);
      expect(quantile(turning, 0.99), file).toBeLessThan(20);
    }
  });
});
