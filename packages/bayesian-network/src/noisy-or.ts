/**
 * One effect that was seen, in a noisy-OR network of two layers (causes above, effects below):
 * `P(seen | causes) = 1 − (1 − leak) · Π (1 − link_i)` over the causes that are present.
 */
export interface SeenEffect {
  /** P(seen) when none of its causes is present, in (0, 1]. */
  leak: number;
  /** Index of each cause; each at most once. */
  readonly causes: Int32Array;
  /** P(this cause alone, without leak, brings the effect about), in [0, 1]; as long as `causes`. */
  readonly links: Float64Array;
}

/** Below this a leak would let rounding decide; nothing that was ever seen is less likely by itself. */
const LOWEST_LEAK = 1e-6;

export function seenEffect(leak: number, causes: ArrayLike<number>, links: ArrayLike<number>): SeenEffect {
  if (causes.length !== links.length) {
    throw new RangeError(
      `An effect needs one link for each cause; it has ${causes.length} causes, ${links.length} links.`,
    );
  }
  const own = Float64Array.from(links);
  if (!(leak >= 0 && leak <= 1) || own.some((link) => !(link >= 0 && link <= 1))) {
    throw new RangeError(`Leak and links lie in [0, 1]; the leak is ${leak}, the links are ${own.join(", ")}.`);
  }
  return { leak: Math.max(leak, LOWEST_LEAK), causes: Int32Array.from(causes), links: own };
}

/**
 * Weakens what an effect says about each of its causes (weight 1 full, 0 none), for evidence that partly repeats other
 * evidence. Overwrites its leak and links.
 *
 * Raising the factor to a power would leave the noisy-OR family. This is the noisy-OR in which each cause alone, against
 * no cause, has its ratio raised to the power of its weight; with one weight for all it agrees with the power of the
 * factor where no cause or one cause is present, and lies close to it where several are.
 *
 * @param weights - In [0, 1], one for each cause.
 */
export function temper(effect: SeenEffect, weights: Float64Array): void {
  const { links } = effect;
  if (weights.length !== links.length) {
    throw new RangeError(`Each cause needs a weight; there are ${links.length} causes, ${weights.length} weights.`);
  }
  let largest = 0;
  for (let nth = 0; nth < weights.length; nth++) largest = Math.max(largest, weights[nth]!);
  const before = Math.max(effect.leak, LOWEST_LEAK);
  // The largest weight keeps every P(seen | one cause) at or below 1.
  const leak = before ** largest;
  for (let nth = 0; nth < links.length; nth++) {
    const ratio = (1 - (1 - before) * (1 - links[nth]!)) / before;
    links[nth] = leak >= 1 ? 0 : Math.min(1, Math.max(0, 1 - (1 - leak * ratio ** weights[nth]!) / (1 - leak)));
  }
  effect.leak = leak;
}
