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
 * The effect with its say weakened to `weight` (1 full, 0 none), for evidence that partly repeats other evidence.
 *
 * Raising the factor to the power `weight` would leave the noisy-OR family. This is the noisy-OR that agrees with that
 * power where no cause or one cause is present; where several are, it lies close to it.
 */
export function tempered(effect: SeenEffect, weight: number): SeenEffect {
  if (weight === 1) return effect;
  const leak = effect.leak ** weight;
  const links = effect.links.map((link) => {
    const withCause = (1 - (1 - effect.leak) * (1 - link)) ** weight;
    return leak >= 1 ? 0 : Math.min(1, Math.max(0, 1 - (1 - withCause) / (1 - leak)));
  });
  return { leak, causes: effect.causes, links };
}
