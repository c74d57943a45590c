/** z = a·x + b·y + c. */
export interface Plane {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

const MOST_STEPS = 200;

/**
 * The plane on which points come to rest: all lie on it or above, and the three that touch it stand around a center. It is
 * found as one finds the side of a tent under a pole: from any three points around the center, the lowest of the others
 * takes the place of one of them, until none is lower.
 *
 * @param points - x, y, z of each, at least three that stand around the center.
 */
export function restingPlane(points: Float64Array, centerX: number, centerY: number): Plane | null {
  const count = points.length / 3;
  const x = (index: number): number => points[index * 3]!;
  const y = (index: number): number => points[index * 3 + 1]!;
  const surrounds = (a: number, b: number, c: number): boolean => {
    const turn = (p: number, q: number): number => (x(q) - x(p)) * (centerY - y(p)) - (y(q) - y(p)) * (centerX - x(p));
    const [one, two, three] = [turn(a, b), turn(b, c), turn(c, a)];
    return (one >= 0 && two >= 0 && three >= 0) || (one <= 0 && two <= 0 && three <= 0);
  };
  let feet = firstThree(farthestAround(points, centerX, centerY), surrounds);
  if (feet === null) return null;
  for (let step = 0; step < MOST_STEPS; step++) {
    const plane = planeThrough(points, feet);
    if (plane === null) return null;
    let lowest = -1;
    let depth = 1e-7;
    for (let index = 0; index < count; index++) {
      const below = plane.a * x(index) + plane.b * y(index) + plane.c - points[index * 3 + 2]!;
      if (below > depth) {
        depth = below;
        lowest = index;
      }
    }
    if (lowest < 0) return plane;
    const [a, b, c]: readonly [number, number, number] = feet;
    const next = (
      [
        [a, b, lowest],
        [b, c, lowest],
        [c, a, lowest],
      ] as const
    ).find((candidate) => surrounds(...candidate) && planeThrough(points, candidate) !== null);
    if (next === undefined) return plane;
    feet = [...next];
  }
  return planeThrough(points, feet);
}

type Three = readonly [number, number, number];

/** Points far out, in twelve directions. */
function farthestAround(points: Float64Array, centerX: number, centerY: number): readonly number[] {
  const farthest = (angle: number): number => {
    let best = 0;
    let most = -Infinity;
    for (let at = 0; at < points.length; at += 3) {
      const along = (points[at]! - centerX) * Math.cos(angle) + (points[at + 1]! - centerY) * Math.sin(angle);
      if (along > most) {
        most = along;
        best = at / 3;
      }
    }
    return best;
  };
  return [...new Set(Array.from({ length: 12 }, (_, nth) => farthest((nth * Math.PI) / 6)))];
}

function firstThree(
  far: readonly number[],
  surrounds: (a: number, b: number, c: number) => boolean,
): [number, number, number] | null {
  for (let i = 0; i < far.length; i++) {
    for (let j = i + 1; j < far.length; j++) {
      for (let k = j + 1; k < far.length; k++) {
        if (surrounds(far[i]!, far[j]!, far[k]!)) return [far[i]!, far[j]!, far[k]!];
      }
    }
  }
  return null;
}

function planeThrough(points: Float64Array, [i, j, k]: Three): Plane | null {
  const at = (index: number, axis: number): number => points[index * 3 + axis]!;
  const [ux, uy, uz] = [at(j, 0) - at(i, 0), at(j, 1) - at(i, 1), at(j, 2) - at(i, 2)];
  const [vx, vy, vz] = [at(k, 0) - at(i, 0), at(k, 1) - at(i, 1), at(k, 2) - at(i, 2)];
  const up = ux * vy - uy * vx;
  if (Math.abs(up) < 1e-6) return null;
  const a = (uz * vy - uy * vz) / up;
  const b = (ux * vz - uz * vx) / up;
  return { a, b, c: at(i, 2) - a * at(i, 0) - b * at(i, 1) };
}
