import { restingPlane } from "./resting-plane.ts";

type Vector = readonly [number, number, number];

/** Near the ground is what is lower than this part of the length: the arch too. */
const NEAR_GROUND_PART = 0.08;
/** Cells of the plan in which only the lowest point can touch the ground, as a part of the length. */
const CELL_PART = 1 / 80;

/** A foot upright: z up from the ground, y along the foot with the toes ahead; the heel at y = 0, x = 0 at its middle. */
export interface StandingFoot {
  readonly positions: Float64Array;
  readonly length: number;
  /** Part of the plan under which the lowest surface is near the ground: a foot that stands has nearly all of it. */
  readonly soleShare: number;
  /** Width over length. */
  readonly slenderness: number;
}

/**
 * Turns a foot, however it lies, so that it stands. Its longest axis is the foot's; it is set down on
 * each of its four sides, on the three points on which it rests there, and the side that lies nearest to the ground all over
 * is the sole. Then it is laid along its axis.
 */
export function standUp(scan: Float64Array): StandingFoot | null {
  const axes = principalAxes(scan);
  if (axes === null) return null;
  const [along, first, second] = axes;
  const candidates = [first, second, negated(first), negated(second)];
  const stands = candidates.flatMap((up) => {
    const settled = setDown(inFrame(scan, along, up));
    return settled === null ? [] : [{ settled, soleShare: nearGroundShare(settled) }];
  });
  if (stands.length === 0) return null;
  const best = stands.reduce((a, b) => (b.soleShare > a.soleShare ? b : a));
  const again = setDown(alongAxis(toesAhead(best.settled)));
  if (again === null) return null;
  const positions = alongAxis(toesAhead(again));
  const box = planBox(positions);
  const length = box.toY - box.fromY;
  const width = box.toX - box.fromX;
  const middle = middleBetween(positions, box.fromY + 0.08 * length, box.fromY + 0.18 * length, length);
  // What has no heel or no ball to find an axis by is no foot.
  if (!Number.isFinite(length) || !Number.isFinite(middle)) return null;
  for (let at = 0; at < positions.length; at += 3) {
    positions[at] = positions[at]! - middle;
    positions[at + 1] = positions[at + 1]! - box.fromY;
  }
  return { positions, length, soleShare: best.soleShare, slenderness: width / length };
}

function principalAxes(p: Float64Array): readonly [Vector, Vector, Vector] | null {
  const count = p.length / 3;
  const mean = [0, 0, 0];
  for (let at = 0; at < p.length; at++) mean[at % 3]! += p[at]! / count;
  const covariance = [0, 1, 2].map(() => [0, 0, 0]);
  for (let at = 0; at < p.length; at += 3) {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) covariance[i]![j]! += (p[at + i]! - mean[i]!) * (p[at + j]! - mean[j]!);
    }
  }
  // The largest by repeated multiplication, the next with that one taken out.
  const first = dominant(covariance, [0.3, 0.9, 0.31]);
  if (first === null) return null;
  const start: Vector = Math.abs(first[0]) < 0.7 ? [1, 0, 0] : [0, 1, 0];
  const size = quadratic(covariance, first);
  const rest = covariance.map((row, i) => row.map((value, j) => value - size * first[i]! * first[j]!));
  const second = dominant(rest, cross(first, start));
  if (second === null) return null;
  return [first, second, cross(first, second)];
}

function dominant(matrix: readonly (readonly number[])[], from: Vector): Vector | null {
  let vector = normalized(from);
  for (let step = 0; step < 200; step++) {
    const next = matrix.map((row) => row[0]! * vector[0] + row[1]! * vector[1] + row[2]! * vector[2]);
    if (!(Math.hypot(...next) > 0)) return null;
    vector = normalized(next as unknown as Vector);
  }
  return vector;
}

function quadratic(matrix: readonly (readonly number[])[], v: Vector): number {
  return matrix.reduce((sum, row, i) => sum + v[i]! * (row[0]! * v[0] + row[1]! * v[1] + row[2]! * v[2]), 0);
}

function nearGroundShare(p: Float64Array): number {
  const box = planBox(p);
  const lowest = lowestInCells(p, box);
  const near = [...lowest.values()].filter((at) => p[at + 2]! < NEAR_GROUND_PART * (box.toY - box.fromY));
  return near.length / lowest.size;
}

/** The lowest vertex of each cell of the plan that has any, by its place. */
function lowestInCells(p: Float64Array, box: ReturnType<typeof planBox>): ReadonlyMap<number, number> {
  const cell = (box.toY - box.fromY) * CELL_PART;
  const lowest = new Map<number, number>();
  for (let at = 0; at < p.length; at += 3) {
    const key = Math.floor((p[at + 1]! - box.fromY) / cell) * 4096 + Math.floor((p[at]! - box.fromX) / cell);
    const other = lowest.get(key);
    if (other === undefined || p[at + 2]! < p[other + 2]!) lowest.set(key, at);
  }
  return lowest;
}

