import { BitRows } from "./bit-rows.ts";

export interface EliminationOrder {
  /** Vertices, first eliminated first. */
  readonly order: readonly number[];
  /** Of each vertex of the order: its neighbors when it goes. */
  readonly neighbors: readonly (readonly number[])[];
  /** Table cells over all cliques: what one pass costs. */
  readonly cells: number;
}

/**
 * A good order to sum variables out: next goes the vertex whose going joins the fewest new pairs (min-fill), then the one
 * with the fewest neighbors, then the lowest index, so that the order is the same every time.
 *
 * @param scopes - Sets of vertices that some factor joins.
 */
export function eliminationOrder(size: number, scopes: readonly (readonly number[])[]): EliminationOrder {
  const adjacent = new BitRows(size);
  for (const scope of scopes) join(adjacent, scope);
  const left = new Set(Array.from({ length: size }, (_, vertex) => vertex));
  const order: number[] = [];
  const neighbors: number[][] = [];
  let cells = 0;
  // What a vertex would join changes only near the vertex that went.
  const fill = new Float64Array(size).fill(-1);
  while (left.size > 0) {
    let best = -1;
    let bestFill = Infinity;
    let bestDegree = Infinity;
    for (const vertex of left) {
      if (fill[vertex]! < 0) fill[vertex] = fillOf(adjacent, vertex);
      if (fill[vertex]! > bestFill) continue;
      const degree = adjacent.countShared(vertex, vertex);
      if (fill[vertex] === bestFill && degree >= bestDegree) continue;
      best = vertex;
      bestFill = fill[vertex]!;
      bestDegree = degree;
    }
    const around = adjacent.columnsOf(best);
    order.push(best);
    neighbors.push(around);
    cells += 2 ** (around.length + 1);
    left.delete(best);
    for (const vertex of around) {
      adjacent.clear(vertex, best);
      fill[vertex] = -1;
      for (const further of adjacent.columnsOf(vertex)) fill[further] = -1;
    }
    join(adjacent, around);
  }
  return { order, neighbors, cells };
}

function join(adjacent: BitRows, scope: readonly number[]): void {
  for (const a of scope) for (const b of scope) if (a !== b) adjacent.set(a, b);
}

/** Pairs of neighbors that are not yet joined. */
function fillOf(adjacent: BitRows, vertex: number): number {
  const around = adjacent.columnsOf(vertex);
  let joined = 0;
  for (const neighbor of around) joined += adjacent.countShared(neighbor, vertex);
  return (around.length * (around.length - 1) - joined) / 2;
}
