/** Standard normal numbers, the same for the same seed on every machine. */
export type Normals = () => number;

/** Mulberry32 for even bits, Box and Muller's transform for normals. */
export function seededNormals(seed: number): Normals {
  let state = seed >>> 0;
  let spare: number | null = null;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    // Never 0, so that its logarithm exists.
    return (((bits ^ (bits >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  return () => {
    if (spare !== null) {
      const next = spare;
      spare = null;
      return next;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}
