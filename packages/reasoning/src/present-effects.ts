import { seenEffect, temper } from "@plumbline/bayesian-network";
import type { SeenEffect } from "@plumbline/bayesian-network";
import type { ConditionParameters } from "./condition-parameters.ts";
import { ROW_KIND } from "./condition-structure.ts";
import type { ConditionStructure } from "./condition-structure.ts";
import { isSilent, PRESENT, silencerOf } from "./known-evidence.ts";
import type { KnownEvidence } from "./known-evidence.ts";

/** One present finding that conditions bring about. */
interface PresentEffect {
  readonly finding: number;
  /** The rows that link it, in the order of its causes. */
  readonly rows: Int32Array;
  readonly silencers: Int32Array;
  /** Of each cause: its findings of this cluster, this one among them, compete to be first. */
  readonly groups: Int32Array;
  readonly effect: SeenEffect;
  /** What `effect` was tempered from last: most changes leave most effects as they are. */
  readonly links: Float64Array;
  readonly weights: Float64Array;
  leak: number;
}

/**
 * The present findings of one person as effects of a noisy-OR network. Which conditions bring which about is worked out
 * once; the figures may then change, and findings be left out.
 */
export class PresentEffects {
  readonly #present: readonly PresentEffect[];
  /** By group: the strongest present finding so far, and how strong it is. */
  readonly #strongest: Int32Array;
  readonly #strength: Float64Array;

  constructor(structure: ConditionStructure, { known, state }: KnownEvidence) {
    const { rowStart, rowKind, rowCondition, cluster, conditionCount } = structure;
    const groups = new Map<number, number>();
    const groupOf = (row: number, finding: number): number => {
      const key = cluster[finding]! * conditionCount + rowCondition[row]!;
      const group = groups.get(key) ?? groups.size;
      groups.set(key, group);
      return group;
    };
    const present: PresentEffect[] = [];
    for (const finding of known) {
      if (state[finding] !== PRESENT || structure.isEffect[finding] === 0) continue;
      const rows: number[] = [];
      for (let row = rowStart[finding]!; row < rowStart[finding + 1]!; row++) {
        if (rowKind[row] === ROW_KIND.link) rows.push(row);
      }
      if (rows.length === 0) continue;
      const causes = rows.map((row) => rowCondition[row]!);
      present.push({
        finding,
        rows: Int32Array.from(rows),
        silencers: Int32Array.from(rows, (row) => silencerOf(row, structure, state)),
        groups: Int32Array.from(rows, (row) => groupOf(row, finding)),
        effect: seenEffect(1, causes, new Float64Array(rows.length)),
        links: new Float64Array(rows.length),
        weights: new Float64Array(rows.length),
        leak: NaN,
      });
    }
    this.#present = present;
    this.#strongest = new Int32Array(groups.size);
    this.#strength = new Float64Array(groups.size);
  }

  /** The findings that are effects, in the order of {@link effects}. */
  findings(): readonly number[] {
    return this.#present.map(({ finding }) => finding);
  }

  /**
   * The effects under these figures, always in the same order; what is left out is null. The same objects each time,
   * overwritten.
   *
   * @param without - A finding to take as unknown; -1 for none.
   */
  effects(parameters: ConditionParameters, without: number): readonly (SeenEffect | null)[] {
    this.#findStrongest(parameters, without);
    return this.#present.map((one) => (one.finding === without ? null : this.#tempered(one, parameters, without)));
  }

  /** In each group, the present finding that speaks for the condition most: it counts in full, the others less. */
  #findStrongest({ logLrPos }: ConditionParameters, without: number): void {
    this.#strength.fill(0);
    for (const { finding, rows, silencers, groups } of this.#present) {
      if (finding === without) continue;
      for (let nth = 0; nth < rows.length; nth++) {
        const group = groups[nth]!;
        const strength = logLrPos[rows[nth]!]!;
        if (strength <= this.#strength[group]! || isSilent(silencers[nth]!, without)) continue;
        this.#strongest[group] = finding;
        this.#strength[group] = strength;
      }
    }
  }

  #tempered(present: PresentEffect, { link, leak, weight, rules }: ConditionParameters, without: number): SeenEffect {
    const { finding, rows, silencers, groups, effect, links, weights } = present;
    let isSame = present.leak === leak[finding];
    present.leak = leak[finding]!;
    for (let nth = 0; nth < rows.length; nth++) {
      const isHeard = !isSilent(silencers[nth]!, without);
      const isFirst = isHeard && this.#strongest[groups[nth]!] === finding;
      const own = isHeard ? link[rows[nth]!]! : 0;
      const says = weight[finding]! * (isFirst ? rules.clusterFirstItemWeight : rules.clusterFurtherItemsWeight);
      if (own !== links[nth] || says !== weights[nth]) isSame = false;
      links[nth] = own;
      weights[nth] = says;
    }
    if (isSame) return effect;
    effect.leak = present.leak;
    effect.links.set(links);
    temper(effect, weights);
    return effect;
  }
}
