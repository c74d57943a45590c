import type { Problem } from "./problem.ts";
import type { ConfirmationAnswer, Setting } from "./case-file.ts";

/** Most urgent first. `emergency`: now; `urgent`: within days; `routine`: a visit; `self-care`: advice is enough. */
export const TRIAGE_LEVELS = ["emergency", "urgent", "routine", "self-care"] as const;
export type TriageLevel = (typeof TRIAGE_LEVELS)[number];

/** How a figure of the evidence base came about, from firmest to weakest. */
export const PROVENANCE_MARKS = ["seen", "recalled", "expert estimate"] as const;
export type ProvenanceMark = (typeof PROVENANCE_MARKS)[number];

/**
 * - `foot-drives-back`: the feet (or what stands on them) feed the back pain.
 * - `spine-drives-foot`: the spine causes the foot or leg symptoms.
 * - `both`: both of these at once.
 * - `local`: each complaint comes from where it is felt.
 * - `none`: vascular, systemic, visceral, infective or malignant.
 * - `cannot-tell`: what is known does not decide.
 */
export const DIRECTION_ANSWERS = [
  "foot-drives-back",
  "spine-drives-foot",
  "both",
  "local",
  "none",
  "cannot-tell",
] as const;
export type DirectionAnswer = (typeof DIRECTION_ANSWERS)[number];
export type Direction = Exclude<DirectionAnswer, "cannot-tell">;

/** A red-flag rule that applies to this person. */
export interface FiredFlag {
  readonly id: string;
  readonly name: string;
  readonly level: TriageLevel;
  /** How soon, in the base's words: `"urgent (24-48 h)"`. */
  readonly urgency: string;
  /** The findings of this person that made the rule true. */
  readonly findingIds: readonly string[];
  readonly action: string;
  readonly patientMessage: string;
  readonly mark: ProvenanceMark;
  readonly sourceKeys: readonly string[];
}

/** A flag whose rule was true and which the person's answer to its confirming question lifted. */
export interface FlagOverride {
  readonly flagId: string;
  readonly name: string;
  /** The level the flag would have had. */
  readonly level: TriageLevel;
  /** The findings that had made its rule true. */
  readonly findingIds: readonly string[];
  readonly question: string;
  readonly answer: ConfirmationAnswer;
}

export interface Triage {
  readonly level: TriageLevel;
  /** Those that stand, most urgent first. */
  readonly flags: readonly FiredFlag[];
  /** Those that were lifted, most urgent first. */
  readonly overrides: readonly FlagOverride[];
}

export type CertaintyWord = "likely" | "possible" | "unlikely" | "very unlikely";

/** Where a probability lies in 90 of 100 draws of the base's figures. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface ConditionResult {
  readonly id: string;
  readonly name: string;
  readonly patientName: string;
  readonly role: string;
  /** Probability before any finding but age, sex and setting. */
  readonly prior: number;
  /** Probability given the findings, in [0, 1]. Shown capped (see `shownProbability`). */
  readonly posterior: number;
  /** Interval from the doubt in the parameters; null while it is not computed. */
  readonly interval: Interval | null;
  /** posterior / prior. */
  readonly lift: number;
  /** 1 is the first to be shown. */
  readonly rank: number;
  readonly certainty: CertaintyWord;
  /** Whether the base's report rule lets it be named to the reader. */
  readonly reported: boolean;
  /** Rows of evidence behind it that this case used, counted by mark. */
  readonly evidenceMarks: Readonly<Record<ProvenanceMark, number>>;
}

/** How much of one complaint one cause explains. */
export interface ComplaintCause {
  readonly conditionId: string;
  readonly name: string;
  /** Share of the complaint in [0, 1]; the shares of all causes and of `unexplained` sum to 1. */
  readonly share: number;
  readonly interval: Interval | null;
  readonly direction: Direction;
}

export interface ComplaintResult {
  /** `"back_pain"`, or the finding that names the complaint. */
  readonly id: string;
  readonly name: string;
  /** Largest share first. */
  readonly causes: readonly ComplaintCause[];
  /** Share left to what the base does not know. */
  readonly unexplained: number;
  readonly unexplainedInterval: Interval | null;
}

/**
 * Why what was found fits nothing the base knows: nearly all of the main complaint has no known cause, or more findings
 * have none than chance brings.
 */
export const POOR_FIT_REASONS = ["complaint-unexplained", "findings-unexplained"] as const;

/** Whether what was found fits anything the base knows. While it does not, no direction is named. */
export interface Fit {
  readonly isPoor: boolean;
  /** Null when the fit is not poor. */
  readonly reason: (typeof POOR_FIT_REASONS)[number] | null;
  /** Present findings that nothing the base knows explains well, the most surprising first; ordinary ones left out. */
  readonly unexplainedFindings: readonly { readonly findingId: string; readonly findingName: string }[];
}

