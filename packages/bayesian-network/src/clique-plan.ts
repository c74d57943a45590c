import type { EliminationOrder } from "./elimination-order.ts";
import { countTerms } from "./multiplication.ts";

/** One step of the elimination: which variables meet there. */
export interface CliquePlan {
  /** The first `summed` variables, from bit 0, are summed out here; the message to `parent` speaks of the others. */
  readonly variables: readonly number[];
  readonly summed: number;
  /** -1 when nothing is left to hand on. */
  readonly parent: number;
  readonly children: readonly number[];
  readonly factors: readonly number[];
}

/**
 * One clique for each variable that is eliminated, with its neighbors; but where what a clique hands on is just what the
 * next one is made of, both are one. Children stand before their parents.
 *
 * @param scopes - Variables of each factor.
 */
export function cliquePlans(
  { order, neighbors }: EliminationOrder,
  scopes: readonly (readonly number[])[],
): readonly CliquePlan[] {
  const step = new Int32Array(order.length);
  order.forEach((variable, index) => (step[variable] = index));
  const cliques: { readonly own: number[]; others: readonly number[]; lastStep: number }[] = [];
  /** By step: cliques whose message goes to the variable eliminated then. */
  const waiting: (typeof cliques)[] = order.map(() => []);
  order.forEach((variable, index) => {
    const around = neighbors[index]!;
    let clique = waiting[index]!.find(({ others }) => others.length === around.length + 1);
    if (clique === undefined) {
      clique = { own: [], others: around, lastStep: index };
      cliques.push(clique);
    }
    clique.own.push(variable);
    clique.others = around;
    clique.lastStep = index;
    if (around.length > 0) waiting[earliest(around, step)]!.push(clique);
  });
  cliques.sort((a, b) => a.lastStep - b.lastStep);
  const cliqueOf = new Int32Array(order.length);
  cliques.forEach(({ own }, index) => {
    for (const variable of own) cliqueOf[variable] = index;
  });
  const parents = cliques.map(({ others }) => (others.length === 0 ? -1 : earliest(others, cliqueOf)));
  const children = cliques.map((): number[] => []);
  parents.forEach((parent, child) => {
    if (parent !== -1) children[parent]!.push(child);
  });
  const factors = cliques.map((): number[] => []);
  scopes.forEach((scope, factor) => factors[earliest(scope, cliqueOf)]!.push(factor));
  return cliques.map(({ own, others }, index) => ({
    variables: [...own, ...others],
    summed: own.length,
    parent: parents[index]!,
    children: children[index]!,
    factors: factors[index]!,
  }));
}

/** Terms over all multiplications: what one pass costs. */
export function passTerms(
  plans: readonly CliquePlan[],
  scopes: readonly (readonly number[])[],
  firstSwitch: number,
): number {
  let terms = 0;
  for (const { variables, children, factors } of plans) {
    const isSwitch = variables.map((variable) => variable >= firstSwitch);
    const isActive = isSwitch.map((is) => !is);
    const inners = [
      ...children.map((child) => plans[child]!.variables.slice(plans[child]!.summed)),
      ...factors.map((factor) => scopes[factor]!),
    ];
    terms += 2 ** variables.length;
    for (const inner of inners) {
      terms += countTerms(variables, inner, isActive, isSwitch);
      for (const variable of inner) isActive[variables.indexOf(variable)] = true;
    }
  }
  return terms;
}

function earliest(variables: readonly number[], rank: Int32Array): number {
  return variables.reduce((first, variable) => Math.min(first, rank[variable]!), Infinity);
}
