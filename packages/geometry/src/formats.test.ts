import { unzipSync, strFromU8, strToU8 } from "fflate";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boxMesh } from "./box-mesh.test-data.ts";
import { checkMesh, isOneSolid } from "./check-mesh.ts";
import { boundsOf } from "./mesh.ts";
import { readMesh } from "./read-mesh.ts";
import type { MeshRead } from "./read-result.ts";
import { writeStl } from "./stl.ts";
import { writeThreeMf } from "./threemf.ts";

const box = boxMesh([1, 2, 3], [10, 20, 5]);

function meshOf(read: MeshRead) {
  if (!read.ok) throw new Error(`${read.where}: ${read.message}`);
  return read.mesh;
}

const OBJ = `# a box's corner
o part
v 0 0 0
v 1 0 0 0.5 0.5 0.5
v 1 1 0
v 0 1 0
v 0.5 0.5 1
vt 0 0
f 4/1 3/1 2/1 1/1
f 1//2 2//2 5//2
f -4 -3 -1
f 3 4 5
f 4 1 -1
`;

function asciiPly(): string {
  const vertices = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => [...box.positions.subarray(at * 3, at * 3 + 3), 200].join(" "));
  const faces = Array.from({ length: 12 }, (_, at) => `3 ${box.triangles.slice(at * 3, at * 3 + 3).join(" ")}`);
  return `ply\nformat ascii 1.0\ncomment made up\nelement vertex 8\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nelement face 12\nproperty list uchar int vertex_indices\nend_header\n${[...vertices, ...faces].join("\n")}\n`;
}

function binaryPly(isLittle: boolean): Uint8Array {
  const header = `ply\nformat binary_${isLittle ? "little" : "big"}_endian 1.0\nelement vertex 8\nproperty float x\nproperty float y\nproperty float z\nelement face 12\nproperty list uchar int vertex_index\nend_header\n`;
  const bytes = new Uint8Array(header.length + 8 * 12 + 12 * 13);
  bytes.set(strToU8(header));
  const view = new DataView(bytes.buffer);
  let at = header.length;
  for (const value of box.positions) {
    view.setFloat32(at, value, isLittle);
    at += 4;
  }
  for (let face = 0; face < 12; face++) {
    view.setUint8(at, 3);
    for (let corner = 0; corner < 3; corner++) {
      view.setInt32(at + 1 + corner * 4, box.triangles[face * 3 + corner]!, isLittle);
    }
    at += 13;
  }
  return bytes;
}

function asciiStl(): string {
  const facets = Array.from({ length: 12 }, (_, facet) => {
    const corners = [0, 1, 2].map((corner) => {
      const vertex = box.triangles[facet * 3 + corner]! * 3;
      return `      vertex ${[...box.positions.subarray(vertex, vertex + 3)].join(" ")}`;
    });
    return `  facet normal 0 0 0\n    outer loop\n${corners.join("\n")}\n    endloop\n  endfacet`;
  });
  return `solid made up\n${facets.join("\n")}\nendsolid\n`;
}