/**
 * One finding that would by itself change a conclusion: were it as `value` says, all else as it is, the direction or the
 * urgency would become another.
 */
export type TurningPoint = {
  readonly findingId: string;
  readonly findingName: string;
  /** True present, false absent. */
  readonly value: boolean;
  /** Whether the opposite is what is known now; otherwise nothing is. */
  readonly isReversal: boolean;
  /** P(the finding is as `value` says), from the conditions as they now stand, each on its own; capped to be shown. */
  readonly plausibility: number;
} & (
  | { readonly of: "direction"; readonly becomes: DirectionAnswer }
  | { readonly of: "triage"; readonly becomes: TriageLevel }
);

/** How much one finding moved one conclusion: what it is with the finding against what it would be without. */
export interface Contribution {
  readonly findingId: string;
  readonly findingName: string;
  /** A condition id, or `"direction:<answer>"`. */
  readonly target: string;
  /** As they may be shown: near certainty both are the cap, and only the step tells. */
  readonly with: number;
  readonly without: number;
  /** See {@link logOddsStep}; of the figures before they are capped. */
  readonly logOddsStep: number;
  readonly mark: ProvenanceMark;
  readonly sourceKeys: readonly string[];
}

/**
 * How far a finding moved a conclusion: the change of its log-odds, in nats, below 0 where it speaks against. Near certainty
 * a probability hardly moves whatever is added; its odds still tell which finding carried weight.
 */
export function logOddsStep(withIt: number, without: number): number {
  return logOdds(withIt) - logOdds(without);
}

/** Held away from 0 and 1 by a millionth, beyond which no evidence here reaches. */
function logOdds(probability: number): number {
  const held = Math.min(1 - 1e-6, Math.max(1e-6, probability));
  return Math.log(held / (1 - held));
}

/** A present cause and whether it drives the complaint at the other end. */
export interface LinkResult {
  readonly id: string;
  readonly conditionId: string;
  readonly conditionName: string;
  readonly effect: string;
  readonly direction: "ascending" | "descending" | "systemic";
  /** P(cause present and driving), given the findings. */
  readonly probability: number;
  readonly interval: Interval | null;
  /** P(driving | cause and complaint present), before and after this person's coupling clues. */
  readonly linkPrior: number;
  readonly linkPosterior: number;
  /** The most the published evidence can carry. */
  readonly cap: number;
  readonly verdict: string;
  readonly mark: ProvenanceMark;
}

export interface NextQuestion {
  readonly findingId: string;
  readonly text: string;
  readonly why: string;
  readonly askedOf: "patient" | "clinician";
  /** Expected reduction of doubt, bits. */
  readonly gainBits: number;
}

export const RECOMMENDATIONS = [
  "first_line",
  "second_line",
  "consider",
  "consider_if_linked",
  "do_not_routinely",
  "refer",
  "refer_emergency",
] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];

/** One line of a proposed plan of care. */
export interface PlanLine {
  readonly treatmentId: string;
  readonly intervention: string;
  readonly category: string;
  readonly recommendation: Recommendation;
  readonly conditionId: string;
  readonly conditionName: string;
  /** Why for this person. */
  readonly because: string;
  /** Effect in words, with the figure the base holds. */
  readonly effect: string;
  readonly certainty: string;
  readonly guideline: string;
  readonly dose: string;
  readonly contraindications: string;
  readonly mark: ProvenanceMark;
  readonly sourceKeys: readonly string[];
}

/**
 * Everything concluded about one case. The same case, evidence and engine give the same bytes.
 * The schema is in `docs/schemas/assessment.schema.json`.
 */
export interface Assessment {
  readonly schemaVersion: 1;
  readonly evidenceVersion: string;
  readonly setting: Setting;
  readonly triage: Triage;
  readonly direction: {
    readonly answer: DirectionAnswer;
    /** Sums to 1 over the five directions. */
    readonly probabilities: Readonly<Record<Direction, number>>;
    readonly intervals: Readonly<Record<Direction, Interval>> | null;
    readonly certainty: CertaintyWord;
  };
  readonly fit: Fit;
  readonly conditions: readonly ConditionResult[];
  readonly complaints: readonly ComplaintResult[];
  readonly links: readonly LinkResult[];
  readonly contributions: readonly Contribution[];
  /** Of the urgency, then of the direction; for each what is not known first, most plausible first. */
  readonly turningPoints: readonly TurningPoint[];
  readonly nextQuestions: readonly NextQuestion[];
  readonly plan: readonly PlanLine[];
  /** What limits this answer, in words: base not validated, findings left out and why. */
  readonly notices: readonly Problem[];
}

/** No probability is ever shown above this, whatever the arithmetic says (`engine_params.json`, never_display_above). */
export function shownProbability(probability: number, neverAbove: number): number {
  return Math.min(probability, neverAbove);
}
