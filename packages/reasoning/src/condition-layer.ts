import { NoisyOrNetwork, seenEffect, tempered } from "@plumbline/bayesian-network";
import type { SeenEffect } from "@plumbline/bayesian-network";
import type { Setting } from "@plumbline/clinical-model";
import type { EngineParameters, EvidenceBase } from "@plumbline/evidence";
import { ITEMS_OF_RESULT, ITEMS_OF_SUMMARY } from "./cluster-items.ts";
import { conditionModel } from "./condition-model.ts";
import type { ConditionModel, EvidenceRow, FindingModel } from "./condition-model.ts";
import { CONDITIONS_OF_ONE_SEX, DEMOGRAPHIC_FINDINGS, NEAR_ZERO_PRIOR } from "./finding-role.ts";
import { AGE_CLUSTER, temperedSum } from "./linear-evidence.ts";
import type { LogRatio } from "./linear-evidence.ts";

type States = ReadonlyMap<string, boolean>;

/**
 * P(each condition | what is known of one person), in the order of {@link ConditionModel.conditions}.
 *
 * Context and absent findings move the odds of each condition (linear, exact); present findings are the effects of a
 * noisy-OR network whose structure is worked out once, so that "what if this answer were missing" costs one pass.
 */
export class ConditionLayer {
  readonly model: ConditionModel;
  /** P(condition) by setting, age and sex alone. */
  readonly priors: Float64Array;
  readonly isExact: boolean;
  readonly #parameters: EngineParameters;
  readonly #states: States;
  readonly #baseOdds: Float64Array;
  readonly #present: readonly FindingModel[];
  readonly #network: NoisyOrNetwork;

