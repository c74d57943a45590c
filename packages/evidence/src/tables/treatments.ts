import { RECOMMENDATIONS } from "@plumbline/clinical-model";
import { BENEFIT_DIRECTIONS, CERTAINTIES, COST_CLASSES } from "../closed-lists.ts";
import type { Treatment } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const TREATMENT_COLUMNS = [
  "id",
  "intervention",
  "category",
  "condition_id",
  "comparator",
  "outcome",
  "effect_measure",
  "value_num",
  "value_text",
  "ci_low",
  "ci_high",
  "benefit_direction",
  "mcid_met",
  "certainty",
  "recommendation",
  "cost_class_guess",
  "guideline_position",
  "typical_dose",
  "contraindications",
  "source_key",
  "mark",
  "note",
] as const;

export function readTreatment(
  row: RowReader,
  conditionIds: ReadonlySet<string>,
  sourceKeys: ReadonlySet<string>,
): Treatment {
  return {
    id: row.id("id"),
    intervention: row.requiredText("intervention"),
    category: row.requiredText("category"),
    conditionId: row.reference("condition_id", conditionIds, "conditions.csv"),
    comparator: row.text("comparator"),
    outcome: row.text("outcome"),
    effectMeasure: row.text("effect_measure"),
    ...row.estimate("value_num", "ci_low", "ci_high"),
    benefitDirection: row.oneOf("benefit_direction", BENEFIT_DIRECTIONS),
    valueText: row.text("value_text"),
    mcidMet: row.text("mcid_met"),
    certainty: row.oneOf("certainty", CERTAINTIES),
    recommendation: row.oneOf("recommendation", RECOMMENDATIONS),
    costClassGuess: row.oneOf("cost_class_guess", COST_CLASSES),
    guidelinePosition: row.text("guideline_position"),
    typicalDose: row.text("typical_dose"),
    contraindications: row.text("contraindications"),
    sourceKey: row.reference("source_key", sourceKeys, "sources.csv"),
    mark: row.mark("mark"),
    note: row.text("note"),
  };
}
