import type { Problem, ProvenanceMark, Recommendation, TriageLevel } from "@plumbline/clinical-model";
import type { CutOff } from "./positive-rule.ts";

export type BodyRegion =
  "foot" | "ankle" | "leg" | "knee" | "hip" | "pelvis" | "lumbar" | "thoracic" | "neck" | "systemic";

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
  readonly region: BodyRegion;
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
  readonly pGivenMark: ProvenanceMark;
  readonly note: string;
  /** Of an organ or a state that only one sex has; null for most. */
  readonly onlySex: "female" | "male" | null;
}

/** From pooled reviews (A) through single and small studies (B, C) and consensus (D) to expert estimate (E). */
export type EvidenceLevel = "A" | "B" | "C" | "D" | "E";

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
  /**
   * - `context`: comes before the disease (age, sex, diabetes, running, shoes, the injury it began with). It moves the
   *   odds that a condition is there, and no condition explains it away.
   * - `effect`: comes from the disease (a symptom, a sign, a measure). Its causes compete to explain it.
   */
  readonly actsAs: "context" | "effect";
  /** What it follows from: the sex, or the age in years beyond a limit. Null: it is asked, or found. */
  readonly derivedFrom: { readonly kind: "sex" } | { readonly kind: "age"; readonly cutOff: CutOff } | null;
}

/** How the two ratios of a row came about. */
export type RatioDerivation =
  | "reported"
  | "reported, the other from sensitivity and specificity"
  | "from sensitivity and specificity"
  | "specificity from leak"
  | "LR- from leak"
  | "LR+ from leak"
  | "from the odds ratio";

/** One row on how one finding speaks about one condition. */
export interface Likelihood {
  readonly rowId: string;
  readonly layer: "condition" | "link";
  readonly conditionId: string;
  readonly findingId: string;
  readonly metric: "sens_spec" | "LR" | "OR" | "P_finding_given_condition" | "descriptive";
  readonly level: EvidenceLevel;
  readonly mark: ProvenanceMark;
  /** At most one row per pair is preferred: the one the engine uses. A pair without one is no evidence. */
  readonly preferred: boolean;
  readonly definitional: boolean;
  /** As reported; null where the source gives none. */
  readonly sensitivity: number | null;
  readonly specificity: number | null;
  readonly reportedLrPos: number | null;
  readonly reportedLrNeg: number | null;
  readonly oddsRatio: number | null;
  /** In the source's words: `"LR+ 1.9-30"`. */
  readonly interval: string;
  /** Computed from these by `likelihood-ratios.ts`, before shrinking; null on rows that carry no ratio. */
  readonly rawLrPos: number | null;
  readonly rawLrNeg: number | null;
  readonly derivation: RatioDerivation | null;
  /** Shrunk and capped by the engine's parameters; both 1 where the row says nothing. */
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
  /** P(the cause alone produces the effect). */
  readonly causalStrength: number;
  /** P(the effect without this cause). */
  readonly baselineEffectP: number;
  /** P(driving | cause and effect are present), computed from the two. */
  readonly linkPrior: number;
  readonly posteriorCap: number;
  readonly verdict: "supported" | "mixed" | "unsupported";
  /** Ranges of the base (`"m01-m07"`) written out. */
  readonly mechanismIds: readonly string[];
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
  readonly support: string;
  readonly mark: ProvenanceMark;
}

/** One published statement on how one end of the body acts on the other. */
export interface Mechanism {
  readonly id: string;
  /** A condition, a finding, or one of the wider words of `closed-lists.ts`: `"all_feet"`. */
  readonly causeId: string;
  readonly cause: string;
  readonly effectId: string;
  readonly effect: string;
  readonly direction: "ascending" | "descending" | "local" | "common cause" | "bidirectional" | "unclear";
  readonly effectMeasure: string;
  readonly valueNum: number | null;
  readonly valueText: string;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  readonly design: string;
  readonly population: string;
  /** Participants; null when not known. */
  readonly participants: number | null;
  readonly sourceKey: string;
  /** About the causal claim, not only the association. */
  readonly verdict: "supported" | "mixed" | "unsupported";
  readonly confidence: "high" | "moderate" | "low" | "very low";
  readonly causalStrength: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly mark: ProvenanceMark;
  readonly note: string;
}

/** A finding that is made of others; it and they say the same thing, and must not both count. */
export interface ClusterResult {
  readonly resultId: string;
  /**
   * - `result`: a scored rule says more than its items: where it is recorded, they say nothing.
   * - `summary` ("any weak muscle") says less than its items: where one of them is recorded, it says nothing.
   */
  readonly kind: "result" | "summary";
  readonly itemIds: readonly string[];
  /** How many positive items make it positive, where it is a plain count of them; null for a score. */
  readonly itemsNeeded: number | null;
  /** Why these items: `"three or more of the provocation tests"`. */
  readonly basis: string;
  readonly sourceKey: string;
  readonly mark: ProvenanceMark;
}

/** How a test is done, in a sentence or two. */
export interface ExaminationMethod {
  readonly findingId: string;
  readonly howTo: string;
  /** `"standard technique"`, or where it is described. */
  readonly basis: string;
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
  /**
   * Which side of no difference is good for who gets the treatment: `lower` (less pain, a risk ratio under 1), `higher`
   * (more function, more people healed). `unclear`: the source's sign is not known. `none`: no figure, or none of an
   * effect (a p value, an association).
   */
  readonly benefitDirection: "lower" | "higher" | "unclear" | "none";
  readonly mcidMet: string;
  readonly certainty: "high" | "moderate" | "low" | "very low";
  readonly recommendation: Recommendation;
  /** What a course costs the person: nothing, under about 50, 50 to 300, or over 300 USD. All of them are guesses. */
  readonly costClassGuess: "none" | "low" | "medium" | "high";
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
  /** null for a flag that only a clinician's findings can raise. */
  readonly confirmation: FlagConfirmation | null;
}

