import { CutNetwork } from "./cut-network.ts";
import type { PosteriorBounds } from "./cut-network.ts";
import { EliminatedNetwork } from "./eliminated-network.ts";
import { eliminationPlan } from "./elimination-plan.ts";
import type { EliminationLimits } from "./elimination-plan.ts";
import type { SeenEffect } from "./noisy-or.ts";

export const ELIMINATION_LIMITS: EliminationLimits = Object.freeze({ comfortableTerms: 2 ** 14, mostTerms: 2 ** 22 });

/**
 * P(each cause | the effects that were seen), causes independent beforehand.
 *
 * Effects that were looked for and not seen need no place here: each only multiplies the odds of its causes by
 * `1 − link`, so the caller folds them into `priors`.
 *
 * The structure (which cause bears on which effect) is worked out once; `posteriors` can then be asked again with other
 * priors, leaks and links, or with effects left out.
 *
 * Exact by variable elimination, made small by two facts. A cause that bears on one seen effect only can be summed out by
 * formula. And a wide effect needs no table over all its causes: a variable that says whether anything has brought it
 * about yet meets them one by one. (Heckerman's quickscore, the difference of two products, in a form without
 * differences: those cost about as many digits as the leaks have zeros, and wide cases lost them all.)
 * Where even that is too wide, `isExact` is false: the weakest links are cut, and `bounds` says what that can cost.
 */
export class NoisyOrNetwork {
  readonly isExact: boolean;
  readonly #causeCount: number;
  readonly #effectCount: number;
  readonly #network: EliminatedNetwork | CutNetwork;

  /** @param effects - Their causes stay; their figures only tell which links are weak, should some have to be cut. */
  constructor(causeCount: number, effects: readonly SeenEffect[], limits: EliminationLimits = ELIMINATION_LIMITS) {
    this.#causeCount = causeCount;
    this.#effectCount = effects.length;
    const plan = eliminationPlan(
      causeCount,
      effects.map(({ causes }) => causes),
      limits.comfortableTerms,
    );
    this.isExact = plan.terms <= limits.mostTerms;
    this.#network = this.isExact ? new EliminatedNetwork(plan) : new CutNetwork(causeCount, effects, plan, limits);
  }

  /**
   * @param priors - P(cause) with the effects that were not seen folded in; each in [0, 1).
   * @param effects - In the order of the constructor and over the same causes; null leaves that effect out.
   * @returns P(cause | effects), one for each cause; within {@link bounds} of it where the network is not exact.
   */
  posteriors(priors: Float64Array, effects: readonly (SeenEffect | null)[]): Float64Array {
    this.#check(priors, effects);
    return this.#network.posteriors(priors, effects);
  }

  /** ln P(all effects were seen), with the figures of the last call of {@link posteriors}. */
  logEvidence(): number {
    return this.#network.logEvidence();
  }

  /** Between which values each posterior lies for certain; null when it is known exactly. */
  bounds(priors: Float64Array, effects: readonly (SeenEffect | null)[]): PosteriorBounds | null {
    this.#check(priors, effects);
    return this.#network instanceof CutNetwork ? this.#network.bounds(priors, effects) : null;
  }

  #check(priors: Float64Array, effects: readonly (SeenEffect | null)[]): void {
    if (priors.length === this.#causeCount && effects.length === this.#effectCount) return;
    throw new RangeError(
      `The network has ${this.#causeCount} causes and ${this.#effectCount} effects; ` +
        `it was given ${priors.length} and ${effects.length}.`,
    );
  }
}
