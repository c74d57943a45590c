/** A triangle mesh. Lengths are in the unit of its source until somebody says which that is. */
export interface Mesh {
  /** x, y, z of each vertex, one after the other. */
  readonly positions: Float64Array;
  /** Three vertices of each triangle, counter-clockwise seen from outside. */
  readonly triangles: Uint32Array;
}

export function vertexCount({ positions }: Mesh): number {
  return positions.length / 3;
}

export function triangleCount({ triangles }: Mesh): number {
  return triangles.length / 3;
}

export interface Box {
  readonly min: readonly [number, number, number];
  readonly max: readonly [number, number, number];
}

/** The smallest box along the axes around all vertices; of an empty mesh all is NaN. */
export function boundsOf({ positions }: Mesh): Box {
  if (positions.length === 0) return { min: [NaN, NaN, NaN], max: [NaN, NaN, NaN] };
  const min: [number, number, number] = [Infinity, Infinity, Infinity];
  const max: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let at = 0; at < positions.length; at += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[at + axis]!;
      if (value < min[axis]!) min[axis] = value;
      if (value > max[axis]!) max[axis] = value;
    }
  }
  return { min, max };
}

/** Volume enclosed, in cubed units; means something for closed meshes only, and is negative when turned inside out. */
export function volumeOf({ positions: p, triangles }: Mesh): number {
  let sum = 0;
  for (let at = 0; at < triangles.length; at += 3) {
    const [a, b, c] = [triangles[at]! * 3, triangles[at + 1]! * 3, triangles[at + 2]! * 3];
    sum +=
      p[a]! * (p[b + 1]! * p[c + 2]! - p[b + 2]! * p[c + 1]!) +
      p[a + 1]! * (p[b + 2]! * p[c]! - p[b]! * p[c + 2]!) +
      p[a + 2]! * (p[b]! * p[c + 1]! - p[b + 1]! * p[c]!);
  }
  return sum / 6;
}

/** The mirror image in the plane x = 0, its outside still outside. */
export function mirroredX({ positions, triangles }: Mesh): Mesh {
  const mirrored = positions.slice();
  for (let at = 0; at < mirrored.length; at += 3) mirrored[at] = 0 - mirrored[at]!;
  const turned = triangles.slice();
  for (let at = 0; at < turned.length; at += 3) {
    turned[at + 1] = triangles[at + 2]!;
    turned[at + 2] = triangles[at + 1]!;
  }
  return { positions: mirrored, triangles: turned };
}
