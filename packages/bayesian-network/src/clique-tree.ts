import type { CliquePlan } from "./clique-plan.ts";
import { adjointOfFrom, adjointOfPart, multiplication, multiplyInto } from "./multiplication.ts";
import type { Multiplication } from "./multiplication.ts";

/**
 * A function of a few binary variables, to be multiplied in. `table[bits]` has bit b set when `variables[b]` is 1.
 * Its values may change between passes (tell {@link CliqueTree.touch}); its variables may not.
 */
export interface TableFactor {
  readonly variables: readonly number[];
  readonly table: Float64Array;
}

/** Something multiplied in: the message of a child (when `clique` is not -1) or a factor. */
interface Part {
  readonly clique: number;
  readonly factor: number;
  readonly how: Multiplication;
}

interface Clique extends CliquePlan {
  readonly root: number;
  readonly parts: readonly Part[];
  /** Product of the weights and the parts before this one; the last is the whole product. */
  readonly products: readonly Float64Array[];
  readonly adjoint: Float64Array;
  readonly message: Float64Array;
  readonly messageAdjoint: Float64Array;
  /** What each state of the variables that are summed out here counts: switches have weights only there. */
  readonly selection: Float64Array;
}

/**
 * Sums a product of table factors over all states of binary variables, and gives the share of every state of every
 * clique, in two passes (variable elimination up, reverse differentiation down). Nothing is ever subtracted.
 *
 * The structure is worked out once. A pass works out again only what the changed weights and tables can reach.
 */
export class CliqueTree {
  readonly #cliques: readonly Clique[];
  readonly #factors: readonly TableFactor[];
  readonly #firstSwitch: number;
  /** By variable: the clique that sums it out; by factor: the clique it is multiplied in at. */
  readonly #cliqueOf: Int32Array;
  readonly #homeOf: Int32Array;
  readonly #weights: Float64Array;
  /** By clique: something in it changed since the last pass; by root: something under it did. */
  readonly #isStale: Uint8Array;
  readonly #isReached: Uint8Array;
  /** By clique: what its message was scaled by, in logarithms. */
  readonly #logScales: Float64Array;
  /** Answers of the last pass; NaN where they are yet to be worked out. */
  readonly #shares: Float64Array;
  readonly #inverses: Float64Array;
  readonly #running: readonly [Float64Array, Float64Array];

