import type { EliminationOrder } from "./elimination-order.ts";

/**
 * A function of a few binary variables, to be multiplied in. `table[bits]` has bit b set when `variables[b]` is 1.
 * Its values may change between passes (tell {@link CliqueTree.touch}); its variables may not.
 */
export interface TableFactor {
  readonly variables: readonly number[];
  readonly table: Float64Array;
}

interface Clique {
  /** The first `summed` variables, from bit 0, are summed out here; the message to `parent` speaks of the others. */
  readonly variables: readonly number[];
  readonly summed: number;
  readonly parent: number;
  readonly root: number;
  readonly factors: number[];
  /** For each factor: the index in its table for each index here. */
  readonly factorIndex: Int32Array[];
  readonly children: number[];
  readonly childIndex: Int32Array[];
  /** Product of own factors and the messages of the children before this one; the last is the whole product. */
  readonly products: Float64Array[];
  readonly adjoint: Float64Array;
  readonly message: Float64Array;
  readonly messageAdjoint: Float64Array;
}

/**
 * Sums a product of table factors over all states of binary variables, and gives the share of every state of every
 * clique, in two passes (variable elimination up, reverse differentiation down). Values may be negative.
 *
 * The structure is worked out once. A pass works out again only what the changed weights and tables can reach.
 */
export class CliqueTree {
  readonly #cliques: Clique[];
  readonly #factors: readonly TableFactor[];
  /** By variable: the clique that sums it out; by factor: the clique it is multiplied in at. */
  readonly #cliqueOf: Int32Array;
  readonly #homeOf: Int32Array;
  readonly #weights: Float64Array;
  /** By clique: something in it changed since the last pass; by root: something under it did. */
  readonly #isStale: Uint8Array;
  readonly #isReached: Uint8Array;
  /** Answers of the last pass; NaN where they are yet to be worked out. */
  readonly #shares: Float64Array;
  readonly #inverses: Float64Array;
  readonly #running: Float64Array;

