import { EliminatedNetwork } from "./eliminated-network.ts";
import { eliminationPlan } from "./elimination-plan.ts";
import type { EliminationLimits, EliminationPlan } from "./elimination-plan.ts";
import type { SeenEffect } from "./noisy-or.ts";

/** Lower and upper bounds of each posterior. */
export interface PosteriorBounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** What is put in the place of a cause that was cut off an effect. */
type StandIn = "absent" | "present" | "as before";

/** Share of the links that is cut at each try: few when it is nearly narrow enough, more for each doubling beyond. */
const CUT_AT_LEAST = 0.02;
const CUT_FOR_EACH_DOUBLING = 0.01;

/**
 * A network with its weakest links cut until it is narrow enough, for posteriors with bounds.
 *
 * P(seen | causes) can only rise with a cause. So with every cut cause taken as absent each factor is at most what it
 * should be, with every cut cause taken as present at least; and so are the sums Z over them, with any cause present and
 * with it absent. The posterior then lies between
 *
 *     Z₁ low / (Z₁ low + Z₀ high)   and   Z₁ high / (Z₁ high + Z₀ low)
 *
 * The figure between them takes cut causes as they were before anything was seen.
 */
export class CutNetwork {
  readonly #kept: readonly Int32Array[];
  readonly #network: EliminatedNetwork;

  /** @param tooWide - The plan without cuts. */
  constructor(
    causeCount: number,
    effects: readonly SeenEffect[],
    tooWide: EliminationPlan,
    { comfortableTerms, mostTerms }: EliminationLimits,
  ) {
    let kept: readonly Int32Array[] = effects.map(({ causes }) => Int32Array.from(causes.keys()));
    let plan = tooWide;
    do {
      const doublings = Math.log2(plan.terms / mostTerms);
      kept = withoutWeakest(effects, kept, Math.min(1, CUT_AT_LEAST + CUT_FOR_EACH_DOUBLING * doublings));
      const causes = kept.map((positions, index) => positions.map((position) => effects[index]!.causes[position]!));
      plan = eliminationPlan(causeCount, causes, comfortableTerms);
    } while (plan.terms > mostTerms);
    this.#kept = kept;
    this.#network = new EliminatedNetwork(plan);
  }

  posteriors(priors: Float64Array, effects: readonly (SeenEffect | null)[]): Float64Array {
    return this.#network.posteriors(priors, this.#withStandIns(priors, effects, "as before"));
  }

  /** Of the network with stand-ins, with the figures of the last call. */
  logEvidence(): number {
    return this.#network.logEvidence();
  }

  bounds(priors: Float64Array, effects: readonly (SeenEffect | null)[]): PosteriorBounds {
    const fewer = this.#network.posteriors(priors, this.#withStandIns(priors, effects, "absent"));
    const logFewer = this.#network.logEvidence();
    const more = this.#network.posteriors(priors, this.#withStandIns(priors, effects, "present"));
    const logRatio = this.#network.logEvidence() - logFewer;
    return {
      low: fewer.map((value, cause) => probability(logOdds(value, 1 - more[cause]!) - logRatio)),
      high: more.map((value, cause) => probability(logOdds(value, 1 - fewer[cause]!) + logRatio)),
    };
  }

  #withStandIns(
    priors: Float64Array,
    effects: readonly (SeenEffect | null)[],
    standIn: StandIn,
  ): readonly (SeenEffect | null)[] {
    return effects.map((effect, index) => {
      if (effect === null) return null;
      const kept = this.#kept[index]!;
      const isKept = new Uint8Array(effect.causes.length);
      for (const position of kept) isKept[position] = 1;
      let unseen = 1 - effect.leak;
      effect.links.forEach((link, position) => {
        if (isKept[position] === 1 || standIn === "absent") return;
        unseen *= 1 - (standIn === "present" ? 1 : priors[effect.causes[position]!]!) * link;
      });
      return {
        leak: 1 - unseen,
        causes: kept.map((position) => effect.causes[position]!),
        links: Float64Array.from(kept, (position) => effect.links[position]!),
      };
    });
  }
}

/** Cuts the links that raise P(seen) least, for causes that more than one effect shares: the others cost nothing. */
function withoutWeakest(effects: readonly SeenEffect[], kept: readonly Int32Array[], share: number): Int32Array[] {
  const uses = new Map<number, number>();
  kept.forEach((positions, index) => {
    for (const position of positions) {
      const cause = effects[index]!.causes[position]!;
      uses.set(cause, (uses.get(cause) ?? 0) + 1);
    }
  });
  const shared = kept.flatMap((positions, index) => {
    const { leak, causes, links } = effects[index]!;
    return [...positions]
      .filter((position) => uses.get(causes[position]!)! > 1)
      .map((position) => ({ index, position, strength: ((1 - leak) * links[position]!) / leak }));
  });
  shared.sort((a, b) => a.strength - b.strength || a.index - b.index || a.position - b.position);
  const cut = shared.slice(0, Math.max(1, Math.floor(shared.length * share)));
  return kept.map((positions, index) => {
    const gone = new Set(cut.filter((link) => link.index === index).map(({ position }) => position));
    return positions.filter((position) => !gone.has(position));
  });
}

/** Rounding hides what is smaller beside 1: a bound must not rest on it. */
const ROUNDING = 1e-15;

function logOdds(present: number, absent: number): number {
  return Math.log(present) - Math.log(Math.max(absent, ROUNDING));
}

function probability(logOddsOf: number): number {
  return 1 / (1 + Math.exp(-logOddsOf));
}
