import type { EliminationOrder } from "./elimination-order.ts";

/**
 * A function of a few binary variables, to be multiplied in. `table[bits]` has bit b set when `variables[b]` is 1.
 * Its values may change between passes; its variables may not.
 */
export interface TableFactor {
  readonly variables: readonly number[];
  readonly table: Float64Array;
}

interface Clique {
  /** The variable summed out here is bit 0; the others follow and are what the message to `parent` speaks of. */
  readonly variables: readonly number[];
  readonly parent: number;
  readonly children: number[];
  readonly factors: number[];
  /** For each child and each factor: the index in its table for each index here. */
  readonly childIndex: Int32Array[];
  readonly factorIndex: Int32Array[];
  readonly own: Float64Array;
  readonly product: Float64Array;
  readonly adjoint: Float64Array;
  readonly message: Float64Array;
  readonly messageAdjoint: Float64Array;
}

/**
 * Sums a product of table factors over all states of binary variables, and gives the share of every state of every
 * clique, in two passes (variable elimination up, reverse differentiation down). Values may be negative.
 *
 * The structure is worked out once; passes with other values reuse it and its memory.
 */
export class CliqueTree {
  readonly #cliques: Clique[] = [];
  readonly #position: Int32Array;
  readonly #factors: readonly TableFactor[];
  readonly #weights: Float64Array;

  constructor(elimination: EliminationOrder, factors: readonly TableFactor[]) {
    const { order, neighbors } = elimination;
    this.#factors = factors;
    this.#weights = new Float64Array(2 * order.length);
    this.#position = new Int32Array(order.length);
    order.forEach((variable, step) => (this.#position[variable] = step));
    order.forEach((variable, step) => this.#addClique(variable, neighbors[step]!));
    factors.forEach((factor, index) => {
      const clique = this.#cliques[this.#earliest(factor.variables)]!;
      clique.factors.push(index);
      clique.factorIndex.push(indexMap(clique.variables, factor.variables));
    });
    this.#cliques.forEach((clique, step) => {
      if (clique.parent === -1) return;
      const parent = this.#cliques[clique.parent]!;
      parent.children.push(step);
      parent.childIndex.push(indexMap(parent.variables, clique.variables.slice(1)));
    });
  }

  /** What the variable itself contributes in state 0 and in state 1. */
  setWeights(variable: number, zero: number, one: number): void {
    this.#weights[2 * variable] = zero;
    this.#weights[2 * variable + 1] = one;
  }

  /** Runs both passes; the shares below speak of the weights and tables as they are now. */
  pass(): void {
    for (const clique of this.#cliques) this.#sendUp(clique);
    for (let step = this.#cliques.length - 1; step >= 0; step--) this.#differentiate(this.#cliques[step]!);
  }

  /** Share of the whole sum in which the variable is 1. */
  shareOfOne(variable: number): number {
    const clique = this.#cliques[this.#position[variable]!]!;
    let zero = 0;
    let one = 0;
    for (let index = 0; index < clique.product.length; index += 2) {
      zero += clique.product[index]! * clique.adjoint[index]!;
      one += clique.product[index + 1]! * clique.adjoint[index + 1]!;
    }
    return one / (zero + one);
  }

  /** Mean of `1 / factor` over the shares: the whole sum without this factor, divided by the whole sum. */
  meanInverse(factor: number): number {
    const { variables, table } = this.#factors[factor]!;
    const clique = this.#cliques[this.#earliest(variables)]!;
    const map = clique.factorIndex[clique.factors.indexOf(factor)]!;
    let inverse = 0;
    let total = 0;
    for (let index = 0; index < clique.product.length; index++) {
      const share = clique.product[index]! * clique.adjoint[index]!;
      total += share;
      inverse += share / table[map[index]!]!;
    }
    return inverse / total;
  }

  #addClique(variable: number, neighbors: readonly number[]): void {
    const cells = 2 ** (neighbors.length + 1);
    this.#cliques.push({
      variables: [variable, ...neighbors],
      parent: neighbors.length === 0 ? -1 : this.#earliest(neighbors),
      children: [],
      factors: [],
      childIndex: [],
      factorIndex: [],
      own: new Float64Array(cells),
      product: new Float64Array(cells),
      adjoint: new Float64Array(cells),
      message: new Float64Array(cells / 2),
      messageAdjoint: new Float64Array(cells / 2),
    });
  }

  #earliest(variables: readonly number[]): number {
    return variables.reduce((first, variable) => Math.min(first, this.#position[variable]!), Infinity);
  }

  #sendUp(clique: Clique): void {
    const { own, product, message } = clique;
    const variable = clique.variables[0]!;
    for (let index = 0; index < own.length; index++) own[index] = this.#weights[2 * variable + (index & 1)]!;
    clique.factors.forEach((factor, nth) => {
      multiplyIn(own, this.#factors[factor]!.table, clique.factorIndex[nth]!);
    });
    product.set(own);
    clique.children.forEach((child, nth) => {
      multiplyIn(product, this.#cliques[child]!.message, clique.childIndex[nth]!);
    });
    let largest = 0;
    for (let index = 0; index < message.length; index++) {
      const sum = product[2 * index]! + product[2 * index + 1]!;
      message[index] = sum;
      largest = Math.max(largest, Math.abs(sum));
    }
    // Only ratios matter; scaling keeps a long chain of small numbers from vanishing.
    if (largest > 0) for (let index = 0; index < message.length; index++) message[index] = message[index]! / largest;
  }

  /** Fills the adjoint (how the whole sum changes with each cell of the product) and hands it to the children. */
  #differentiate(clique: Clique): void {
    const { adjoint, own } = clique;
    for (let index = 0; index < adjoint.length; index++) {
      adjoint[index] = clique.parent === -1 ? 1 : clique.messageAdjoint[index >> 1]!;
    }
    clique.children.forEach((child, nth) => {
      const target = this.#cliques[child]!.messageAdjoint;
      const map = clique.childIndex[nth]!;
      target.fill(0);
      for (let index = 0; index < adjoint.length; index++) {
        let others = adjoint[index]! * own[index]!;
        for (let other = 0; other < clique.children.length; other++) {
          if (other === nth) continue;
          others *= this.#cliques[clique.children[other]!]!.message[clique.childIndex[other]![index]!]!;
        }
        target[map[index]!] = target[map[index]!]! + others;
      }
      scaleToOne(target);
    });
  }
}

function multiplyIn(target: Float64Array, table: Float64Array, map: Int32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = target[index]! * table[map[index]!]!;
}

function scaleToOne(values: Float64Array): void {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return;
  for (let index = 0; index < values.length; index++) values[index] = values[index]! / largest;
}

/** For each state of `outer`: the index of the same state in a table over `inner`, a subset of it. */
function indexMap(outer: readonly number[], inner: readonly number[]): Int32Array {
  const map = new Int32Array(2 ** outer.length);
  outer.forEach((variable, bit) => {
    const place = inner.indexOf(variable);
    const step = place === -1 ? 0 : 1 << place;
    for (let index = 0; index < 1 << bit; index++) map[index | (1 << bit)] = map[index]! | step;
  });
  return map;
}
