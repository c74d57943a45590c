import type { Mesh } from "./mesh.ts";

/** A mesh file read, or why not: what is wrong, where, and what to do. */
export type MeshRead =
  | { readonly ok: true; readonly mesh: Mesh }
  | { readonly ok: false; readonly where: string; readonly message: string; readonly hint: string };

/** Larger files are refused before memory runs out: a foot scan has a tenth of it. */
export const MOST_TRIANGLES = 5_000_000;

/** Beyond this no length is a scan's, in any unit; and sums of products of such lengths still are numbers. */
const FARTHEST = 1e9;

export function isCoordinate(value: number | undefined): value is number {
  return value !== undefined && Math.abs(value) <= FARTHEST;
}

export function refused(where: string, message: string, hint: string): MeshRead {
  return { ok: false, where, message, hint };
}

export const EXPORT_AGAIN = "Export the scan again, best as binary STL.";