function inFrame(p: Float64Array, along: Vector, up: Vector): Float64Array {
  const across = cross(along, up);
  const turned = new Float64Array(p.length);
  for (let at = 0; at < p.length; at += 3) {
    [across, along, up].forEach((axis, nth) => {
      turned[at + nth] = p[at]! * axis[0] + p[at + 1]! * axis[1] + p[at + 2]! * axis[2];
    });
  }
  return turned;
}

/** Turned so that the plane on which it rests is the ground. */
function setDown(p: Float64Array): Float64Array | null {
  const box = planBox(p);
  const lowest = lowestInCells(p, box);
  const points = Float64Array.from([...lowest.values()].flatMap((at) => [p[at]!, p[at + 1]!, p[at + 2]!]));
  const plane = restingPlane(points, (box.fromX + box.toX) / 2, (box.fromY + box.toY) / 2);
  if (plane === null) return null;
  const up = normalized([-plane.a, -plane.b, 1]);
  const along = normalized(minusAlong([0, 1, 0], up));
  const turned = inFrame(p, along, up);
  const ground = plane.c * up[2];
  for (let at = 2; at < turned.length; at += 3) turned[at] = turned[at]! - ground;
  return turned;
}

function minusAlong(v: Vector, axis: Vector): Vector {
  const part = v[0] * axis[0] + v[1] * axis[1] + v[2] * axis[2];
  return [v[0] - part * axis[0], v[1] - part * axis[1], v[2] - part * axis[2]];
}

/**
 * Turned about the upright until the foot's axis, from the middle of the heel to the middle of the ball, runs along y: how a
 * foot lies on a measuring board.
 */
function alongAxis(p: Float64Array): Float64Array {
  let turned = p;
  for (let round = 0; round < 4; round++) {
    const { fromY, toY } = planBox(turned);
    const length = toY - fromY;
    const rear = middleBetween(turned, fromY + 0.12 * length, fromY + 0.2 * length, length);
    const front = middleBetween(turned, fromY + 0.64 * length, fromY + 0.72 * length, length);
    const angle = Math.atan2(front - rear, 0.52 * length);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const next = turned.slice();
    for (let at = 0; at < turned.length; at += 3) {
      next[at] = cos * turned[at]! - sin * turned[at + 1]!;
      next[at + 1] = sin * turned[at]! + cos * turned[at + 1]!;
    }
    turned = next;
  }
  return turned;
}

/** The wider end is the forefoot; what stands high (the ankle) is nearer to the heel. */
function toesAhead(p: Float64Array): Float64Array {
  const { fromY, toY } = planBox(p);
  const length = toY - fromY;
  const front = widthBetween(p, fromY + 0.65 * length, fromY + 0.75 * length, length);
  const rear = widthBetween(p, fromY + 0.25 * length, fromY + 0.35 * length, length);
  if (front >= rear) return p;
  const turned = p.slice();
  for (let at = 0; at < p.length; at += 3) {
    turned[at] = -p[at]!;
    turned[at + 1] = -p[at + 1]!;
  }
  return turned;
}

/** Low down only: an ankle leans to one side. */
const LOW_PART = 0.12;

function rangeBetween(p: Float64Array, fromY: number, toY: number, length: number): readonly [number, number] {
  let [from, to] = [Infinity, -Infinity];
  for (let at = 0; at < p.length; at += 3) {
    if (p[at + 1]! < fromY || p[at + 1]! > toY || p[at + 2]! > LOW_PART * length) continue;
    from = Math.min(from, p[at]!);
    to = Math.max(to, p[at]!);
  }
  return [from, to];
}

function widthBetween(p: Float64Array, fromY: number, toY: number, length: number): number {
  const [from, to] = rangeBetween(p, fromY, toY, length);
  return to - from;
}

function middleBetween(p: Float64Array, fromY: number, toY: number, length: number): number {
  const [from, to] = rangeBetween(p, fromY, toY, length);
  return (from + to) / 2;
}

function planBox(p: Float64Array): { fromX: number; toX: number; fromY: number; toY: number } {
  let [fromX, toX, fromY, toY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < p.length; at += 3) {
    fromX = Math.min(fromX, p[at]!);
    toX = Math.max(toX, p[at]!);
    fromY = Math.min(fromY, p[at + 1]!);
    toY = Math.max(toY, p[at + 1]!);
  }
  return { fromX, toX, fromY, toY };
}

function cross([ax, ay, az]: Vector, [bx, by, bz]: Vector): Vector {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

function negated([x, y, z]: Vector): Vector {
  return [-x, -y, -z];
}

function normalized([x, y, z]: Vector): Vector {
  const length = Math.hypot(x, y, z);
  return length === 0 ? [0, 0, 0] : [x / length, y / length, z / length];
}
