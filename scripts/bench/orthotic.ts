/**
 * `npm run bench`: what an orthotic costs, in milliseconds of processor time, warm: building its solid, and checking it. The
 * plain form finds the underside by searching every node of the upper side for every node of the lower.
 */
import loadManifold from "manifold-3d";
import { checkMesh } from "../../packages/geometry/src/index.ts";
import { buildDevice, footFromMeasures, usualDevice } from "../../packages/orthotic/src/index.ts";
import { deviceSurface } from "../../packages/orthotic/src/solid/device-surface.ts";

const RUNS = 9;
const LIMITS_MS = { 1: 1000, 0.5: 2500 } as const;

const kernel = await loadManifold();
kernel.setup();
const foot = footFromMeasures("left", { lengthMm: 260, ballWidthMm: 100, heelWidthMm: 65, archHeightMm: 16 });
const device = { ...usualDevice(80), heelCupMm: 20, medialSkiveMm: 4, rearfootPostDeg: 4, metatarsalDomeMm: 3 };

console.log("orthotic, three-quarter, with post, skive and dome; ms of CPU, median of warm runs");
for (const [step, limit] of Object.entries(LIMITS_MS)) {
  const resolution = Number(step);
  const building = median(() => buildDevice(kernel, foot, device, resolution));
  const { mesh } = buildDevice(kernel, foot, device, resolution);
  const checking = median(() => checkMesh(mesh), 3);
  console.log(
    `  ${step} mm: ${building.toFixed(0)} to build (at most ${limit}), ${checking.toFixed(0)} to check ${mesh.triangles.length / 3} facets`,
  );
}
const surface = deviceSurface(foot, device, 1);
const plain = median(() => plainUnder(surface), 1);
const ours = median(() => deviceSurface(foot, device, 1));
console.log(
  `  surface at 1 mm: plain form of its underside alone ${(plain / ours).toFixed(0)} times as long as all of it (${ours.toFixed(0)} ms)`,
);

/** The same underside by objects and loops over all pairs of nodes. */
function plainUnder({ grid, top, thickness }: ReturnType<typeof deviceSurface>): number {
  const nodes = Array.from(top, (z, at) => ({
    x: (at % grid.columns) * grid.stepMm,
    y: Math.floor(at / grid.columns) * grid.stepMm,
    z,
    radius: thickness[at]!,
  })).filter(({ z }) => !Number.isNaN(z));
  let sum = 0;
  for (const under of nodes) {
    let lowest = Infinity;
    for (const over of nodes) {
      const squared = (under.x - over.x) ** 2 + (under.y - over.y) ** 2;
      if (squared <= over.radius ** 2) lowest = Math.min(lowest, over.z - Math.sqrt(over.radius ** 2 - squared));
    }
    sum += lowest;
  }
  return sum;
}

function median(run: () => unknown, runs = RUNS): number {
  run();
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  return times[runs >> 1]!;
}
