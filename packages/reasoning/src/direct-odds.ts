import type { ConditionParameters } from "./condition-parameters.ts";
import { ROW_KIND } from "./condition-structure.ts";
import type { ConditionStructure } from "./condition-structure.ts";
import { isSilent, PRESENT, silencerOf } from "./known-evidence.ts";
import type { KnownEvidence } from "./known-evidence.ts";

/**
 * What acts on the odds of each condition directly: context, absence, and presence that speaks against. Which rows those
 * are, and which repeat each other, is worked out once for a person; the figures may then change.
 */
export class DirectOdds {
  readonly #structure: ConditionStructure;
  /** By condition: its entries; those of one group stand together. */
  readonly #start: Int32Array;
  readonly #row: Int32Array;
  readonly #isPresent: Uint8Array;
  /** Entries of one cluster and one state repeat each other. */
  readonly #group: Int32Array;
  readonly #silencer: Int32Array;

  constructor(structure: ConditionStructure, { known, state }: KnownEvidence) {
    const { rowStart, rowCondition, rowKind, cluster, ageCluster, conditionCount } = structure;
    const entries: { readonly row: number; readonly condition: number; readonly group: number }[] = [];
    for (const finding of known) {
      const isPresent = state[finding] === PRESENT;
      // The age bands are one fact said several times, some by yes and some by no.
      const half = isPresent && cluster[finding] !== ageCluster ? 1 : 0;
      const group = 2 * cluster[finding]! + half;
      for (let row = rowStart[finding]!; row < rowStart[finding + 1]!; row++) {
        if (isPresent && rowKind[row] === ROW_KIND.link) continue;
        entries.push({ row, condition: rowCondition[row]!, group });
      }
    }
    entries.sort((a, b) => a.condition - b.condition || a.group - b.group || a.row - b.row);
    this.#structure = structure;
    this.#row = Int32Array.from(entries, ({ row }) => row);
    this.#group = Int32Array.from(entries, ({ group }) => group);
    this.#isPresent = Uint8Array.from(entries, ({ row }) => Number(state[structure.rowFinding[row]!] === PRESENT));
    this.#silencer = Int32Array.from(entries, ({ row }) => silencerOf(row, structure, state));
    this.#start = new Int32Array(conditionCount + 1);
    for (const { condition } of entries) this.#start[condition + 1]!++;
    for (let condition = 0; condition < conditionCount; condition++) {
      this.#start[condition + 1]! += this.#start[condition]!;
    }
  }

  /**
   * Sum of the log ratios on one condition with repetition weakened: in each cluster, for each state, the strongest has
   * the first weight, all others the further one; of the age bands only the strongest counts. "First" means strongest,
   * so the order of answers cannot matter.
   *
   * @param without - A finding to take as unknown; -1 for none.
   */
  logRatio(condition: number, { logLrPos, logLrNeg, rules }: ConditionParameters, without: number): number {
    const { rowKind, rowFinding, ageCluster } = this.#structure;
    const end = this.#start[condition + 1]!;
    let sum = 0;
    let at = this.#start[condition]!;
    while (at < end) {
      const group = this.#group[at]!;
      let total = 0;
      let strongest = 0;
      for (; at < end && this.#group[at] === group; at++) {
        const row = this.#row[at]!;
        if (rowFinding[row] === without || isSilent(this.#silencer[at]!, without)) continue;
        const exponent = rowKind[row] === ROW_KIND.against ? rules.inhibitoryExponent : 1;
        const ratio = exponent * (this.#isPresent[at] === 1 ? logLrPos[row]! : logLrNeg[row]!);
        total += ratio;
        // Of two equally strong ones the positive is first, whichever came first.
        const isStronger = Math.abs(ratio) > Math.abs(strongest) || (ratio === -strongest && ratio > 0);
        if (isStronger) strongest = ratio;
      }
      const further = group >> 1 === ageCluster ? 0 : rules.clusterFurtherItemsWeight;
      sum += rules.clusterFirstItemWeight * strongest + further * (total - strongest);
    }
    return sum;
  }
}
