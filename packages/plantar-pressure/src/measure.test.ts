import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measure } from "./measure.ts";
import type { MeasureOptions } from "./measure.ts";
import { FOOT_BORDERS } from "./foot-borders.ts";
import { FOOT_REGIONS, REGION_PARTS, REPORTED_REGIONS } from "./pressure-report.ts";
import type { FootReport, PressureReport, RegionReport, ReportedRegion } from "./pressure-report.ts";
import { readRecording } from "./open-recording.ts";
import type { PressureRecording } from "./recording.ts";
import { gridLayout } from "./sensor-layout.ts";

function recordingAt(path: string): PressureRecording {
  const result = readRecording(readFileSync(new URL(path, import.meta.url)), path.split("/").at(-1)!);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value;
}

function textAt(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}

const EMED_TEST = recordingAt("../../../examples/emed_test.lst");

const footOf = (recording: PressureRecording, options?: MeasureOptions): FootReport =>
  measure(recording, options).sides[0]!;

/** The same step with each pressure put through `change` and, where asked, seen in a mirror. */
function changed(
  recording: PressureRecording,
  { mirror = false, change = (value: number) => value }: { mirror?: boolean; change?: (value: number) => number },
): PressureRecording {
  const foot = recording.feet[0]!;
  const { columns } = foot.layout.grid!;
  const values = foot.values.map((_, at) => {
    const column = at % columns;
    return change(foot.values[mirror ? at - column + columns - 1 - column : at]!);
  });
  return { ...recording, feet: [{ ...foot, values }] };
}

/** The step with only some of its frames. */
function framesOf(recording: PressureRecording, start: number, end: number): PressureRecording {
  const foot = recording.feet[0]!;
  const sensels = foot.layout.sensors;
  const values = foot.values.slice(start * sensels, end * sensels);
  return { ...recording, frames: end - start, feet: [{ ...foot, values }] };
}

const close = (actual: number | null | undefined, expected: number): void => {
  expect(actual).toBeTypeOf("number");
  expect(Math.abs(actual! - expected)).toBeLessThanOrEqual(1e-6 * Math.max(1e-3, Math.abs(expected)));
};

describe("emed_test.lst against an independent computation", () => {
  const foot = footOf(EMED_TEST, { perFrame: true });

  test("totals agree to 1e-6", () => {
    const reference = JSON.parse(textAt("../test-data/emed_test.json"));
    const { totals } = foot;
    close(totals.peakPressureKpa, reference.peak_pressure_kpa);
    close(totals.maxForceN, reference.max_force_n);
    close(totals.meanForceN, reference.mean_force_loaded_n);
    close(totals.impulseNs, reference.impulse_ns);
    close(totals.contactAreaCm2, reference.max_contact_area_cm2);
    close(totals.footprintAreaCm2, reference.footprint_area_cm2);
    close(totals.contactTimeS, reference.contact_time_s);
    close(totals.ptiPeakKpaS, reference.pti_peak_kpa_s);
    close(totals.copPathLengthMm, reference.cop_mm.path_length);
  });

  test("force, peak, contact area and center of pressure agree to 1e-6 in each of the 106 frames", () => {
    const [, ...lines] = textAt("../test-data/emed_test.csv").trim().split("\n");
    expect(lines).toHaveLength(106);
    const { forceN, peakKpa, areaCm2, copMm } = foot.perFrame!;
    lines.forEach((line, frame) => {
      const [, , force, peak, area, copX, copY] = line.split(",").map(Number);
      close(forceN[frame], force!);
      close(peakKpa[frame], peak!);
      close(areaCm2[frame], area!);
      close(copMm[frame]![0], copX!);
      close(copMm[frame]![1], copY!);
    });
  });

  test("it is a right foot, as another program says, and its arch index lies near that program's", () => {
    const reference = JSON.parse(textAt("../test-data/emed_test.json"))["pressuRe_0.2.7"];
    expect(foot.side).toBe(reference.side.toLowerCase());
    // That program reads 0.011 high on average against masks drawn by experts.
    expect(Math.abs(foot.totals.archIndex! - reference.arch_index)).toBeLessThan(0.02);
  });
});

