import type { Setting } from "@plumbline/clinical-model";
import { findingState, isBeyond } from "@plumbline/evidence";
import type { EvidenceBase } from "@plumbline/evidence";
import { conditionModel, temperedSum } from "@plumbline/reasoning";
import type { LogRatio } from "@plumbline/reasoning";
import type { Person } from "./person.ts";
import { chance } from "./random.ts";
import type { Random } from "./random.ts";

type States = ReadonlyMap<string, boolean>;

/** Women of an age to bear children: who can be pregnant or have a period. */
const isOfChildbearingAge = ({ age, sex }: Person): boolean => sex === "female" && age < 50;

/** Findings that only some people can have. Their leaks are shares of all patients, so those few have them more often. */
const ONLY_IN: Readonly<Record<string, (person: Person) => boolean>> = {
  h_pregnant: isOfChildbearingAge,
  r_late_period_bleed: isOfChildbearingAge,
  s_period_back: isOfChildbearingAge,
};
/** P(childbearing age), from the share of women and of those under 50 in the base. */
const CHILDBEARING_SHARE = 0.55 * 0.5;

export function canHave(findingId: string, person: Person): boolean {
  return ONLY_IN[findingId]?.(person) ?? true;
}

/** P(finding) of this person when no modelled cause is at work; 0 where the base gives no leak. */
export function ownLeak(findingId: string, leak: number | null, person: Person): number {
  const only = ONLY_IN[findingId];
  if (only === undefined) return leak ?? 0;
  return only(person) ? Math.min(1, (leak ?? 0) / CHILDBEARING_SHARE) : 0;
}

/** Findings that follow from age and sex. */
function demographics({ age, sex }: Person, evidence: EvidenceBase): Map<string, boolean> {
  const states = new Map<string, boolean>();
  for (const finding of evidence.findings.values()) {
    if (finding.derivedFrom?.kind === "age") states.set(finding.id, isBeyond(finding.derivedFrom.cutOff, age));
    if (finding.derivedFrom?.kind === "sex") states.set(finding.id, findingState(finding, sex) === true);
  }
  return states;
}

/** Age, sex and everything that comes before disease (diabetes, running, shoes), each by its leak. */
export function drawBackground(person: Person, evidence: EvidenceBase, random: Random): Map<string, boolean> {
  const states = demographics(person, evidence);
  for (const finding of evidence.findings.values()) {
    if (states.has(finding.id) || finding.actsAs !== "context") continue;
    states.set(finding.id, chance(ownLeak(finding.id, finding.leakP, person), random));
  }
  return states;
}

/**
 * P(each condition) before any symptom: the prior of the setting, its odds multiplied by what the background says, items
 * of one dependency cluster tempered as the base's parameters ask; zero where the person has not the organ.
 */
export function conditionProbabilities(background: States, setting: Setting, evidence: EvidenceBase): Float64Array {
  const model = conditionModel(evidence);
  const { clusterFirstItemWeight: first, clusterFurtherItemsWeight: further } = evidence.parameters;
  const ratios: LogRatio[][] = model.conditions.map(() => []);
  for (const { finding, rows, role } of model.findings.values()) {
    const state = background.get(finding.id);
    if (state === undefined || role !== "context") continue;
    const name = finding.dependencyCluster === "" ? finding.id : finding.dependencyCluster;
    // All bands of age are one fact, told by yes and by no.
    const cluster = name === "age" ? name : `${name}/${String(state)}`;
    for (const row of rows) {
      ratios[row.condition]!.push({ cluster, logRatio: Math.log(state ? row.lrPos : row.lrNeg) });
    }
  }
  const sex = background.get("h_sex_female") === true ? "female" : "male";
  return Float64Array.from(model.conditions, (condition, index) => {
    if ((condition.onlySex ?? sex) !== sex) return 0;
    const prior = condition.prior[setting];
    const odds = (prior / (1 - prior)) * Math.exp(temperedSum(ratios[index]!, first, further));
    return odds / (1 + odds);
  });
}

/** Indices of the conditions that are present, each drawn by itself. */
export function drawConditions(probabilities: Float64Array, random: Random): ReadonlySet<number> {
  const present = new Set<number>();
  probabilities.forEach((probability, index) => {
    if (chance(probability, random)) present.add(index);
  });
  return present;
}
