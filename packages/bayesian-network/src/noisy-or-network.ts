import { propagateBeliefs } from "./belief-propagation.ts";
import { CliqueTree } from "./clique-tree.ts";
import type { TableFactor } from "./clique-tree.ts";
import { eliminationOrder } from "./elimination-order.ts";
import type { EliminationOrder } from "./elimination-order.ts";
import type { SeenEffect } from "./noisy-or.ts";

export interface EliminationLimits {
  /**
   * Up to this many table cells no effect is split. A split effect is a difference, and each difference costs about as
   * many digits as its leak has zeros; so splitting is for speed only.
   */
  readonly comfortableCells: number;
  /** Beyond this many the exact answer would take longer than a page may (about 50 ms): belief propagation answers. */
  readonly mostCells: number;
}

export const ELIMINATION_LIMITS: EliminationLimits = Object.freeze({ comfortableCells: 2 ** 13, mostCells: 2 ** 20 });

/** Sizes up to which an effect is one table, tried in turn; wider ones are split in two products. */
const TABLE_SIZES = [12, 9, 7, 5, 4, 3];

/** How one effect enters the elimination. */
interface EffectPlan {
  /** Positions in the effect's `causes` that other effects share. */
  readonly shared: Int32Array;
  /** Positions whose cause bears on this effect alone: summed out by formula. */
  readonly private: Int32Array;
  /** Variable that switches between the two products of a split effect; -1 when the effect is one table. */
  readonly switchVariable: number;
  /** Of a table effect: its factor. Of a split effect: the first of its pair factors. -1 when nothing is shared. */
  readonly factor: number;
  /** As it was entered last: `1 − link` of each shared cause, and `(1 − leak) · Π m` over the private ones. */
  readonly unlinked: Float64Array;
  scale: number;
}

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
 * formula. And a wide effect, `1 − (1 − leak) · Π r`, is the difference of two products (Heckerman's quickscore), so a
 * variable that switches between them takes the place of a table over all its causes.
 * Where even that is too wide, `isExact` is false and loopy belief propagation answers instead.
 */
export class NoisyOrNetwork {
  readonly isExact: boolean;
  readonly #causeCount: number;
  readonly #effectCauses: readonly Int32Array[];
  readonly #plans: readonly EffectPlan[];
  /** Variable of each cause in the tree; -1 for those that are summed out by formula. */
  readonly #variableOf: Int32Array;
  readonly #factors: readonly TableFactor[];
  readonly #tree: CliqueTree | null;

  /** @param effectCauses - For each seen effect, the indices of its causes. */
  constructor(causeCount: number, effectCauses: readonly Int32Array[], limits: EliminationLimits = ELIMINATION_LIMITS) {
    this.#causeCount = causeCount;
    this.#effectCauses = effectCauses;
    const uses = new Int32Array(causeCount);
    for (const causes of effectCauses) for (const cause of causes) uses[cause] = uses[cause]! + 1;
    this.#variableOf = new Int32Array(causeCount).fill(-1);
    let variables = 0;
    for (let cause = 0; cause < causeCount; cause++) if (uses[cause]! > 1) this.#variableOf[cause] = variables++;
    const { tableSize, elimination } = this.#elimination(variables, limits.comfortableCells);
    const { plans, factors } = this.#plan(variables, tableSize);
    this.#plans = plans;
    this.#factors = factors;
    this.isExact = elimination.cells <= limits.mostCells;
    this.#tree = this.isExact ? new CliqueTree(elimination, factors) : null;
  }

  /**
   * @param priors - P(cause) with the effects that were not seen folded in; each in [0, 1).
   * @param effects - In the order of the constructor and over the same causes; null leaves that effect out.
   * @returns P(cause | effects), one for each cause.
   */
  posteriors(priors: Float64Array, effects: readonly (SeenEffect | null)[]): Float64Array {
    if (priors.length !== this.#causeCount || effects.length !== this.#plans.length) {
      throw new RangeError(
        `The network has ${this.#causeCount} causes and ${this.#plans.length} effects; ` +
          `it was given ${priors.length} and ${effects.length}.`,
      );
    }
    if (this.#tree === null) return propagateBeliefs(priors, effects);
    for (let index = 0; index < effects.length; index++) this.#enter(priors, effects[index]!, this.#plans[index]!);
    for (let cause = 0; cause < priors.length; cause++) {
      const variable = this.#variableOf[cause]!;
      if (variable !== -1) this.#tree.setWeights(variable, 1 - priors[cause]!, priors[cause]!);
    }
    this.#tree.pass();
    const posteriors = priors.slice();
    for (let cause = 0; cause < priors.length; cause++) {
      const variable = this.#variableOf[cause]!;
      if (variable !== -1) posteriors[cause] = clamp(this.#tree.shareOfOne(variable));
    }
    effects.forEach((effect, index) => {
      if (effect !== null) this.#privatePosteriors(priors, effect, this.#plans[index]!, posteriors);
    });
    return posteriors;
  }

  /** Sets tables and switch weights of one effect, where they are not what they were. */
  #enter(priors: Float64Array, effect: SeenEffect | null, plan: EffectPlan): void {
    let scale = effect === null ? 0 : 1 - effect.leak;
    if (effect !== null) {
      for (const position of plan.private) {
        scale *= 1 - priors[effect.causes[position]!]! * effect.links[position]!;
      }
    }
    let isChanged = scale !== plan.scale;
    plan.scale = scale;
    for (let nth = 0; nth < plan.shared.length; nth++) {
      const unlinked = effect === null ? 1 : 1 - effect.links[plan.shared[nth]!]!;
      if (unlinked !== plan.unlinked[nth]) isChanged = true;
      plan.unlinked[nth] = unlinked;
    }
    if (!isChanged) return;
    if (plan.switchVariable !== -1) this.#writeSwitch(plan);
    else if (plan.factor !== -1) this.#writeTable(plan);
  }

  #writeSwitch({ switchVariable, factor, unlinked, scale }: EffectPlan): void {
    this.#tree!.setWeights(switchVariable, 1, -scale);
    for (let nth = 0; nth < unlinked.length; nth++) {
      // Bits: the cause, then the switch. Only when both are on does the cause weaken the product.
      this.#factors[factor + nth]!.table[3] = unlinked[nth]!;
      this.#tree!.touch(factor + nth);
    }
  }

  #writeTable({ factor, unlinked, scale }: EffectPlan): void {
    const { table } = this.#factors[factor]!;
    table[0] = scale;
    for (let bit = 0; bit < unlinked.length; bit++) {
      const half = 1 << bit;
      for (let index = 0; index < half; index++) table[half + index] = table[index]! * unlinked[bit]!;
    }
    for (let index = 0; index < table.length; index++) table[index] = 1 - table[index]!;
    this.#tree!.touch(factor);
  }

  /**
   * With Z the whole sum, Z₀ the sum without this effect and m = 1 − p · link: the sum with a private cause present is
   * p · (Z₀ − (1 − link) / m · (Z₀ − Z)).
   */
  #privatePosteriors(priors: Float64Array, effect: SeenEffect, plan: EffectPlan, posteriors: Float64Array): void {
    if (plan.private.length === 0) return;
    let withoutEffect = 1 / (1 - plan.scale);
    if (plan.switchVariable !== -1) withoutEffect = 1 - this.#tree!.shareOfOne(plan.switchVariable);
    else if (plan.factor !== -1) withoutEffect = this.#tree!.meanInverse(plan.factor);
    for (const position of plan.private) {
      const prior = priors[effect.causes[position]!]!;
      const link = effect.links[position]!;
      const kept = (1 - link) / Math.max(1 - prior * link, Number.MIN_VALUE);
      posteriors[effect.causes[position]!] = clamp(prior * (withoutEffect - kept * (withoutEffect - 1)));
    }
  }

  /** The first comfortable way, from no splitting to much; where none is, the cheapest. */
  #elimination(
    variables: number,
    comfortableCells: number,
  ): { readonly tableSize: number; readonly elimination: EliminationOrder } {
    let best: { readonly tableSize: number; readonly elimination: EliminationOrder } | null = null;
    for (const tableSize of TABLE_SIZES) {
      const { factors, variableCount } = this.#plan(variables, tableSize, false);
      const scopes = factors.map((factor) => factor.variables);
      const elimination: EliminationOrder | null = eliminationOrder(variableCount, scopes, best?.elimination.cells);
      if (elimination === null) continue;
      best = { tableSize, elimination };
      if (elimination.cells <= comfortableCells) break;
    }
    return best!;
  }

  #plan(
    variables: number,
    tableSize: number,
    withTables = true,
  ): { readonly plans: EffectPlan[]; readonly factors: TableFactor[]; readonly variableCount: number } {
    const plans: EffectPlan[] = [];
    const factors: TableFactor[] = [];
    let variableCount = variables;
    for (const causes of this.#effectCauses) {
      const positions = Int32Array.from(causes.keys());
      const shared = positions.filter((position) => this.#variableOf[causes[position]!] !== -1);
      const isSplit = shared.length > tableSize;
      const switchVariable = isSplit ? variableCount++ : -1;
      plans.push({
        shared,
        private: positions.filter((position) => this.#variableOf[causes[position]!] === -1),
        switchVariable,
        factor: shared.length === 0 ? -1 : factors.length,
        unlinked: new Float64Array(shared.length),
        scale: NaN,
      });
      const scope = Array.from(shared, (position) => this.#variableOf[causes[position]!]!);
      if (isSplit) {
        for (const variable of scope) factors.push({ variables: [variable, switchVariable], table: ones(4) });
      } else if (scope.length > 0) {
        factors.push({ variables: scope, table: withTables ? ones(2 ** scope.length) : ones(0) });
      }
    }
    return { plans, factors, variableCount };
  }
}

function ones(length: number): Float64Array {
  return new Float64Array(length).fill(1);
}

/** Rounding may step over the edge by a few units in the last place. */
function clamp(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}
