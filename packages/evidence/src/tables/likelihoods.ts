import { EVIDENCE_LEVELS, LAYERS, METRICS } from "../closed-lists.ts";
import { engineRatios, rawRatios, threeDigits } from "../likelihood-ratios.ts";
import type { LikelihoodFigures } from "../likelihood-ratios.ts";
import type { EngineParameters, Finding, Likelihood } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const LIKELIHOOD_COLUMNS = [
  "row_id",
  "layer",
  "condition_id",
  "finding_id",
  "finding_state",
  "metric",
  "sensitivity",
  "specificity",
  "lr_pos",
  "lr_neg",
  "odds_ratio",
  "ci",
  "population",
  "source_key",
  "level",
  "mark",
  "preferred",
  "definitional",
  "note",
] as const;

export function readLikelihood(
  row: RowReader,
  known: {
    readonly conditionIds: ReadonlySet<string>;
    readonly findings: ReadonlyMap<string, Finding>;
    readonly findingIds: ReadonlySet<string>;
    readonly sourceKeys: ReadonlySet<string>;
    readonly parameters: EngineParameters;
  },
): Likelihood {
  // The engine reads every row as "given the positive state"; another state would be silently turned round.
  row.oneOf("finding_state", ["positive"]);
  const findingId = row.reference("finding_id", known.findingIds, "findings.csv");
  const figures = {
    metric: row.oneOf("metric", METRICS),
    sensitivity: row.probability("sensitivity"),
    specificity: row.probability("specificity"),
    reportedLrPos: row.ratio("lr_pos"),
    reportedLrNeg: row.ratio("lr_neg"),
    oddsRatio: row.ratio("odds_ratio"),
  };
  const trust = {
    level: row.oneOf("level", EVIDENCE_LEVELS),
    mark: row.mark("mark"),
    preferred: row.flag("preferred"),
    definitional: row.flag("definitional"),
  };
  const leakP = known.findings.get(findingId)?.leakP ?? null;
  return {
    rowId: row.requiredText("row_id"),
    layer: row.oneOf("layer", LAYERS),
    conditionId: row.reference("condition_id", known.conditionIds, "conditions.csv"),
    findingId,
    ...figures,
    ...trust,
    interval: row.text("ci"),
    ...computeRatios(row, { ...figures, leakP }, trust, known.parameters),
    sourceKey: row.reference("source_key", known.sourceKeys, "sources.csv"),
    population: row.text("population"),
    note: row.text("note"),
  };
}

const NO_RATIOS = { rawLrPos: null, rawLrNeg: null, derivation: null, engineLrPos: null, engineLrNeg: null } as const;

function computeRatios(
  row: RowReader,
  figures: LikelihoodFigures,
  trust: Pick<Likelihood, "level" | "mark" | "preferred" | "definitional">,
  parameters: EngineParameters,
): Pick<Likelihood, keyof typeof NO_RATIOS> {
  const raw = rawRatios(figures, parameters);
  if (raw === null) {
    if (trust.preferred) {
      const message = "A preferred row needs figures, as the engine uses it; a descriptive one has none.";
      row.report("metric", "evidence/figures", message, "Name the metric of its figures, or set preferred to 0.");
    }
    return NO_RATIOS;
  }
  if ("column" in raw) {
    row.report(raw.column, "evidence/figures", `The figure is missing: ${raw.why}.`);
    return NO_RATIOS;
  }
  const engine = engineRatios(raw, trust, parameters);
  if (engine === null) {
    row.report(
      figures.metric === "LR" ? "lr_neg" : "specificity",
      "evidence/ratio",
      `LR+ ${threeDigits(raw.pos)} and LR- ${threeDigits(raw.neg)} lie on the same side of 1; presence and absence ` +
        `cannot both speak ${raw.pos > 1 ? "for" : "against"} a condition.`,
    );
  }
  return {
    rawLrPos: threeDigits(raw.pos),
    rawLrNeg: threeDigits(raw.neg),
    derivation: raw.derivation,
    engineLrPos: engine?.pos ?? null,
    engineLrNeg: engine?.neg ?? null,
  };
}