describe("reading", () => {
  const files: readonly (readonly [string, Uint8Array])[] = [
    ["box.stl", writeStl(box)],
    // A binary file whose header begins like a text file.
    ["box.stl", writeStl(box, "solid box")],
    // Some exporters leave bytes of their own behind the last triangle.
    ["box.stl", Uint8Array.from([...writeStl(box), 0, 0, 0, 0])],
    ["box.stl", strToU8(asciiStl())],
    ["box.stl", strToU8(asciiStl().toUpperCase())],
    ["box.ply", strToU8(asciiPly())],
    ["box.ply", binaryPly(true)],
    ["box.ply", binaryPly(false)],
  ];

  test.each(files.map(([name, bytes], nth) => [nth, name, bytes] as const))(
    "file %i (%s) gives the same closed box, its vertices joined",
    (_, name, bytes) => {
      const mesh = meshOf(readMesh(name, bytes));
      expect(mesh.positions).toHaveLength(24);
      expect(boundsOf(mesh)).toEqual({ min: [1, 2, 3], max: [11, 22, 8] });
      expect(isOneSolid(checkMesh(mesh))).toBe(true);
    },
  );

  test("OBJ takes polygons, colors, texture indices and indices from the end", () => {
    const mesh = meshOf(readMesh("part.obj", strToU8(OBJ)));
    expect(mesh.triangles).toHaveLength(18);
    expect(isOneSolid(checkMesh(mesh))).toBe(true);
  });

  test("PLY may name its axes in any order", () => {
    const ply = `ply\nformat ascii 1.0\nelement vertex 3\nproperty float z\nproperty float x\nproperty float y\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n9 1 2\n9 3 4\n9 1 5\n3 0 1 2\n`;
    expect([...meshOf(readMesh("a.ply", strToU8(ply))).positions]).toEqual([1, 2, 9, 3, 4, 9, 1, 5, 9]);
  });

  test("a damaged file is refused with the place, never half read and never by an exception", () => {
    const wrong: readonly (readonly [string, Uint8Array | string, RegExp, RegExp])[] = [
      ["a.stl", "", /byte 0/, /empty/],
      ["a.stl", writeStl(box).slice(0, 400), /byte 80/, /cut off/],
      ["a.stl", asciiStl().replace("vertex 11", "vertex eleven"), /line \d+/, /not a vertex/],
      ["a.obj", OBJ.replace("f 3 4 5", "f 3 4 9"), /line 12/, /not there: “9”/],
      ["a.obj", OBJ.replace("v 1 1 0", "v 1 nan 0"), /line 5/, /not a vertex/],
      ["a.ply", asciiPly().replace("3 0 2 1", "3 0 2 8"), /face 1/, /not there/],
      ["a.ply", binaryPly(true).slice(0, -5), /face 12/, /ends early|not there/],
      ["a.ply", "ply\nformat ascii 1.0\n", /line 1/, /not whole/],
      ["a.ply", asciiPly().replace("float y", "constructor y"), /line 6/, /type that PLY does not know/],
      ["a.ply", asciiPly().replace("uchar red", "float x"), /header/, /one x, y and z/],
      ["a.obj", OBJ.replace("v 1 1 0", "v 1 1e300 0"), /line 5/, /not a vertex/],
    ];
    for (const [name, content, where, message] of wrong) {
      const read = readMesh(name, typeof content === "string" ? strToU8(content) : content);
      if (read.ok) throw new Error(`${name} was read: ${String(content).slice(0, 40)}`);
      expect(read.where).toMatch(where);
      expect(read.message).toMatch(message);
      expect(read.hint).not.toBe("");
    }
  });

  test("whatever bytes are changed, a file is read or refused, and what is read has numbers only", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        ([name, bytes], changes) => {
          const changed = bytes.slice();
          for (const [at, value] of changes) changed[at % changed.length] = value;
          const read = readMesh(name, changed);
          if (read.ok) expect(read.mesh.positions.every(Number.isFinite)).toBe(true);
          else expect(read.message).not.toBe("");
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("writing", () => {
  test("3MF names its unit, its metadata and how the part is laid, and is the same bytes each time", () => {
    const options = {
      name: "left <device>",
      metadata: { Title: "A & B" },
      transform: [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 2.5],
    };
    const bytes = writeThreeMf(box, options);
    expect(writeThreeMf(box, options)).toEqual(bytes);
    const model = strFromU8(unzipSync(bytes)["3D/3dmodel.model"]!);
    expect(model).toContain('unit="millimeter"');
    expect(model).toContain('<metadata name="Title">A &amp; B</metadata>');
    expect(model).toContain('transform="1 0 0 0 1 0 0 0 1 0 0 2.5"');
    expect(model.match(/<vertex /g)).toHaveLength(8);
    expect(model.match(/<triangle /g)).toHaveLength(12);
  });
});
