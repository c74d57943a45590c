import type { CaseFile, Direction, Setting } from "@plumbline/clinical-model";
import type { EngineGuesses, EvidenceBase } from "@plumbline/evidence";
import { causeDirection, isOfTheFeet } from "./cause-direction.ts";
import { COMPLAINTS } from "./complaint-table.ts";
import type { Complaint } from "./complaint-table.ts";
import { ConditionLayer } from "./condition-layer.ts";
import type { ConditionModel } from "./condition-model.ts";
import { activeLinks, linksAfterClue } from "./link-layer.ts";
import type { ActiveLink } from "./link-layer.ts";

/** One condition that could explain a complaint. */
export interface CandidateCause {
  /** Index in the condition model. */
  readonly condition: number;
  readonly direction: Direction;
  /** P(this condition alone brings the complaint about); for a link from feet to back: P(driving | both present). */
  readonly strength: number;
  readonly isAscending: boolean;
}

/** What of a case, besides its findings, decides how complaints are read. */
export type CaseSetting = Pick<CaseFile, "setting" | "mainComplaint">;

export interface ComplaintCauses {
  readonly complaint: Complaint;
  /** How much it counts beside the other complaints, in [0, 1]: see {@link complaintWeight}. */
  readonly weight: number;
  readonly causes: readonly CandidateCause[];
  /** Those of them that are links from the feet to the back, strongest first. */
  readonly ascending: readonly CandidateCause[];
  /** P(complaint) with none of the causes. */
  readonly leak: number;
  /** Share that is left to what the base does not know, whatever the causes explain. */
  readonly unexplainedAtLeast: number;
  /** Weight of all other causes in the average person with this complaint: the scale on which links were estimated. */
  readonly referenceWeight: number;
}

/** The complaints of one person and what could explain each; probabilities are put in later. */
export interface ComplaintFrame {
  readonly complaints: readonly ComplaintCauses[];
  readonly links: readonly ActiveLink[];
}

type States = Pick<ReadonlyMap<string, boolean>, "get">;

/** @param stated - Complaints to explain; those the states name when left out. */
export function complaintFrame(
  states: States,
  { setting, mainComplaint }: CaseSetting,
  model: ConditionModel,
  evidence: EvidenceBase,
  stated: readonly Complaint[] = statedComplaints(states, mainComplaint),
): ComplaintFrame {
  const links = activeLinks(states, evidence);
  return {
    links,
    complaints: stated.map((complaint) => ({
      ...complaintCauses(complaint, states, setting, links, model, evidence),
      weight: complaintWeight(complaint, stated, mainComplaint, evidence.parameters.guesses),
    })),
  };
}

/**
 * The same complaints after a clue about links was answered, or one more finding was found that states them: only those
 * are gathered anew that it states, or on which a link acts that it moved; the others are the same objects.
 *
 * @param states - With that finding as it is then.
 * @param stating - The finding, when it may state complaints and is present.
 */
export function frameAfterClue(
  frame: ComplaintFrame,
  findingId: string,
  states: States,
  setting: Setting,
  model: ConditionModel,
  evidence: EvidenceBase,
  stating?: string,
): ComplaintFrame {
  const links = linksAfterClue(frame.links, findingId, states, evidence);
  const moved = links.filter((active, index) => active.couplingRatio !== frame.links[index]!.couplingRatio);
  return {
    links,
    complaints: frame.complaints.map((before) => {
      const acting = moved.filter((active) => linkActsOn(active, before.complaint));
      const isStated = stating !== undefined && before.complaint.statedBy.includes(stating);
      if (acting.length === 0 && !isStated) return before;
      if (!isStated && acting.every(({ link }) => link.direction === "ascending"))
        return withLinksFromFeet(before, links);
      return { ...complaintCauses(before.complaint, states, setting, links, model, evidence), weight: before.weight };
    }),
  };
}

/** Causes that are links from the feet stand in the order of the links, before all others. */
function withLinksFromFeet(before: ComplaintCauses, links: readonly ActiveLink[]): ComplaintCauses {
  const causes = [...before.causes];
  let place = 0;
  for (const active of links) {
    if (active.link.direction !== "ascending" || !linkActsOn(active, before.complaint)) continue;
    causes[place] = { ...causes[place]!, strength: active.posterior };
    place++;
  }
  return { ...before, causes, ascending: strongestFirst(causes) };
}

function strongestFirst(causes: readonly CandidateCause[]): readonly CandidateCause[] {
  return causes.filter(({ isAscending }) => isAscending).sort((a, b) => b.strength - a.strength);
}

/**
 * Complaints that some present finding states; a general foot complaint only where no particular one is stated, or where
 * it is what the person came for.
 */
