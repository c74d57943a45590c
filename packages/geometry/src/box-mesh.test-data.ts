import type { Mesh } from "./mesh.ts";

/** A box from a corner, with sides along the axes: 8 vertices, 12 triangles, closed, the outside out. */
export function boxMesh([x, y, z]: readonly number[], [a, b, c]: readonly number[]): Mesh {
  const corner = (nth: number): number[] => [x! + (nth & 1 ? a! : 0), y! + (nth & 2 ? b! : 0), z! + (nth & 4 ? c! : 0)];
  return {
    positions: Float64Array.from([0, 1, 2, 3, 4, 5, 6, 7].flatMap(corner)),
    triangles: Uint32Array.from([
      0, 2, 1, 1, 2, 3, 4, 5, 6, 5, 7, 6, 0, 1, 4, 1, 5, 4, 2, 6, 3, 3, 6, 7, 0, 4, 2, 2, 4, 6, 1, 3, 5, 3, 7, 5,
    ]),
  };
}

/** Both meshes as one. */
export function together(first: Mesh, second: Mesh): Mesh {
  const offset = first.positions.length / 3;
  return {
    positions: Float64Array.from([...first.positions, ...second.positions]),
    triangles: Uint32Array.from([...first.triangles, ...second.triangles.map((vertex) => vertex + offset)]),
  };
}
