import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { GaitFigure, GaitFigures } from "./gait-figure.ts";
import { gaitFindings } from "./gait-findings.ts";
import type { GaitMeasure } from "./gait-measures.ts";
import type { GaitReport, GaitSummary, LumbarReport } from "./gait-report.ts";
import { gaitSymmetry } from "./gait-symmetry.ts";
import { figureOf, plainFigure } from "./stride-statistic.ts";

/** A figure of 25 strides with this mean and about this spread. */
function figure(measure: GaitMeasure, value: number, spread = 0.01): GaitFigure {
  const values = Array.from({ length: 25 }, (_, at) => value + spread * Math.sqrt(2) * Math.sin(at));
  return figureOf(measure, values, "left foot")!;
}

function figures(values: Partial<Record<GaitMeasure, number>>): GaitFigures {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, figure(name as GaitMeasure, value)]),
  ) as GaitFigures;
}

function report(summary: Partial<GaitSummary>, rest: Partial<GaitReport> = {}): GaitReport {
  return {
    schemaVersion: 1,
    name: "walk",
    recordings: [],
    samplingRateHz: 100,
    feet: {},
    summary: { both: {}, symmetry: {}, minutes: [], overTime: {}, walkingTimeS: 60, distanceM: null, ...summary },
    zScores: {},
    quality: [],
    ...rest,
  };
}

