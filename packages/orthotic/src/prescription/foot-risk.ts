import { SIDES } from "@plumbline/clinical-model";
import type { Side } from "@plumbline/clinical-model";

/** What was seen and felt on one foot. */
export interface FootCheckSide {
  readonly openSore: boolean;
  readonly formerUlcer: boolean;
  /** Any part of the foot, a toe too. */
  readonly amputation: boolean;
  /** The 10 g monofilament was not felt at one place or more. */
  readonly lostSensation: boolean;
  /** Neither the dorsalis pedis nor the posterior tibial pulse was felt, or arterial disease is known. */
  readonly noPulses: boolean;
  /** Prominences, claw toes, or too little movement at the ankle or toes. */
  readonly deformity: boolean;
}

/** The look at both feet before any device, and what of the person bears on it. */
export interface FootCheck {
  readonly feet: Readonly<Record<Side, FootCheckSide>>;
  readonly endStageKidneyDisease: boolean;
}

export type FootRiskCategory = 0 | 1 | 2 | 3;

/** Words and interval of a category. The intervals rest on expert opinion, as the guideline says itself. */
export const FOOT_RISK: readonly { readonly name: string; readonly lookAgain: string }[] = [
  { name: "very low", lookAgain: "once a year" },
  { name: "low", lookAgain: "every 6 to 12 months" },
  { name: "moderate", lookAgain: "every 3 to 6 months" },
  { name: "high", lookAgain: "every 1 to 3 months" },
];

/**
 * Risk of an ulcer by the stratification of the International Working Group on the Diabetic Foot (Schaper 2020, table 1,
 * DOI 10.1002/dmrr.3266), made for people with diabetes: the higher of both feet, lost sensation and arterial disease
 * being taken foot by foot. An open sore is not graded: it is treated first.
 */
export function footRisk(check: FootCheck): FootRiskCategory {
  return SIDES.map((side) => riskOf(check.feet[side], check.endStageKidneyDisease)).reduce((a, b) => (a > b ? a : b));
}

function riskOf(foot: FootCheckSide, endStageKidneyDisease: boolean): FootRiskCategory {
  const { lostSensation, noPulses, deformity } = foot;
  if (!lostSensation && !noPulses) return 0;
  if (foot.formerUlcer || foot.openSore || foot.amputation || endStageKidneyDisease) return 3;
  return (lostSensation && noPulses) || deformity ? 2 : 1;
}

/** A foot check is taken for true this long: our choice, a guess. */
export const FOOT_CHECK_GOOD_DAYS = 30;

/**
 * What speaks against a device of a rigid shell on this foot; empty when nothing does. A hard edge makes a sore on a foot
 * that cannot feel it or is badly supplied; such feet need a soft total-contact device from a foot protection service
 * (IWGDF 2023, as in treatment `t77` of the evidence base).
 */
export function againstDevice(check: FootCheck, side: Side): readonly string[] {
  const foot = check.feet[side];
  return AGAINST.filter(({ is }) => foot[is]).map(({ words }) => words);
}

const AGAINST: readonly { readonly is: keyof FootCheckSide; readonly words: string }[] = [
  { is: "openSore", words: "There is an open sore: refer to wound care; no device until it is healed." },
  { is: "formerUlcer", words: "There was an ulcer before: refer to a foot protection service." },
  { is: "amputation", words: "Part of the foot is missing: refer to a foot protection service." },
  { is: "lostSensation", words: "The foot does not feel the monofilament: refer to a foot protection service." },
  { is: "noPulses", words: "No pulse is felt on the foot: have its blood flow measured first." },
];
