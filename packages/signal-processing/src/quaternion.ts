/** w, x, y, z of a unit quaternion: turns a vector from the turning frame into the resting one. */
export type Quaternion = readonly [number, number, number, number];

export const NO_TURN: Quaternion = [1, 0, 0, 0];

/** First `second`, then `first`: the Hamilton product. */
export function product([aw, ax, ay, az]: Quaternion, [bw, bx, by, bz]: Quaternion): Quaternion {
  return [
    aw * bw - ax * bx - ay * by - az * bz,
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
  ];
}

/** The turn of a constant rate (rad/s about x, y, z of the turning frame) over `seconds`. */
export function turnOf(x: number, y: number, z: number, seconds: number): Quaternion {
  const rate = Math.sqrt(x * x + y * y + z * z);
  if (rate === 0) return NO_TURN;
  const half = (rate * seconds) / 2;
  const scale = Math.sin(half) / rate;
  return [Math.cos(half), x * scale, y * scale, z * scale];
}

export function normalized([w, x, y, z]: Quaternion): Quaternion {
  const length = Math.sqrt(w * w + x * x + y * y + z * z);
  return [w / length, x / length, y / length, z / length];
}

/** Row-major 3 × 3 matrix of the same turn. */
export function matrixOf([w, x, y, z]: Quaternion): readonly number[] {
  return [
    1 - 2 * (y * y + z * z),
    2 * (x * y - w * z),
    2 * (x * z + w * y),
    2 * (x * y + w * z),
    1 - 2 * (x * x + z * z),
    2 * (y * z - w * x),
    2 * (x * z - w * y),
    2 * (y * z + w * x),
    1 - 2 * (x * x + y * y),
  ];
}
