import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { gaitReport, readMotionFile } from "@plumbline/imu-gait";
import { expect, test } from "vitest";
import { packedLine, walkDrawing } from "./walk-drawing.ts";

const bytes = gunzipSync(readFileSync(new URL("../../../../examples/walk.csv.gz", import.meta.url)));
const read = readMotionFile(bytes, "walk.csv", { samplingRateHz: 204.8 });
if (!read.ok) throw new Error("The walk of the examples cannot be read.");
const signals = read.value;
const report = gaitReport({ name: "walk", signals });
const drawing = walkDrawing(report, signals, "/signal");

test("both feet are drawn on one clock, with every step and the same seconds in full", () => {
  expect(drawing.tracks.map(({ name, startS, address }) => [name, startS, address])).toEqual([
    ["left", 0, "/signal?sensor=left"],
    ["right", 0, "/signal?sensor=right"],
  ]);
  for (const { name, steps, excerpt, quantity } of drawing.tracks) {
    expect(steps).toHaveLength(report.feet[name as "left" | "right"]!.steps.length);
    expect(excerpt!.values).toHaveLength(Math.round(6 * 204.8));
    expect(excerpt!.start).toBe(drawing.tracks[0]!.excerpt!.start);
    expect(quantity).toContain("toes up positive");
  }
});

test("the strides over each other roll as a foot does: toes down before toe-off, up in swing, down after contact", () => {
  for (const { mean, toeOffPercent, strides } of drawing.strides) {
    expect(strides).toBeGreaterThan(20);
    expect(toeOffPercent).toBeGreaterThan(55);
    expect(toeOffPercent).toBeLessThan(70);
    const at = (percent: number): number => mean![Math.round(percent / 2)]!;
    expect(at(3)).toBeLessThan(-100);
    expect(Math.abs(at(25))).toBeLessThan(30);
    expect(at(toeOffPercent! - 2)).toBeLessThan(-300);
    expect(at(80)).toBeGreaterThan(200);
  }
});

test("the way of a foot starts and ends on the floor and is as long as its strides", () => {
  for (const { name, meanForwardM, meanHeightM } of drawing.paths) {
    const { strideLengthM } = report.summary[name as "left" | "right"]!;
    expect(meanForwardM.at(-1)).toBeCloseTo(strideLengthM!.value, 1);
    expect(Math.abs(meanHeightM[0]!)).toBeLessThan(0.02);
    expect(Math.abs(meanHeightM.at(-1)!)).toBeLessThan(0.02);
    expect(Math.max(...meanHeightM)).toBeGreaterThan(0.1);
  }
  expect(drawing.paths).toHaveLength(2);
});

test("each foot is drawn from its own sensor, in whatever order the files are read", () => {
  const apart = signals.map((signal) => ({ ...signal, file: `walk_${signal.placement!.value}.csv` }));
  const turned = [apart[1]!, apart[0]!];
  expect(walkDrawing(gaitReport({ name: "walk", signals: turned }), turned, "/signal")).toEqual(
    walkDrawing(gaitReport({ name: "walk", signals: apart }), apart, "/signal"),
  );
  expect(walkDrawing(report, signals.toReversed(), "/signal")).toEqual(drawing);
});

test("feet that only their rolling tells apart are drawn each from its own sensor", () => {
  const unsided = signals.map((signal) => ({
    ...signal,
    placement: { value: "foot", from: "signal", because: "it swings" } as const,
  }));
  const told = gaitReport({ name: "walk", signals: unsided });
  for (const side of ["left", "right"]) {
    expect(packedLine(told, unsided, side)).toEqual(packedLine(report, signals, side));
  }
});

test("the line of a sensor is packed sample by sample, and of no other sensor", () => {
  const packed = packedLine(report, signals, "left")!;
  expect(packed.byteLength).toBe(4 * signals[0]!.samples);
  const { start, values } = drawing.tracks[0]!.excerpt!;
  expect(new DataView(packed.buffer).getFloat32(4 * start, true)).toBeCloseTo(values[0]!, 0);
  expect(packedLine(report, signals, "lumbar")).toBeNull();
  expect(packedLine(report, signals, "")).toBeNull();
});
