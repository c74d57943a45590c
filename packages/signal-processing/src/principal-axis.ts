/** A direction, and how much of the whole lies along it. */
export interface PrincipalAxis {
  /** Unit vector; its sign has no meaning. */
  readonly axis: readonly [number, number, number];
  /** Sum of squares along it: of all, a third and more. */
  readonly squares: number;
}

/** Enough for a share of a billion to one; convergence is faster the clearer the axis. */
const ROUNDS = 60;

/**
 * The axis along which vectors are longest in the sense of least squares: the eigenvector of the greatest eigenvalue of
 * their second moments, by power iteration.
 *
 * @param moments - Sums of xx, xy, xz, yy, yz, zz.
 * @returns Null when all vectors are zero.
 */
export function principalAxis(moments: ArrayLike<number>): PrincipalAxis | null {
  const [xx, xy, xz, yy, yz, zz] = Array.from(moments) as [number, number, number, number, number, number];
  const trace = xx + yy + zz;
  if (!(trace > 0)) return null;
  // Begin with the longest column: it cannot be at a right angle to the axis.
  const columns = [
    [xx, xy, xz],
    [xy, yy, yz],
    [xz, yz, zz],
  ] as const;
  let [x, y, z] = columns.reduce((best, column) => (squared(column) > squared(best) ? column : best));
  let eigenvalue = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const length = Math.sqrt(x * x + y * y + z * z);
    [x, y, z] = [x / length, y / length, z / length];
    const next = [xx * x + xy * y + xz * z, xy * x + yy * y + yz * z, xz * x + yz * y + zz * z] as const;
    eigenvalue = next[0] * x + next[1] * y + next[2] * z;
    [x, y, z] = next;
  }
  const length = Math.sqrt(x * x + y * y + z * z);
  return { axis: [x / length, y / length, z / length], squares: eigenvalue };
}

function squared([x, y, z]: readonly [number, number, number]): number {
  return x * x + y * y + z * z;
}
