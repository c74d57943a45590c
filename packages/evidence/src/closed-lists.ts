import type {
  BodyRegion,
  CausalLink,
  ClusterResult,
  Condition,
  EvidenceLevel,
  Finding,
  Likelihood,
  Mechanism,
  Outcome,
  Treatment,
} from "./model.ts";

// The words each column may hold. A word that is not here is a misspelling, or a new idea that code must learn first.

export const BODY_REGIONS = [
  "foot",
  "ankle",
  "leg",
  "knee",
  "hip",
  "pelvis",
  "lumbar",
  "thoracic",
  "neck",
  "systemic",
] as const satisfies readonly BodyRegion[];

export const CONDITION_ROLES = [
  "foot-origin mechanical",
  "spine-origin neurological",
  "spine-origin mechanical",
  "systemic/red flag",
  "local-foot-only",
  "peripheral neurological",
  "proximal-limb mechanical",
] as const satisfies readonly Condition["role"][];

export const SEXES = ["female", "male"] as const satisfies readonly Condition["onlySex"][];

export const FINDING_KINDS = [
  "symptom",
  "exam test",
  "history",
  "measured",
  "footwear",
] as const satisfies readonly Finding["kind"][];
export const ANSWER_TYPES = ["yes/no", "number", "choice"] as const satisfies readonly Finding["answerType"][];
export const PHASES = [
  "questionnaire",
  "exam",
  "red_flag_screen",
  "intake",
  "measure",
] as const satisfies readonly Finding["phase"][];
export const ASKED_OF = ["patient", "clinician"] as const satisfies readonly Finding["askedOf"][];
export const TIERS = ["red_flag", "core", "extended", "context"] as const satisfies readonly Finding["tier"][];

export const ACTS_AS = ["context", "effect"] as const satisfies readonly Finding["actsAs"][];

export const CLUSTER_RESULT_KINDS = ["result", "summary"] as const satisfies readonly ClusterResult["kind"][];

export const LAYERS = ["condition", "link"] as const satisfies readonly Likelihood["layer"][];
export const METRICS = [
  "sens_spec",
  "LR",
  "OR",
  "P_finding_given_condition",
  "descriptive",
] as const satisfies readonly Likelihood["metric"][];
export const EVIDENCE_LEVELS = ["A", "B", "C", "D", "E"] as const satisfies readonly EvidenceLevel[];

export const LINK_EFFECTS = ["back_pain", "foot_symptom"] as const satisfies readonly CausalLink["effects"][number][];
export const LINK_DIRECTIONS = [
  "ascending",
  "descending",
  "systemic",
] as const satisfies readonly CausalLink["direction"][];
export const COUPLING_DIRECTIONS = ["ascending", "descending"] as const;
export const VERDICTS = ["supported", "mixed", "unsupported"] as const satisfies readonly CausalLink["verdict"][];
export const CERTAINTIES = ["high", "moderate", "low", "very low"] as const satisfies readonly Treatment["certainty"][];
export const BENEFIT_DIRECTIONS = [
  "lower",
  "higher",
  "unclear",
  "none",
] as const satisfies readonly Treatment["benefitDirection"][];
/** From the cheapest on. */
export const COST_CLASSES = ["none", "low", "medium", "high"] as const satisfies readonly Treatment["costClassGuess"][];

export const MECHANISM_DIRECTIONS = [
  "ascending",
  "descending",
  "local",
  "common cause",
  "bidirectional",
  "unclear",
] as const satisfies readonly Mechanism["direction"][];
/** Causes and effects that studies speak of and that are wider or other than any one condition or finding. */
export const MECHANISM_CAUSES = ["all_feet", "hamstring_tightness", "obesity", "painful_foot_any"] as const;
export const MECHANISM_EFFECTS = [
  "back_pain",
  "foot_pain",
  "foot_symptom",
  "leg_injury",
  "lumbar_lordosis",
  "lumbopelvic_muscle",
  "pelvic_tilt",
] as const;

export const SHIPPING_PERMISSIONS = [
  "yes",
  "conditional",
  "verify",
  "no",
] as const satisfies readonly Outcome["mayShipItemText"][];