  /**
   * @param plans - Children before parents.
   * @param firstSwitch - Variables from this one on are switches: see {@link Multiplication}.
   */
  constructor(plans: readonly CliquePlan[], factors: readonly TableFactor[], firstSwitch: number) {
    const variableCount = plans.reduce((count, { summed }) => count + summed, 0);
    this.#factors = factors;
    this.#firstSwitch = firstSwitch;
    this.#weights = new Float64Array(2 * variableCount);
    this.#cliqueOf = new Int32Array(variableCount);
    this.#homeOf = new Int32Array(factors.length);
    this.#shares = new Float64Array(variableCount).fill(NaN);
    this.#inverses = new Float64Array(factors.length).fill(NaN);
    this.#isStale = new Uint8Array(plans.length).fill(1);
    this.#isReached = new Uint8Array(plans.length);
    this.#logScales = new Float64Array(plans.length);
    const roots = Int32Array.from(plans.keys());
    for (let index = plans.length - 1; index >= 0; index--) {
      if (plans[index]!.parent !== -1) roots[index] = roots[plans[index]!.parent]!;
    }
    this.#cliques = plans.map((plan, index): Clique => {
      const { variables, summed, children, factors: own } = plan;
      for (const variable of variables.slice(0, summed)) this.#cliqueOf[variable] = index;
      for (const factor of own) this.#homeOf[factor] = index;
      const isSwitch = variables.map((variable) => variable >= firstSwitch);
      const isActive = isSwitch.map((is) => !is);
      const partOf = (inner: readonly number[], clique: number, factor: number): Part => {
        const how = multiplication(variables, inner, isActive, isSwitch);
        for (const variable of inner) isActive[variables.indexOf(variable)] = true;
        return { clique, factor, how };
      };
      const parts = [
        ...children.map((child) => partOf(plans[child]!.variables.slice(plans[child]!.summed), child, -1)),
        ...own.map((factor) => partOf(factors[factor]!.variables, -1, factor)),
      ];
      const cells = 2 ** variables.length;
      return {
        ...plan,
        root: roots[index]!,
        parts,
        products: Array.from({ length: parts.length + 1 }, () => new Float64Array(cells)),
        adjoint: new Float64Array(cells),
        message: new Float64Array(cells >> summed),
        messageAdjoint: new Float64Array(cells >> summed),
        selection: new Float64Array(1 << summed),
      };
    });
    const widest = Math.max(1, ...this.#cliques.map(({ adjoint }) => adjoint.length));
    this.#running = [new Float64Array(widest), new Float64Array(widest)];
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
      this.#logScales[index] = Math.log(this.#sendUp(clique));
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

  /** Natural logarithm of the whole sum. */
  logTotal(): number {
    let sum = 0;
    for (const logScale of this.#logScales) sum += logScale;
    return sum;
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

  /** The whole sum with both states of a switch counted, divided by the whole sum as its weights are. */
  withEitherState(variable: number): number {
    const { variables, summed, products, messageAdjoint, parent } = this.#cliques[this.#cliqueOf[variable]!]!;
    const product = products.at(-1)!;
    const bit = variables.indexOf(variable);
    const zeroWeight = this.#weights[2 * variable]!;
    const oneWeight = this.#weights[2 * variable + 1]!;
    let either = 0;
    let total = 0;
    for (let index = 0; index < product.length; index++) {
      const above = parent === -1 ? 1 : messageAdjoint[index >> summed]!;
      const mass = product[index]! * above * this.#selectionOf(variables, summed, index, bit);
      either += mass;
      total += mass * ((index >> bit) & 1 ? oneWeight : zeroWeight);
    }
    return either / total;
  }

  /** Mean of `1 / factor` over the shares: the whole sum without this factor, divided by the whole sum. */
  meanInverse(factor: number): number {
    const known = this.#inverses[factor]!;
    if (!Number.isNaN(known)) return known;
    const { variables, products, adjoint } = this.#cliques[this.#homeOf[factor]!]!;
    const { table, variables: inner } = this.#factors[factor]!;
    const product = products.at(-1)!;
    const steps = inner.map((variable) => variables.indexOf(variable));
    let inverse = 0;
    let total = 0;
    for (let index = 0; index < product.length; index++) {
      const mass = product[index]! * adjoint[index]!;
      if (mass === 0) continue;
      let place = 0;
      for (let bit = 0; bit < steps.length; bit++) place |= ((index >> steps[bit]!) & 1) << bit;
      total += mass;
      inverse += mass / table[place]!;
    }
    const mean = inverse / total;
    this.#inverses[factor] = mean;
    return mean;
  }

  /** Returns the size of the message before it was scaled to 1. */
  #sendUp({ variables, summed, parts, products, message, selection }: Clique): number {
    this.#writeWeights(variables, summed, products[0]!);
    parts.forEach((part, nth) => multiplyInto(products[nth + 1]!, products[nth]!, this.#tableOf(part), part.how));
    for (let state = 0; state < selection.length; state++) {
      selection[state] = this.#selectionOf(variables, summed, state, -1);
    }
    const product = products.at(-1)!;
    for (let index = 0; index < message.length; index++) {
      let sum = 0;
      const first = index << summed;
      for (let state = 0; state < selection.length; state++) sum += product[first + state]! * selection[state]!;
      message[index] = sum;
    }
    // Scaling keeps a long chain of small numbers from vanishing.
    return scaleToOne(message);
  }

  /** The weights of the causes that are summed out here; no switch is on yet. */
  #writeWeights(variables: readonly number[], summed: number, own: Float64Array): void {
    own.fill(0);
    own[0] = 1;
    for (let bit = 0; bit < variables.length; bit++) {
      const variable = variables[bit]!;
      if (variable >= this.#firstSwitch) continue;
      const zero = bit < summed ? this.#weights[2 * variable]! : 1;
      const one = bit < summed ? this.#weights[2 * variable + 1]! : 1;
      const half = 1 << bit;
      for (let index = 0; index < half; index++) {
        own[half + index] = own[index]! * one;
        own[index] = own[index]! * zero;
      }
    }
  }

  /** Product of the weights of the switches that are summed out, but one, in a state. */
  #selectionOf(variables: readonly number[], summed: number, state: number, butBit: number): number {
    let product = 1;
    for (let bit = 0; bit < summed; bit++) {
      if (variables[bit]! < this.#firstSwitch || bit === butBit) continue;
      product *= this.#weights[2 * variables[bit]! + ((state >> bit) & 1)]!;
    }
    return product;
  }

  #tableOf({ clique, factor }: Part): Float64Array {
    return clique === -1 ? this.#factors[factor]!.table : this.#cliques[clique]!.message;
  }

  /** Fills the adjoint (how the whole sum changes with each cell of the product) and hands it to the children. */
  #differentiate({ summed, parent, parts, products, adjoint, messageAdjoint, selection }: Clique): void {
    for (let index = 0; index < adjoint.length; index++) {
      const above = parent === -1 ? 1 : messageAdjoint[index >> summed]!;
      adjoint[index] = above * selection[index & (selection.length - 1)]!;
    }
    const lastChild = parts.findLastIndex(({ clique }) => clique !== -1);
    if (lastChild === -1) return;
    let running = adjoint;
    for (let nth = parts.length - 1; nth >= 0; nth--) {
      const part = parts[nth]!;
      if (part.clique !== -1) {
        const child = this.#cliques[part.clique]!;
        adjointOfPart(child.messageAdjoint, running, products[nth]!, part.how);
        scaleToOne(child.messageAdjoint);
      }
      if (nth === 0) return;
      const next = this.#running[nth & 1]!.subarray(0, adjoint.length);
      adjointOfFrom(next, running, this.#tableOf(part), part.how);
      running = next;
    }
  }
}

/** Returns what it divided by. */
function scaleToOne(values: Float64Array): number {
  let largest = 0;
  for (let index = 0; index < values.length; index++) largest = Math.max(largest, values[index]!);
  if (largest === 0) return 0;
  for (let index = 0; index < values.length; index++) values[index] = values[index]! / largest;
  return largest;
}
