import { crossingPairs } from "./crossings.ts";
import { volumeOf } from "./mesh.ts";
import type { Mesh } from "./mesh.ts";

export interface MeshCheck {
  readonly vertices: number;
  readonly triangles: number;
  /** Edges that only one facet has: the rims of holes. */
  readonly openEdges: number;
  /** Edges whose two facets disagree about which side is out, or that more than two facets share. */
  readonly badEdges: number;
  readonly pieces: number;
  /** Handles, over all pieces; null when the mesh is not closed. */
  readonly genus: number | null;
  /** Facets thinner than {@link THINNEST_FACET}. */
  readonly degenerate: number;
  /** Pairs of facets that pass through each other or are folded; counting stops at {@link MOST_CROSSINGS}. */
  readonly crossings: number;
  /** Cubed units; below 0 when the inside is out. */
  readonly volume: number;
}

/** Height of a facet over its longest side, in units: a hundredth of a micrometer, where lengths are millimeters. */
const THINNEST_FACET = 1e-5;
const MOST_CROSSINGS = 1000;

/** Whether a mesh bounds a solid, and one only. */
export function checkMesh(mesh: Mesh): MeshCheck {
  const vertices = mesh.positions.length / 3;
  const triangles = mesh.triangles.length / 3;
  const { open, bad, edges } = countEdges(mesh, vertices);
  const pieces = countPieces(mesh, vertices);
  const isClosed = open === 0 && bad === 0;
  return {
    vertices,
    triangles,
    openEdges: open,
    badEdges: bad,
    pieces,
    genus: isClosed ? pieces - (usedVertices(mesh, vertices) - edges + triangles) / 2 : null,
    degenerate: countDegenerate(mesh),
    crossings: crossingPairs(mesh, MOST_CROSSINGS).length,
    volume: volumeOf(mesh),
  };
}

/** Closed, turned the right way, in one piece without handles, no facet degenerate, none crossing. */
export function isOneSolid(check: MeshCheck): boolean {
  return (
    check.openEdges === 0 &&
    check.badEdges === 0 &&
    check.pieces === 1 &&
    check.genus === 0 &&
    check.degenerate === 0 &&
    check.crossings === 0 &&
    check.volume > 0
  );
}

function countEdges(
  { triangles: t }: Mesh,
  vertices: number,
): { readonly open: number; readonly bad: number; readonly edges: number } {
  const keys = new Float64Array(t.length);
  for (let at = 0; at < t.length; at += 3) {
    for (let corner = 0; corner < 3; corner++) {
      const [a, b] = [t[at + corner]!, t[at + ((corner + 1) % 3)]!];
      // Both directions of an edge sort side by side; the lowest bit tells them apart.
      keys[at + corner] = (Math.min(a, b) * vertices + Math.max(a, b)) * 2 + Number(a > b);
    }
  }
  keys.sort();
  let open = 0;
  let bad = 0;
  let edges = 0;
  for (let at = 0; at < keys.length;) {
    const edge = Math.floor(keys[at]! / 2);
    let [forth, back] = [0, 0];
    while (at < keys.length && Math.floor(keys[at]! / 2) === edge) {
      if (keys[at]! % 2 === 0) forth++;
      else back++;
      at++;
    }
    edges++;
    if (forth + back === 1) open++;
    else if (forth !== 1 || back !== 1) bad++;
  }
  return { open, bad, edges };
}

function countPieces({ triangles: t }: Mesh, vertices: number): number {
  const parent = Int32Array.from({ length: vertices }, (_, index) => index);
  const rootOf = (vertex: number): number => {
    let at = vertex;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  for (let at = 0; at < t.length; at += 3) {
    parent[rootOf(t[at]!)] = rootOf(t[at + 1]!);
    parent[rootOf(t[at + 1]!)] = rootOf(t[at + 2]!);
  }
  const roots = new Set<number>();
  for (const vertex of t) roots.add(rootOf(vertex));
  return roots.size;
}

function usedVertices({ triangles }: Mesh, vertices: number): number {
  const used = new Uint8Array(vertices);
  for (const vertex of triangles) used[vertex] = 1;
  return used.reduce((sum, one) => sum + one, 0);
}

function countDegenerate({ positions: p, triangles: t }: Mesh): number {
  let count = 0;
  for (let at = 0; at < t.length; at += 3) {
    const [a, b, c] = [t[at]! * 3, t[at + 1]! * 3, t[at + 2]! * 3];
    const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
    const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
    const twiceArea = Math.hypot(uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx);
    const longest = Math.max(Math.hypot(ux, uy, uz), Math.hypot(vx, vy, vz), Math.hypot(vx - ux, vy - uy, vz - uz));
    if (!(twiceArea > THINNEST_FACET * longest)) count++;
  }
  return count;
}
