import { CliqueTree } from "./clique-tree.ts";
import type { TableFactor } from "./clique-tree.ts";
import type { EffectPlan, EliminationPlan } from "./elimination-plan.ts";
import type { SeenEffect } from "./noisy-or.ts";

/** One effect as it was entered last. */
interface Entered {
  /** `1 − link` of each shared cause. */
  readonly unlinked: Float64Array;
  /** `(1 − leak) · Π (1 − prior · link)` over the private causes. */
  scale: number;
}

/** Posteriors of a noisy-OR network by variable elimination after a plan; see `NoisyOrNetwork`. */
export class EliminatedNetwork {
  readonly #plan: EliminationPlan;
  readonly #factors: readonly TableFactor[];
  readonly #tree: CliqueTree;
  readonly #entered: readonly Entered[];

  constructor(plan: EliminationPlan) {
    this.#plan = plan;
    this.#factors = plan.scopes.map((variables) => ({
      variables,
      table: new Float64Array(2 ** variables.length).fill(1),
    }));
    this.#tree = new CliqueTree(plan.cliques, this.#factors, plan.firstSwitch);
    this.#entered = plan.effects.map(({ shared }) => ({ unlinked: new Float64Array(shared.length), scale: NaN }));
  }

  posteriors(priors: Float64Array, effects: readonly (SeenEffect | null)[]): Float64Array {
    const { variableOf, effects: plans } = this.#plan;
    effects.forEach((effect, index) => this.#enter(priors, effect, plans[index]!, this.#entered[index]!));
    for (let cause = 0; cause < priors.length; cause++) {
      const variable = variableOf[cause]!;
      if (variable !== -1) this.#tree.setWeights(variable, 1 - priors[cause]!, priors[cause]!);
    }
    this.#tree.pass();
    const posteriors = priors.slice();
    for (let cause = 0; cause < priors.length; cause++) {
      const variable = variableOf[cause]!;
      if (variable !== -1) posteriors[cause] = clamp(this.#tree.shareOfOne(variable));
    }
    effects.forEach((effect, index) => {
      if (effect === null) return;
      this.#privatePosteriors(priors, effect, plans[index]!, this.#entered[index]!, posteriors);
    });
    return posteriors;
  }

  /** ln P(all effects were seen), with the figures of the last call. */
  logEvidence(): number {
    let sum = this.#tree.logTotal();
    this.#plan.effects.forEach(({ factor }, index) => {
      if (factor === -1) sum += Math.log(1 - this.#entered[index]!.scale);
    });
    return sum;
  }

  /** Sets tables and switch weights of one effect, where they are not what they were. */
  #enter(priors: Float64Array, effect: SeenEffect | null, plan: EffectPlan, entered: Entered): void {
    let scale = effect === null ? 0 : 1 - effect.leak;
    if (effect !== null) {
      for (const position of plan.private) {
        scale *= 1 - priors[effect.causes[position]!]! * effect.links[position]!;
      }
    }
    let isChanged = scale !== entered.scale;
    entered.scale = scale;
    for (let nth = 0; nth < plan.shared.length; nth++) {
      const unlinked = effect === null ? 1 : 1 - effect.links[plan.shared[nth]!]!;
      if (unlinked !== entered.unlinked[nth]) isChanged = true;
      entered.unlinked[nth] = unlinked;
    }
    // Left out: it does not matter whether anything brings it about.
    if (plan.switchVariable !== -1) this.#tree.setWeights(plan.switchVariable, effect === null ? 1 : 0, 1);
    if (!isChanged) return;
    if (plan.switchVariable !== -1) this.#writeSwitch(plan, entered);
    else if (plan.factor !== -1) this.#writeTable(plan, entered);
  }

  /** Bits: the cause, then the switch. Together with a cause that is there, nothing brings the effect about: `1 − link`. */
  #writeSwitch({ factor }: EffectPlan, { unlinked, scale }: Entered): void {
    this.#write(factor, [scale, 1 - scale]);
    for (let nth = 0; nth < unlinked.length; nth++) {
      this.#write(factor + 1 + nth, [1, unlinked[nth]!, 0, 1 - unlinked[nth]!]);
    }
  }

  #write(factor: number, values: readonly number[]): void {
    this.#factors[factor]!.table.set(values);
    this.#tree.touch(factor);
  }

  #writeTable({ factor }: EffectPlan, { unlinked, scale }: Entered): void {
    const { table } = this.#factors[factor]!;
    table[0] = scale;
    for (let bit = 0; bit < unlinked.length; bit++) {
      const half = 1 << bit;
      for (let index = 0; index < half; index++) table[half + index] = table[index]! * unlinked[bit]!;
    }
    for (let index = 0; index < table.length; index++) table[index] = 1 - table[index]!;
    this.#tree.touch(factor);
  }

  /**
   * With Z the whole sum, Z₀ the sum without this effect and m = 1 − p · link: the sum with a private cause present is
   * p · (Z₀ − (1 − link) / m · (Z₀ − Z)), here without differences.
   */
  #privatePosteriors(
    priors: Float64Array,
    effect: SeenEffect,
    plan: EffectPlan,
    { scale }: Entered,
    posteriors: Float64Array,
  ): void {
    if (plan.private.length === 0) return;
    let withoutEffect = 1 / (1 - scale);
    if (plan.switchVariable !== -1) withoutEffect = this.#tree.withEitherState(plan.switchVariable);
    else if (plan.factor !== -1) withoutEffect = this.#tree.meanInverse(plan.factor);
    for (const position of plan.private) {
      const prior = priors[effect.causes[position]!]!;
      const link = effect.links[position]!;
      const unlinked = Math.max(1 - prior * link, Number.MIN_VALUE);
      const raised = withoutEffect * link * (1 - prior) + (1 - link);
      posteriors[effect.causes[position]!] = clamp((prior * raised) / unlinked);
    }
  }
}

/** Rounding may step over the edge by a few units in the last place. */
function clamp(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}
