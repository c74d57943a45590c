/**
 * Builds one orthotic in a thread of its own: some tenths of a second to a few seconds, in which the server could answer
 * nobody. Gets a {@link OrthoticJob} as its data, answers with one {@link OrthoticAnswer} and ends.
 */
import { parentPort, workerData } from "node:worker_threads";
import loadManifold from "manifold-3d";
import { notOk, ok } from "@plumbline/clinical-model";
import type { Result, Side } from "@plumbline/clinical-model";
import { encodePng, meshPicture, readMesh, writeStl, writeThreeMf } from "@plumbline/geometry";
import type { Mesh } from "@plumbline/geometry";
import { buildDevice, checkDevice, footFromMeasures, footFromScan } from "@plumbline/orthotic";
import type { DevicePrescription, DeviceReport, FootMeasures, FootShape } from "@plumbline/orthotic";

export interface OrthoticJob {
  readonly side: Side;
  readonly device: DevicePrescription;
  /** Measures that were typed in, or the bytes of a scan. */
  readonly foot: FootMeasures | { readonly fileName: string; readonly bytes: Uint8Array };
}

/** What is told of the foot; the shape itself is not kept, as the scan is. */
export interface BuiltFoot extends FootMeasures {
  readonly source: FootShape["source"];
}

export interface BuiltOrthotic {
  readonly foot: BuiltFoot;
  readonly report: DeviceReport;
  /** Closed outline in plan, mm: x, y pairs of the device as it is. */
  readonly outline: readonly number[];
  readonly threeMf: Uint8Array;
  readonly stl: Uint8Array;
  readonly png: Uint8Array;
}

export type OrthoticAnswer = Result<BuiltOrthotic>;

const PICTURE_PX = 640;

const port = parentPort;
if (port === null) throw new Error("orthotic-worker.ts runs as a worker thread only.");
port.postMessage(await answer(workerData as OrthoticJob));

async function answer({ side, device, foot: given }: OrthoticJob): Promise<OrthoticAnswer> {
  const foot = "bytes" in given ? scanned(given, side) : ok(footFromMeasures(side, given));
  if (!foot.ok) return foot;
  const kernel = await loadManifold();
  kernel.setup();
  const built = buildDevice(kernel, foot.value, device, 1);
  const name = `${side} foot orthotic`;
  const { source, lengthMm, ballWidthMm, heelWidthMm, archHeightMm } = foot.value;
  const mirror = side === "left" ? 1 : -1;
  return ok({
    foot: { source, lengthMm, ballWidthMm, heelWidthMm, archHeightMm },
    report: checkDevice(built, foot.value, device),
    outline: Array.from(built.outline, (value, at) => (at % 2 === 0 ? mirror * value : value)),
    threeMf: writeThreeMf(built.mesh, { name, metadata: { Title: name, Application: "Plumbline" } }),
    stl: writeStl(built.mesh, name),
    png: pictureOf(built.mesh, side),
  });
}

/** From obliquely above, the inner side toward the viewer. */
function pictureOf(mesh: Mesh, side: Side): Uint8Array {
  const view = { turnDeg: side === "left" ? 35 : -35, tipDeg: -50 };
  const { width, height, rgb, pixelsPerUnit } = meshPicture(mesh, view, {
    widthPx: PICTURE_PX,
    background: [255, 255, 255],
    color: [134, 190, 190],
  });
  return encodePng(width, height, rgb, pixelsPerUnit);
}

function scanned(file: { readonly fileName: string; readonly bytes: Uint8Array }, side: Side): Result<FootShape> {
  const read = readMesh(file.fileName, file.bytes);
  if (!read.ok) {
    return notOk({
      code: "orthotic/scan-file",
      path: `${file.fileName}, ${read.where}`,
      message: read.message,
      hint: read.hint,
    });
  }
  const scan = footFromScan(read.mesh, { side });
  return scan.ok ? ok(scan.value.foot) : scan;
}
