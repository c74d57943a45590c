import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readWhole, recordingBytes } from "../test-data/recordings.ts";
import { combineReports } from "./combine-reports.ts";
import type { CombinedReport } from "./combine-reports.ts";
import { FIGURE_NAMES } from "./measure-definitions.ts";
import { measure } from "./measure.ts";
import { pressureFindings } from "./pressure-findings.ts";
import type { FootReport, PressureReport } from "./pressure-report.ts";

const STEP = measure(readWhole(readFileSync(new URL("../../../examples/emed_test.lst", import.meta.url)), "step.lst"));
const PEDAR = measure(readWhole(recordingBytes("pressure_example.asc"), "pressure_example.asc"));

function combined(...reports: readonly PressureReport[]): CombinedReport {
  const result = combineReports(reports);
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return result.value;
}

const withFoot = (change: (foot: FootReport) => FootReport): PressureReport => ({
  ...STEP,
  sides: STEP.sides.map(change),
});
const withImpulse = (impulseNs: number, side: "left" | "right"): PressureReport =>
  withFoot((foot) => ({ ...foot, side, steps: foot.steps!.map((step) => ({ ...step, impulseNs })) }));

describe("every number carries its doubt", () => {
  test("one step on a plate: published errors, as in the table of the README", () => {
    const { archIndex, cpeiPercent, peakPressureKpa, modifiedArchIndex } = STEP.sides[0]!.figures;
    expect(archIndex).toMatchObject({ steps: 1, deviceClass: "plate", standardError: 0.026 });
    expect(archIndex!.minimalDetectableChange).toBeCloseTo(0.072, 3);
    expect(cpeiPercent!.minimalDetectableChange).toBeCloseTo(19.1, 1);
    expect(peakPressureKpa!.minimalDetectableChange).toBeCloseTo(324, 0);
    expect(modifiedArchIndex).toMatchObject({ standardError: null, minimalDetectableChange: null });
    expect(modifiedArchIndex!.reason).toContain("plate");
  });

  test("three steps: the mean, its standard error, and the smaller detectable change of a mean", () => {
    const report = combined(withImpulse(600, "right"), withImpulse(630, "right"), withImpulse(660, "right"));
    const { impulseNs, archIndex, cpeiPercent } = report.sides[0]!.figures;
    expect(impulseNs).toMatchObject({ value: 630, steps: 3 });
    expect(impulseNs!.standardError).toBeCloseTo(30 / Math.sqrt(3), 6);
    expect(archIndex!.minimalDetectableChange).toBeCloseTo(0.042, 3);
    expect(cpeiPercent!.minimalDetectableChange).toBeCloseTo(11, 1);
    expect(report.quality).toEqual([]);
  });

  test("insoles have means and standard errors of their steps, and no detectable change, with the reason", () => {
    for (const { figures, steps } of PEDAR.sides) {
      const used = steps!.filter(({ use }) => use === "used").length;
      expect(figures.impulseNs!.steps).toBe(used);
      expect(figures.impulseNs!.standardError).toBeGreaterThan(0);
      expect(figures.impulseNs!.minimalDetectableChange).toBeNull();
      expect(figures.impulseNs!.reason).toContain("insoles");
      expect(figures.archIndex).toBeUndefined();
    }
  });

  test("whatever is there is finite and has a definition", () => {
    for (const figures of [...STEP.sides, ...PEDAR.sides].map((foot) => foot.figures)) {
      for (const name of FIGURE_NAMES) {
        const figure = figures[name];
        if (figure === undefined) continue;
        expect(Number.isFinite(figure.value), name).toBe(true);
        expect(figure.definition.length, name).toBeGreaterThan(10);
        expect(figure.minimalDetectableChange === null, name).toBe(figure.reason !== null);
      }
    }
  });

  test("the two pressure-time integrals differ and are both named", () => {
    const { totals, figures } = STEP.sides[0]!;
    expect(totals.ptiPeakKpaS).toBe(291.1);
    expect(totals.ptiForceAreaKpaS).toBeCloseTo((totals.impulseNs! / totals.footprintAreaCm2!) * 10, 6);
    expect(figures.ptiPeakKpaS!.definition).not.toBe(figures.ptiForceAreaKpaS!.definition);
  });
});

describe("foot type", () => {
  const withArch = (archIndex: number): PressureReport =>
    withFoot((foot) => ({ ...foot, totals: { ...foot.totals, archIndex } }));

  test.each([
    [0.18, 3, "normal"],
    [0.18, 1, null],
    [0.3, 3, "planus"],
    [0.27, 3, null],
    [0.05, 3, "cavus"],
  ])("an arch index of %d over %d steps is %s by the plate's cut-offs and beyond the doubt", (value, count, type) => {
    const { footType } = combined(...Array.from({ length: count }, () => withArch(value))).sides[0]!;
    expect(footType.class).toBe(type);
    expect(footType.cutOffs!.source).toContain("Buldt");
    expect(footType.reason === null).toBe(type !== null);
  });

  test("insoles give no foot type", () => {
    expect(PEDAR.sides.map(({ footType }) => footType.class)).toEqual([null, null]);
  });
});

