import { EVIDENCE_LEVELS, LAYERS, METRICS } from "../closed-lists.ts";
import type { Likelihood } from "../model.ts";
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
  "ci",
  "population",
  "source_key",
  "level",
  "mark",
  "preferred",
  "lr_pos_raw",
  "lr_neg_raw",
  "derivation",
  "definitional",
  "engine_lr_pos",
  "engine_lr_neg",
  "note",
] as const;

export function readLikelihood(
  row: RowReader,
  known: {
    readonly conditionIds: ReadonlySet<string>;
    readonly findingIds: ReadonlySet<string>;
    readonly sourceKeys: ReadonlySet<string>;
  },
): Likelihood {
  // The engine reads every row as "given the positive state"; another state would be silently turned round.
  row.oneOf("finding_state", ["positive"]);
  return {
    rowId: row.requiredText("row_id"),
    layer: row.oneOf("layer", LAYERS),
    conditionId: row.reference("condition_id", known.conditionIds, "conditions.csv"),
    findingId: row.reference("finding_id", known.findingIds, "findings.csv"),
    metric: row.oneOf("metric", METRICS),
    level: row.oneOf("level", EVIDENCE_LEVELS),
    mark: row.mark("mark"),
    preferred: row.flag("preferred"),
    definitional: row.flag("definitional"),
    sensitivity: row.probability("sensitivity"),
    specificity: row.probability("specificity"),
    interval: row.text("ci"),
    rawLrPos: row.ratio("lr_pos_raw"),
    rawLrNeg: row.ratio("lr_neg_raw"),
    derivation: row.text("derivation"),
    engineLrPos: row.ratio("engine_lr_pos"),
    engineLrNeg: row.ratio("engine_lr_neg"),
    sourceKey: row.reference("source_key", known.sourceKeys, "sources.csv"),
    population: row.text("population"),
    note: row.text("note"),
  };
}
