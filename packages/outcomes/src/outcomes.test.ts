import { loadEvidence } from "@plumbline/evidence";
import fc from "fast-check";
import { expect, test } from "vitest";
import { changeWords, outcomeChange } from "./change.ts";
import { FOOT_ITEMS, FOOT_ITEMS_NEEDED, meanScore, OUTCOME_MEASURE_IDS, outcomeMeasure } from "./measures.ts";
import { trialReview } from "./trial-review.ts";

const evidence = loadEvidence();
const WEEK_MS = 7 * 24 * 3_600_000;
const measures = OUTCOME_MEASURE_IDS.map((id) => outcomeMeasure(id, evidence));

test("each measure has its changes from the table of outcomes, in figures that stand in its words", () => {
  for (const measure of measures) {
    const row = evidence.outcomes.get(measure.outcomeId)!;
    for (const [figure, words] of [
      [measure.mcidPoints, row.mcid],
      [measure.mdcPoints, row.mdc],
    ] as const) {
      if (figure !== null) expect(words, measure.id).toMatch(new RegExp(`\\b${figure}\\b`));
    }
    if (measure.mcidShare !== null) expect(row.mcid).toContain(`${Math.round(measure.mcidShare * 100)}%`);
  }
  expect(outcomeMeasure("nprs-back", evidence)).toMatchObject({ mcidPoints: 2, mcidShare: 0.3, mdcPoints: 2 });
});

test("whichever way a scale runs, better is never said of worse, and back again is the opposite", () => {
  fc.assert(
    fc.property(fc.constantFrom(...measures), fc.nat(24), fc.nat(24), (measure, a, b) => {
      const there = outcomeChange(a, b, measure);
      const back = outcomeChange(b, a, measure);
      expect(there.gain).toBe(-back.gain + 0);
      const isGain = measure.better === "lower" ? b < a : b > a;
      if (there.verdict !== "no-sure-change") expect(there.verdict).toBe(isGain ? "better" : "worse");
      if (there.isImportant) expect(there.verdict).not.toBe("no-sure-change");
      const isBeyondError = measure.mdcPoints !== null && Math.abs(a - b) >= measure.mdcPoints;
      expect(there.verdict !== "no-sure-change").toBe(isBeyondError);
    }),
  );
});

test("a change beyond error matters by points or by its share of where it began", () => {
  const rmdq = outcomeMeasure("rmdq", evidence);
  expect(changeWords(outcomeChange(20, 14, rmdq))).toBe("6 points better, a change that matters");
  expect(changeWords(outcomeChange(7, 3, rmdq))).toBe("no sure change (4 points)");
  const nprs = outcomeMeasure("nprs-foot", evidence);
  expect(changeWords(outcomeChange(4, 6, nprs))).toBe("2 points worse, a change that matters");
});

test("our own items change by no amount that is sure, since nobody knows their error", () => {
  expect(outcomeChange(9, 1, outcomeMeasure("plb-foot", evidence)).verdict).toBe("no-sure-change");
});

test("a mean of too few answers is none", () => {
  expect(meanScore([4, 6], 1)).toBe(5);
  expect(
    meanScore(
      Array.from({ length: FOOT_ITEMS_NEEDED - 1 }, () => 3),
      FOOT_ITEMS_NEEDED,
    ),
  ).toBeNull();
  expect(meanScore([], 0)).toBeNull();
  expect(FOOT_ITEMS).toHaveLength(Number.parseInt(evidence.outcomes.get("plb_foot")!.items, 10));
});

test("the stop rule of a trial fires by itself: at once when worse, at its end unless better by what matters", () => {
  const nprs = outcomeMeasure("nprs-back", evidence);
  const at = (weeks: number, change: [number, number] | null) =>
    trialReview({
      startMs: 0,
      nowMs: weeks * WEEK_MS,
      weeks: 6,
      change: change === null ? null : outcomeChange(...change, nprs),
    }).verdict;
  expect(at(2, [6, 8])).toBe("stop");
  expect(at(2, [6, 6])).toBe("running");
  expect(at(2, null)).toBe("running");
  expect(at(6, [6, 5])).toBe("stop");
  expect(at(6, [6, 4])).toBe("keep");
  expect(at(6, null)).toBe("no-data");
});
