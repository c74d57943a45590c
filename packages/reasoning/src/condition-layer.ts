import { NoisyOrNetwork } from "@plumbline/bayesian-network";
import type { Setting } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { conditionModel } from "./condition-model.ts";
import type { ConditionModel, EvidenceRow } from "./condition-model.ts";
import type { ConditionParameters } from "./condition-parameters.ts";
import { DirectOdds } from "./direct-odds.ts";
import { NEAR_ZERO_PRIOR, isDemographic } from "./finding-role.ts";
import { isSilent, knownEvidence, silencerOf, withFinding } from "./known-evidence.ts";
import type { KnownEvidence } from "./known-evidence.ts";
import { PresentEffects } from "./present-effects.ts";

type States = ReadonlyMap<string, boolean>;

/** No finding is left out. */
const NONE = -1;

/**
 * P(each condition | what is known of one person), in the order of {@link ConditionModel.conditions}.
 *
 * Context and absent findings move the odds of each condition (linear, exact); present findings are the effects of a
 * noisy-OR network. The structure of both is worked out once, so that "what if this answer were missing" and "what if the
 * base's figures were others" cost one pass each.
 */
export class ConditionLayer {
  readonly model: ConditionModel;
  /** False when so much hangs together that links had to be cut: see {@link largestGap}. */
  readonly isExact: boolean;
  readonly #setting: Setting;
  readonly #known: KnownEvidence;
  /** By condition: 1 when only the other sex can have it. */
  readonly #isOfOtherSex: Uint8Array;
  readonly #direct: DirectOdds;
  readonly #effects: PresentEffects;
  readonly #network: NoisyOrNetwork;
  #priors: Float64Array | null = null;

  constructor(setting: Setting, states: States, evidence: EvidenceBase) {
    this.model = conditionModel(evidence);
    const { structure, parameters } = this.model;
    this.#setting = setting;
    this.#known = knownEvidence(states, structure);
    const isFemale = states.get("h_sex_female");
    const otherSex = isFemale === undefined ? 0 : isFemale ? 2 : 1;
    this.#isOfOtherSex = structure.onlySex.map((sex) => Number(sex !== 0 && sex === otherSex));
    this.#direct = new DirectOdds(structure, this.#known);
    this.#effects = new PresentEffects(structure, this.#known);
    const effects = this.#effects.effects(parameters, NONE).filter((effect) => effect !== null);
    this.#network = new NoisyOrNetwork(structure.conditionCount, effects);
    this.isExact = this.#network.isExact;
  }

  /** P(condition) by setting, age and sex alone. */
  get priors(): Float64Array {
    this.#priors ??= this.#demographicPriors();
    return this.#priors;
  }

  /** @param without - A finding taken as unknown; all are used when it is left out. */
  posteriors(without?: string): Float64Array {
    const left = without === undefined ? NONE : (this.model.structure.findingIndex.get(without) ?? NONE);
    return this.#posteriors(this.model.parameters, left);
  }

  /**
   * As if one more finding were known, or a known one were otherwise; sex aside. Exact, and on the network as it stands:
   * with a further effect seen, P(c | seen) follows from P(c) and from P(c | not seen), which only lowers prior odds:
   *
   *     P(c) = P(seen) · P(c | seen) + P(not seen) · P(c | not seen)
   */
  posteriorsWith(id: string, isPresent: boolean): Float64Array {
    const { structure, parameters } = this.model;
    const finding = structure.findingIndex.get(id);
    if (finding === undefined) return this.posteriors();
    const known = withFinding(this.#known, finding, isPresent);
    const priors = this.#directPriors(new DirectOdds(structure, known), parameters, NONE);
    const present = new PresentEffects(structure, known);
    const effectOf = new Map(
      present.effects(parameters, NONE).map((effect, index) => [present.findings()[index]!, effect]),
    );
    const effects = this.#effects.findings().map((other) => effectOf.get(other) ?? null);
    const before = this.#network.posteriors(priors, effects);
    const added = this.#effects.findings().includes(finding) ? null : (effectOf.get(finding) ?? null);
    if (added === null) return before;
    const logBefore = this.#network.logEvidence();
    let unseen = 1 - added.leak;
    added.causes.forEach((cause, nth) => {
      const prior = priors[cause]!;
      const link = added.links[nth]!;
      unseen *= 1 - prior * link;
      priors[cause] = (prior * (1 - link)) / (1 - prior * link);
    });
    const without = this.#network.posteriors(priors, effects);
    unseen *= Math.exp(this.#network.logEvidence() - logBefore);
    return before.map((value, index) => Math.min(1, Math.max(0, (value - unseen * without[index]!) / (1 - unseen))));
  }

  /** How far the posteriors may be off: the widest of their bounds; 0 when they are exact. */
  largestGap(): number {
    const { parameters } = this.model;
    const priors = this.#directPriors(this.#direct, parameters, NONE);
    const bounds = this.#network.bounds(priors, this.#effects.effects(parameters, NONE));
    if (bounds === null) return 0;
    return bounds.high.reduce((widest, high, index) => Math.max(widest, high - bounds.low[index]!), 0);
  }

  /** The same person under other figures. */
  posteriorsUnder(parameters: ConditionParameters): Float64Array {
    return this.#posteriors(parameters, NONE);
  }

  /** Findings whose rows count for a condition: its own, less what a cluster result or its items already said. */
  usedRows(): readonly EvidenceRow[] {
    const { structure, findings } = this.model;
    const { known, state } = this.#known;
    const models = [...findings.values()];
    const used: EvidenceRow[] = [];
    for (const finding of known) {
      models[finding]!.rows.forEach((row, nth) => {
        const silencer = silencerOf(structure.rowStart[finding]! + nth, structure, state);
        if (!isSilent(silencer, NONE)) used.push(row);
      });
    }
    return used;
  }

  #posteriors(parameters: ConditionParameters, without: number): Float64Array {
    const priors = this.#directPriors(this.#direct, parameters, without);
    return this.#network.posteriors(priors, this.#effects.effects(parameters, without));
  }

  #demographicPriors(): Float64Array {
    const { findings, structure, parameters } = this.model;
    const demographics = [...findings.values()].map(({ finding }) => isDemographic(finding));
    const known = this.#known.known.filter((finding) => demographics[finding]);
    const state = this.#known.state.map((value, finding) => (demographics[finding] ? value : 0));
    return this.#directPriors(new DirectOdds(structure, { known, state }), parameters, NONE);
  }

  /** Setting prior times every ratio that acts on the odds directly. */
  #directPriors(direct: DirectOdds, parameters: ConditionParameters, without: number): Float64Array {
    const settingPrior = parameters.prior[this.#setting];
    const priors = new Float64Array(settingPrior.length);
    for (let condition = 0; condition < priors.length; condition++) {
      const prior = this.#isOfOtherSex[condition] === 1 ? NEAR_ZERO_PRIOR : settingPrior[condition]!;
      priors[condition] = prior;
      if (!direct.actsOn(condition)) continue;
      const odds = (prior / (1 - prior)) * Math.exp(direct.logRatio(condition, parameters, without));
      priors[condition] = odds / (1 + odds);
    }
    return priors;
  }
}
