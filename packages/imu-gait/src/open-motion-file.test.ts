import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { problemText } from "@plumbline/clinical-model";
import { norm, quantile } from "@plumbline/signal-processing";
import { describe, expect, it } from "vitest";
import {
  drawnBack,
  drawnFoot,
  feetLumbarText,
  footViconText,
  gaitDataText,
  gaitmapText,
  mobgapText,
} from "../test-data/drawn-walk.ts";
import type { MotionFileOptions } from "./motion-file-options.ts";
import { readMotionFile } from "./open-motion-file.ts";

const attempt = (text: string, name: string, options: MotionFileOptions = {}) =>
  readMotionFile(new TextEncoder().encode(text), name, options);

const read = (text: string, name: string, options: MotionFileOptions = {}) => {
  const result = attempt(text, name, options);
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  return result.value;
};

const codes = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code);
const foot = drawnFoot(12, 100);
const back = drawnBack(12, 100);

describe("the five formats", () => {
  it("read the same foot to the same signal, whatever their units", () => {
    const signals = [
      ...read(feetLumbarText(foot), "1-1_lf.txt"),
      ...read(mobgapText(foot), "left.csv"),
      ...read(footViconText(foot, 100), "walk.csv"),
      ...read(gaitmapText(foot, foot), "walk.csv", { samplingRateHz: 100 }),
      ...read(gaitDataText(foot, foot), "1-1.csv"),
    ];
    expect(signals.map(({ format }) => format)).toEqual([
      "feet-lumbar text",
      "mobgap CSV",
      "foot-vicon CSV",
      "gaitmap CSV",
      "gaitmap CSV",
      "gait-data CSV",
      "gait-data CSV",
    ]);
    for (const { accelerationMps2, angularRateRadS, format, samples } of signals) {
      expect(samples).toBe(foot.length);
      for (const at of [30, 230, 777]) {
        for (const axis of [0, 1, 2] as const) {
          expect(angularRateRadS[axis][at], format).toBeCloseTo(foot[at]!.angularRate[axis], 4);
          // Restored gravity is found, not read: to a fiftieth of it.
          const off = Math.abs(accelerationMps2![axis][at]! - foot[at]!.acceleration[axis]);
          expect(off, format).toBeLessThan(format === "gait-data CSV" ? 0.2 : 0.01);
        }
      }
    }
  });

  it("take the placement from the columns, then the name, then the movement", () => {
    const placements = (text: string, name: string) =>
      read(text, name).map(({ placement }) => placement?.value ?? null);
    expect(placements(gaitDataText(foot, foot), "right.csv")).toEqual(["left-foot", "right-foot"]);
    expect(placements(gaitmapText(foot, foot), "x.csv")).toEqual(["left-foot", "right-foot"]);
    expect(placements(feetLumbarText(foot), "7-1_rf.txt")).toEqual(["right-foot"]);
    expect(placements(feetLumbarText(back), "7-1_lb.txt")).toEqual(["lumbar"]);
    expect(placements(mobgapText(foot), "trial 3.csv")).toEqual(["foot"]);
    expect(placements(mobgapText(back), "trial 3.csv")).toEqual(["lumbar"]);
  });

  it("doubt a placement that the movement speaks against, and keep it", () => {
    const [signal] = read(mobgapText(foot), "lumbar.csv");
    expect(signal!.placement).toMatchObject({ value: "lumbar", from: "name" });
    expect(codes(signal!.notes)).toContain("motion/placement-doubted");
  });
});

describe("units", () => {
  it("are found from the signal when the file's format says otherwise, with a note", () => {
    const inOtherUnits = footViconText(
      foot.map(({ acceleration, angularRate }) => ({
        acceleration: acceleration.map((value) => value / 9.80665) as [number, number, number],
        angularRate: angularRate.map((value) => (value * 180) / Math.PI) as [number, number, number],
      })),
      100,
    );
    const [signal] = read(inOtherUnits, "left.csv");
    expect(signal!.units).toMatchObject({ acceleration: { value: "g" }, angularRate: { value: "deg/s" } });
    expect(signal!.angularRateRadS[1][230]).toBeCloseTo(foot[230]!.angularRate[1], 4);
    expect(codes(signal!.notes).filter((code) => code === "motion/unit-contradicted")).toHaveLength(2);
  });

  it("told by the caller go before everything", () => {
    const [signal] = read(mobgapText(foot), "left.csv", { accelerationUnit: "m/s2", gravity: "present" });
    expect(signal!.units.acceleration).toMatchObject({ value: "m/s2", from: "caller" });
    expect(signal!.accelerationMps2![2][5]).toBeCloseTo(foot[5]!.acceleration[2] / 9.81, 4);
  });

  it("of the gait-data format are found too, and gravity is restored from its rates in either unit", () => {
    const [titles, ...rows] = gaitDataText(foot, foot).trimEnd().split("\n");
    const inSi = rows.map((row) =>
      row
        .split(",")
        .map((cell, column) => Number(cell) * (column % 8 < 4 ? 9.80665 : Math.PI / 180))
        .join(","),
    );
    const [signal] = read([titles, ...inSi, ""].join("\n"), "1-1.csv");
    expect(signal!.units).toMatchObject({
      acceleration: { value: "m/s2", from: "signal" },
      angularRate: { value: "rad/s", from: "signal" },
      gravity: { value: "restored" },
    });
    expect(signal!.accelerationMps2![2][40]).toBeCloseTo(foot[40]!.acceleration[2], 1);
  });

  it("leave the acceleration out when gravity is gone, and say what that blocks", () => {
    const without = foot.map(({ acceleration: [x, y, z], angularRate }) => ({
      acceleration: [x, y, z - 9.81] as const,
      angularRate,
    }));
    const [signal] = read(feetLumbarText(without), "lf.txt");
    expect(signal!.accelerationMps2).toBeNull();
    expect(signal!.notes.find(({ code }) => code === "motion/no-gravity")!.blocks).not.toEqual([]);
  });
});

describe("the sensor's faults", () => {
  it("are told: clipped, stuck, not moving", () => {
    const clip = (limit: number) =>
      foot.map(({ acceleration, angularRate: [x, y, z] }) => ({
        acceleration,
        angularRate: [x, Math.max(-limit, Math.min(limit, y)), z] as const,
      }));
    const notesOf = (rows: typeof foot) => codes(read(feetLumbarText(rows), "lf.txt")[0]!.notes);
    expect(notesOf(foot)).toEqual([]);
    expect(notesOf(clip(4))).toContain("motion/clipped");
    const stuck = foot.map(({ acceleration, angularRate: [, y, z] }) => ({
      acceleration,
      angularRate: [0.25, y, z] as const,
    }));
    expect(notesOf(stuck)).toContain("motion/axis-stuck");
    expect(notesOf(foot.slice(0, 190))).toContain("motion/not-moving");
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
      // Slow steps and much standing of a lower back, and of two feet, do not tell where the sensor is; it never tells wrong.
      expect(codes(notes), file).not.toContain("motion/placement-doubted");
      if (set !== "lumbar") expect(placement, file).not.toBeNull();
      const turning = norm(angularRateRadS);
      const still = norm(accelerationMps2!).filter((_, at) => turning[at]! < 0.5);
      const isUnclean = notes.some(({ code }) => code === "motion/standing-moved");
      expect(Math.abs(quantile(still, 0.5) - 9.81), file).toBeLessThan(isUnclean ? 1.3 : 0.7);
      expect(quantile(turning, 0.99), file).toBeLessThan(20);
    }
  });
});
