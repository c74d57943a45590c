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
  readonly #group: Int32Array;
  readonly #silencer: Int32Array;

  /** @param only - By condition: 1 for those that will be asked about; all when left out. */
  constructor(structure: ConditionStructure, { known, state }: KnownEvidence, only?: Uint8Array) {
    const { rowStart, rowCondition, rowFinding, rowKind, conditionCount } = structure;
    const rows: number[] = [];
    const start = new Int32Array(conditionCount + 1);
    for (const finding of known) {
      for (let row = rowStart[finding]!; row < rowStart[finding + 1]!; row++) {
        if (state[finding] === PRESENT && rowKind[row] === ROW_KIND.link) continue;
        if (only !== undefined && only[rowCondition[row]!] === 0) continue;
        rows.push(row);
        start[rowCondition[row]! + 1]!++;
      }
    }
    for (let condition = 0; condition < conditionCount; condition++) start[condition + 1]! += start[condition]!;
    this.#structure = structure;
    this.#start = start;
    this.#row = new Int32Array(rows.length);
    this.#group = new Int32Array(rows.length);
    const filled = start.slice();
    for (const row of rows) {
      const first = start[rowCondition[row]!]!;
      const group = groupOf(rowFinding[row]!, state, structure);
      // Behind those of its group that came before it.
      let place = filled[rowCondition[row]!]!++;
      for (; place > first && this.#group[place - 1]! > group; place--) {
        this.#row[place] = this.#row[place - 1]!;
        this.#group[place] = this.#group[place - 1]!;
      }
      this.#row[place] = row;
      this.#group[place] = group;
    }
    this.#isPresent = Uint8Array.from(this.#row, (row) => Number(state[rowFinding[row]!] === PRESENT));
    this.#silencer = this.#row.map((row) => silencerOf(row, structure, state));
  }

  /** Whether anything that is known acts on this condition directly. */
  actsOn(condition: number): boolean {
    return this.#start[condition + 1]! > this.#start[condition]!;
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

/** Entries of one cluster and one state repeat each other; the age bands, one fact, whatever their states. */
function groupOf(finding: number, state: Uint8Array, { cluster, ageCluster }: ConditionStructure): number {
  const number = cluster[finding]!;
  return 2 * number + Number(number !== ageCluster && state[finding] === PRESENT);
}
