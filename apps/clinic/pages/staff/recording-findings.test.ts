import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { measure, readRecording } from "@plumbline/plantar-pressure";
import type { PressureReport } from "@plumbline/plantar-pressure";
import { recordingFindings } from "./recording-findings.ts";

const STEP = stepOf(new URL("../../../../examples/emed_test.lst", import.meta.url));

function stepOf(file: URL): PressureReport {
  const read = readRecording(readFileSync(file), "step.lst");
  if (!read.ok) throw new Error(read.problems[0]!.message);
  const report = measure(read.value);
  // A plainly normal arch, so that three steps place it and one does not.
  return { ...report, sides: report.sides.map((foot) => ({ ...foot, totals: { ...foot.totals, archIndex: 0.18 } })) };
}

test("three steps of one day say what one alone leaves open", () => {
  expect(recordingFindings([{ day: "2026-03-02", report: STEP }]).at(-1)!.m_ai_high_arch).toEqual({
    right: "not-testable",
  });
  const day = Array.from({ length: 3 }, () => ({ day: "2026-03-02", report: STEP }));
  expect(recordingFindings(day).at(-1)!.m_ai_high_arch).toEqual({ right: false });
});

test("steps of different days are not put together", () => {
  const days = ["2026-03-02", "2026-03-09", "2026-03-16"].map((day) => ({ day, report: STEP }));
  expect(recordingFindings(days).at(-1)!.m_ai_high_arch).toEqual({ right: "not-testable" });
});
