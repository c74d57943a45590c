import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseCsv } from "./csv.ts";
import { engineRatios, rawRatios } from "./likelihood-ratios.ts";
import type { LikelihoodFigures } from "./likelihood-ratios.ts";
import { loadEvidence } from "./load-evidence.ts";
import type { EngineParameters, Likelihood } from "./model.ts";

/** Those of version 0.2.0, by which the given columns had been made. */
const PARAMETERS: EngineParameters = {
  ...loadEvidence().parameters,
  shrinkExponentByLevel: { A: 0.9, B: 0.8, C: 0.55, D: 0.65, E: 0.6, definitional: 1 },
  recalledExponentFactor: 0.95,
  ratioCapByLevel: { A: 10, B: 10, C: 6, D: 6, E: 5, definitional: 30 },
  certaintyMargin: 0.005,
  largestSensitivityFromRatio: 0.98,
  noInformationWithin: 0.02,
};

/** `likelihoods.csv` of version 0.2.0: the raw figures of every row, and the columns that were derived from them. */
const golden = readGolden();

test("the computed ratios of all 3,393 rows equal the given columns to their three digits", () => {
  expect(golden).toHaveLength(3393);
  const different: string[] = [];
  for (const { rowId, figures, trust, given } of golden) {
    const raw = rawRatios(figures, PARAMETERS);
    if (raw === null) {
      expect(given, rowId).toMatchObject({ rawPos: null, rawNeg: null, enginePos: null, engineNeg: null });
      continue;
    }
    if ("column" in raw) throw new Error(`${rowId} lacks ${raw.column}: ${raw.why}.`);
    const engine = engineRatios(raw, trust, PARAMETERS)!;
    const isAsGiven =
      isRounded(raw.pos, given.rawPos!) &&
      isRounded(raw.neg, given.rawNeg!) &&
      engine.pos === given.enginePos &&
      engine.neg === given.engineNeg &&
      derivationAsGiven(raw.derivation, engine) === given.derivation;
    if (!isAsGiven) different.push(rowId);
  }
  // Given 12.2 and 0.201, from a sensitivity of 13/16 and a specificity of 14/15 before these were rounded to 0.812
  // and 0.933, which give 12.1 and 0.202.
  expect(different).toEqual(["L0277"]);
});

/** Whether `given` is `value` to three digits; a tie (0.3125) may have gone either way. */
function isRounded(value: number, given: number): boolean {
  const unit = 10 ** (Math.floor(Math.log10(given)) - 2);
  return Math.abs(value - given) <= unit * 0.500001;
}

test("the given probabilities with and without the condition say what the ratios say", () => {
  for (const { rowId, given } of golden) {
    // Rows without ratios have none; where both ratios are 1 any two equal ones would do.
    if (given.enginePos === null || given.enginePos === given.engineNeg) continue;
    const [p, q] = [given.pGiven!, given.pNot!];
    // Three digits of each may be off by up to 2 % together.
    expect(Math.abs(p / q / given.enginePos - 1), rowId).toBeLessThan(0.02);
    expect(Math.abs((1 - p) / (1 - q) / given.engineNeg! - 1), rowId).toBeLessThan(0.02);
  }
});

const NOTHING: LikelihoodFigures = {
  metric: "sens_spec",
  sensitivity: null,
  specificity: null,
  reportedLrPos: null,
  reportedLrNeg: null,
  oddsRatio: null,
  leakP: null,
};

test("a specificity that is missing is 1 minus the leak: 0.72 / 0.3 and 0.28 / 0.7", () => {
  const figures = { ...NOTHING, metric: "P_finding_given_condition", sensitivity: 0.72, leakP: 0.3 } as const;
  const raw = rawRatios(figures, PARAMETERS) as { pos: number; neg: number };
  expect(raw.pos).toBeCloseTo(2.4, 12);
  expect(raw.neg).toBeCloseTo(0.4, 12);
});

test("a study without a false positive gives a large ratio, not an endless one", () => {
  // 1 - 0.995 = 0.005; 0.63 / 0.005 = 126
  expect(rawRatios({ ...NOTHING, sensitivity: 0.63, specificity: 1 }, PARAMETERS)).toMatchObject({
    pos: expect.closeTo(126, 9),
  });
});

test("a figure that the metric needs is asked for by its column", () => {
  expect(rawRatios({ ...NOTHING, sensitivity: 0.6 }, PARAMETERS)).toMatchObject({ column: "specificity" });
  expect(rawRatios({ ...NOTHING, metric: "OR" }, PARAMETERS)).toMatchObject({ column: "odds_ratio" });
  expect(rawRatios({ ...NOTHING, metric: "LR" }, PARAMETERS)).toMatchObject({ column: "lr_pos" });
  expect(rawRatios({ ...NOTHING, metric: "LR", reportedLrPos: 3 }, PARAMETERS)).toMatchObject({ column: "lr_neg" });
});

test("ratios near 1 are set to 1; ratios that contradict each other are none", () => {
  const row = { level: "B", mark: "seen", definitional: false } as const;
  expect(engineRatios({ pos: 1.1, neg: 1 }, row, PARAMETERS)).toEqual({ pos: 1, neg: 1 });
  expect(engineRatios({ pos: 1.02, neg: 0.982 }, row, PARAMETERS)).toEqual({ pos: 1, neg: 1 });
  expect(engineRatios({ pos: 3, neg: 1.5 }, row, PARAMETERS)).toBeNull();
  expect(engineRatios({ pos: 0.3, neg: 0.5 }, row, PARAMETERS)).toBeNull();
});

function derivationAsGiven(
  derivation: NonNullable<Likelihood["derivation"]>,
  engine: { readonly pos: number; readonly neg: number },
): string {
  if (engine.pos === 1 && engine.neg === 1) return "set to 1 (no information)";
  switch (derivation) {
    case "from the odds ratio":
      return "LR=sqrt(OR)";
    case "specificity from leak":
      return "spec from leak";
    case "LR- from leak":
    case "LR+ from leak":
      return derivation;
    default:
      return "";
  }
}

function readGolden() {
  const file = "derived-likelihoods.csv";
  const table = parseCsv(file, readFileSync(join(import.meta.dirname, "test-data", file), "utf8"));
  return table.rows.map((cells) => {
    const text = (column: string) => cells[table.columns.indexOf(column)]!;
    const number = (column: string) => (text(column) === "" ? null : Number(text(column)));
    const hasRatio = text("lr_pos") !== "" || text("lr_neg") !== "";
    return {
      rowId: text("row_id"),
      figures: {
        // In version 0.2.0 a reported ratio went before sensitivity and specificity, whatever the metric said.
        metric: (hasRatio ? "LR" : text("metric")) as Likelihood["metric"],
        sensitivity: number("sensitivity"),
        specificity: number("specificity"),
        reportedLrPos: number("lr_pos"),
        reportedLrNeg: number("lr_neg"),
        oddsRatio: number("odds_ratio"),
        leakP: number("leak_p"),
      },
      trust: {
        level: text("level") as Likelihood["level"],
        mark: text("mark") as Likelihood["mark"],
        definitional: text("definitional") === "1",
      },
      given: {
        rawPos: number("lr_pos_raw"),
        rawNeg: number("lr_neg_raw"),
        enginePos: number("engine_lr_pos"),
        engineNeg: number("engine_lr_neg"),
        derivation: text("derivation"),
        pGiven: number("engine_p_given_condition"),
        pNot: number("engine_p_given_not"),
      },
    };
  });
}
