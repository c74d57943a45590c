import { strFromU8 } from "fflate";
import { readObj } from "./obj.ts";
import { readPly } from "./ply.ts";
import { EXPORT_AGAIN, refused } from "./read-result.ts";
import type { MeshRead } from "./read-result.ts";
import { readStl } from "./stl.ts";

/** Reads a mesh file by what is in it; its name only decides where the content could be either. */
export function readMesh(name: string, bytes: Uint8Array): MeshRead {
  if (bytes.length === 0) return refused("byte 0", "The file is empty.", EXPORT_AGAIN);
  const start = strFromU8(bytes.subarray(0, 4096), true);
  if (/^ply\s/.test(start)) return readPly(bytes);
  const ending = name.toLowerCase().split(".").at(-1);
  if (ending === "obj" || (ending !== "stl" && /^(?:#|v |mtllib|o |g )/m.test(start) && /^v\s/m.test(start))) {
    return readObj(bytes);
  }
  return readStl(bytes);
}
