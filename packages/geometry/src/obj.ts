import { strFromU8 } from "fflate";
import { EXPORT_AGAIN, MOST_TRIANGLES, isCoordinate, refused } from "./read-result.ts";
import type { MeshRead } from "./read-result.ts";
import { welded } from "./weld.ts";

/** Reads Wavefront OBJ: `v` and `f` lines (polygons, negative indices, texture and normal indices); the rest is ignored. */
export function readObj(bytes: Uint8Array): MeshRead {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (const [index, raw] of strFromU8(bytes, true).split("\n").entries()) {
    const line = raw.trim();
    const where = `line ${index + 1}`;
    if (line.startsWith("v ") || line.startsWith("v\t")) {
      const values = line.split(/\s+/).slice(1, 4).map(Number);
      if (values.length < 3 || !values.every(isCoordinate)) {
        return refused(where, `“${line.slice(0, 60)}” is not a vertex.`, EXPORT_AGAIN);
      }
      positions.push(...values);
    } else if (line.startsWith("f ") || line.startsWith("f\t")) {
      const count = positions.length / 3;
      const corners = line
        .split(/\s+/)
        .slice(1)
        .map((word) => cornerOf(word, count));
      const wrong = corners.findIndex((corner) => corner === null);
      if (corners.length < 3 || wrong !== -1) {
        return refused(
          where,
          corners.length < 3
            ? "A face has fewer than three corners."
            : `A face names a vertex that is not there: “${line.split(/\s+/)[wrong + 1]}”.`,
          EXPORT_AGAIN,
        );
      }
      for (let nth = 2; nth < corners.length; nth++) triangles.push(corners[0]!, corners[nth - 1]!, corners[nth]!);
      if (triangles.length > MOST_TRIANGLES * 3) {
        return refused(where, `The file has more than ${MOST_TRIANGLES} triangles.`, "Thin the scan out.");
      }
    }
  }
  if (triangles.length === 0) return refused("line 1", "The file has no faces.", EXPORT_AGAIN);
  return { ok: true, mesh: welded(Float64Array.from(positions), Uint32Array.from(triangles)) };
}

/** `7`, `7/1`, `7//3`, `-1`; from 1, negative from the end. */
function cornerOf(word: string, count: number): number | null {
  const given = Number(word.split("/")[0]);
  if (!Number.isInteger(given) || given === 0) return null;
  const index = given > 0 ? given - 1 : count + given;
  return index >= 0 && index < count ? index : null;
}
