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
 * @param atMost - Null is returned as soon as the order would cost more cells.
 */
export function eliminationOrder(
  size: number,
  scopes: readonly (readonly number[])[],
  atMost = Infinity,
): EliminationOrder | null {
  const graph = new FillGraph(size, scopes);
  const left = Int32Array.from({ length: size }, (_, vertex) => vertex);
  const order: number[] = [];
  const neighbors: number[][] = [];
  let cells = 0;
  for (let count = size; count > 0; count--) {
    let best = 0;
    for (let place = 1; place < count; place++) if (graph.isBefore(left[place]!, left[best]!)) best = place;
    const vertex = left[best]!;
    // The others keep their order, so that the lowest index still comes first.
    left.copyWithin(best, best + 1, count);
    const around = graph.eliminate(vertex);
    order.push(vertex);
    neighbors.push(around);
    cells += 2 ** (around.length + 1);
    if (cells > atMost) return null;
  }
  return { order, neighbors, cells };
}

/** A graph that knows of each vertex how many pairs of its neighbors are not yet joined. */
class FillGraph {
  readonly #adjacent: BitRows;
  readonly #degree: Int32Array;
  readonly #fill: Int32Array;

  constructor(size: number, scopes: readonly (readonly number[])[]) {
    this.#adjacent = new BitRows(size);
    for (const scope of scopes) for (const a of scope) for (const b of scope) if (a !== b) this.#adjacent.set(a, b);
    this.#degree = Int32Array.from({ length: size }, (_, vertex) => this.#adjacent.countShared(vertex, vertex));
    this.#fill = Int32Array.from(this.#degree, (degree, vertex) => {
      let joined = 0;
      for (const neighbor of this.#adjacent.columnsOf(vertex)) joined += this.#adjacent.countShared(neighbor, vertex);
      return (degree * (degree - 1) - joined) / 2;
    });
  }

  isBefore(a: number, b: number): boolean {
    const fill = this.#fill[a]! - this.#fill[b]!;
    return fill < 0 || (fill === 0 && this.#degree[a]! < this.#degree[b]!);
  }

  /** Joins the neighbors of a vertex to each other and takes it out; returns them. */
  eliminate(vertex: number): number[] {
    const around = this.#adjacent.columnsOf(vertex);
    for (let i = 0; this.#fill[vertex]! > 0 && i < around.length; i++) {
      for (let j = i + 1; j < around.length; j++) {
        if (!this.#adjacent.has(around[i]!, around[j]!)) this.#join(around[i]!, around[j]!);
      }
    }
    for (const neighbor of around) {
      // Pairs of this vertex with those of the neighbor's neighbors that it does not know.
      const shared = this.#adjacent.countShared(neighbor, vertex);
      this.#fill[neighbor] = this.#fill[neighbor]! - (this.#degree[neighbor]! - 1 - shared);
      this.#degree[neighbor] = this.#degree[neighbor]! - 1;
      this.#adjacent.clear(neighbor, vertex);
    }
    return around;
  }

  #join(a: number, b: number): void {
    const shared = this.#adjacent.sharedColumns(a, b);
    for (const vertex of shared) this.#fill[vertex] = this.#fill[vertex]! - 1;
    this.#fill[a] = this.#fill[a]! + this.#degree[a]! - shared.length;
    this.#fill[b] = this.#fill[b]! + this.#degree[b]! - shared.length;
    this.#degree[a] = this.#degree[a]! + 1;
    this.#degree[b] = this.#degree[b]! + 1;
    this.#adjacent.set(a, b);
    this.#adjacent.set(b, a);
  }
}
