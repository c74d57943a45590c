import type { ComplaintResult, Direction } from "@plumbline/clinical-model";
import type { EngineGuesses } from "@plumbline/evidence";
import { causeWeight } from "./complaint-frame.ts";
import type { CandidateCause, ComplaintCauses } from "./complaint-frame.ts";
import type { ConditionModel } from "./condition-model.ts";

/** How one complaint divides among the directions. */
export interface DirectionShares {
  readonly causes: ComplaintCauses;
  /** Sums over causes; with `unexplained` they sum to 1. */
  readonly byDirection: Readonly<Record<Direction, number>>;
  readonly unexplained: number;
  /** Share of causes that lie where the complaint is felt, each as far as it is really there: Σ share · P(present). */
  readonly presentLocally: number;
}

/** How one complaint divides among its causes. */
export interface Shares extends DirectionShares {
  /** Of each candidate cause, in its order; with `unexplained` they sum to 1. */
  readonly shares: Float64Array;
}

/**
 * Divides one complaint among its causes.
 *
 * Causes that act where they are have the weight `−ln(1 − P(present) · strength)`. Links from the feet to the back are
 * estimated as P(driving | cause and back pain present), against the average person with back pain. So together they get
 * the odds that the strongest of those present drives, times the weight of all else in that average person: where nothing
 * else is known a lone link has just the share its estimate says, and what raises another source lowers it. The strongest,
 * not the sum: the links share their doubt (do feet feed backs at all?), and many weak ones must not add up past the caps.
 */
export function complaintShares(complaint: ComplaintCauses, posteriors: Float64Array): Shares {
  const { causes } = complaint;
  const shares = new Float64Array(causes.length);
  const scale = ascendingScale(complaint, posteriors);
  const sums = noWeight();
  let presentLocally = 0;
  for (let index = 0; index < causes.length; index++) {
    const cause = causes[index]!;
    const posterior = posteriors[cause.condition]!;
    const weight = cause.isAscending ? scale * posterior * cause.strength : causeWeight(posterior, cause.strength);
    shares[index] = weight;
    addTo(sums, cause.direction, weight);
    if (cause.direction === "local") presentLocally += weight * posterior;
  }
  const divided = divide(complaint, sums, presentLocally);
  const total = explainedWeight(sums) / (1 - divided.unexplained);
  if (total > 0) for (let index = 0; index < shares.length; index++) shares[index] = shares[index]! / total;
  return { ...divided, shares };
}

/** Weights of the directions as shares of the complaint, with the part that is always left unexplained. */
export function divide(
  causes: ComplaintCauses,
  weights: Readonly<Record<Direction, number>>,
  presentLocally: number,
): DirectionShares {
  const explained = explainedWeight(weights);
  const least = causes.unexplainedAtLeast;
  const unknown = Math.max(unknownWeight(causes.leak, explained), (explained * least) / (1 - least));
  const total = explained + unknown;
  return {
    causes,
    byDirection: {
      "foot-drives-back": weights["foot-drives-back"] / total,
      "spine-drives-foot": weights["spine-drives-foot"] / total,
      both: weights.both / total,
      local: weights.local / total,
      none: weights.none / total,
    },
    unexplained: unknown / total,
    presentLocally: presentLocally / total,
  };
}

/**
 * The weight of causes that the base does not know, on the scale of the others. Those are posteriors, in which the
 * complaint itself has its part; so is this: with `1 − (1 − leak) · e^(−explained)` the probability of the complaint, the
 * unknown brought it about with probability leak over that.
 */
function unknownWeight(leak: number, explained: number): number {
  const seen = 1 - (1 - leak) * Math.exp(-explained);
  return -Math.log1p(-Math.min(leak / seen, MOST_CERTAIN));
}

/** Keeps a complaint that nothing explains finite. */
const MOST_CERTAIN = 1 - 1e-9;

/** As `sums[direction] += weight`, but for the look-up by a name that changes each time: ten times as fast. */
function addTo(sums: Record<Direction, number>, direction: Direction, weight: number): void {
  switch (direction) {
    case "local":
      sums.local += weight;
      return;
    case "none":
      sums.none += weight;
      return;
    case "spine-drives-foot":
      sums["spine-drives-foot"] += weight;
      return;
    case "foot-drives-back":
      sums["foot-drives-back"] += weight;
      return;
    case "both":
      sums.both += weight;
  }
}

export function noWeight(): Record<Direction, number> {
  return { "foot-drives-back": 0, "spine-drives-foot": 0, both: 0, local: 0, none: 0 };
}

function explainedWeight(weights: Readonly<Record<Direction, number>>): number {
  return weights["foot-drives-back"] + weights["spine-drives-foot"] + weights.both + weights.local + weights.none;
}

/** Weight of a link from the feet to the back for each unit of `P(present) · strength`. */
export function ascendingScale(complaint: ComplaintCauses, posteriors: Float64Array): number {
  let sum = 0;
  let strongest = 0;
  let noneStronger = 1;
  for (const { condition, strength } of complaint.ascending) {
    const present = posteriors[condition]!;
    sum += present * strength;
    strongest += noneStronger * present * strength;
    noneStronger *= 1 - present;
  }
  return sum === 0 ? 0 : ((strongest / (1 - strongest)) * complaint.referenceWeight) / sum;
}

/** Shares as the assessment tells them: largest first, the smallest ones left to the unexplained. */
export function complaintResult(
  { causes, shares, unexplained }: Shares,
  model: ConditionModel,
  { smallestListedShare }: EngineGuesses,
): ComplaintResult {
  const listed = causes.causes
    .map((cause, index) => listedCause(cause, shares[index]!, model))
    .filter(({ share }) => share >= smallestListedShare)
    .sort((a, b) => b.share - a.share || (a.conditionId < b.conditionId ? -1 : 1));
  const unlisted = 1 - unexplained - listed.reduce((sum, cause) => sum + cause.share, 0);
  return {
    id: causes.complaint.id,
    name: causes.complaint.name,
    causes: listed,
    unexplained: unexplained + Math.max(0, unlisted),
    unexplainedInterval: null,
  };
}

function listedCause(cause: CandidateCause, share: number, model: ConditionModel): ComplaintResult["causes"][number] {
  const condition = model.conditions[cause.condition]!;
  return { conditionId: condition.id, name: condition.name, share, interval: null, direction: cause.direction };
}
