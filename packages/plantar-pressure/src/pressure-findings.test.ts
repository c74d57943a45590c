import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { FindingEntry } from "@plumbline/clinical-model";
import { combineReports } from "./combine-reports.ts";
import { measure } from "./measure.ts";
import { pressureFindings } from "./pressure-findings.ts";
import type { PressureReport } from "./pressure-report.ts";
import { readRecording } from "./open-recording.ts";

function report(): PressureReport {
  const bytes = readFileSync(new URL("../../../examples/emed_test.lst", import.meta.url));
  const result = readRecording(bytes, "emed_test.lst");
  if (!result.ok) throw new Error(result.problems[0]!.message);
  return measure(result.value);
}

/** The step so many times over, with another arch index and CPEI. */
function stepsWith(archIndex: number, cpeiPercent: number, count: number): Readonly<Record<string, FindingEntry>> {
  const { sides, ...rest } = report();
  const changed = {
    ...rest,
    sides: sides.map((foot) => ({ ...foot, totals: { ...foot.totals, archIndex, cpeiPercent } })),
  };
  const combined = combineReports(Array.from({ length: count }, () => changed));
  if (!combined.ok) throw new Error(combined.problems[0]!.message);
  return pressureFindings(combined.value);
}

describe("findings of a recording", () => {
  test("are findings of the evidence base, on the side that was measured", () => {
    const known = readFileSync(new URL("../../evidence/data/findings.csv", import.meta.url), "utf8");
    const findings = pressureFindings(report());
    expect(Object.keys(findings)).toContain("m_forefoot_peak_kpa");
    for (const [id, entry] of Object.entries(findings)) {
      expect(known).toContain(`\n${id},`);
      expect(Object.keys(entry as object)).toEqual(["right"]);
    }
    expect(findings.m_heel_peak_kpa).toEqual({ right: 355 });
  });

  test("both feet of one report stand side by side", () => {
    const right = report().sides[0]!;
    const both = { ...report(), sides: [{ ...right, side: "left" as const }, right] };
    expect(pressureFindings(both).m_heel_peak_kpa).toEqual({ left: 355, right: 355 });
  });

  test("without a known side they are of the whole person", () => {
    const foot = { ...report().sides[0]!, side: null };
    expect(pressureFindings({ ...report(), sides: [foot] }).m_heel_peak_kpa).toBe(355);
  });

  test("what was not measured is not there", () => {
    const foot = report().sides[0]!;
    expect(pressureFindings({ ...report(), sides: [{ ...foot, figures: {}, regions: null }] })).toEqual({});
  });

  test("the numbers of arch and CPEI stay out: the base would hold them against cut-offs of ink footprints", () => {
    expect(Object.keys(pressureFindings(report()))).not.toContain("m_arch_index");
    expect(Object.keys(pressureFindings(report()))).not.toContain("m_cpei");
  });

  test.each([
    [1, 0.34, true, false],
    [1, 0.3, "not-testable", false],
    [1, 0.17, false, "not-testable"],
    [1, 0.02, false, true],
    [3, 0.3, true, false],
    [3, 0.26, "not-testable", false],
    [3, 0.18, false, false],
    [3, 0.06, false, true],
  ])("%d step(s) with an arch index of %d: low arch %s, high arch %s", (count, value, low, high) => {
    const findings = stepsWith(value, 15, count);
    expect(findings.m_ai_low_arch).toEqual({ right: low });
    expect(findings.m_ai_high_arch).toEqual({ right: high });
  });

  test.each([
    [1, -10, "not-testable"],
    [1, 20, "not-testable"],
    [1, 27, false],
    [3, -4, true],
    [3, 19, false],
  ])("%d step(s) with a CPEI of %d: pronated %s, as one step cannot place a person", (count, value, pronated) => {
    expect(stepsWith(0.2, value, count).m_cpei_pronated).toEqual({ right: pronated });
  });
});
