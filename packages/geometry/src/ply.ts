import { strFromU8 } from "fflate";
import { EXPORT_AGAIN, MOST_TRIANGLES, isCoordinate, refused } from "./read-result.ts";
import type { MeshRead } from "./read-result.ts";
import { welded } from "./weld.ts";

type Format = "ascii" | "binary_little_endian" | "binary_big_endian";

interface Property {
  readonly name: string;
  readonly type: string;
  /** Of a list: the type of its length. */
  readonly countType: string | null;
}

interface Element {
  readonly name: string;
  readonly count: number;
  readonly properties: readonly Property[];
}

const BYTES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    char: 1,
    int8: 1,
    uchar: 1,
    uint8: 1,
    short: 2,
    int16: 2,
    ushort: 2,
    uint16: 2,
    int: 4,
    int32: 4,
    uint: 4,
    uint32: 4,
    float: 4,
    float32: 4,
    double: 8,
    float64: 8,
  }),
);

const AXES: readonly string[] = ["x", "y", "z"];

/** More corners than this has no face of a scan; a length beyond it is damage. */
const MOST_CORNERS = 1000;

/** Reads PLY: text or binary of either byte order; colors, normals and other elements are skipped. */
export function readPly(bytes: Uint8Array): MeshRead {
  const header = readHeader(bytes);
  if ("ok" in header) return header;
  const { format, elements, from } = header;
  const values = format === "ascii" ? textValues(bytes, from) : binaryValues(bytes, from, format);
  const positions: number[] = [];
  const triangles: number[] = [];
  const vertices = elements.find(({ name }) => name === "vertex")?.count ?? 0;
  for (const element of elements) {
    for (let nth = 0; nth < element.count; nth++) {
      const where = `${element.name} ${nth + 1}`;
      for (const property of element.properties) {
        const length = property.countType === null ? 1 : values(property.countType);
        if (!Number.isInteger(length) || length < 0 || length > MOST_CORNERS) {
          return refused(where, "The file ends early or is damaged.", EXPORT_AGAIN);
        }
        const row = Array.from({ length }, () => values(property.type));
        const axis = element.name === "vertex" ? AXES.indexOf(property.name) : -1;
        if (axis !== -1) {
          if (!isCoordinate(row[0])) {
            return refused(where, `Its ${property.name} is no number, or far too large a one.`, EXPORT_AGAIN);
          }
          // The header may name the axes in any order.
          positions[nth * 3 + axis] = row[0];
        }
        if (element.name === "face" && /^vertex_ind(?:ices|ex)$/.test(property.name)) {
          const wrong = row.find((corner) => !(Number.isInteger(corner) && corner >= 0 && corner < vertices));
          if (wrong !== undefined) return refused(where, "It names a vertex that is not there.", EXPORT_AGAIN);
          for (let corner = 2; corner < row.length; corner++) triangles.push(row[0]!, row[corner - 1]!, row[corner]!);
        }
      }
    }
  }
  if (triangles.length === 0) return refused("header", "The file has no faces.", "Export a surface, not points alone.");
  return { ok: true, mesh: welded(Float64Array.from(positions), Uint32Array.from(triangles)) };
}

function readHeader(
  bytes: Uint8Array,
): { readonly format: Format; readonly elements: readonly Element[]; readonly from: number } | MeshRead {
  const start = strFromU8(bytes.subarray(0, 64 * 1024), true);
  const end = /^end_header\r?\n/m.exec(start);
  if (!start.startsWith("ply") || end === null) return refused("line 1", "The PLY header is not whole.", EXPORT_AGAIN);
  let format: Format | null = null;
  const elements: { name: string; count: number; properties: Property[] }[] = [];
  for (const [index, line] of start.slice(0, end.index).split(/\r?\n/).entries()) {
    const words = line.trim().split(/\s+/);
    const where = `line ${index + 1}`;
    if (words[0] === "format") {
      if (!["ascii", "binary_little_endian", "binary_big_endian"].includes(words[1] ?? "")) {
        return refused(where, `“${words[1]}” is not a PLY format.`, EXPORT_AGAIN);
      }
      format = words[1] as Format;
    } else if (words[0] === "element") {
      const count = Number(words[2]);
      if (!Number.isInteger(count) || count < 0 || count > MOST_TRIANGLES) {
        return refused(where, `“${words[2]}” is not a number of elements this can read.`, "Thin the scan out.");
      }
      elements.push({ name: words[1] ?? "", count, properties: [] });
    } else if (words[0] === "property") {
      const isList = words[1] === "list";
      const property = {
        name: words.at(-1) ?? "",
        type: (isList ? words[3] : words[1]) ?? "",
        countType: isList ? (words[2] ?? "") : null,
      };
      if (!BYTES.has(property.type) || (isList && !BYTES.has(property.countType ?? ""))) {
        return refused(where, `“${line.trim().slice(0, 60)}” has a type that PLY does not know.`, EXPORT_AGAIN);
      }
      elements.at(-1)?.properties.push(property);
    }
  }
  if (format === null) return refused("header", "The header does not say which format follows.", EXPORT_AGAIN);
  const [vertex, ...more] = elements.filter(({ name }) => name === "vertex");
  if (more.length > 0 || !AXES.every((axis) => vertex?.properties.filter(({ name }) => name === axis).length === 1)) {
    return refused("header", "There is not one list of vertices with one x, y and z each.", EXPORT_AGAIN);
  }
  return { format, elements, from: end.index + end[0].length };
}

/** Gives the next value of a type; NaN past the end. */
type NextValue = (type: string) => number;

function textValues(bytes: Uint8Array, from: number): NextValue {
  const words = strFromU8(bytes.subarray(from), true)
    .split(/\s+/)
    .filter((word) => word !== "");
  let at = 0;
  return () => (at < words.length ? Number(words[at++]) : NaN);
}

function binaryValues(bytes: Uint8Array, from: number, format: Format): NextValue {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = format === "binary_little_endian";
  let at = from;
  return (type) => {
    const place = at;
    at += BYTES.get(type)!;
    if (at > view.byteLength) return NaN;
    switch (type) {
      case "char":
      case "int8":
        return view.getInt8(place);
      case "uchar":
      case "uint8":
        return view.getUint8(place);
      case "short":
      case "int16":
        return view.getInt16(place, isLittle);
      case "ushort":
      case "uint16":
        return view.getUint16(place, isLittle);
      case "int":
      case "int32":
        return view.getInt32(place, isLittle);
      case "uint":
      case "uint32":
        return view.getUint32(place, isLittle);
      case "float":
      case "float32":
        return view.getFloat32(place, isLittle);
      default:
        return view.getFloat64(place, isLittle);
    }
  };
}
