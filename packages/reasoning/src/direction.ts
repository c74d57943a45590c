import type { Assessment, CertaintyWord, Direction, DirectionAnswer } from "@plumbline/clinical-model";
import type { EngineGuesses, EngineParameters } from "@plumbline/evidence";
import type { DirectionShares } from "./attribution.ts";

export type DirectionProbabilities = Readonly<Record<Direction, number>>;

/** Nothing is known: every direction alike. */
const UNDECIDED: DirectionProbabilities = {
  "foot-drives-back": 0.2,
  "spine-drives-foot": 0.2,
  both: 0.2,
  local: 0.2,
  none: 0.2,
};

/**
 * The direction, from how each complaint divides among its causes.
 *
 * With `up` the share of the back pain that the feet drive, `down` the share that the spine has in the foot or leg
 * complaint it explains best, and `own` the chance that another foot complaint has a lesion of its own: both = the spine
 * drives one thing, and the feet drive the back or bring a lesion of their own. One without the other likewise, and what
 * neither has is divided into `none` and `local` as the complaints divide it on average, each by its weight. The
 * unexplained part of a complaint is divided like its explained part, and decides nothing when it is large (see
 * {@link directionAnswer}). A small even part is mixed in so that no direction passes what may be shown.
 */
export function directionProbabilities(
  all: readonly DirectionShares[],
  parameters: EngineParameters,
): DirectionProbabilities {
  if (all.length === 0) return UNDECIDED;
  const from = countedFrom(all, parameters);
  let up = 0;
  let down = 0;
  let spinal: DirectionShares | null = null;
  let none = 0;
  let weights = 0;
  for (const shares of all) {
    const { weight } = shares.causes;
    if (weight < from) continue;
    const sums = shares.byDirection;
    const explained = 1 - shares.unexplained;
    up = Math.max(up, sums["foot-drives-back"] / explained);
    if (sums["spine-drives-foot"] / explained > down) {
      down = sums["spine-drives-foot"] / explained;
      spinal = shares;
    }
    const rest = sums.none + sums.local;
    none += rest === 0 ? 0 : weight * (sums.none / rest);
    weights += weight;
  }
  none /= weights;
  const beside = 1 - (1 - up) * (1 - ownFootLesion(all, from, spinal));
  const neither = (1 - up) * (1 - down);
  const even = ((1 - parameters.neverDisplayAbove) * DIRECTIONS) / (DIRECTIONS - 1);
  const mixed = (probability: number): number => (1 - even) * probability + even / DIRECTIONS;
  return {
    "foot-drives-back": mixed(up * (1 - down)),
    "spine-drives-foot": mixed(down * (1 - beside)),
    both: mixed(down * beside),
    local: mixed(neither * (1 - none)),
    none: mixed(neither * none),
  };
}

/** The chance that a foot complaint, other than the one the spine explains best, comes from a lesion in the foot. */
function ownFootLesion(all: readonly DirectionShares[], from: number, spinal: DirectionShares | null): number {
  let largest = 0;
  for (const shares of all) {
    const { weight, complaint } = shares.causes;
    if (weight < from || shares === spinal || complaint.place !== "foot") continue;
    largest = Math.max(largest, shares.presentLocally / (1 - shares.unexplained));
  }
  return largest;
}

const DIRECTIONS = 5;

/** The direction to name, or `cannot-tell` when it is not probable enough, has no clear lead, or explains too little. */
export function directionAnswer(
  probabilities: DirectionProbabilities,
  all: readonly DirectionShares[],
  parameters: EngineParameters,
): Assessment["direction"] {
  const [first] = ranked(probabilities);
  const from = countedFrom(all, parameters);
  const counted = all.filter(({ causes }) => causes.weight >= from);
  const weights = counted.reduce((sum, { causes }) => sum + causes.weight, 0);
  const unexplained = counted.reduce((sum, { causes, unexplained: part }) => sum + causes.weight * part, 0) / weights;
  const isDecided =
    counted.length > 0 &&
    directionMargin(probabilities, parameters.guesses) >= 0 &&
    unexplained <= parameters.guesses.unexplainedAtMost;
  const answer: DirectionAnswer = isDecided ? first : "cannot-tell";
  return { answer, probabilities, intervals: null, certainty: certaintyWord(probabilities[first], parameters) };
}

/** Of two alike the first in the order of {@link DirectionProbabilities}. */
export function likeliestDirection(probabilities: DirectionProbabilities): Direction {
  return ranked(probabilities)[0];
}

/** By how much the likeliest direction passes what it takes to be named, the unexplained apart; below 0: by how much not. */
export function directionMargin(probabilities: DirectionProbabilities, guesses: EngineGuesses): number {
  const [first, second] = ranked(probabilities);
  const lead = probabilities[first] - probabilities[second];
  return Math.min(probabilities[first] - guesses.decidedAt, lead - guesses.decidedLead);
}

/** The base's words for a probability. */
export function certaintyWord(probability: number, parameters: EngineParameters): CertaintyWord {
  const { likely, possible, unlikely } = parameters.certaintyWords;
  if (probability >= likely) return "likely";
  if (probability >= possible) return "possible";
  return probability >= unlikely ? "unlikely" : "very unlikely";
}

/** The likeliest direction and the next. */
function ranked(probabilities: DirectionProbabilities): readonly [Direction, Direction] {
  let first: Direction = "foot-drives-back";
  let second: Direction = "spine-drives-foot";
  if (probabilities[second] > probabilities[first]) [first, second] = [second, first];
  for (const other of LATER) {
    if (probabilities[other] > probabilities[first]) [first, second] = [other, first];
    else if (probabilities[other] > probabilities[second]) second = other;
  }
  return [first, second];
}

const LATER: readonly Direction[] = ["both", "local", "none"];

/** The least weight that counts: complaints noted beside others decide nothing while there is one that people come for. */
function countedFrom(all: readonly DirectionShares[], { guesses }: EngineParameters): number {
  let least = Infinity;
  for (const { causes } of all) if (causes.weight > guesses.besideWeight) least = Math.min(least, causes.weight);
  return least === Infinity ? 0 : least;
}
