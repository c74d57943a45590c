/**
 * One effect that was seen, in a noisy-OR network of two layers (causes above, effects below):
 * `P(seen | causes) = 1 − (1 − leak) · Π (1 − link_i)` over the causes that are present.
 */
export interface SeenEffect {
  /** P(seen) when none of its causes is present, in (0, 1]. */
  readonly leak: number;
  /** Index of each cause; each at most once. */
  readonly causes: Int32Array;
  /** P(this cause alone, without leak, brings the effect about), in [0, 1]; as long as `causes`. */
  readonly links: Float64Array;
}

/** Below this a leak would let rounding decide; nothing that was ever seen is less likely by itself. */
const LOWEST_LEAK = 1e-6;

export function seenEffect(leak: number, causes: readonly number[], links: readonly number[]): SeenEffect {
  if (causes.length !== links.length) {
    throw new RangeError(
      `An effect needs one link for each cause; it has ${causes.length} causes, ${links.length} links.`,
    );
  }
  if (!(leak >= 0 && leak <= 1) || links.some((link) => !(link >= 0 && link <= 1))) {
    throw new RangeError(`Leak and links lie in [0, 1]; the leak is ${leak}, the links are ${links.join(", ")}.`);
  }
  return { leak: Math.max(leak, LOWEST_LEAK), causes: Int32Array.from(causes), links: Float64Array.from(links) };
}

/**
 * The effect with what it says about each cause weakened (weight 1 full, 0 none), for evidence that partly repeats other
 * evidence.
 *
 * Raising the factor to a power would leave the noisy-OR family. This is the noisy-OR in which each cause alone, against
 * no cause, has its ratio raised to the power of its weight; with one weight for all it agrees with the power of the
 * factor where no cause or one cause is present, and lies close to it where several are.
 *
 * @param weights - In [0, 1], one for each cause.
 */
export function tempered(effect: SeenEffect, weights: Float64Array): SeenEffect {
  if (weights.length !== effect.causes.length) {
    throw new RangeError(
      `Each cause needs a weight; there are ${effect.causes.length} causes, ${weights.length} weights.`,
    );
  }
  // The largest weight keeps every P(seen | one cause) at or below 1.
  const leak = effect.leak ** Math.max(0, ...weights);
  const links = effect.links.map((link, nth) => {
    const ratio = (1 - (1 - effect.leak) * (1 - link)) / effect.leak;
    return leak >= 1 ? 0 : Math.min(1, Math.max(0, 1 - (1 - leak * ratio ** weights[nth]!) / (1 - leak)));
  });
  return { leak, causes: effect.causes, links };
}
