import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measure } from "../measure.ts";
import { readRecording } from "../open-recording.ts";
import { numbersOf, readWhole, recordingBytes, referenceFrames, referenceOf } from "../../test-data/recordings.ts";

/** Makers' exports as published, with the names their reference values have. */
const WITH_TOTALS = [
  { file: "pedar_example.asc", reference: "pedar_example", parts: ["left", "right"] },
  { file: "pressure_example.asc", reference: "pressure_example", parts: ["left", "right"] },
  { file: "pliance_test.asc", reference: "pliance_test", parts: [null] },
  { file: "fscan_testL.asf", reference: "fscan_testL", parts: [null] },
] as const;

const ALL = [...WITH_TOTALS.map(({ file }) => file), "iscan_test.csv"];

const FIELDS = {
  max_force_n: "maxForceN",
  mean_force_loaded_n: "meanForceN",
  impulse_ns: "impulseNs",
  contact_time_s: "contactTimeS",
  peak_pressure_kpa: "peakPressureKpa",
  pti_peak_kpa_s: "ptiPeakKpaS",
  max_contact_area_cm2: "contactAreaCm2",
  footprint_area_cm2: "footprintAreaCm2",
} as const;

/** 1e-6 relative; reference values are printed with six decimals. */
const close = (actual: number | null | undefined, expected: number, what: string): void => {
  expect(actual, what).toBeTypeOf("number");
  expect(Math.abs(actual! - expected), what).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(expected)));
};

describe("against independent values", () => {
  test.each(WITH_TOTALS)("$file: totals agree to 1e-6", ({ file, reference, parts }) => {
    const expected = referenceOf(reference);
    const report = measure(readWhole(recordingBytes(file), file));
    expect(report.frames).toBe(expected.frames ?? expected.frames_with_sensor_rows);
    expect(report.sides.map(({ side }) => side)).toEqual(parts);
    report.sides.forEach((foot, index) => {
      const part = parts[index] === null ? expected : expected[parts[index]!];
      for (const [name, field] of Object.entries(FIELDS))
        close(foot.totals[field], part[name], `${field} of ${foot.side}`);
    });
  });

  test.each(WITH_TOTALS)("$file: every frame agrees to 1e-6", ({ file, reference, parts }) => {
    const frames = referenceFrames(reference);
    const report = measure(readWhole(recordingBytes(file), file), { perFrame: true });
    report.sides.forEach((foot, index) => {
      const prefix = parts[index] === null ? "" : `${parts[index]}_`;
      const { forceN, peakKpa, areaCm2, copMm } = foot.perFrame!;
      frames.forEach((row, frame) => {
        close(forceN[frame], row[`${prefix}force_n`]!, `force of frame ${frame + 1}`);
        close(peakKpa[frame], row[`${prefix}peak_kpa`]!, `peak of frame ${frame + 1}`);
        close(areaCm2[frame], row[`${prefix}contact_area_cm2`]!, `area of frame ${frame + 1}`);
        if (!(row.cop_x_mm! >= 0)) return;
        close(copMm[frame]?.[0], row.cop_x_mm!, `x of frame ${frame + 1}`);
        close(copMm[frame]?.[1], row.cop_y_mm!, `y of frame ${frame + 1}`);
      });
    });
  });

  test("pliance: the maker's own force agrees within 0.01 N, its center of pressure within 0.006 mm", () => {
    const recording = readWhole(recordingBytes("pliance_test.asc"), "pliance_test.asc");
    const { maker } = recording.feet[0]!;
    const { forceN, copMm } = measure(recording, { perFrame: true }).sides[0]!.perFrame!;
    forceN.forEach((force, frame) => {
      expect(Math.abs(force! - maker!.forceN![frame]!)).toBeLessThan(0.01);
      expect(Math.abs(copMm[frame]![0] - maker!.copXMm![frame]!)).toBeLessThan(0.006);
      expect(Math.abs(copMm[frame]![1] - maker!.copYMm![frame]!)).toBeLessThan(0.006);
    });
  });

  test("I-Scan: raw counts make no pressure and no force, and their sums are the maker's", () => {
    const recording = readWhole(recordingBytes("iscan_test.csv"), "iscan_test.csv");
    const { totals, quality } = measure(recording).sides[0]!;
    expect(totals).toMatchObject({ peakPressureKpa: null, maxForceN: null, impulseNs: null, ptiPeakKpaS: null });
    expect(quality.map(({ code }) => code)).toContain("recording/uncalibrated");
    expect(quality.map(({ code }) => code)).not.toContain("recording/force-mismatch");
    const { values } = recording.feet[0]!;
    expect(values.reduce((sum, value) => sum + value, 0)).toBe(referenceOf("iscan_test").raw_sum_total);
  });
});

describe("any file of these makers", () => {
  test.each(ALL)("%s: no path of the header reaches the result", (file) => {
    const { feet, ...rest } = readWhole(recordingBytes(file), "made.txt");
    expect(JSON.stringify(rest)).not.toMatch(/\\|\/|\.sol|\.mat|\.fsx|Fraser|hand4/i);
    expect(feet.length).toBeGreaterThan(0);
  });

  test.each(ALL)("%s: with CRLF it reads the same", (file) => {
    const text = Buffer.from(recordingBytes(file)).toString("latin1").replaceAll("\r\n", "\n");
    expect(readWhole(Buffer.from(text.replaceAll("\n", "\r\n"), "latin1"), file)).toEqual(
      readWhole(Buffer.from(text, "latin1"), file),
    );
  });

  test.each(ALL)("%s: cut anywhere, it is refused or tells how many whole frames it has", (file) => {
    const bytes = recordingBytes(file);
    const whole = readWhole(bytes, file);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        const result = readRecording(bytes.subarray(0, length), file);
        if (!result.ok) {
          expect(result.problems.length).toBeGreaterThan(0);
          return;
        }
        const { frames, feet, notes } = result.value;
        expect(frames).toBeGreaterThan(0);
        feet.forEach((foot, index) => {
          expect(foot.values.length).toBe(frames * foot.layout.sensors);
          const start = whole.feet[index]!.values.subarray(0, foot.values.length);
          expect(Buffer.compare(Buffer.from(foot.values.buffer), Buffer.from(start.slice().buffer))).toBe(0);
        });
        if (frames < whole.frames) expect(notes.map(({ code }) => code)).toContain("recording/truncated");
        expect(numbersOf(measure(result.value)).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 200, seed: 11 },
    );
  });

  test.each(ALL)("%s: a damaged byte is told or changes a number, and nothing else", (file) => {
    const bytes = recordingBytes(file);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = bytes.slice();
        damaged[at] = byte;
        const result = readRecording(damaged, file);
        if (!result.ok) expect(result.problems.every(({ message }) => message.length > 0)).toBe(true);
        else expect(numbersOf(measure(result.value)).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 40, seed: 12 },
    );
  });
});
