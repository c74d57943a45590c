import type { SeenEffect } from "./noisy-or.ts";

/** Share of the old message that is kept in each round: keeps loops from swinging. */
const DAMPING = 0.3;
const MOST_ROUNDS = 200;
/** Rounds end when no probability moved by more than this. */
const STILL = 1e-7;

/**
 * P(each cause | effects) by loopy belief propagation: exact where no two causes share more than one effect and there is
 * no loop, close elsewhere. Deterministic: fixed order, fixed start.
 *
 * @param priors - P(cause), in [0, 1).
 */
export function propagateBeliefs(priors: Float64Array, effects: readonly (SeenEffect | null)[]): Float64Array {
  const odds = priors.map((prior) => prior / (1 - prior));
  const seen = effects.filter((effect) => effect !== null);
  // message[e][k]: likelihood ratio that effect e sends to its k-th cause.
  const messages = seen.map((effect) => new Float64Array(effect.causes.length).fill(1));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const moved = seen.reduce((most, effect, index) => Math.max(most, send(effect, messages[index]!, odds)), 0);
    if (moved < STILL) break;
  }
  return odds.map((value) => (value === Infinity ? 1 : value / (1 + value)));
}

/** Renews the messages of one effect, and the odds of its causes with them; returns the largest step of a probability. */
function send(effect: SeenEffect, messages: Float64Array, odds: Float64Array): number {
  const { causes, links } = effect;
  const unlinked = new Float64Array(causes.length);
  let product = 1 - effect.leak;
  for (let nth = 0; nth < causes.length; nth++) {
    // What the cause looks like without this effect's own say.
    const cavity = odds[causes[nth]!]! / messages[nth]!;
    unlinked[nth] = Math.max(1 - (cavity / (1 + cavity)) * links[nth]!, Number.MIN_VALUE);
    product *= unlinked[nth]!;
  }
  let moved = 0;
  for (let nth = 0; nth < causes.length; nth++) {
    const others = product / unlinked[nth]!;
    const ratio = (1 - others * (1 - links[nth]!)) / (1 - others);
    const message = messages[nth]! ** DAMPING * ratio ** (1 - DAMPING);
    const before = odds[causes[nth]!]!;
    const after = (before / messages[nth]!) * message;
    moved = Math.max(moved, Math.abs(after / (1 + after) - before / (1 + before)));
    odds[causes[nth]!] = after;
    messages[nth] = message;
  }
  return moved;
}
