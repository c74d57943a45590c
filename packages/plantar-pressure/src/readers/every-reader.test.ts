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
  { file: "footscan_test.xls", reference: "footscan_test", parts: ["right"] },
] as const;

const TEXTS = [
  "pedar_example.asc",
  "pressure_example.asc",
  "pliance_test.asc",
  "fscan_testL.asf",
  "iscan_test.csv",
  "xsensor_data.csv",
  "stappone_example.csv",
  "230927_102114.txt",
  "text_export.txt",
];
const ALL = [...TEXTS, "footscan_test.xls"];

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
      const part = expected[parts[index]!] ?? expected;
      for (const [name, field] of Object.entries(FIELDS))
        close(foot.totals[field], part[name], `${field} of ${foot.side}`);
    });
  });

  test.each(WITH_TOTALS)("$file: every frame agrees to 1e-6", ({ file, reference, parts }) => {
    const frames = referenceFrames(reference);
    const report = measure(readWhole(recordingBytes(file), file), { perFrame: true });
    report.sides.forEach((foot, index) => {
      const prefix = `${parts[index]}_force_n` in frames[0]! ? `${parts[index]}_` : "";
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

test("XSENSOR: the maker's own load within 0.9 N, peak within its rounding, rate over all frames", () => {
  const recording = readWhole(recordingBytes("xsensor_data.csv"), "xsensor_data.csv");
  expect(recording.samplingRateHz).toBeCloseTo(1 / referenceOf("xsensor_LF").mean_dt_s, 1);
  const left = measure(recording, { perFrame: true }).sides[0]!;
  expect(left.side).toBe("left");
  referenceFrames("xsensor_LF").forEach((row, frame) => {
    const { forceN, peakKpa, areaCm2 } = left.perFrame!;
    expect(Math.abs(forceN[frame]! - row.est_load_n!)).toBeLessThan(0.9);
    expect(Math.abs(forceN[frame]! - recording.feet[0]!.maker!.forceN![frame]!)).toBeLessThan(0.9);
    expect(Math.abs(peakKpa[frame]! - row.peak_pressure_mmhg! * 0.133322387415)).toBeLessThan(1e-3);
    expect(Math.abs(areaCm2[frame]! - row.contact_area_cm2!)).toBeLessThan(0.31);
  });
});

test("stappone: counts stay raw, with the range of each sensor", () => {
  const recording = readWhole(recordingBytes("stappone_example.csv"), "stappone_example.csv");
  const expected = referenceOf("stappone_example");
  expect(recording).toMatchObject({ unit: "raw", frames: expected.rows, samplingRateHz: 62.5 });
  const { values, layout } = recording.feet[0]!;
  for (let sensor = 0; sensor < layout.sensors; sensor++) {
    const own = values.filter((_, at) => at % layout.sensors === sensor);
    expect(Math.max(...own)).toBe(expected.column_max[sensor]);
    expect(Math.min(...own)).toBe(expected.column_min[sensor]);
  }
});

test("Moticon: both column sets; a row with one foot counts as unloaded for the other, and is told", () => {
  const marked = readWhole(recordingBytes("230927_102114.txt"), "230927_102114.txt");
  expect(marked).toMatchObject({ samplingRateHz: 100, frames: 1751 });
  expect(marked.feet.map(({ statedSide }) => statedSide)).toEqual(["left", "right"]);
  expect(marked.notes.map(({ code }) => code)).toContain("recording/missing-foot");
  // 0.25 N/cm² steps: 10 kPa each unit.
  expect(marked.feet[1]!.values[0]).toBe(65);
  expect(marked.feet[1]!.maker!.forceN![0]).toBe(509);
  expect(marked.feet[0]!.maker!.initialContacts!.length).toBeGreaterThan(0);
  const other = readWhole(recordingBytes("text_export.txt"), "text_export.txt");
  expect(other).toMatchObject({ samplingRateHz: 100, frames: 499 });
});

test("footscan: the same sheet as text reads the same, and says that this is unproven", () => {
  const rows = (heel: number) => [`0\t${heel}\t0`, "2,5\t3\t0"];
  const text = [
    "Dynamic Roll off",
    "Patient name: NA",
    "Scanning speed;  for the left foot: 0,00 Hertz, for the right foot: 500,00 Hertz",
    "Right foot data",
    "Rectangle bottom",
    "6",
    ...[0, 1].flatMap((frame) => [`Frame ${frame} (${2 * frame},00 ms)`, ...rows(4 + frame), ""]),
  ].join("\r\n");
  const recording = readWhole(Buffer.from(text, "latin1"), "made.txt");
  expect(recording).toMatchObject({ format: "RSscan footscan text", frames: 2, samplingRateHz: 500 });
  expect(recording.notes.map(({ code }) => code)).toContain("recording/unproven-format");
  const kpa = 1000 / (5.08 * 7.62);
  // Toes first, as every recording: the printed heel row is the last.
  expect([...recording.feet[0]!.values]).toEqual(
    [2.5, 3, 0, 0, 4, 0, 2.5, 3, 0, 0, 5, 0].map((newtons) => Math.fround(newtons * kpa)),
  );
});

describe("any file of these makers", () => {
  test.each(ALL)("%s: no path of the header reaches the result", (file) => {
    const { feet, ...rest } = readWhole(recordingBytes(file), "made.txt");
    expect(JSON.stringify(rest).replaceAll(/"code":"[^"]*"/g, "")).not.toMatch(
      /\\|\/|\.sol|\.mat|\.fsx|\.xsn|Fraser|hand4|bruce|Patient|Barefoot|SN5968/i,
    );
    expect(feet.length).toBeGreaterThan(0);
  });

  test.each(TEXTS)("%s: with CRLF it reads the same", (file) => {
    const text = Buffer.from(recordingBytes(file)).toString("latin1").replaceAll("\r\n", "\n");
    expect(readWhole(Buffer.from(text.replaceAll("\n", "\r\n"), "latin1"), file)).toEqual(
      readWhole(Buffer.from(text, "latin1"), file),
    );
  });

  test.each(ALL)(
    "%s: cut anywhere, it is refused or tells how many whole frames it has",
    (file) => {
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
          feet.forEach((foot) => {
            expect(foot.values.length).toBe(frames * foot.layout.sensors);
            const start = whole.feet
              .find(({ statedSide }) => statedSide === foot.statedSide)!
              .values.subarray(0, foot.values.length);
            expect(Buffer.compare(Buffer.from(foot.values.buffer), Buffer.from(start.slice().buffer))).toBe(0);
          });
          // A file that ends exactly behind a line gives no sign of it.
          if (frames < whole.frames && bytes[length - 1] !== 0x0a)
            expect(notes.map(({ code }) => code)).toContain("recording/truncated");
          expect(numbersOf(measure(result.value)).every(Number.isFinite)).toBe(true);
        }),
        { numRuns: 200, seed: 11 },
      );
    },
    60_000,
  );

  test.each(ALL)(
    "%s: a damaged byte is told or changes a number, and nothing else",
    (file) => {
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
    },
    60_000,
  );
});