  constructor(elimination: EliminationOrder, factors: readonly TableFactor[]) {
    const count = elimination.order.length;
    const plans = cliquePlans(elimination);
    this.#factors = factors;
    this.#weights = new Float64Array(2 * count);
    this.#cliqueOf = new Int32Array(count);
    this.#shares = new Float64Array(count).fill(NaN);
    this.#inverses = new Float64Array(factors.length).fill(NaN);
    this.#isStale = new Uint8Array(plans.length).fill(1);
    this.#isReached = new Uint8Array(plans.length);
    plans.forEach(({ variables, summed }, index) => {
      for (const variable of variables.slice(0, summed)) this.#cliqueOf[variable] = index;
    });
    const homes = factors.map(({ variables }) => this.#earliest(variables));
    this.#homeOf = Int32Array.from(homes);
    const parents = plans.map(({ variables, summed }) => {
      return variables.length === summed ? -1 : this.#earliest(variables.slice(summed));
    });
    const roots = Int32Array.from(plans.keys());
    for (let index = plans.length - 1; index >= 0; index--) {
      if (parents[index] !== -1) roots[index] = roots[parents[index]!]!;
    }
    this.#cliques = plans.map(({ variables, summed }, index): Clique => {
      const children = [...parents.keys()].filter((child) => parents[child] === index);
      const own = [...homes.keys()].filter((factor) => homes[factor] === index);
      const cells = 2 ** variables.length;
      return {
        variables,
        summed,
        parent: parents[index]!,
        root: roots[index]!,
        factors: own,
        factorIndex: own.map((factor) => indexMap(variables, factors[factor]!.variables)),
        children,
        childIndex: children.map((child) => indexMap(variables, plans[child]!.variables.slice(plans[child]!.summed))),
        products: Array.from({ length: children.length + 1 }, () => new Float64Array(cells)),
        adjoint: new Float64Array(cells),
        message: new Float64Array(cells >> summed),
        messageAdjoint: new Float64Array(cells >> summed),
      };
    });
    this.#running = new Float64Array(Math.max(0, ...this.#cliques.map(({ adjoint }) => adjoint.length)));
  }

  /** What the variable itself contributes in state 0 and in state 1. */
  setWeights(variable: number, zero: number, one: number): void {
    if (this.#weights[2 * variable] === zero && this.#weights[2 * variable + 1] === one) return;
    this.#weights[2 * variable] = zero;
    this.#weights[2 * variable + 1] = one;
    this.#isStale[this.#cliqueOf[variable]!] = 1;
  }

  /** The table of a factor was written anew. */
  touch(factor: number): void {
    this.#isStale[this.#homeOf[factor]!] = 1;
  }

  /** Runs both passes; the shares below speak of the weights and tables as they are now. */
  pass(): void {
    const isReached = this.#isReached.fill(0);
    for (let index = 0; index < this.#cliques.length; index++) {
      if (this.#isStale[index] === 0) continue;
      const clique = this.#cliques[index]!;
      this.#sendUp(clique);
      if (clique.parent !== -1) this.#isStale[clique.parent] = 1;
      isReached[clique.root] = 1;
      this.#isStale[index] = 0;
    }
    for (let index = this.#cliques.length - 1; index >= 0; index--) {
      const clique = this.#cliques[index]!;
      if (isReached[clique.root] === 0) continue;
      this.#differentiate(clique);
      for (let bit = 0; bit < clique.summed; bit++) this.#shares[clique.variables[bit]!] = NaN;
      for (const factor of clique.factors) this.#inverses[factor] = NaN;
    }
  }

  /** Share of the whole sum in which the variable is 1. */
  shareOfOne(variable: number): number {
    const known = this.#shares[variable]!;
    if (!Number.isNaN(known)) return known;
    const { variables, products, adjoint } = this.#cliques[this.#cliqueOf[variable]!]!;
    const product = products.at(-1)!;
    const bit = variables.indexOf(variable);
    let zero = 0;
    let one = 0;
    for (let index = 0; index < product.length; index++) {
      const mass = product[index]! * adjoint[index]!;
      if ((index >> bit) & 1) one += mass;
      else zero += mass;
    }
    const share = one / (zero + one);
    this.#shares[variable] = share;
    return share;
  }

  /** Mean of `1 / factor` over the shares: the whole sum without this factor, divided by the whole sum. */
  meanInverse(factor: number): number {
    const known = this.#inverses[factor]!;
    if (!Number.isNaN(known)) return known;
    const { factors, factorIndex, products, adjoint } = this.#cliques[this.#homeOf[factor]!]!;
    const { table } = this.#factors[factor]!;
    const map = factorIndex[factors.indexOf(factor)]!;
    const product = products.at(-1)!;
    let inverse = 0;
    let total = 0;
    for (let index = 0; index < product.length; index++) {
      const mass = product[index]! * adjoint[index]!;
      total += mass;
      inverse += mass / table[map[index]!]!;
    }
    const mean = inverse / total;
    this.#inverses[factor] = mean;
    return mean;
  }

  #earliest(variables: readonly number[]): number {
    return variables.reduce((first, variable) => Math.min(first, this.#cliqueOf[variable]!), Infinity);
  }

  #sendUp({ variables, summed, factors, factorIndex, children, childIndex, products, message }: Clique): void {
    const own = products[0]!;
    own[0] = 1;
    // All states of the variables that are summed out here, then the same for each state of the others.
    for (let bit = 0; bit < summed; bit++) {
      const zero = this.#weights[2 * variables[bit]!]!;
      const one = this.#weights[2 * variables[bit]! + 1]!;
      const half = 1 << bit;
      for (let index = 0; index < half; index++) {
        own[half + index] = own[index]! * one;
        own[index] = own[index]! * zero;
      }
    }
    const block = 1 << summed;
    for (let index = block; index < own.length; index++) own[index] = own[index - block]!;
    for (let nth = 0; nth < factors.length; nth++) {
      multiplyInto(own, own, this.#factors[factors[nth]!]!.table, factorIndex[nth]!);
    }
    for (let nth = 0; nth < children.length; nth++) {
      multiplyInto(products[nth + 1]!, products[nth]!, this.#cliques[children[nth]!]!.message, childIndex[nth]!);
    }
    const product = products[children.length]!;
    for (let index = 0; index < message.length; index++) {
      let sum = 0;
      for (let cell = index << summed; cell < (index + 1) << summed; cell++) sum += product[cell]!;
      message[index] = sum;
    }
    // Only ratios matter; scaling keeps a long chain of small numbers from vanishing.
    scaleToOne(message);
  }

  /** Fills the adjoint (how the whole sum changes with each cell of the product) and hands it to the children. */
  #differentiate({ summed, parent, children, childIndex, products, adjoint, messageAdjoint }: Clique): void {
    if (parent === -1) adjoint.fill(1);
    else for (let index = 0; index < adjoint.length; index++) adjoint[index] = messageAdjoint[index >> summed]!;
    if (children.length === 0) return;
    const running = this.#running;
    for (let index = 0; index < adjoint.length; index++) running[index] = adjoint[index]!;
    for (let nth = children.length - 1; nth >= 0; nth--) {
      const child = this.#cliques[children[nth]!]!;
      const target = child.messageAdjoint;
      const map = childIndex[nth]!;
      const before = products[nth]!;
      target.fill(0);
      for (let index = 0; index < adjoint.length; index++) {
        const place = map[index]!;
        target[place] = target[place]! + running[index]! * before[index]!;
      }
      scaleToOne(target);
      if (nth === 0) return;
      for (let index = 0; index < adjoint.length; index++)
        running[index] = running[index]! * child.message[map[index]!]!;
    }
  }
}

interface CliquePlan {
  readonly variables: readonly number[];
  readonly summed: number;
}

/**
 * One clique for each variable that is eliminated, with its neighbors; but where what a clique hands on is just what the
 * next one is made of, both are one. Children stand before their parents.
 */
function cliquePlans({ order, neighbors }: EliminationOrder): readonly CliquePlan[] {
  const step = new Int32Array(order.length);
  order.forEach((variable, index) => (step[variable] = index));
  const plans: { summedVariables: number[]; others: readonly number[]; lastStep: number }[] = [];
  order.forEach((variable, index) => {
    const around = neighbors[index]!;
    const wider = plans.find(({ others }) => others.length === around.length + 1 && earliest(others, step) === index);
    if (wider === undefined) {
      plans.push({ summedVariables: [variable], others: around, lastStep: index });
    } else {
      wider.summedVariables.push(variable);
      wider.others = around;
      wider.lastStep = index;
    }
  });
  plans.sort((a, b) => a.lastStep - b.lastStep);
  return plans.map(({ summedVariables, others }) => ({
    variables: [...summedVariables, ...others],
    summed: summedVariables.length,
  }));
}

function earliest(variables: readonly number[], step: Int32Array): number {
  return variables.reduce((first, variable) => Math.min(first, step[variable]!), Infinity);
}

function multiplyInto(target: Float64Array, source: Float64Array, table: Float64Array, map: Int32Array): void {
  for (let index = 0; index < target.length; index++) target[index] = source[index]! * table[map[index]!]!;
}

function scaleToOne(values: Float64Array): void {
  let largest = 0;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, Math.abs(values[index]!));
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