export function statedComplaints(states: States, mainComplaint?: string | null): readonly Complaint[] {
  const stated = COMPLAINTS.filter((complaint) => complaint.statedBy.some((id) => states.get(id) === true));
  const isParticular = stated.some((complaint) => complaint.place === "foot" && complaint.kind === "main");
  return stated.filter(
    (complaint) => complaint.kind !== "general" || !isParticular || isStatedBy(complaint, mainComplaint),
  );
}

/**
 * 1 for the complaint the person came for, and less for the others beside it; without such a word all complaints count
 * alike, but for those that are only noted in passing.
 */
function complaintWeight(
  complaint: Complaint,
  stated: readonly Complaint[],
  mainComplaint: string | null | undefined,
  guesses: EngineGuesses,
): number {
  if (isStatedBy(complaint, mainComplaint)) return 1;
  const hasMain = stated.some((other) => other.kind !== "beside" || isStatedBy(other, mainComplaint));
  if (complaint.kind === "beside" && hasMain) return guesses.besideWeight;
  return stated.some((other) => isStatedBy(other, mainComplaint)) ? guesses.otherComplaintWeight : 1;
}

function isStatedBy(complaint: Complaint, finding: string | null | undefined): boolean {
  return finding !== null && finding !== undefined && complaint.statedBy.includes(finding);
}

/** Whether a link acts on a complaint felt at this place. */
export function linkActsOn(active: ActiveLink, complaint: Complaint): boolean {
  const effect = complaint.id === "back_pain" ? "back_pain" : complaint.place === "foot" ? "foot_symptom" : null;
  return effect !== null && active.link.effects.includes(effect);
}

function complaintCauses(
  complaint: Complaint,
  states: States,
  setting: Setting,
  links: readonly ActiveLink[],
  model: ConditionModel,
  evidence: EvidenceBase,
): Omit<ComplaintCauses, "weight"> {
  const skeleton = causeSkeleton(complaint, states, links, model, evidence);
  const fromFeet = skeleton.fromFeet.map(({ link, condition, direction }): CandidateCause => ({
    condition,
    direction,
    strength: links[link]!.posterior,
    isAscending: true,
  }));
  const local = [...skeleton.local];
  for (const { link, place } of skeleton.driven) {
    const cause = local[place]!;
    const { couplingRatio, link: driving } = links[link]!;
    local[place] = { ...cause, strength: Math.min(withRatio(cause.strength, couplingRatio), driving.posteriorCap) };
  }
  const causes = [...fromFeet, ...local];
  return {
    complaint,
    causes,
    ascending: strongestFirst(causes),
    leak: leakOf(complaint, states, model, evidence.parameters.guesses),
    unexplainedAtLeast: evidence.parameters.guesses.unexplainedAtLeast,
    referenceWeight: fromFeet.length > 0 ? referenceWeight(complaint, causes, setting, evidence) : 0,
  };
}

/** What could explain a complaint, before this person's clues make links stronger or weaker. */
interface CauseSkeleton {
  /** Links from the feet, by their number. */
  readonly fromFeet: readonly { readonly link: number; readonly condition: number; readonly direction: Direction }[];
  readonly local: readonly CandidateCause[];
  /** Links from the spine, and the place of their condition in `local`. */
  readonly driven: readonly { readonly link: number; readonly place: number }[];
}

const rememberedSkeletons = new WeakMap<ConditionModel, Map<string, CauseSkeleton>>();

/** Depends on nothing of the person but what states the complaint, so it is worked out once for each such statement. */
function causeSkeleton(
  complaint: Complaint,
  states: States,
  links: readonly ActiveLink[],
  model: ConditionModel,
  evidence: EvidenceBase,
): CauseSkeleton {
  const ofModel = rememberedSkeletons.get(model) ?? new Map<string, CauseSkeleton>();
  rememberedSkeletons.set(model, ofModel);
  const stating = complaint.statedBy.filter((id) => states.get(id) === true);
  const key = `${complaint.id}/${stating.join("/")}`;
  const skeleton = ofModel.get(key) ?? workOutSkeleton(complaint, stating, links, model, evidence);
  ofModel.set(key, skeleton);
  return skeleton;
}

