import type { Setting } from "../../packages/clinical-model/src/index.ts";
import type { EvidenceBase } from "../../packages/evidence/src/index.ts";
import { conditionModel } from "../../packages/reasoning/src/condition-model.ts";
import type { EvidenceRow, FindingModel } from "../../packages/reasoning/src/condition-model.ts";
import { NEAR_ZERO_PRIOR } from "../../packages/reasoning/src/finding-role.ts";

/**
 * The condition layer as one would write it first: objects, maps and loops, nothing worked out ahead, nothing kept. The
 * yardstick of the benchmark, and a second opinion on the engine's figures.
 *
 * @returns P(condition | states), by the index of the condition.
 */
export function plainPosteriors(
  setting: Setting,
  states: ReadonlyMap<string, boolean>,
  evidence: EvidenceBase,
): number[] {
  const model = conditionModel(evidence);
  const { clusterFirstItemWeight: first, clusterFurtherItemsWeight: further, inhibitoryExponent } = evidence.parameters;
  const ratios = new Map<number, Map<string, number[]>>();
  const effects: Effect[] = [];
  const strongest = strongestPresent(states, model.findings, evidence);
  for (const [id, isPresent] of states) {
    const finding = model.findings.get(id);
    if (finding === undefined) continue;
    const causes = new Map<number, number>();
    const weights = new Map<number, number>();
    for (const row of finding.rows) {
      const isSilent = isSaidElsewhere(id, row.condition, states, model.findings, evidence);
      if (isPresent && row.link > 0) {
        const isFirst = strongest.get(`${row.condition}/${clusterOf(finding)}`)?.id === id;
        causes.set(row.condition, isSilent ? 0 : row.link);
        weights.set(row.condition, finding.weight * (isFirst ? first : further));
      } else if (!isSilent) {
        const exponent = finding.role === "effect" && row.lrPos < 1 ? inhibitoryExponent : 1;
        const cluster = clusterOf(finding) === "age" ? "age" : `${clusterOf(finding)}/${isPresent}`;
        const ofCondition = ratios.get(row.condition) ?? new Map<string, number[]>();
        const ofCluster = ofCondition.get(cluster) ?? [];
        // Context is divided by its mean over clinic patients, so that priors stay.
        const q = finding.finding.leakP ?? evidence.parameters.guesses.unknownLeak;
        const mean = finding.role === "context" ? q * row.lrPos + (1 - q) * row.lrNeg : 1;
        ofCluster.push(exponent * Math.log((isPresent ? row.lrPos : row.lrNeg) / mean));
        ratios.set(row.condition, ofCondition.set(cluster, ofCluster));
      }
    }
    if (causes.size > 0) effects.push(tempered(finding.leak, causes, weights));
  }
  const isFemale = states.get("h_sex_female");
  const priors = model.conditions.map((condition, index) => {
    const sex = condition.onlySex;
    const isOfOtherSex = sex !== null && isFemale !== undefined && isFemale !== (sex === "female");
    const prior = isOfOtherSex ? NEAR_ZERO_PRIOR : condition.prior[setting];
    let logOdds = Math.log(prior / (1 - prior));
    for (const [cluster, values] of ratios.get(index) ?? []) {
      const sorted = values.sort((a, b) => Math.abs(b) - Math.abs(a) || b - a);
      sorted.forEach((value, nth) => (logOdds += value * (nth === 0 ? first : cluster === "age" ? 0 : further)));
    }
    return 1 / (1 + Math.exp(-logOdds));
  });
  return eliminate(priors, effects);
}

interface Effect {
  readonly leak: number;
  readonly causes: ReadonlyMap<number, number>;
}

function clusterOf({ finding }: FindingModel): string {
  return finding.dependencyCluster === "" ? finding.id : finding.dependencyCluster;
}

function isSaidElsewhere(
  id: string,
  condition: number,
  states: ReadonlyMap<string, boolean>,
  findings: ReadonlyMap<string, FindingModel>,
  { clusterResults }: EvidenceBase,
): boolean {
  const saying = clusterResults.flatMap(({ resultId, kind, itemIds }) => {
    if (kind === "result") return itemIds.includes(id) ? [resultId] : [];
    return resultId === id ? itemIds : [];
  });
  return saying.some(
    (other) => states.has(other) && findings.get(other)?.rows.some((row) => row.condition === condition) === true,
  );
}

/** Of the present findings of one cluster, the one that speaks for a condition most. */
function strongestPresent(
  states: ReadonlyMap<string, boolean>,
  findings: ReadonlyMap<string, FindingModel>,
  evidence: EvidenceBase,
): ReadonlyMap<string, { readonly id: string; readonly row: EvidenceRow }> {
  const strongest = new Map<string, { readonly id: string; readonly row: EvidenceRow }>();
  for (const [id, isPresent] of states) {
    const finding = findings.get(id);
    if (!isPresent || finding === undefined) continue;
    for (const row of finding.rows) {
      if (row.link === 0 || isSaidElsewhere(id, row.condition, states, findings, evidence)) continue;
      const key = `${row.condition}/${clusterOf(finding)}`;
      if (row.lrPos > (strongest.get(key)?.row.lrPos ?? 0)) strongest.set(key, { id, row });
    }
  }
  return strongest;
}

