/** Standard normal numbers, the same for the same seed on every machine. */
export type Normals = () => number;

/**
 * Mulberry32 for even bits, Marsaglia's polar method for normals: sine and cosine may differ in their last digit from one
 * JavaScript engine to another.
 */
export function seededNormals(seed: number): Normals {
  let state = seed >>> 0;
  let spare: number | null = null;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => {
    if (spare !== null) {
      const next = spare;
      spare = null;
      return next;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * scale;
      return x * scale;
    }
  };
}