describe("drawn feet of known shape", () => {
  const truth: Record<string, { side: string; arch_index: number; cpei: number; impulse_ns: number }> = JSON.parse(
    textAt("../test-data/synthetic/truth.json"),
  );
  const files = Object.keys(truth);

  test.each(files)("%s: side, arch index within 0.035, signed CPEI within 4 points", (file) => {
    const { side, totals } = footOf(recordingAt(`../test-data/synthetic/${file}`));
    const expected = truth[file]!;
    expect(side).toBe(expected.side.toLowerCase());
    expect(Math.abs(totals.archIndex! - expected.arch_index)).toBeLessThan(0.035);
    expect(Math.abs(totals.cpeiPercent! - expected.cpei)).toBeLessThan(4);
    expect(Math.abs(totals.impulseNs! - expected.impulse_ns)).toBeLessThan(0.01);
  });

  test.each(files)("%s: big and lesser toes bear what was drawn, within half a percent of the impulse", (file) => {
    const drawn = JSON.parse(textAt("../test-data/synthetic/truth.json"))[file].impulse_share;
    const regions = footOf(recordingAt(`../test-data/synthetic/${file}`)).regions!;
    expect(Math.abs(regions.hallux!.impulseShare! - drawn.hallux)).toBeLessThan(0.005);
    expect(Math.abs(regions.lesserToes!.impulseShare! - drawn.toes)).toBeLessThan(0.005);
    // Flat feet were drawn without a border between heel, midfoot and ball.
    expect(Math.abs(regions.heel!.impulseShare! - drawn.heel)).toBeLessThan(0.07);
    expect(Math.abs(regions.midfoot!.impulseShare! - drawn.midfoot)).toBeLessThan(0.09);
    expect(Math.abs(regions.forefoot!.impulseShare! - drawn.forefoot)).toBeLessThan(0.03);
  });
});