function tempered(leak: number, causes: ReadonlyMap<number, number>, weights: ReadonlyMap<number, number>): Effect {
  const weakLeak = leak ** Math.max(...weights.values());
  const weak = new Map<number, number>();
  for (const [cause, link] of causes) {
    const ratio = (1 - (1 - leak) * (1 - link)) / leak;
    weak.set(cause, weakLeak >= 1 ? 0 : 1 - (1 - weakLeak * ratio ** weights.get(cause)!) / (1 - weakLeak));
  }
  return { leak: weakLeak, causes: weak };
}

/** A function of a few yes-or-no variables: `values[bits]`, bit b for `variables[b]`. */
interface Factor {
  readonly variables: readonly number[];
  readonly values: readonly number[];
}

/** Effects of more causes than this are the difference of two products. */
const WIDEST_TABLE = 8;

/** Every cause by one elimination up and one down. */
function eliminate(priors: readonly number[], effects: readonly Effect[]): number[] {
  const factors: Factor[] = priors.map((prior, cause) => ({ variables: [cause], values: [1 - prior, prior] }));
  let variableCount = priors.length;
  for (const { leak, causes } of effects) {
    const variables = [...causes.keys()];
    if (variables.length <= WIDEST_TABLE) {
      const values = Array.from({ length: 2 ** variables.length }, (_, bits) => {
        let unseen = 1 - leak;
        variables.forEach((cause, bit) => (unseen *= (bits >> bit) & 1 ? 1 - causes.get(cause)! : 1));
        return 1 - unseen;
      });
      factors.push({ variables, values });
    } else {
      const either = variableCount++;
      factors.push({ variables: [either], values: [1, leak - 1] });
      for (const [cause, link] of causes) factors.push({ variables: [cause, either], values: [1, 1, 1, 1 - link] });
    }
  }
  const buckets = bucketsOf(variableCount, factors);
  const upward = new Map<Bucket, Factor>();
  for (const bucket of buckets) {
    const parts = [...bucket.factors, ...bucket.children.map((child) => upward.get(child)!)];
    upward.set(bucket, sumTo(bucket.scope.slice(1), bucket.scope, parts));
  }
  const downward = new Map<Bucket, Factor>();
  const posteriors: number[] = [];
  for (const bucket of buckets.toReversed()) {
    const above = downward.get(bucket);
    const parts = [...bucket.factors, ...(above === undefined ? [] : [above])];
    const messages = bucket.children.map((child) => upward.get(child)!);
    const [zero, one] = sumTo([bucket.scope[0]!], bucket.scope, [...parts, ...messages]).values;
    posteriors[bucket.scope[0]!] = one! / (zero! + one!);
    bucket.children.forEach((child, nth) => {
      const others = messages.filter((_, other) => other !== nth);
      downward.set(child, sumTo(child.scope.slice(1), bucket.scope, [...parts, ...others]));
    });
  }
  return posteriors.slice(0, priors.length);
}

interface Bucket {
  /** First the variable that is summed out here. */
  readonly scope: readonly number[];
  readonly factors: readonly Factor[];
  readonly children: Bucket[];
}

/** In the order in which they are summed out: next the variable whose going joins the fewest new pairs. */
function bucketsOf(variableCount: number, factors: readonly Factor[]): readonly Bucket[] {
  const neighbors = new Map(Array.from({ length: variableCount }, (_, variable) => [variable, new Set<number>()]));
  for (const { variables } of factors) {
    for (const a of variables) for (const b of variables) if (a !== b) neighbors.get(a)!.add(b);
  }
  const buckets: Bucket[] = [];
  const left = new Set(factors);
  while (neighbors.size > 0) {
    let best = -1;
    let bestFill = Infinity;
    for (const [variable, around] of neighbors) {
      let fill = 0;
      for (const a of around) for (const b of around) if (a < b && !neighbors.get(a)!.has(b)) fill++;
      if (fill < bestFill) [best, bestFill] = [variable, fill];
    }
    const around = neighbors.get(best)!;
    for (const a of around) {
      neighbors.get(a)!.delete(best);
      for (const b of around) if (a !== b) neighbors.get(a)!.add(b);
    }
    neighbors.delete(best);
    const own = [...left].filter(({ variables }) => variables.includes(best));
    for (const factor of own) left.delete(factor);
    const children = buckets.filter(
      ({ scope }) => scope.length > 1 && scope.slice(1).includes(best) && !isTaken(scope),
    );
    buckets.push({ scope: [best, ...around], factors: own, children });
  }
  return buckets;

  /** Whether a message already went to a bucket before this one. */
  function isTaken(scope: readonly number[]): boolean {
    return buckets.some(({ children }) => children.some((child) => child.scope === scope));
  }
}

/** Product of the factors over all states of `scope`, summed down to `variables`, largest value 1. */
function sumTo(variables: readonly number[], scope: readonly number[], factors: readonly Factor[]): Factor {
  const values = Array.from({ length: 2 ** variables.length }, () => 0);
  for (let state = 0; state < 2 ** scope.length; state++) {
    const isOn = (variable: number): boolean => ((state >> scope.indexOf(variable)) & 1) === 1;
    const indexIn = (list: readonly number[]): number =>
      list.reduce((bits, variable, bit) => bits | (Number(isOn(variable)) << bit), 0);
    let product = 1;
    for (const factor of factors) product *= factor.values[indexIn(factor.variables)]!;
    values[indexIn(variables)]! += product;
  }
  const largest = Math.max(...values.map(Math.abs));
  return { variables, values: values.map((value) => value / largest) };
}
