import { BODY_REGIONS, CONDITION_ROLES, SEXES } from "../closed-lists.ts";
import type { Condition } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const CONDITION_COLUMNS = [
  "id",
  "name",
  "patient_name",
  "region",
  "role",
  "red_flag",
  "icd10cm",
  "prev_basis",
  "prev_source_key",
  "prior_podiatry_clinic",
  "prior_spine_clinic",
  "prior_plumbline",
  "prior_mark",
  "p_back_pain_given",
  "p_foot_symptom_given",
  "p_leg_symptom_given",
  "p_given_mark",
  "note",
  "only_sex",
] as const;

export function readCondition(row: RowReader, sourceKeys: ReadonlySet<string>): Condition {
  return {
    id: row.id("id"),
    name: row.requiredText("name"),
    patientName: row.requiredText("patient_name"),
    region: row.oneOf("region", BODY_REGIONS),
    role: row.oneOf("role", CONDITION_ROLES),
    isRedFlag: row.flag("red_flag"),
    icd10cm: row.text("icd10cm"),
    prior: {
      podiatry: row.requiredProbability("prior_podiatry_clinic"),
      spine: row.requiredProbability("prior_spine_clinic"),
      combined: row.requiredProbability("prior_plumbline"),
    },
    priorMark: row.mark("prior_mark"),
    prevalenceBasis: row.text("prev_basis"),
    prevalenceSourceKey: row.reference("prev_source_key", sourceKeys, "sources.csv"),
    pBackPainGiven: row.probability("p_back_pain_given"),
    pFootSymptomGiven: row.probability("p_foot_symptom_given"),
    pLegSymptomGiven: row.probability("p_leg_symptom_given"),
    pGivenMark: row.mark("p_given_mark"),
    note: row.text("note"),
    onlySex: row.text("only_sex") === "" ? null : row.oneOf("only_sex", SEXES),
  };
}