describe("what holds for every recording", () => {
  const recordings = [EMED_TEST, recordingAt("../test-data/synthetic/syn_101_04.lst")];

  test.each(recordings.map((recording) => [recording.file, recording] as const))(
    "%s in a mirror is the other foot with the same numbers",
    (_, recording) => {
      const foot = footOf(recording);
      const mirrored = footOf(changed(recording, { mirror: true }));
      expect([foot.side, mirrored.side].sort()).toEqual(["left", "right"]);
      for (const [name, value] of Object.entries(foot.totals)) {
        expect(mirrored.totals[name as keyof typeof foot.totals], name).toBeCloseTo(value!, 6);
      }
      expect(mirrored.sideDoubt).toBeCloseTo(foot.sideDoubt!, 9);
    },
  );

  test("walking down the page is the same step as walking up", () => {
    const foot = EMED_TEST.feet[0]!;
    const sensels = foot.layout.sensors;
    const turned = foot.values.map((_, at) => foot.values[at - (at % sensels) + sensels - 1 - (at % sensels)]!);
    const report = footOf({ ...EMED_TEST, feet: [{ ...foot, values: turned }] });
    expect(report.side).toBe("right");
    expect(report.totals.archIndex).toBeCloseTo(footOf(EMED_TEST).totals.archIndex!, 6);
    expect(report.totals.cpeiPercent).toBeCloseTo(footOf(EMED_TEST).totals.cpeiPercent!, 6);
  });

  test("pressure times a factor is force times that factor; shape and share stay", () => {
    const plain = footOf(EMED_TEST).totals;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 64 }), (eighths) => {
        // Eighths are exact in the recording's 32 bits.
        const factor = eighths / 8;
        const { totals } = footOf(changed(EMED_TEST, { change: (value) => value * factor }));
        expect(totals.maxForceN).toBeCloseTo(plain.maxForceN! * factor, 5);
        expect(totals.impulseNs).toBeCloseTo(plain.impulseNs! * factor, 5);
        expect(totals.ptiPeakKpaS).toBeCloseTo(plain.ptiPeakKpaS! * factor, 5);
        expect(totals.footprintAreaCm2).toBe(plain.footprintAreaCm2);
        expect(totals.archIndex).toBeCloseTo(plain.archIndex!, 9);
        expect(totals.cpeiPercent).toBeCloseTo(plain.cpeiPercent!, 6);
        expect(totals.medialLoadShare).toBeCloseTo(plain.medialLoadShare!, 9);
      }),
      { numRuns: 10 },
    );
  });

  const expectWhole = ({ totals, regions }: FootReport): void => {
    const sum = (names: readonly ReportedRegion[], pick: (region: RegionReport) => number): number =>
      names.reduce((total, name) => total + pick(regions![name]!), 0);
    expect(sum(FOOT_REGIONS, (region) => region.impulseNs!)).toBeCloseTo(totals.impulseNs!, 6);
    expect(sum(FOOT_REGIONS, (region) => region.impulseShare!)).toBeCloseTo(1, 8);
    expect(sum(FOOT_REGIONS, (region) => region.footprintAreaCm2)).toBeCloseTo(totals.footprintAreaCm2!, 6);
    expect(Math.max(...FOOT_REGIONS.map((name) => regions![name]!.peakPressureKpa!))).toBe(totals.peakPressureKpa);
    for (const whole of ["forefoot", "toes"] as const) {
      const parts = REGION_PARTS[whole];
      expect(sum(parts, (region) => region.impulseNs!)).toBeCloseTo(regions![whole]!.impulseNs!, 6);
      expect(sum(parts, (region) => region.footprintAreaCm2)).toBeCloseTo(regions![whole]!.footprintAreaCm2, 6);
      expect(Math.max(...parts.map((name) => regions![name]!.peakPressureKpa!))).toBe(regions![whole]!.peakPressureKpa);
    }
  };

  test.each(recordings.map((recording) => [recording.file, recording] as const))(
    "%s: the regions are the whole foot, cut cells and all",
    (_, recording) => expectWhole(footOf(recording)),
  );

  const moves = fc.dictionary(
    fc.constantFrom(...FOOT_BORDERS),
    fc.record({
      shiftMm: fc.double({ min: -150, max: 150, noNaN: true }),
      turnDegrees: fc.double({ min: -80, max: 80, noNaN: true }),
    }),
    { noNullPrototype: true },
  );
  const painted = fc.array(
    fc.record({ row: fc.nat(60), column: fc.nat(30), region: fc.constantFrom(...FOOT_REGIONS) }),
  );

  test("wherever a person moves the borders or paints cells, the regions stay the whole foot", () => {
    fc.assert(
      fc.property(moves, painted, (borders, cells) => {
        expectWhole(footOf(EMED_TEST, { correction: { borders, cells } }));
      }),
      { numRuns: 40 },
    );
  });

  test("a correction changes regions alone and is gone when it is taken away", () => {
    const plain = footOf(EMED_TEST);
    const border = { shiftMm: 8, turnDegrees: 0 };
    const corrected = footOf(EMED_TEST, { correction: { borders: { "heel-midfoot": border }, cells: [] } });
    expect(corrected.regionsFrom).toBe("corrected");
    expect(corrected.regions!.heel!.impulseNs!).toBeGreaterThan(plain.regions!.heel!.impulseNs!);
    expect(corrected.totals).toEqual(plain.totals);
    expect(corrected.figures.impulseNs).toEqual(plain.figures.impulseNs);
    expect(corrected.regions!.hallux).toEqual(plain.regions!.hallux);
    expect(footOf(EMED_TEST, { correction: { borders: {}, cells: [] } }).regions).toEqual(plain.regions);
  });

  test.each(recordings.map((recording) => [recording.file, recording] as const))(
    "%s: the four phases are the whole contact, and their paths the whole path",
    (_, recording) => {
      const { rollOver, totals } = footOf(recording);
      const sum = (pick: (phase: (typeof rollOver & object)[number]) => number): number =>
        rollOver!.reduce((total, phase) => total + pick(phase), 0);
      expect(rollOver!.map(({ phase }) => phase)).toEqual([
        "initial-contact",
        "forefoot-contact",
        "foot-flat",
        "push-off",
      ]);
      expect(sum(({ durationS }) => durationS)).toBeCloseTo(totals.contactTimeS!, 9);
      expect(sum(({ stancePercent }) => stancePercent)).toBeCloseTo(100, 6);
      expect(sum(({ copVelocityMmS, durationS }) => (copVelocityMmS ?? 0) * durationS)).toBeCloseTo(
        totals.copPathLengthMm!,
        5,
      );
    },
  );

  test("in a mirror every region keeps its numbers", () => {
    const { regions } = footOf(EMED_TEST);
    const mirrored = footOf(changed(EMED_TEST, { mirror: true })).regions;
    for (const name of REPORTED_REGIONS) {
      expect(mirrored![name]!.impulseNs, name).toBeCloseTo(regions![name]!.impulseNs!, 6);
    }
  });

  test("wherever a step is cut, every value that is missing has its reason", () => {
    fc.assert(
      fc.property(fc.nat(105), fc.nat(105), fc.boolean(), (a, b, hasRate) => {
        const part = framesOf(EMED_TEST, Math.min(a, b), Math.max(a, b) + 1);
        const report = measure(hasRate ? part : { ...part, samplingRateHz: null });
        expect(missingWithoutReason(report)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Fields of the first foot that are null while no note says why, and notes that claim a field that is there. */
function missingWithoutReason({ sides }: PressureReport): readonly string[] {
  const foot = sides[0]!;
  const blocked = new Set(foot.quality.flatMap((note) => note.blocks));
  const fields: Record<string, unknown> = {
    side: foot.side,
    sideDoubt: foot.sideDoubt,
    regions: foot.regions,
    steps: foot.steps,
  };
  for (const [name, value] of Object.entries(foot.totals)) fields[`totals.${name}`] = value;
  return Object.entries(fields)
    .filter(([path, value]) => (value === null) !== blocked.has(path))
    .map(([path]) => path);
}

describe("what cannot be had is null and says why", () => {
  const codesOf = (foot: FootReport): readonly string[] => foot.quality.map((note) => note.code);

  test("one step says that it is only one", () => {
    expect(codesOf(footOf(EMED_TEST))).toEqual(["steps/few"]);
  });

  test("a step that ends under load has force and peak, and no shape", () => {
    const foot = footOf(framesOf(EMED_TEST, 0, 60));
    expect(foot.totals.maxForceN).toBeGreaterThan(800);
    expect(foot.totals.archIndex).toBeNull();
    expect(foot.regions).toBeNull();
    expect(codesOf(foot)).toContain("contact/cut-off");
  });

  test("a foot that stands has an arch index and no CPEI", () => {
    const sensels = EMED_TEST.feet[0]!.values.length / 106;
    const peaks = new Float32Array(sensels);
    EMED_TEST.feet[0]!.values.forEach((value, at) => (peaks[at % sensels] = Math.max(peaks[at % sensels]!, value)));
    const values = new Float32Array(sensels * 150);
    for (let frame = 0; frame < 150; frame++) values.set(peaks, frame * sensels);
    const foot = footOf({ ...EMED_TEST, frames: 150, feet: [{ ...EMED_TEST.feet[0]!, values }] });
    expect(foot.totals.archIndex).toBeCloseTo(footOf(EMED_TEST).totals.archIndex!, 9);
    expect(foot.totals.cpeiPercent).toBeNull();
    expect(codesOf(foot)).toContain("cop/no-progression");
  });

  test("raw counts never become kilopascal or newton", () => {
    const report = measure({ ...EMED_TEST, unit: "raw" }, { perFrame: true });
    const { totals, regions, perFrame, quality } = report.sides[0]!;
    expect([totals.peakPressureKpa, totals.maxForceN, totals.impulseNs, totals.ptiPeakKpaS, regions]).toEqual(
      Array.from({ length: 5 }, () => null),
    );
    expect([...new Set([...perFrame!.forceN, ...perFrame!.peakKpa])]).toEqual([null]);
    expect(totals.contactTimeS).toBe(1.06);
    expect(quality.map((note) => note.code)).toContain("recording/uncalibrated");
    expect(missingWithoutReason(report)).toEqual([]);
  });

  test("nothing touched: areas are zero, the rest is not known", () => {
    const report = measure(changed(EMED_TEST, { change: () => 0 }));
    const { totals, steps } = report.sides[0]!;
    expect(totals).toMatchObject({ peakPressureKpa: null, contactTimeS: null, contactAreaCm2: 0, footprintAreaCm2: 0 });
    expect(steps).toEqual([]);
    expect(missingWithoutReason(report)).toEqual([]);
  });

  test("a print at the edge of the plate is told", () => {
    const foot = EMED_TEST.feet[0]!;
    const atEdge = { ...EMED_TEST, feet: [{ ...foot, layout: gridLayout({ ...foot.layout.grid!, firstColumn: 1 }) }] };
    expect(codesOf(footOf(atEdge))).toContain("footprint/at-edge");
  });

  test("a side that a person states wins over the print", () => {
    const foot = footOf(EMED_TEST, { side: "left" });
    expect([foot.side, foot.sideFrom]).toEqual(["left", "caller"]);
    expect(footOf(EMED_TEST).sideFrom).toBe("footprint");
  });
});
