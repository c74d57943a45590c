import type { ComplaintResult, Direction } from "@plumbline/clinical-model";
import { causeWeight } from "./complaint-frame.ts";
import type { CandidateCause, ComplaintCauses } from "./complaint-frame.ts";
import type { ConditionModel } from "./condition-model.ts";
import { ENGINE_CHOICES } from "./engine-choices.ts";

/** How one complaint divides among its causes. */
export interface Shares {
  readonly causes: ComplaintCauses;
  /** Of each candidate cause that acts where it is, before division; 0 for links. Kept so that a change is cheap. */
  readonly weights: Float64Array;
  /** Of each candidate cause, in its order; with `unexplained` they sum to 1. */
  readonly shares: Float64Array;
  readonly unexplained: number;
  /** Share of causes that lie where the complaint is felt, each as far as it is really there: Σ share · P(present). */
  readonly presentLocally: number;
}

/**
 * Divides one complaint among its causes.
 *
 * Causes that act where they are have the weight `−ln(1 − P(present) · strength)`. Links from the feet to the back are
 * estimated as P(driving | cause and back pain present), against the average person with back pain. So together they get
 * the odds of the strongest of them times the weight of all else in that average person: where nothing else is known the
 * strongest link has just the share its estimate says, and what raises another source lowers it. The strongest, not the
 * sum: the links share their doubt (do feet feed backs at all?), and many weak ones must not add up past the caps.
 */
export function complaintShares(causes: ComplaintCauses, posteriors: Float64Array): Shares {
  const weights = Float64Array.from(causes.causes, (cause) => (cause.isAscending ? 0 : causeWeight(cause, posteriors)));
  return divide(causes, weights, posteriors);
}

/** The same complaint after the posteriors of some conditions changed. */
export function changedShares(shares: Shares, posteriors: Float64Array, changed: ReadonlySet<number>): Shares {
  const { causes } = shares;
  let weights: Float64Array | null = null;
  for (let index = 0; index < causes.causes.length; index++) {
    const cause = causes.causes[index]!;
    if (!changed.has(cause.condition)) continue;
    weights ??= Float64Array.from(shares.weights);
    if (!cause.isAscending) weights[index] = causeWeight(cause, posteriors);
  }
  return weights === null ? shares : divide(causes, weights, posteriors);
}

function divide(causes: ComplaintCauses, weights: Float64Array, posteriors: Float64Array): Shares {
  const shares = Float64Array.from(weights);
  addAscending(causes, posteriors, shares);
  let explained = 0;
  for (const weight of shares) explained += weight;
  const least = ENGINE_CHOICES.unexplainedAtLeast;
  const unknown = Math.max(-Math.log1p(-causes.leak), (explained * least) / (1 - least));
  const total = explained + unknown;
  let presentLocally = 0;
  for (let index = 0; index < shares.length; index++) {
    const share = shares[index]! / total;
    shares[index] = share;
    const { condition, direction } = causes.causes[index]!;
    if (direction === "local") presentLocally += share * posteriors[condition]!;
  }
  return { causes, weights, shares, unexplained: unknown / total, presentLocally };
}

function addAscending(
  { causes, referenceWeight }: ComplaintCauses,
  posteriors: Float64Array,
  into: Float64Array,
): void {
  let sum = 0;
  let strongest = 0;
  for (const cause of causes) {
    if (!cause.isAscending) continue;
    const probability = posteriors[cause.condition]! * cause.strength;
    sum += probability;
    strongest = Math.max(strongest, probability);
  }
  if (sum === 0) return;
  const scale = ((strongest / (1 - strongest)) * referenceWeight) / sum;
  for (let index = 0; index < causes.length; index++) {
    const cause = causes[index]!;
    if (cause.isAscending) into[index] = scale * posteriors[cause.condition]! * cause.strength;
  }
}

/** Sums of the shares of one complaint by direction; with the unexplained they sum to 1. */
export function sharesByDirection({ causes, shares }: Shares): Readonly<Record<Direction, number>> {
  const sums = { "foot-drives-back": 0, "spine-drives-foot": 0, both: 0, local: 0, none: 0 };
  causes.causes.forEach((cause, index) => (sums[cause.direction] += shares[index]!));
  return sums;
}

/** Shares as the assessment tells them: largest first, the smallest ones left to the unexplained. */
export function complaintResult({ causes, shares, unexplained }: Shares, model: ConditionModel): ComplaintResult {
  const listed = causes.causes
    .map((cause, index) => listedCause(cause, shares[index]!, model))
    .filter(({ share }) => share >= ENGINE_CHOICES.smallestListedShare)
    .sort((a, b) => b.share - a.share || (a.conditionId < b.conditionId ? -1 : 1));
  const unlisted = 1 - unexplained - listed.reduce((sum, cause) => sum + cause.share, 0);
  return {
    id: causes.complaint.id,
    name: causes.complaint.name,
    causes: listed,
    unexplained: unexplained + Math.max(0, unlisted),
  };
}

function listedCause(cause: CandidateCause, share: number, model: ConditionModel): ComplaintResult["causes"][number] {
  const condition = model.conditions[cause.condition]!;
  return { conditionId: condition.id, name: condition.name, share, direction: cause.direction };
}