describe("left against right", () => {
  const pair = (left: readonly number[], right: readonly number[]): CombinedReport =>
    combined(...left.map((value) => withImpulse(value, "left")), ...right.map((value) => withImpulse(value, "right")));

  test("the index is the difference over the mean, with what the steps leave open", () => {
    const { measures, withheld } = pair([500, 510, 520], [600, 610, 620]).symmetry!;
    expect(withheld).toBeNull();
    expect(measures.impulseNs!.indexPercent).toBeCloseTo((100 * 100) / 560, 6);
    expect(measures.impulseNs!.doubtPercent).toBeCloseTo((196 * Math.hypot(10, 10)) / Math.sqrt(3) / 560, 6);
  });

  test("beyond its doubt it is a finding, within it is not testable", () => {
    expect(pressureFindings(pair([500, 505, 510], [600, 605, 610])).m_load_asym_10).toBe(true);
    expect(pressureFindings(pair([600, 602, 604], [605, 607, 609])).m_load_asym_10).toBe(false);
    expect(pressureFindings(pair([500, 560, 620], [560, 620, 680])).m_load_asym_10).toBe("not-testable");
  });

  test("sides that bear what nobody can bear are calibrated apart: their loads are not compared", () => {
    const { measures, withheld } = pair([277, 280, 283], [600, 605, 610]).symmetry!;
    expect(withheld).toContain("calibrated apart");
    expect(Object.keys(measures)).toEqual(["contactTimeS", "archIndex"]);
    expect(pressureFindings(pair([277, 280, 283], [600, 605, 610])).m_load_asym_10).toBeUndefined();
  });
});

test("an insole that never unloads is not held against one that does; times are", () => {
  const { symmetry } = measure(readWhole(recordingBytes("pedar_example.asc"), "pedar_example.asc"));
  expect(symmetry!.withheld).toContain("left side bears load in every frame");
  expect(Object.keys(symmetry!.measures)).toEqual(["contactTimeS"]);
  expect(measure(readWhole(recordingBytes("pressure_example.asc"), "x.asc")).symmetry!.withheld).toBeNull();
});

test("a force that no walking person has is told", () => {
  const recording = readWhole(readFileSync(new URL("../../../examples/emed_test.lst", import.meta.url)), "step.lst");
  const codes = (factor: number): readonly string[] => {
    const feet = recording.feet.map((foot) => ({ ...foot, values: foot.values.map((value) => value * factor) }));
    return measure({ ...recording, feet }).sides[0]!.quality.map(({ code }) => code);
  };
  expect(codes(0.1)).toContain("load/implausible");
  expect(codes(4)).toContain("load/implausible");
  expect(codes(1)).not.toContain("load/implausible");
});

describe("several recordings", () => {
  test("one step says that it is too few", () => {
    expect(combined(STEP).quality.map(({ code }) => code)).toEqual(["steps/few"]);
  });

  test("plates and insoles make no mean", () => {
    const result = combineReports([STEP, PEDAR]);
    expect(result.ok ? [] : result.problems.map(({ code }) => code)).toEqual(["combine/device-classes"]);
  });

  test("nothing makes nothing", () => {
    expect(combineReports([]).ok).toBe(false);
  });

  test("a recording of unknown side is named and left out", () => {
    const unknown = { ...withFoot((foot) => ({ ...foot, side: null })), file: "unknown.lst" };
    const report = combined(STEP, STEP, STEP, unknown);
    expect(report.sides[0]!.recordings).toBe(3);
    expect(report.quality).toMatchObject([{ code: "side/unclear", path: "unknown.lst" }]);
  });
});

test("a sensor that never changes, and one that bears nothing amid the print, are named", () => {
  const recording = readWhole(readFileSync(new URL("../../../examples/emed_test.lst", import.meta.url)), "step.lst");
  const foot = recording.feet[0]!;
  const { sensors, grid } = foot.layout;
  const dead = (grid!.rows - 6) * grid!.columns + Math.floor(grid!.columns / 2) - 3;
  const values = foot.values.map((value, at) => (at % sensors === 0 ? 40 : at % sensors === dead ? 0 : value));
  const codes = measure({ ...recording, feet: [{ ...foot, values }] }).sides[0]!.quality.map(({ code }) => code);
  expect(codes).toContain("sensors/stuck");
  expect(codes).toContain("sensors/dead");
  expect(STEP.sides[0]!.quality.map(({ code }) => code)).toEqual(["steps/few"]);
});
