import { strToU8, zipSync } from "fflate";
import type { Mesh } from "./mesh.ts";

export interface ThreeMfOptions {
  /** What the file tells of itself: `Title`, `Designer`, `Description`, `Application` and the like (3MF core 1.3). */
  readonly metadata: Readonly<Record<string, string>>;
  readonly name: string;
  /** How the part is laid on the printer's bed: 3MF's 4 × 3 matrix, row by row; the mesh itself stays in its own frame. */
  readonly transform?: readonly number[];
}

/** The date inside the archive is fixed: the same mesh gives the same bytes. */
const FIXED_DATE = "1980-01-01T00:00:00";

/** A 3MF file with one part, in millimeters (3MF core specification 1.3). */
export function writeThreeMf({ positions, triangles }: Mesh, options: ThreeMfOptions): Uint8Array {
  const vertices: string[] = [];
  for (let at = 0; at < positions.length; at += 3) {
    vertices.push(
      `<vertex x="${shortest(positions[at]!)}" y="${shortest(positions[at + 1]!)}" z="${shortest(positions[at + 2]!)}"/>`,
    );
  }
  const facets: string[] = [];
  for (let at = 0; at < triangles.length; at += 3) {
    facets.push(`<triangle v1="${triangles[at]}" v2="${triangles[at + 1]}" v3="${triangles[at + 2]}"/>`);
  }
  const metadata = Object.entries(options.metadata)
    .map(([name, value]) => `<metadata name="${xml(name)}">${xml(value)}</metadata>`)
    .join("");
  const transform = options.transform === undefined ? "" : ` transform="${options.transform.map(shortest).join(" ")}"`;
  const model = `<?xml version="1.0" encoding="UTF-8"?>
<model unit="millimeter" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02">${metadata}<resources><object id="1" type="model" name="${xml(options.name)}"><mesh><vertices>${vertices.join("")}</vertices><triangles>${facets.join("")}</triangles></mesh></object></resources><build><item objectid="1"${transform}/></build></model>`;
  return zipSync(
    {
      "[Content_Types].xml": strToU8(
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>',
      ),
      "_rels/.rels": strToU8(
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Target="/3D/3dmodel.model" Id="rel0" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>',
      ),
      "3D/3dmodel.model": strToU8(model),
    },
    { level: 6, mtime: FIXED_DATE },
  );
}

/** A tenth of a micrometer is enough, and no vertex falls onto another that was apart by more. */
function shortest(value: number): string {
  return String(Math.round(value * 1e4) / 1e4 + 0);
}

function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