function workOutSkeleton(
  complaint: Complaint,
  stating: readonly string[],
  links: readonly ActiveLink[],
  model: ConditionModel,
  evidence: EvidenceBase,
): CauseSkeleton {
  const strengths = directStrengths(complaint, stating, model, evidence);
  const acting = links.flatMap((active, link) =>
    linkActsOn(active, complaint)
      ? [{ link, condition: model.indexOf.get(active.link.conditionId)!, runs: active.link.direction }]
      : [],
  );
  const fromFeet = acting
    .filter(({ runs }) => runs === "ascending")
    .map(({ link, condition }) => {
      // Only the link may speak here: that both occur together is what the link's figures start from.
      strengths.delete(condition);
      const isFoot = isOfTheFeet(model.conditions[condition]!);
      return { link, condition, direction: isFoot ? ("foot-drives-back" as const) : ("local" as const) };
    });
  const conditions = [...strengths.keys()];
  return {
    fromFeet,
    local: conditions.map((condition) => ({
      condition,
      direction: causeDirection(model.conditions[condition]!, complaint.place),
      strength: strengths.get(condition)!,
      isAscending: false,
    })),
    driven: acting
      .filter(({ runs, condition }) => runs === "descending" && strengths.has(condition))
      .map(({ link, condition }) => ({ link, place: conditions.indexOf(condition) })),
  };
}

/**
 * P(each condition alone brings the complaint about). For back pain the base has a column of just that. For complaints of
 * leg and foot it is the link of the findings that state the complaint, the strongest where several do; members of the
 * competition groups without such a row keep a part of their general strength.
 */
function directStrengths(
  complaint: Complaint,
  stating: readonly string[],
  model: ConditionModel,
  evidence: EvidenceBase,
): Map<number, number> {
  const strengths = new Map<number, number>();
  if (complaint.place === "back") {
    model.conditions.forEach((condition, index) => {
      if ((condition.pBackPainGiven ?? 0) > 0) strengths.set(index, condition.pBackPainGiven!);
    });
    return strengths;
  }
  for (const id of stating) {
    for (const row of model.findings.get(id)?.rows ?? []) {
      if (row.link > (strengths.get(row.condition) ?? 0)) strengths.set(row.condition, row.link);
    }
  }
  for (const group of evidence.competitionGroups) {
    if (!complaint.groups.includes(group.group)) continue;
    for (const member of group.members) {
      const index = model.indexOf.get(member)!;
      if (strengths.has(index)) continue;
      const general = generalStrength(complaint, index, model);
      if (general > 0) strengths.set(index, evidence.parameters.guesses.groupMemberStrength * general);
    }
  }
  return strengths;
}

function generalStrength(complaint: Complaint, index: number, model: ConditionModel): number {
  const condition = model.conditions[index]!;
  switch (complaint.place) {
    case "foot":
      return condition.pFootSymptomGiven ?? 0;
    case "leg":
      return condition.pLegSymptomGiven ?? 0;
    case "back":
    case "elsewhere":
      return Math.max(condition.pLegSymptomGiven ?? 0, condition.pBackPainGiven ?? 0);
  }
}

/** The least common of the present findings that state the complaint: the most particular statement counts. */
function leakOf(
  complaint: Complaint,
  states: States,
  model: ConditionModel,
  { complaintLeakAtMost }: EngineGuesses,
): number {
  const leaks = complaint.statedBy
    .filter((id) => states.get(id) === true)
    .map((id) => model.findings.get(id)?.leak ?? 1);
  return Math.min(complaintLeakAtMost, ...leaks);
}

/** Weight of all causes but links, in a person of this setting of whom nothing but this complaint is known. */
function referenceWeight(
  complaint: Complaint,
  causes: readonly CandidateCause[],
  setting: Setting,
  evidence: EvidenceBase,
): number {
  return otherWeight(causes, referencePosteriors(complaint.statedBy[0]!, setting, evidence));
}

const remembered = new WeakMap<EvidenceBase, Map<string, Float64Array>>();

/** Posteriors when one finding alone is known. They depend on nothing of the person, so they are worked out once. */
function referencePosteriors(findingId: string, setting: Setting, evidence: EvidenceBase): Float64Array {
  const ofBase = remembered.get(evidence) ?? new Map<string, Float64Array>();
  remembered.set(evidence, ofBase);
  const key = `${setting}/${findingId}`;
  const known = ofBase.get(key);
  if (known !== undefined) return known;
  const layer = new ConditionLayer(setting, new Map([[findingId, true]]), evidence);
  const posteriors = layer.posteriors();
  ofBase.set(key, posteriors);
  return posteriors;
}

/**
 * Weight of the causes that act where they are: `Σ −ln(1 − P · strength)`, which adds up as the causes of a noisy-OR do.
 */
function otherWeight(causes: readonly CandidateCause[], posteriors: Float64Array): number {
  let weight = 0;
  for (const { condition, strength, isAscending } of causes) {
    if (!isAscending) weight += causeWeight(posteriors[condition]!, strength);
  }
  return weight;
}

/** Weight of a cause of this posterior and strength that acts where it is. */
export function causeWeight(posterior: number, strength: number): number {
  return -Math.log1p(-Math.min(posterior * strength, 1 - 1e-12));
}

function withRatio(probability: number, ratio: number): number {
  const odds = (probability / (1 - probability)) * ratio;
  return odds === Infinity ? 1 : odds / (1 + odds);
}
