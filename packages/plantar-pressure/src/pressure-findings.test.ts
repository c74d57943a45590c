import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
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

function withArchIndex(archIndex: number): PressureReport {
  const { sides, ...rest } = report();
  return { ...rest, sides: sides.map((foot) => ({ ...foot, totals: { ...foot.totals, archIndex } })) };
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
    const totals = { ...foot.totals, archIndex: null, cpeiPercent: null, medialLoadShare: null };
    expect(pressureFindings({ ...report(), sides: [{ ...foot, totals, regions: null }] })).toEqual({});
  });

  test.each([
    [0.3, true, false],
    [0.24, false, false],
    [0.17, false, "not-testable"],
    [0.1, false, true],
  ])("a plate's arch index of %d is low arch %s, high arch %s: ink cut-offs are not for plates", (value, low, high) => {
    const findings = pressureFindings(withArchIndex(value));
    expect(findings.m_ai_low_arch).toEqual({ right: low });
    expect(findings.m_ai_high_arch).toEqual({ right: high });
  });
});