describe("findings of a walk", () => {
  test("are findings of the evidence base", () => {
    const known = readFileSync(new URL("../../evidence/data/findings.csv", import.meta.url), "utf8");
    const source = readFileSync(new URL("gait-findings.ts", import.meta.url), "utf8");
    const ids = [...new Set(source.match(/(?<=[.{ ])m_[a-z_0-9]+/g))];
    expect(ids.length).toBeGreaterThan(8);
    for (const id of ids) expect(known).toContain(`\n${id},`);
  });

  test("what was not measured is not there", () => {
    expect(gaitFindings(report({}))).toEqual({});
  });

  test.each([
    [0.8, { m_gait_slow: true, m_gait_speed: 0.8 }],
    [0.95, { m_gait_slow: "not-testable" }],
    [1.05, { m_gait_slow: "not-testable" }],
    [1.3, { m_gait_slow: false, m_gait_speed: 1.3 }],
  ])("a speed of %d m/s from the feet: %o", (speed, findings) => {
    const speedMps = { ...figure("speedMps", speed), value: speed };
    expect(gaitFindings(report({ both: { speedMps } }))).toEqual(findings);
  });

  test("a speed from the lower back is less sure", () => {
    const speedMps = plainFigure("speedMps", 0.85, "lower back");
    expect(gaitFindings(report({ both: { speedMps } }))).toEqual({ m_gait_slow: "not-testable" });
  });

  test("strides are short against people like this one, within what height and method leave open", () => {
    const short = (length: number): unknown => {
      const both = figures({ strideLengthM: length });
      const norm = {
        mean: 1.29,
        standardDeviation: 0.175,
        group: "",
        source: "",
        status: "seen",
        caution: null,
      } as const;
      const strideLengthM = { ...norm, value: length, z: (length - 1.29) / 0.175 };
      return gaitFindings(report({ both }, { zScores: { strideLengthM } })).m_stride_short;
    };
    // The line lies at 1.115 m; 0.064 m and half an SD of 0.0875 m on either side of it.
    expect([0.95, 1.0, 1.115, 1.25, 1.29].map(short)).toEqual([
      true,
      "not-testable",
      "not-testable",
      "not-testable",
      false,
    ]);
    expect(gaitFindings(report({ both: figures({ strideLengthM: 0.8 }) }))).toEqual({});
  });

  test("the shorter stance is antalgic only where it hurts", () => {
    const left = figures({ stanceTimeS: 0.62 });
    const right = figures({ stanceTimeS: 0.72 });
    const limping = report({ symmetry: gaitSymmetry(left, right) });
    expect(gaitFindings(limping)).toEqual({ m_stance_asym_5: true });
    expect(gaitFindings(limping, { painfulSides: ["left"] }).m_antalgic).toEqual({ left: true });
    expect(gaitFindings(limping, { painfulSides: ["right"] }).m_antalgic).toEqual({ right: false });
    expect(gaitFindings(limping, { painfulSides: ["left", "right"] }).m_antalgic).toEqual({ left: true, right: false });
  });

  test("a difference within its doubt is not testable, a small one is absent", () => {
    const symmetry = (left: number): GaitSummary["symmetry"] =>
      gaitSymmetry(figures({ stanceTimeS: left }), figures({ stanceTimeS: 0.7 }));
    expect(gaitFindings(report({ symmetry: symmetry(0.665) })).m_stance_asym_5).toBe("not-testable");
    expect(gaitFindings(report({ symmetry: symmetry(0.695) })).m_stance_asym_5).toBe(false);
  });

  test("a foot that lands toes first has lost its heel strike; one in between is left open", () => {
    const found = gaitFindings(
      report({ left: figures({ pitchAtContactDeg: -8 }), right: figures({ pitchAtContactDeg: 21 }) }),
    );
    expect(found.m_toe_clearance_low).toEqual({ left: true, right: false });
    const flat = gaitFindings(report({ left: figures({ pitchAtContactDeg: 4 }) }));
    expect(flat.m_toe_clearance_low).toEqual({ left: "not-testable" });
  });

  test("toes far out are a finding; toes that seem straight are none, as the angle reads too small", () => {
    const progression = (left: number) =>
      gaitFindings(report({ left: figures({ progressionAngleDeg: left }) })).m_foot_progress as { left: unknown };
    expect(progression(30).left).toBeCloseTo(30, 0);
    expect([-2, 6, 18].map((angle) => progression(angle).left)).toEqual(Array(3).fill("not-testable"));
  });

  test("numbers near their line are not entered", () => {
    const both = (percent: number): GaitFigures => figures({ doubleSupportPercent: percent });
    expect(gaitFindings(report({ both: both(27) })).m_double_support).toBe("not-testable");
    expect(gaitFindings(report({ both: both(38) })).m_double_support).toBeCloseTo(38, 1);
    expect(gaitFindings(report({ both: both(22) })).m_double_support).toBeCloseTo(22, 1);
  });

  test("steps are uneven only beyond what so few strides leave open", () => {
    const strideTimeS = (variation: number): GaitFigures => ({
      strideTimeS: { ...figure("strideTimeS", 1.1), coefficientOfVariationPercent: variation },
    });
    expect(gaitFindings(report({ both: strideTimeS(8) })).m_gait_variable).toBe(true);
    expect(gaitFindings(report({ both: strideTimeS(4.6) })).m_gait_variable).toBe("not-testable");
    expect(gaitFindings(report({ both: strideTimeS(2) })).m_gait_variable).toBe(false);
  });

  test("a walk that slows is worse with distance; a short one that does not slow leaves it open", () => {
    const minutes = (count: number): GaitSummary["minutes"] =>
      Array.from({ length: count }, (_, minute) => ({ minute, both: {} }));
    const overTime = (change: number): GaitSummary["overTime"] => ({
      speedMps: { first: 1.1, last: 1.1 + change, change, detectableChange: 0.03 },
    });
    expect(gaitFindings(report({ overTime: overTime(-0.3), minutes: minutes(3) })).m_gait_worse_distance).toBe(true);
    const steady = report({ overTime: overTime(0.01), minutes: minutes(3) });
    expect(gaitFindings(steady).m_gait_worse_distance).toBe("not-testable");
    const long = report({ overTime: overTime(0.01), minutes: minutes(6) });
    expect(gaitFindings(long).m_gait_worse_distance).toBe(false);
  });

  test("a trunk that leans more and more stoops", () => {
    const lumbar = (lean: number): LumbarReport =>
      ({ forwardLeanByMinuteDeg: [0, lean / 2, lean] }) as unknown as LumbarReport;
    expect(gaitFindings(report({}, { lumbar: lumbar(11) })).m_forward_stoop).toBe(true);
    expect(gaitFindings(report({}, { lumbar: lumbar(6) })).m_forward_stoop).toBe("not-testable");
    expect(gaitFindings(report({}, { lumbar: lumbar(1) })).m_forward_stoop).toBe(false);
  });
});
