import { strFromU8, strToU8 } from "fflate";
import { facetNormal, unit } from "./facet.ts";
import type { Mesh } from "./mesh.ts";
import { EXPORT_AGAIN, MOST_TRIANGLES, isCoordinate, refused } from "./read-result.ts";
import type { MeshRead } from "./read-result.ts";
import { welded } from "./weld.ts";

const HEADER_BYTES = 84;
const FACET_BYTES = 50;

/** Reads binary or text STL. A binary file may begin with "solid", so its length decides. Vertices are joined. */
export function readStl(bytes: Uint8Array): MeshRead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const facets = bytes.length >= HEADER_BYTES ? view.getUint32(80, true) : 0;
  const whole = Math.floor((bytes.length - HEADER_BYTES) / FACET_BYTES);
  // A few bytes after the last triangle are some exporter's own.
  if (bytes.length >= HEADER_BYTES && whole === facets) return readBinary(view, facets);
  if (startsWithSolid(bytes)) return readText(strFromU8(bytes, true));
  if (bytes.length < HEADER_BYTES) {
    return refused("byte 0", `The file has ${bytes.length} bytes, too few for an STL file.`, EXPORT_AGAIN);
  }
  return refused(
    "byte 80",
    `The header tells of ${facets} triangles, but there is room for ${whole}: the file is cut off or is no STL.`,
    EXPORT_AGAIN,
  );
}

function readBinary(view: DataView, facets: number): MeshRead {
  if (facets === 0) return refused("byte 80", "The file has no triangles.", EXPORT_AGAIN);
  if (facets > MOST_TRIANGLES) {
    return refused("byte 80", `The file has ${facets} triangles, more than ${MOST_TRIANGLES}.`, "Thin the scan out.");
  }
  const corners = new Float64Array(facets * 9);
  for (let facet = 0; facet < facets; facet++) {
    const from = HEADER_BYTES + facet * FACET_BYTES + 12;
    for (let nth = 0; nth < 9; nth++) {
      const value = view.getFloat32(from + nth * 4, true);
      if (!isCoordinate(value)) {
        return refused(
          `byte ${from + nth * 4}`,
          `Triangle ${facet + 1} has a corner that is no number, or far too large a one.`,
          EXPORT_AGAIN,
        );
      }
      corners[facet * 9 + nth] = value;
    }
  }
  return { ok: true, mesh: welded(corners, oneToOne(facets * 3)) };
}

function readText(text: string): MeshRead {
  const corners: number[] = [];
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const words = line.trim().split(/\s+/);
    if (words[0]!.toLowerCase() !== "vertex") continue;
    for (let axis = 1; axis <= 3; axis++) {
      const value = Number(words[axis]);
      if (words.length !== 4 || !isCoordinate(value)) {
        return refused(`line ${index + 1}`, `“${line.trim().slice(0, 60)}” is not a vertex.`, EXPORT_AGAIN);
      }
      corners.push(value);
    }
    if (corners.length > MOST_TRIANGLES * 9) {
      return refused(`line ${index + 1}`, `The file has more than ${MOST_TRIANGLES} triangles.`, "Thin the scan out.");
    }
  }
  if (corners.length === 0 || corners.length % 9 !== 0) {
    return refused(
      `line ${lines.length}`,
      corners.length === 0 ? "The file has no triangles." : "The last triangle has fewer than three corners.",
      EXPORT_AGAIN,
    );
  }
  return { ok: true, mesh: welded(Float64Array.from(corners), oneToOne(corners.length / 3)) };
}

function startsWithSolid(bytes: Uint8Array): boolean {
  return strFromU8(bytes.subarray(0, 200), true).trimStart().toLowerCase().startsWith("solid");
}

function oneToOne(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, index) => index);
}

/** Binary STL: little-endian, single precision. STL knows no unit; write millimeters, as printers expect. */
export function writeStl({ positions, triangles }: Mesh, name = "plumbline"): Uint8Array<ArrayBuffer> {
  const facets = triangles.length / 3;
  const bytes = new Uint8Array(HEADER_BYTES + facets * FACET_BYTES);
  bytes.set(strToU8(name).subarray(0, 80));
  const view = new DataView(bytes.buffer);
  view.setUint32(80, facets, true);
  for (let facet = 0; facet < facets; facet++) {
    const from = HEADER_BYTES + facet * FACET_BYTES;
    const [a, b, c] = [triangles[facet * 3]! * 3, triangles[facet * 3 + 1]! * 3, triangles[facet * 3 + 2]! * 3];
    unit(facetNormal(positions, a, b, c)).forEach((value, axis) => view.setFloat32(from + axis * 4, value, true));
    [a, b, c].forEach((at, corner) => {
      for (let axis = 0; axis < 3; axis++) {
        view.setFloat32(from + 12 + corner * 12 + axis * 4, positions[at + axis]!, true);
      }
    });
  }
  return bytes;
}
