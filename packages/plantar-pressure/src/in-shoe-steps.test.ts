import { describe, expect, test } from "vitest";
import { readWhole, recordingBytes, referenceOf } from "../test-data/recordings.ts";
import { inShoeContacts } from "./in-shoe-contacts.ts";
import { measure } from "./measure.ts";
import type { PressureReport, StepReport } from "./pressure-report.ts";

const reportOf = (file: string): PressureReport => measure(readWhole(recordingBytes(file), file));
const footOf = (report: PressureReport, side: "left" | "right") => report.sides.find((foot) => foot.side === side)!;
const walked = (steps: readonly StepReport[] | null): readonly StepReport[] =>
  (steps ?? []).filter(({ use }) => use === "used" || use === "first" || use === "last");

describe("contacts in shoes", () => {
  test.each(["pedar_example.asc", "pressure_example.asc"])("%s: every complete stance within one frame", (file) => {
    const report = reportOf(file);
    const reference = referenceOf(file.replace(".asc", ""));
    for (const side of ["left", "right"] as const) {
      const stances = reference[side]["stance_force_gt_50n_min_0.3s"];
      const complete = footOf(report, side).steps!.filter(
        ({ startFrame, endFrame }) => startFrame > 0 && endFrame < report.frames,
      );
      stances.complete_start_frame.forEach((start: number, index: number) => {
        const end = stances.complete_end_frame[index];
        // One trial ends while the foot chatters: its last stance runs on to the end.
        if (end > report.frames - 20) return;
        const step = complete.find(({ startFrame }) => Math.abs(startFrame + 1 - start) <= 1);
        expect(step, `${side} stance from frame ${start}`).toBeDefined();
        expect(Math.abs(step!.endFrame - end)).toBeLessThanOrEqual(1);
      });
    }
  });

  test("Moticon: the maker's steps, none missed, none invented; contacts within 20 ms, toe-offs within 50 ms", () => {
    const report = reportOf("230927_102114.txt");
    const reference = referenceOf("moticon_230927_102114");
    for (const side of ["left", "right"] as const) {
      const makers = reference[side === "left" ? "Left Steps" : "Right Steps"];
      const steps = walked(footOf(report, side).steps);
      expect(steps).toHaveLength(makers.length);
      steps.forEach((step, index) => {
        expect(Math.abs(step.startS! - makers[index]["Initial contact (s)"])).toBeLessThanOrEqual(0.02);
        expect(Math.abs(step.endS! - makers[index]["Toe off (s)"])).toBeLessThanOrEqual(0.05);
      });
    }
    const scalars = reference.scalars;
    expect(report.walking!.cadenceStepsPerMin / 2).toBeCloseTo(scalars["Mean gait cadence (strides per minute)"], 0);
    expect(report.walking!.stancePercent.left!.mean).toBeCloseTo(
      scalars["Mean fraction of stance phase (left) (%)"],
      -1,
    );
  });

  test("F-Scan: six contacts, of which the first and the last do not count", () => {
    const { steps } = reportOf("fscan_testL.asf").sides[0]!;
    expect(steps!.map(({ use }) => use)).toEqual(["cut", "first", "used", "used", "used", "last"]);
  });

  test("a residual load in swing does not hide the steps, and a foot that never swings has none", () => {
    const curve = (low: number) => Float64Array.from({ length: 600 }, (_, frame) => (frame % 100 < 60 ? 700 : low));
    expect(inShoeContacts(curve(0), 100, true)!.contacts).toHaveLength(6);
    expect(inShoeContacts(curve(120), 100, true)!.contacts).toHaveLength(6);
    expect(inShoeContacts(curve(600), 100, true)).toBeNull();
  });
});
