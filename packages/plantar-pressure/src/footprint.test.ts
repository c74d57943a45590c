import { expect, test } from "vitest";
import { footprint } from "./footprint.ts";
import type { PressureRecording } from "./recording.ts";
import { gridLayout } from "./sensor-layout.ts";

// Two frames of two cells.
const RECORDING: PressureRecording = {
  file: "made.lst",
  format: "novel emed .lst",
  device: null,
  deviceClass: "plate",
  unit: "kPa",
  saturation: null,
  samplingRateHz: 100,
  frames: 2,
  feet: [
    {
      statedSide: null,
      layout: gridLayout({
        rows: 1,
        columns: 2,
        cellWidthMm: 5,
        cellHeightMm: 5,
        cellAreaMm2: 25,
        firstRow: 30,
        firstColumn: 26,
        deviceRows: 95,
        deviceColumns: 64,
      }),
      values: Float32Array.of(10, 40, 30, 0),
      maker: null,
    },
  ],
  notes: [],
};

test("each cell shows its highest pressure of any frame", () => {
  expect([...footprint(RECORDING)!.peakKpa]).toEqual([30, 40]);
});

test("raw counts make no picture in kilopascal", () => {
  expect(footprint({ ...RECORDING, unit: "raw" })).toBeNull();
});

test("a foot that is not there is the caller's mistake", () => {
  expect(() => footprint(RECORDING, 1)).toThrow("Foot 1 was asked for; the recording has 1.");
});