  constructor(setting: Setting, states: States, evidence: EvidenceBase) {
    this.model = conditionModel(evidence);
    this.#parameters = evidence.parameters;
    this.#states = states;
    const isFemale = states.get("h_sex_female");
    this.#baseOdds = Float64Array.from(this.model.conditions, (condition) => {
      const sex = CONDITIONS_OF_ONE_SEX[condition.id];
      const isOfOtherSex = sex !== undefined && isFemale !== undefined && isFemale !== (sex === "female");
      return odds(isOfOtherSex ? NEAR_ZERO_PRIOR : condition.prior[setting]);
    });
    this.#present = this.#presentEffects(states);
    this.#network = new NoisyOrNetwork(
      this.model.conditions.length,
      this.#present.map(({ rows }) => Int32Array.from(links(rows), (row) => row.condition)),
    );
    this.isExact = this.#network.isExact;
    const demographics = new Map([...states].filter(([id]) => DEMOGRAPHIC_FINDINGS.has(id)));
    this.priors = this.#linearPriors(demographics);
  }

  /** @param without - A finding taken as unknown; all are used when it is left out. */
  posteriors(without?: string): Float64Array {
    const states = new Map(this.#states);
    if (without !== undefined) states.delete(without);
    return this.#network.posteriors(this.#linearPriors(states), this.#effects(states));
  }

  /** Findings whose rows count for a condition: its own, less what a cluster result or its items already said. */
  usedRows(): readonly EvidenceRow[] {
    const used: EvidenceRow[] = [];
    for (const id of this.#states.keys()) {
      for (const row of this.model.findings.get(id)?.rows ?? []) {
        if (!this.#isSaidElsewhere(id, row.condition, this.#states)) used.push(row);
      }
    }
    return used;
  }

  #presentEffects(states: States): FindingModel[] {
    return [...states].flatMap(([id, state]) => {
      const finding = this.model.findings.get(id);
      return state && finding !== undefined && finding.role === "effect" && links(finding.rows).length > 0
        ? [finding]
        : [];
    });
  }

  /** Setting prior times every ratio that acts on the odds directly: context, absence, and presence that speaks against. */
  #linearPriors(states: States): Float64Array {
    const ratios: LogRatio[][] = this.model.conditions.map(() => []);
    for (const [id, state] of states) {
      const finding = this.model.findings.get(id);
      if (finding === undefined) continue;
      const cluster = clusterKey(finding, state);
      for (const row of finding.rows) {
        if (state && row.link > 0) continue;
        if (this.#isSaidElsewhere(id, row.condition, states)) continue;
        const isInhibitory = finding.role === "effect" && row.lrPos < 1;
        const exponent = isInhibitory ? this.#parameters.inhibitoryExponent : 1;
        ratios[row.condition]!.push({ cluster, logRatio: exponent * Math.log(state ? row.lrPos : row.lrNeg) });
      }
    }
    const { clusterFirstItemWeight: first, clusterFurtherItemsWeight: further } = this.#parameters;
    return this.#baseOdds.map((base, condition) =>
      probability(base * Math.exp(temperedSum(ratios[condition]!, first, further))),
    );
  }

  #effects(states: States): (SeenEffect | null)[] {
    const strongest = this.#strongestPresent(states);
    const { clusterFirstItemWeight, clusterFurtherItemsWeight } = this.#parameters;
    return this.#present.map((finding) => {
      const { id } = finding.finding;
      if (states.get(id) !== true) return null;
      const rows = links(finding.rows);
      const effect = seenEffect(
        finding.leak,
        rows.map((row) => row.condition),
        rows.map((row) => (this.#isSaidElsewhere(id, row.condition, states) ? 0 : row.link)),
      );
      const weights = Float64Array.from(rows, (row) => {
        const isFirst = strongest.get(`${row.condition}/${clusterKey(finding, true)}`) === id;
        return finding.weight * (isFirst ? clusterFirstItemWeight : clusterFurtherItemsWeight);
      });
      return tempered(effect, weights);
    });
  }

  /** For each condition and cluster, the present finding that speaks for it most: it counts in full, the others less. */
  #strongestPresent(states: States): ReadonlyMap<string, string> {
    const strongest = new Map<string, string>();
    const strengths = new Map<string, number>();
    for (const finding of this.#present) {
      const { id } = finding.finding;
      if (states.get(id) !== true) continue;
      for (const row of links(finding.rows)) {
        const key = `${row.condition}/${clusterKey(finding, true)}`;
        if (row.lrPos <= (strengths.get(key) ?? 0) || this.#isSaidElsewhere(id, row.condition, states)) continue;
        strongest.set(key, id);
        strengths.set(key, row.lrPos);
      }
    }
    return strongest;
  }

  /** Whether a recorded cluster result, or an item of this summary, already says it about this condition. */
  #isSaidElsewhere(id: string, condition: number, states: States): boolean {
    const speaksOf = (other: string): boolean =>
      states.has(other) && (this.model.findings.get(other)?.rows.some((row) => row.condition === condition) ?? false);
    if (ITEMS_OF_SUMMARY[id]?.some(speaksOf) === true) return true;
    return RESULTS_WITH_ITEM.get(id)?.some(speaksOf) ?? false;
  }
}

const RESULTS_WITH_ITEM: ReadonlyMap<string, readonly string[]> = invert(ITEMS_OF_RESULT);

function invert(itemsOf: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, readonly string[]> {
  const resultsWith = new Map<string, string[]>();
  for (const [result, items] of Object.entries(itemsOf)) {
    for (const item of items) resultsWith.set(item, [...(resultsWith.get(item) ?? []), result]);
  }
  return resultsWith;
}

function links(rows: readonly EvidenceRow[]): EvidenceRow[] {
  return rows.filter((row) => row.link > 0);
}

/** Present and absent findings of a cluster are tempered apart; a finding without a cluster stands alone. */
function clusterKey({ finding }: FindingModel, state: boolean): string {
  if (finding.dependencyCluster === AGE_CLUSTER) return AGE_CLUSTER;
  const cluster = finding.dependencyCluster === "" ? finding.id : finding.dependencyCluster;
  return `${cluster}/${state ? "present" : "absent"}`;
}

function odds(probabilityOf: number): number {
  return probabilityOf / (1 - probabilityOf);
}

function probability(oddsOf: number): number {
  return oddsOf / (1 + oddsOf);
}
