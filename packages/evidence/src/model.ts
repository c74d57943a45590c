import type { ProvenanceMark, Recommendation, TriageLevel } from "@plumbline/clinical-model";

export type ConditionRole =
  | "foot-origin mechanical"
  | "spine-origin neurological"
  | "spine-origin mechanical"
  | "systemic/red flag"
  | "local-foot-only"
  | "peripheral neurological"
  | "proximal-limb mechanical";

export interface Condition {
  readonly id: string;
  readonly name: string;
  readonly patientName: string;
  readonly region: string;
  readonly role: ConditionRole;
  readonly isRedFlag: boolean;
  readonly icd10cm: string;
  /** P(present) in a new patient, by setting. */
  readonly prior: { readonly podiatry: number; readonly spine: number; readonly combined: number };
  readonly priorMark: ProvenanceMark;
  readonly prevalenceBasis: string;
  readonly prevalenceSourceKey: string;
  /** Noisy-OR strength: P(this condition alone produces the symptom). */
  readonly pBackPainGiven: number | null;
  readonly pFootSymptomGiven: number | null;
  readonly pLegSymptomGiven: number | null;
  readonly note: string;
}

export type AnswerType = "yes/no" | "number" | "choice";

export interface Finding {
  readonly id: string;
  /** In the patient's words; for a clinician's test, a plain label for the patient's report. */
  readonly questionPlain: string;
  readonly clinicianWording: string;
  readonly kind: "symptom" | "exam test" | "history" | "measured" | "footwear";
  readonly answerType: AnswerType;
  /** The choices, when `answerType` is "choice". */
  readonly options: readonly string[];
  /** Unit of a number. */
  readonly unit: string;
  /** As written in the base: `"yes"`, `">=10"`, `">=0.26 low arch; <=0.21 high arch"`. Empty: no state. */
  readonly positiveRule: string;
  readonly sideSpecific: boolean;
  readonly phase: "questionnaire" | "exam" | "red_flag_screen" | "intake" | "measure";
  readonly askedOf: "patient" | "clinician";
  readonly dependencyCluster: string;
  /** P(positive) in clinic patients who have none of the modelled causes; null for context. */
  readonly leakP: number | null;
  readonly leakMark: ProvenanceMark | null;
  readonly note: string;
  readonly tier: "red_flag" | "core" | "extended" | "context";
}

/** One row on how one finding speaks about one condition. */
export interface Likelihood {
  readonly rowId: string;
  readonly layer: "condition" | "link";
  readonly conditionId: string;
  readonly findingId: string;
  readonly metric: "sens_spec" | "LR" | "OR" | "P_finding_given_condition" | "descriptive";
  readonly level: "A" | "B" | "C" | "D" | "E";
  readonly mark: ProvenanceMark;
  /** Exactly one row per pair is preferred: the one the engine uses. */
  readonly preferred: boolean;
  readonly definitional: boolean;
  /** Shrunk and capped by the engine's parameters; null on rows that carry no ratio. */
  readonly engineLrPos: number | null;
  readonly engineLrNeg: number | null;
  readonly sourceKey: string;
  readonly population: string;
  readonly note: string;
}

/** Whether a present condition drives the complaint at the other end. */
export interface CausalLink {
  readonly id: string;
  readonly conditionId: string;
  readonly effects: readonly ("back_pain" | "foot_symptom")[];
  readonly direction: "ascending" | "descending" | "systemic";
  readonly linkPrior: number;
  readonly posteriorCap: number;
  readonly verdict: "supported" | "mixed" | "unsupported";
  readonly mechanismIds: string;
  readonly moderator: string;
  readonly mark: ProvenanceMark;
}

/** A clue that a link is active in this person. */
export interface Coupling {
  readonly id: string;
  readonly direction: "ascending" | "descending";
  readonly findingId: string;
  readonly lrIfYes: number;
  readonly lrIfNo: number;
  readonly dampingCluster: string;
  /** In the base's words: `"LLD, flatfoot, equinus"`. */
  readonly appliesTo: string;
  readonly rationale: string;
  readonly mark: ProvenanceMark;
}

export interface CompetitionGroup {
  readonly group: string;
  readonly members: readonly string[];
  readonly meaning: string;
}

export interface Treatment {
  readonly id: string;
  readonly intervention: string;
  readonly category: string;
  readonly conditionId: string;
  readonly comparator: string;
  readonly outcome: string;
  readonly effectMeasure: string;
  readonly valueNum: number | null;
  readonly valueText: string;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly mcidMet: string;
  readonly certainty: "high" | "moderate" | "low" | "very low";
  readonly recommendation: Recommendation;
  readonly guidelinePosition: string;
  readonly typicalDose: string;
  readonly contraindications: string;
  readonly sourceKey: string;
  readonly mark: ProvenanceMark;
  readonly note: string;
}

/** A triage rule over findings: plain logic, apart from probability. */
export interface RedFlag {
  readonly id: string;
  readonly flag: string;
  readonly definition: string;
  readonly conditionId: string;
  readonly rule: RuleExpression;
  readonly ruleText: string;
  readonly action: string;
  readonly urgency: string;
  /** The base's 4, 3, 2, 1 as words; see `triage-level.ts`. */
  readonly level: TriageLevel;
  /** Where the base says "variable": the level each finding of the rule brings; the highest of those present counts. */
  readonly levelByFinding: Readonly<Record<string, TriageLevel>> | null;
  readonly accuracy: string;
  readonly sourceKeys: readonly string[];
  readonly mark: ProvenanceMark;
  readonly patientMessage: string;
}

export type RuleExpression =
  | { readonly kind: "finding"; readonly id: string }
  | { readonly kind: "not"; readonly operand: RuleExpression }
  | { readonly kind: "and" | "or"; readonly operands: readonly RuleExpression[] }
  | { readonly kind: "at-least"; readonly count: number; readonly operands: readonly RuleExpression[] };

export interface Source {
  readonly key: string;
  readonly authors: string;
  readonly year: string;
  readonly title: string;
  readonly journal: string;
  readonly doi: string;
  readonly pmid: string;
  readonly urlSeen: string;
  readonly design: string;
  readonly mark: ProvenanceMark;
}

/** `engine_params.json`, typed. All are engineering choices of the base's authors, not clinical facts. */
export interface EngineParameters {
  readonly version: string;
  readonly clusterFirstItemWeight: number;
  readonly clusterFurtherItemsWeight: number;
  /** A cluster result (a scored rule) and its own items must not both count. */
  readonly clusterResultFindingIds: readonly string[];
  readonly inhibitoryExponent: number;
  readonly linkLayerClusters: readonly string[];
  readonly linkDampingWithinCluster: number;
  readonly showPosteriorAtLeast: number;
  readonly showLiftAtLeast: number;
  readonly certaintyWords: { readonly likely: number; readonly possible: number; readonly unlikely: number };
  readonly neverDisplayAbove: number;
  readonly status: string;
}

/** The whole base, joined and indexed. Immutable. */
export interface EvidenceBase {
  readonly version: string;
  /** SHA-256 over the data files, hex: two bases with the same hash give the same answers. */
  readonly hash: string;
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly findings: ReadonlyMap<string, Finding>;
  readonly likelihoods: readonly Likelihood[];
  readonly links: readonly CausalLink[];
  readonly couplings: readonly Coupling[];
  readonly competitionGroups: readonly CompetitionGroup[];
  readonly treatments: readonly Treatment[];
  readonly redFlags: readonly RedFlag[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly parameters: EngineParameters;
}
