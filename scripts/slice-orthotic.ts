/**
 * Lets a slicer judge: builds four orthotics, has PrusaSlicer read each (it must find one manifold part with nothing to
 * repair) and lay it at 100 % infill; the plastic laid must be 0.94 to 1.06 of the mesh's volume. Its exit code alone
 * proves nothing: it is 0 for broken meshes too.
 *
 *   npm run slice:orthotic        needs PrusaSlicer on the path (Debian: prusa-slicer); about a minute
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import loadManifold from "manifold-3d";
import { volumeOf, writeThreeMf } from "@plumbline/geometry";
import { buildDevice, footFromMeasures, usualDevice } from "@plumbline/orthotic";
import type { DevicePrescription } from "@plumbline/orthotic";

const PARTS: Readonly<Record<string, Partial<DevicePrescription>>> = {
  usual: {},
  "deep cup with skive": { heelCupMm: 20, medialSkiveMm: 4, rearfootPostDeg: 4, inversionDeg: 2 },
  "full length": { length: "full", mortonsExtensionMm: 3, metatarsalDomeMm: 4 },
  "cut-out": { hasFirstRayCutout: true, reverseMortonsExtensionMm: 3, length: "sulcus", heelLiftMm: 5 },
};
const [LEAST, MOST] = [0.94, 1.06];
const LAYER_MM = 0.3;

if (spawnSync("prusa-slicer", ["--help"]).error !== undefined) {
  console.error("prusa-slicer is not on the path. On Debian: apt-get install prusa-slicer");
  process.exit(1);
}
const kernel = await loadManifold();
kernel.setup();
const foot = footFromMeasures("left", { lengthMm: 255, ballWidthMm: 98, heelWidthMm: 64, archHeightMm: 16 });
const folder = mkdtempSync(join(tmpdir(), "plumbline-slice-"));
let faults = 0;
for (const [name, change] of Object.entries(PARTS)) {
  const { mesh } = buildDevice(kernel, foot, { ...usualDevice(80), ...change }, 1);
  const part = join(folder, "part.3mf");
  writeFileSync(part, writeThreeMf(mesh, { name, metadata: {} }));
  const info = spawnSync("prusa-slicer", ["--info", part], { encoding: "utf8" }).stdout;
  const isWhole = /manifold = yes/.test(info) && /number_of_parts =\s+1\b/.test(info);
  const isRepaired = /repaired|open_edges|degenerate_facets = [1-9]|backwards_edges/.test(info);
  const gcode = join(folder, "part.gcode");
  spawnSync("prusa-slicer", [
    "--export-gcode",
    part,
    `--output=${gcode}`,
    "--fill-density=100%",
    "--fill-pattern=rectilinear",
    `--layer-height=${LAYER_MM}`,
    "--skirts=0",
    "--bed-shape=0x0,300x0,300x300,0x300",
  ]);
  const laid = /filament used \[cm3\] = ([\d.]+)/.exec(readFileSync(gcode, "utf8"))?.[1];
  const share = (Number(laid) * 1000) / volumeOf(mesh);
  const isMet = isWhole && !isRepaired && share >= LEAST && share <= MOST;
  if (!isMet) faults++;
  console.log(
    `${name}: ${isWhole ? "one manifold part" : "NOT WHOLE"}${isRepaired ? ", REPAIRED" : ""}, plastic ${share.toFixed(3)} of the volume${isMet ? "" : "  NOT MET"}`,
  );
}
rmSync(folder, { recursive: true });
process.exit(faults === 0 ? 0 : 1);
