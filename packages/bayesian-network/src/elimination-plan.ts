import { cliquePlans, passTerms } from "./clique-plan.ts";
import type { CliquePlan } from "./clique-plan.ts";
import { eliminationOrder } from "./elimination-order.ts";

export interface EliminationLimits {
  /**
   * Up to this many terms in a pass no effect is split.
   */
  readonly comfortableTerms: number;
  /** Beyond this many the exact answer would take longer than a page may (about 50 ms): it is bounded instead. */
  readonly mostTerms: number;
}

/** How one effect enters the elimination. */
export interface EffectPlan {
  /** Positions in the effect's causes that other effects share. */
  readonly shared: Int32Array;
  /** Positions whose cause bears on this effect alone: summed out by formula. */
  readonly private: Int32Array;
  /** Of a split effect: the variable that says whether anything has brought it about yet; -1 for one table. */
  readonly switchVariable: number;
  /**
   * Of a table effect: its factor. Of a split effect: that of its leak, before those of each shared cause. -1 when
   * nothing is shared.
   */
  readonly factor: number;
}

/** How a network is summed out: all that does not depend on its figures, and what it costs. */
export interface EliminationPlan {
  readonly effects: readonly EffectPlan[];
  /** By cause: its variable; -1 for those that are summed out by formula. */
  readonly variableOf: Int32Array;
  /** Variables of each factor. */
  readonly scopes: readonly (readonly number[])[];
  readonly cliques: readonly CliquePlan[];
  /** Variables from this one on are switches. */
  readonly firstSwitch: number;
  /** What one pass costs: terms over all multiplications. */
  readonly terms: number;
}

/** Sizes up to which an effect is one table, tried in turn; wider ones are split. */
const TABLE_SIZES = [12, 9, 7, 5, 4, 3];

/**
 * The first comfortable way, from no splitting to much; where none is, the cheapest.
 *
 * @param effectCauses - For each seen effect, the indices of its causes.
 * @param comfortableTerms - Up to this many no effect is split further.
 */
export function eliminationPlan(
  causeCount: number,
  effectCauses: readonly Int32Array[],
  comfortableTerms: number,
): EliminationPlan {
  const uses = new Int32Array(causeCount);
  for (const causes of effectCauses) for (const cause of causes) uses[cause] = uses[cause]! + 1;
  const variableOf = new Int32Array(causeCount).fill(-1);
  let variables = 0;
  for (let cause = 0; cause < causeCount; cause++) if (uses[cause]! > 1) variableOf[cause] = variables++;
  let best: EliminationPlan | null = null;
  for (const tableSize of TABLE_SIZES) {
    const { effects, scopes, variableCount } = planEffects(effectCauses, variableOf, variables, tableSize);
    // What the order costs in cells, it costs in terms at least.
    const order = eliminationOrder(variableCount, scopes, best?.terms);
    if (order === null) continue;
    const cliques = cliquePlans(order, scopes);
    const terms = passTerms(cliques, scopes, variables);
    if (best !== null && terms >= best.terms) continue;
    best = { effects, variableOf, scopes, cliques, firstSwitch: variables, terms };
    if (terms <= comfortableTerms) break;
  }
  return best!;
}

function planEffects(
  effectCauses: readonly Int32Array[],
  variableOf: Int32Array,
  variables: number,
  tableSize: number,
): Pick<EliminationPlan, "effects" | "scopes"> & { readonly variableCount: number } {
  const effects: EffectPlan[] = [];
  const scopes: (readonly number[])[] = [];
  let variableCount = variables;
  for (const causes of effectCauses) {
    const positions = Int32Array.from(causes.keys());
    const shared = positions.filter((position) => variableOf[causes[position]!] !== -1);
    const isSplit = shared.length > tableSize;
    const switchVariable = isSplit ? variableCount++ : -1;
    effects.push({
      shared,
      private: positions.filter((position) => variableOf[causes[position]!] === -1),
      switchVariable,
      factor: shared.length === 0 ? -1 : scopes.length,
    });
    const scope = Array.from(shared, (position) => variableOf[causes[position]!]!);
    if (isSplit) scopes.push([switchVariable], ...scope.map((variable) => [variable, switchVariable]));
    else if (scope.length > 0) scopes.push(scope);
  }
  return { effects, scopes, variableCount };
}
