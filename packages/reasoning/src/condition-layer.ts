import { NoisyOrNetwork } from "@plumbline/bayesian-network";
import type { SeenEffect } from "@plumbline/bayesian-network";
import type { Setting } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { conditionModel } from "./condition-model.ts";
import type { ConditionModel, EvidenceRow } from "./condition-model.ts";
import type { ConditionParameters } from "./condition-parameters.ts";
import type { ConditionStructure } from "./condition-structure.ts";
import { DirectOdds } from "./direct-odds.ts";
import { NEAR_ZERO_PRIOR } from "./finding-role.ts";
import { isSilent, knownEvidence, UNKNOWN, silencerOf, withFinding } from "./known-evidence.ts";
import type { KnownEvidence } from "./known-evidence.ts";
import { PresentEffects } from "./present-effects.ts";

type States = ReadonlyMap<string, boolean>;

/** No finding is left out. */
const NONE = -1;

/** What the base's own figures make of all that is known: every "what if" starts from it and changes little. */
interface AsKnown {
  readonly priors: Float64Array;
  readonly posteriors: Float64Array;
  readonly logEvidence: number;
}

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
  #asKnown: AsKnown | null = null;

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
    const { structure, parameters } = this.model;
    const left = without === undefined ? NONE : (structure.findingIndex.get(without) ?? NONE);
    const { priors, posteriors } = this.#now();
    if (left === NONE || this.#known.state[left] === UNKNOWN) return posteriors.slice();
    const changed = this.#priorsAfter(priors, conditionsOf(left, structure), this.#direct, left);
    return this.#network.posteriors(changed, this.#effects.effects(parameters, left));
  }

  /**
   * As if one more finding were known, or a known one were otherwise; sex aside. Exact, and on the network as it stands:
   * with a further effect seen, P(c | seen) follows from P(c) and from P(c | not seen), which only lowers prior odds:
   *
   *     P(c) = P(seen) · P(c | seen) + P(not seen) · P(c | not seen)
   */
  posteriorsWith(id: string, isPresent: boolean): Float64Array {
    const { structure } = this.model;
    const finding = structure.findingIndex.get(id);
    if (finding === undefined) return this.posteriors();
    const now = this.#now();
    const known = withFinding(this.#known, finding, isPresent);
    const conditions = conditionsOf(finding, structure);
    const isAbout = new Uint8Array(structure.conditionCount);
    for (const condition of conditions) isAbout[condition] = 1;
    const priors = this.#priorsAfter(now.priors, conditions, new DirectOdds(structure, known, isAbout), NONE);
    const { effects, added, isChanged } = this.#effectsAfter(finding, known);
    const isAsKnown = !isChanged && priors.every((prior, index) => prior === now.priors[index]);
    const before = isAsKnown ? now.posteriors : this.#network.posteriors(priors, effects);
    if (added === null) return isAsKnown ? before.slice() : before;
    const logBefore = isAsKnown ? now.logEvidence : this.#network.logEvidence();
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
    if (this.isExact) return 0;
    const bounds = this.#network.bounds(this.#now().priors, this.#effects.effects(this.model.parameters, NONE));
    if (bounds === null) return 0;
    return bounds.high.reduce((widest, high, index) => Math.max(widest, high - bounds.low[index]!), 0);
  }

  /** The same person under other figures. */
  posteriorsUnder(parameters: ConditionParameters): Float64Array {
    const priors = this.#directPriors(this.#direct, parameters);
    return this.#network.posteriors(priors, this.#effects.effects(parameters, NONE));
  }

  /** Findings whose rows count for a condition: its own, less what a cluster result or its items already said. */
  usedRows(): readonly EvidenceRow[] {
    const { structure, rows } = this.model;
    const { known, state } = this.#known;
    const used: EvidenceRow[] = [];
    for (const finding of known) {
      for (let row = structure.rowStart[finding]!; row < structure.rowStart[finding + 1]!; row++) {
        if (!isSilent(silencerOf(row, structure, state), NONE)) used.push(rows[row]!);
      }
    }
    return used;
  }

  #now(): AsKnown {
    if (this.#asKnown !== null) return this.#asKnown;
    const { parameters } = this.model;
    const priors = this.#directPriors(this.#direct, parameters);
    const posteriors = this.#network.posteriors(priors, this.#effects.effects(parameters, NONE));
    this.#asKnown = { priors, posteriors, logEvidence: this.#network.logEvidence() };
    return this.#asKnown;
  }

  /**
   * The effects of the network were one finding known so, and that finding's own effect when the network has none for it.
   * Only those of the clusters it touches are worked out anew.
   */
  #effectsAfter(
    finding: number,
    { known, state }: KnownEvidence,
  ): {
    readonly effects: readonly (SeenEffect | null)[];
    readonly added: SeenEffect | null;
    readonly isChanged: boolean;
  } {
    const { structure, parameters } = this.model;
    const isTouched = (other: number): boolean =>
      structure.touchedClusters[finding]!.includes(structure.cluster[other]!);
    const anew = new PresentEffects(structure, { known: known.filter(isTouched), state });
    const ofAnew = anew.effects(parameters, NONE);
    const effectOf = (other: number): SeenEffect | null => ofAnew[anew.findings().indexOf(other)] ?? null;
    const own = this.#effects.findings();
    const effects = this.#effects
      .effects(parameters, NONE)
      .map((effect, index) => (isTouched(own[index]!) ? effectOf(own[index]!) : effect));
    return { effects, added: own.includes(finding) ? null : effectOf(finding), isChanged: own.some(isTouched) };
  }

  #demographicPriors(): Float64Array {
    const { structure, parameters } = this.model;
    const { isDemographic } = structure;
    const known = this.#known.known.filter((finding) => isDemographic[finding] === 1);
    const state = this.#known.state.map((value, finding) => (isDemographic[finding] === 1 ? value : 0));
    return this.#directPriors(new DirectOdds(structure, { known, state }), parameters);
  }

  /** Setting prior times every ratio that acts on the odds directly. */
  #directPriors(direct: DirectOdds, parameters: ConditionParameters): Float64Array {
    const priors = new Float64Array(this.model.structure.conditionCount);
    for (let condition = 0; condition < priors.length; condition++) {
      priors[condition] = this.#directPrior(condition, direct, parameters, NONE);
    }
    return priors;
  }

  /** The same priors but for these conditions. */
  #priorsAfter(priors: Float64Array, conditions: Int32Array, direct: DirectOdds, without: number): Float64Array {
    const changed = priors.slice();
    for (const condition of conditions) {
      changed[condition] = this.#directPrior(condition, direct, this.model.parameters, without);
    }
    return changed;
  }

  #directPrior(condition: number, direct: DirectOdds, parameters: ConditionParameters, without: number): number {
    const isOfOtherSex = this.#isOfOtherSex[condition] === 1;
    const prior = isOfOtherSex ? NEAR_ZERO_PRIOR : parameters.prior[this.#setting][condition]!;
    if (!direct.actsOn(condition)) return prior;
    const odds = (prior / (1 - prior)) * Math.exp(direct.logRatio(condition, parameters, without));
    return odds / (1 + odds);
  }
}

/** Conditions a finding speaks about: knowing it changes the prior odds of no others. */
function conditionsOf(finding: number, { rowStart, rowCondition }: ConditionStructure): Int32Array {
  return rowCondition.subarray(rowStart[finding], rowStart[finding + 1]);
}