/**
 * The question that tells the dangerous from the harmless once a patient's answers raised a flag. Only a plain "no"
 * lifts the flag; "yes", "I don't know" and no answer leave it standing.
 */
export interface FlagConfirmation {
  readonly question: string;
  /** P("yes" or "I don't know" | the rule is true, but none of what it looks for is there). */
  readonly leakP: number;
  readonly mark: ProvenanceMark;
}

/** An outcome instrument and what its license lets us do. */
export interface Outcome {
  readonly id: string;
  readonly name: string;
  readonly construct: string;
  readonly items: string;
  readonly scoringRule: string;
  readonly range: string;
  readonly direction: string;
  /** Smallest change that matters to people, with its source, in words. */
  readonly mcid: string;
  /** Smallest change beyond measurement error, in words. */
  readonly mdc: string;
  /** The figures of the two, where the words have one: points of the scale, and the share of the first value. */
  readonly mcidPoints: number | null;
  readonly mcidShare: number | null;
  readonly mdcPoints: number | null;
  readonly licenseStatus: string;
  /** Whether the text of the items may be shipped. Only "yes" is built in. */
  readonly mayShipItemText: "yes" | "conditional" | "verify" | "no";
  /** What a "yes" is tied to: `"own wording"`; empty when nothing is. */
  readonly shippingTerms: string;
  readonly recommendation: string;
  readonly mark: ProvenanceMark;
  readonly note: string;
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
  /** engine LR = raw LR ^ exponent, then capped; firm levels shrink least. */
  readonly shrinkExponentByLevel: Readonly<Record<EvidenceLevel | "definitional", number>>;
  /** Recalled rows shrink further by this factor on the exponent; definitional rows do not. */
  readonly recalledExponentFactor: number;
  readonly ratioCapByLevel: Readonly<Record<EvidenceLevel | "definitional", number>>;
  /** No sensitivity or specificity is taken as nearer to 0 or 1: small studies report 1.00. */
  readonly certaintyMargin: number;
  /** P(finding | condition) that is computed from LR+ and leak goes no higher. */
  readonly largestSensitivityFromRatio: number;
  /** A shrunk ratio this near to 1 says nothing. */
  readonly noInformationWithin: number;
  readonly clusterFirstItemWeight: number;
  readonly clusterFurtherItemsWeight: number;
  readonly inhibitoryExponent: number;
  readonly linkLayerClusters: readonly string[];
  readonly linkDampingWithinCluster: number;
  readonly showPosteriorAtLeast: number;
  readonly showLiftAtLeast: number;
  readonly certaintyWords: { readonly likely: number; readonly possible: number; readonly unlikely: number };
  readonly neverDisplayAbove: number;
  readonly guesses: EngineGuesses;
  readonly status: string;
}

/** Numbers that the engine needs and no source gives: to be looked at by clinicians first. None is a clinical fact. */
export interface EngineGuesses {
  /** Share of every complaint that is always left to what the base does not know. */
  readonly unexplainedAtLeast: number;
  /** A member of a competition group without a row for the complaint explains it this much of its general strength. */
  readonly groupMemberStrength: number;
  /** How much a complaint counts beside the one the person came for … */
  readonly otherComplaintWeight: number;
  /** … and one that is only noted in passing. */
  readonly besideWeight: number;
  /** A direction is answered when it is at least this probable … */
  readonly decidedAt: number;
  /** … and leads the second by at least this much … */
  readonly decidedLead: number;
  /** … and no more than this share of the complaints is unexplained. */
  readonly unexplainedAtMost: number;
  readonly complaintLeakAtMost: number;
  /** How much belief alone counts beside the share of a complaint: for cases made of signs without a complaint. */
  readonly beliefWeight: number;
  /** Beyond this a larger lift mostly says that the condition was rare. */
  readonly largestLift: number;
  /** The leak never falls below this share of P(present): findings have causes that the base does not know. */
  readonly lowestLeakShare: number;
  /** P(present) where the base gives no leak: only ratios then count. */
  readonly unknownLeak: number;
  /** Causes of a complaint below this share are not listed; their share is counted as unexplained. */
  readonly smallestListedShare: number;
  /** Links below this probability are not listed. */
  readonly smallestListedLink: number;
  /** A finding that moves a conclusion by less is no contribution worth reading … */
  readonly smallestContribution: number;
  /** … unless it moves the odds by this factor, which tells near certainty too. */
  readonly smallestContributionOddsRatio: number;
}

/** The whole base, joined and indexed. Immutable. */
export interface EvidenceBase {
  readonly version: string;
  /** SHA-256 over the data files, hex: two bases with the same hash hold the same figures. */
  readonly hash: string;
  readonly conditions: ReadonlyMap<string, Condition>;
  readonly findings: ReadonlyMap<string, Finding>;
  readonly likelihoods: readonly Likelihood[];
  readonly links: readonly CausalLink[];
  readonly couplings: readonly Coupling[];
  readonly mechanisms: ReadonlyMap<string, Mechanism>;
  readonly competitionGroups: readonly CompetitionGroup[];
  readonly clusterResults: readonly ClusterResult[];
  /** By finding; not every test has one. */
  readonly examinationMethods: ReadonlyMap<string, ExaminationMethod>;
  readonly treatments: readonly Treatment[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly redFlags: readonly RedFlag[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly parameters: EngineParameters;
  /** Weak places of the base itself: nothing that stops its use, all of it for its reviewers. */
  readonly notices: readonly Problem[];
}
