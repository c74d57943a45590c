/**
 * Builds random orthotics that the guard rules let pass, checks each one's mesh, and writes `docs/validation-orthotic.md`.
 *
 *   npm run validate:orthotic                     200 prescriptions at 1 mm; a few minutes
 *   npm run validate:orthotic -- --count 20       a quick look
 *
 * Scans with known lengths, whole and damaged on purpose, are read from `$PLUMBLINE_DATA/scans`; without it that part is
 * left out. The same seed and code give the same page.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import fc from "fast-check";
import loadManifold from "manifold-3d";
import { format } from "prettier";
import { buildDevice, checkDevice, footFromMeasures } from "@plumbline/orthotic";
import type { DeviceReport } from "@plumbline/orthotic";
import { anyDevice, anyFoot } from "../packages/orthotic/test-data/random-prescription.ts";
import { scanTables } from "./validate-orthotic/scans.ts";

const { values } = parseArgs({
  options: { count: { type: "string", default: "200" }, seed: { type: "string", default: "1" } },
});
const count = Number(values.count);
const seed = Number(values.seed);
const kernel = await loadManifold();
kernel.setup();

const reports: DeviceReport[] = [];
const refused: string[] = [];
let cpuMs = 0;
for (const [nth, [measures, device]] of fc.sample(fc.tuple(anyFoot, anyDevice), { numRuns: count, seed }).entries()) {
  const foot = footFromMeasures("left", measures);
  const before = process.cpuUsage().user;
  const built = buildDevice(kernel, foot, device, 1);
  cpuMs += (process.cpuUsage().user - before) / 1000;
  const report = checkDevice(built, foot, device);
  reports.push(report);
  if (!report.isSound) refused.push(JSON.stringify({ measures, device, report }));
  if (process.stderr.isTTY) process.stderr.write(`\r${nth + 1} of ${count}`);
}
if (process.stderr.isTTY) process.stderr.write("\n");

const measured = (id: string): number[] =>
  reports.flatMap(({ checks }) => checks.filter((check) => check.id === id).map((check) => check.measured));
const off = (id: string): number[] =>
  reports.flatMap(({ checks }) =>
    checks.filter((check) => check.id === id).map((check) => Math.abs(check.measured - (check.ordered ?? 0))),
  );
const worst = (numbers: readonly number[], pick: (...all: number[]) => number): string =>
  numbers.length === 0 ? "–" : pick(...numbers).toFixed(3);
const all = (holds: (report: DeviceReport) => boolean): string =>
  `${reports.filter(holds).length} of ${reports.length}`;

const page = `# Validation: orthotics

Written by \`npm run validate:orthotic\`; not edited by hand. Seed ${seed}, ${count} random prescriptions that the guard rules let
pass (shells of 2.5 to 6.4 mm, every element over its range), each on a foot of random size and arch, at 1 mm.

This page is about geometry: whether the solid is the one that was ordered and can be printed. Whether it helps the person
who wears it is another question; see the evidence base.

| what must hold | | |
| --- | ---: | ---: |
| closed, turned the right way, one piece, no handles | ${all(({ mesh }) => mesh.openEdges + mesh.badEdges === 0 && mesh.pieces === 1 && mesh.genus === 0)} | |
| no degenerate facet | ${all(({ mesh }) => mesh.degenerate === 0)} | |
| no crossing facets | ${all(({ mesh }) => mesh.crossings === 0)} | |
| thinnest hundredth at least 0.8 of the thickness ordered | ${all(met("thickness-share"))} | worst ${worst(measured("thickness-share"), Math.min)} |
| at least 2.0 mm where more than 4 mm from the rim | ${all(met("thinnest"))} | worst ${worst(measured("thinnest"), Math.min)} mm |
| rearfoot post within 0.2 degrees, where there is one | ${all(met("post"))} | worst ${worst(off("post"), Math.max)} degrees |
| heel cup depth within 0.3 mm | ${all(met("heel-cup"))} | worst ${worst(off("heel-cup"), Math.max)} mm |
| outline within 1 mm | ${all(met("outline"))} | worst ${worst(off("outline"), Math.max)} mm |
| **all of it** | **${all(({ isSound }) => isSound)}** | |

${await scanTables(kernel)}`;

writeFileSync(
  join(import.meta.dirname, "../docs/validation-orthotic.md"),
  await format(page, { parser: "markdown", printWidth: 120 }),
);
console.error(`${(cpuMs / count).toFixed(0)} ms of CPU for each solid. docs/validation-orthotic.md written.`);
for (const line of refused.slice(0, 3)) console.error(line);
if (refused.length > 0) process.exitCode = 1;

function met(id: string): (report: DeviceReport) => boolean {
  return ({ checks }) => checks.every((check) => check.id !== id || check.isMet);
}
