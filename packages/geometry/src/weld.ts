import type { Mesh } from "./mesh.ts";

/**
 * Joins vertices at exactly the same place, and drops triangles of which two corners are one. Files that list corners
 * by triangle (STL) have each vertex about six times.
 */
export function welded(corners: Float64Array, triangles: Uint32Array): Mesh {
  const count = corners.length / 3;
  let size = 1;
  while (size < count * 2) size *= 2;
  const table = new Int32Array(size).fill(-1);
  const bits = new Uint32Array(corners.buffer, corners.byteOffset, corners.length * 2);
  const place = new Uint32Array(count);
  const kept = new Float64Array(corners.length);
  let unique = 0;
  for (let vertex = 0; vertex < count; vertex++) {
    const at = vertex * 3;
    let hash = 0;
    // −0 is 0.
    for (let axis = 0; axis < 3; axis++) corners[at + axis] = corners[at + axis]! + 0;
    for (let word = 0; word < 6; word++) hash = Math.imul(hash ^ bits[at * 2 + word]!, 0x9e3779b1) ^ (hash >>> 15);
    let slot = (hash >>> 0) & (size - 1);
    for (;;) {
      const other = table[slot]!;
      if (other === -1) {
        table[slot] = unique;
        place[vertex] = unique;
        kept.set(corners.subarray(at, at + 3), unique * 3);
        unique++;
        break;
      }
      if (
        kept[other * 3] === corners[at] &&
        kept[other * 3 + 1] === corners[at + 1] &&
        kept[other * 3 + 2] === corners[at + 2]
      ) {
        place[vertex] = other;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  const left = new Uint32Array(triangles.length);
  let length = 0;
  for (let at = 0; at < triangles.length; at += 3) {
    const [a, b, c] = [place[triangles[at]!]!, place[triangles[at + 1]!]!, place[triangles[at + 2]!]!];
    if (a === b || b === c || c === a) continue;
    left[length] = a;
    left[length + 1] = b;
    left[length + 2] = c;
    length += 3;
  }
  return { positions: kept.slice(0, unique * 3), triangles: left.slice(0, length) };
}
