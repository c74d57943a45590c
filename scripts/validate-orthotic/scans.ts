import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ManifoldToplevel } from "manifold-3d";
import { readMesh } from "@plumbline/geometry";
import type { Mesh } from "@plumbline/geometry";
import { buildDevice, checkDevice, footFromScan, usualDevice } from "@plumbline/orthotic";
import { seededRandom } from "@plumbline/simulated-patients";
import { damaged, DAMAGES } from "../../packages/orthotic/test-data/damaged-scan.ts";

interface Truth {
  readonly file: string;
  readonly side: "L" | "R";
  readonly footLength: number;
  readonly ballWidth: number;
}

/** Markdown tables about scans; empty without the folder. */
export async function scanTables(kernel: ManifoldToplevel): Promise<string> {
  const folder = process.env.PLUMBLINE_DATA === undefined ? null : join(process.env.PLUMBLINE_DATA, "scans");
  if (folder === null || !existsSync(folder)) return "";
  const truths = Object.values(
    JSON.parse(readFileSync(join(folder, "synthetic/truth.json"), "utf8")) as Record<string, Truth>,
  );
  const random = seededRandom(1);
  const rows = truths.flatMap((truth) => {
    const mesh = meshOf(join(folder, "synthetic", truth.file));
    return Object.keys(DAMAGES).map((name) => {
      const scan = footFromScan(damaged(mesh, name as keyof typeof DAMAGES, random));
      if (!scan.ok) return `| ${truth.file} | ${name} | refused: ${scan.problems[0]!.message} | | |`;
      const { foot, unit } = scan.value;
      const [length, width] = [foot.lengthMm - truth.footLength, foot.ballWidthMm - truth.ballWidth];
      const isRight = foot.side.startsWith(truth.side.toLowerCase());
      return `| ${truth.file} | ${name} | ${unit}, ${foot.side}${isRight ? "" : " (**wrong**)"} | ${length.toFixed(2)} | ${width.toFixed(2)} |`;
    });
  });
  const others = readdirSync(folder)
    .filter((name) => /\.(?:stl|obj|ply)$/.test(name))
    .map((name) => {
      const scan = footFromScan(meshOf(join(folder, name)));
      if (!scan.ok) return `| ${name} | refused: ${scan.problems[0]!.message} | |`;
      const { foot, unit } = scan.value;
      const device = usualDevice(80);
      const report = checkDevice(buildDevice(kernel, foot, device), foot, device);
      return `| ${name} | ${unit}, ${foot.side}, ${foot.lengthMm.toFixed(0)} × ${foot.ballWidthMm.toFixed(0)} mm, arch ${foot.archHeightMm.toFixed(0)} mm | ${report.isSound ? "sound" : "**not sound**"} |`;
    });
  return `## Scans with known measures

Made-up feet whose length and width are known, as they are and damaged on purpose. The length may be off by 1 mm and the
width by 1.5 mm.

| scan | damage | taken for | length off, mm | width off, mm |
| --- | --- | --- | ---: | ---: |
${rows.join("\n")}

## Other scans

A real plantar scan (open, 40 mm high), a sole's upper side, and drawn feet with separate toes, with the usual device built
on each.

| scan | taken for | device |
| --- | --- | --- |
${others.join("\n")}
`;
}

function meshOf(path: string): Mesh {
  const read = readMesh(path, readFileSync(path));
  if (!read.ok) throw new Error(`${path}: ${read.message}`);
  return read.mesh;
}
