import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { feetLumbarSection } from "./validate-gait/feet-lumbar.ts";
import { gaitDataSection } from "./validate-gait/gait-data.ts";
import { scoreSteps } from "./validate-gait/gait-data-trials.ts";
import { isMet } from "./validate-gait/section.ts";

const data = process.env.PLUMBLINE_DATA ?? "";

describe("the rules of the gait-data set", () => {
  it("call a step right by its middle, once for each mark", () => {
    const marked = [[0, 100] as const, [200, 300] as const];
    expect(scoreSteps(marked, marked, "mid")).toEqual({ precision: 1, recall: 1, f: 1 });
    // Two found in one mark: one of them is too much, and the second mark is missed.
    expect(scoreSteps([[10, 50] as const, [40, 90] as const], marked, "mid")).toEqual({
      precision: 0.5,
      recall: 0.5,
      f: 0.5,
    });
    // A middle at the very end of a mark lies outside it.
    expect(scoreSteps([[90, 110] as const], marked, "mid").precision).toBe(0);
    expect(scoreSteps([], marked, "mid").f).toBe(0);
  });

  it("or by more than three quarters of what both cover", () => {
    const marked = [[0, 100] as const];
    expect(scoreSteps([[0, 76] as const], marked, "iou75").f).toBe(1);
    expect(scoreSteps([[0, 75] as const], marked, "iou75").f).toBe(0);
    expect(scoreSteps([[-20, 110] as const], marked, "iou75").f).toBe(1);
  });
});

describe("recordings with ground truth (PLUMBLINE_DATA)", () => {
  it.skipIf(!existsSync(`${data}/gait/gait-data`))(
    "steps reach their bars with people left out",
    () => {
      expect(gaitDataSection(data).bars.filter((bar) => !isMet(bar))).toEqual([]);
    },
    60_000,
  );

  it.skipIf(!existsSync(`${data}/gait/feet-lumbar`))(
    "events and double support reach theirs",
    () => {
      expect(feetLumbarSection(data).bars.filter((bar) => !isMet(bar))).toEqual([]);
    },
    60_000,
  );
});
