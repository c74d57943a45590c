/**
 * Builds devices for the preview in a thread of the browser, so that sliders stay smooth. One {@link PreviewJob} comes in,
 * one {@link PreviewAnswer} goes out.
 */
import loadManifold from "manifold-3d";
import { notOk, ok, problemText } from "@plumbline/clinical-model";
import type { Result, Side } from "@plumbline/clinical-model";
import { readMesh, thicknessAt } from "@plumbline/geometry";
import type { Mesh } from "@plumbline/geometry";
import { buildDevice, footFromMeasures, footFromScan } from "@plumbline/orthotic";
import type { DevicePrescription, FootMeasures, FootShape } from "@plumbline/orthotic";
import { soleMesh } from "./orthotic-sole-mesh.ts";

export interface PreviewJob {
  readonly id: number;
  readonly side: Side;
  readonly device: DevicePrescription;
  /** Measures that were typed in, or the file of a scan. */
  readonly foot: FootMeasures | File;
  readonly resolutionMm: number;
}

/** A mesh as a graphics card takes it: mm, the device frame of the side that was ordered. */
export interface PreviewMesh {
  readonly positions: Float32Array<ArrayBuffer>;
  readonly triangles: Uint32Array<ArrayBuffer>;
}

export interface PreviewDevice extends PreviewMesh {
  /** Of each vertex, mm: the thinnest of the facets around it. */
  readonly thicknessMm: Float32Array<ArrayBuffer>;
}

export type PreviewAnswer =
  | { readonly id: number; readonly side: Side; readonly device: PreviewDevice; readonly sole: PreviewMesh }
  | { readonly id: number; readonly refusal: string };

const kernel = loadManifold().then((loaded) => {
  loaded.setup();
  return loaded;
});

/** Standing a scan up takes longer than building a device: it is done once for each file and side. */
const scans = new Map<string, Promise<Result<FootShape>>>();

addEventListener("message", ({ data }: MessageEvent<PreviewJob>) => void answer(data));

async function answer(job: PreviewJob): Promise<void> {
  const { id, side, device } = job;
  try {
    const foot = job.foot instanceof File ? await scanned(job.foot, side) : ok(footFromMeasures(side, job.foot));
    if (!foot.ok) return postMessage({ id, refusal: foot.problems.map(problemText).join(" ") } satisfies PreviewAnswer);
    const built = buildDevice(await kernel, foot.value, device, job.resolutionMm);
    const shown = { ...drawable(built.mesh), thicknessMm: thicknessOfVertices(built.mesh) };
    const sole = drawable(soleMesh(foot.value, built, device.topCoverMm));
    postMessage({ id, side, device: shown, sole } satisfies PreviewAnswer, {
      transfer: [shown, sole]
        .flatMap(({ positions, triangles }) => [positions.buffer, triangles.buffer])
        .concat(shown.thicknessMm.buffer),
    });
  } catch (error) {
    console.error(error);
    postMessage({ id, refusal: "The preview could not be built. Ordering still works." } satisfies PreviewAnswer);
  }
}

function scanned(file: File, side: Side): Promise<Result<FootShape>> {
  const key = [side, file.name, file.size, file.lastModified].join("|");
  const known = scans.get(key);
  if (known !== undefined) return known;
  const reading = footOf(file, side);
  scans.clear();
  scans.set(key, reading);
  return reading;
}

async function footOf(file: File, side: Side): Promise<Result<FootShape>> {
  const read = readMesh(file.name, new Uint8Array(await file.arrayBuffer()));
  if (!read.ok) {
    return notOk({ code: "orthotic/scan-file", path: read.where, message: read.message, hint: read.hint });
  }
  const scan = footFromScan(read.mesh, { side });
  return scan.ok ? ok(scan.value.foot) : scan;
}

function drawable({ positions, triangles }: Mesh): PreviewMesh {
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

function thicknessOfVertices(mesh: Mesh): Float32Array<ArrayBuffer> {
  const thickness = new Float32Array(mesh.positions.length / 3).fill(Infinity);
  thicknessAt(mesh).forEach((value, facet) => {
    for (let corner = 0; corner < 3; corner++) {
      const vertex = mesh.triangles[facet * 3 + corner]!;
      thickness[vertex] = Math.min(thickness[vertex]!, value);
    }
  });
  return thickness;
}
