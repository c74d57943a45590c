import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import loadManifold from "manifold-3d";
import { beforeAll, describe, expect, test } from "vitest";
import { mirroredX, readMesh, writeStl } from "@plumbline/geometry";
import type { Mesh } from "@plumbline/geometry";
import { damaged, DAMAGES } from "../test-data/damaged-scan.ts";
import { anyDevice, anyFoot } from "../test-data/random-prescription.ts";
import {
  ELEMENTS,
  buildDevice,
  checkDevice,
  footFromFootprint,
  footFromMeasures,
  footFromScan,
  guardDevice,
  proposeDevice,
  readPrescription,
  shellThicknessFor,
  usualDevice,
} from "./index.ts";
import type { DevicePrescription } from "./index.ts";

const MEASURES = { lengthMm: 255, ballWidthMm: 98, heelWidthMm: 64, archHeightMm: 16 };
const foot = footFromMeasures("left", MEASURES);
let kernel: Awaited<ReturnType<typeof loadManifold>>;

beforeAll(async () => {
  kernel = await loadManifold();
  kernel.setup();
});

describe("a device", () => {
  test("of any prescription that the rules let pass is one sound solid, as ordered", () => {
    fc.assert(
      fc.property(anyFoot, anyDevice, (measures, device) => {
        const shape = footFromMeasures("left", measures);
        const report = checkDevice(buildDevice(kernel, shape, device, 1.5), shape, device);
        expect(report.checks.filter(({ isMet }) => !isMet)).toEqual([]);
        expect(report.isSound).toBe(true);
      }),
      { numRuns: 6, seed: 7 },
    );
  });

  test("is sound at every resolution that can be asked for", () => {
    for (const resolution of [0.7, 2, 3]) {
      const report = checkDevice(buildDevice(kernel, foot, usualDevice(80), resolution), foot, usualDevice(80));
      expect(report.isSound).toBe(true);
    }
  });

  test("is the same bytes each time, and a right one is the mirror image of a left one", () => {
    const device = { ...usualDevice(80), medialSkiveMm: 4, heelCupMm: 16, rearfootPostDeg: 4 };
    const left = buildDevice(kernel, foot, device, 2).mesh;
    expect(writeStl(buildDevice(kernel, foot, device, 2).mesh)).toEqual(writeStl(left));
    const right = buildDevice(kernel, footFromMeasures("right", MEASURES), device, 2).mesh;
    expect(right).toEqual(mirroredX(left));
  });

  test("lies in the device frame: heel at y = 0, toes ahead, the inner side of a left one at +x", () => {
    const { mesh } = buildDevice(kernel, foot, { ...usualDevice(80), medialFlangeMm: 10 }, 2);
    const points = Array.from({ length: mesh.positions.length / 3 }, (_, at) =>
      mesh.positions.slice(at * 3, at * 3 + 3),
    );
    expect(Math.min(...points.map(([, y]) => y!))).toBeCloseTo(-usualDevice(80).shellThicknessMm, 1);
    const arch = points.filter(([, y]) => y! > 90 && y! < 120);
    const highest = arch.reduce((a, b) => (b[2]! > a[2]! ? b : a));
    expect(highest[0]!).toBeGreaterThan(20);
  });

  const alone: readonly (readonly [string, Partial<DevicePrescription>, (mesh: Mesh, usual: Mesh) => boolean])[] = [
    [
      "a heel lift stands on a lower plane under the heel",
      { heelLiftMm: 6 },
      (mesh, usual) => lowest(mesh) < lowest(usual) - 5,
    ],
    [
      "a dome raises the shell behind the toes",
      { metatarsalDomeMm: 6 },
      (mesh, usual) => heightNear(mesh, 141) > heightNear(usual, 141) + 3,
    ],
    [
      "a skive raises the inner side of the heel",
      { medialSkiveMm: 6, heelCupMm: 20 },
      (mesh, usual) => heightNear(mesh, 30, 21) > heightNear(usual, 30, 21) + 2,
    ],
    ["a cut-out ends the shell behind the first ray", { hasFirstRayCutout: true }, (mesh) => farthest(mesh, 40) < 145],
    ["a Morton's extension reaches under the big toe", { mortonsExtensionMm: 3 }, (mesh) => farthest(mesh, 30) > 235],
    ["a full-length one reaches the tips of the toes", { length: "full" }, (mesh) => farthest(mesh, 0) > 250],
  ];
  test.each(alone)("%s", (_, change, holds) => {
    const usual = buildDevice(kernel, foot, usualDevice(80), 2).mesh;
    expect(holds(buildDevice(kernel, foot, { ...usualDevice(80), ...change }, 2).mesh, usual)).toBe(true);
  });
});

function lowest({ positions }: Mesh): number {
  let least = Infinity;
  for (let at = 2; at < positions.length; at += 3) least = Math.min(least, positions[at]!);
  return least;
}

/** Height of the upper side near a place. */
function heightNear({ positions }: Mesh, y: number, x = 0): number {
  let highest = -Infinity;
  for (let at = 0; at < positions.length; at += 3) {
    if (Math.hypot(positions[at]! - x, positions[at + 1]! - y) < 3) highest = Math.max(highest, positions[at + 2]!);
  }
  return highest;
}

/** How far the device reaches along a line beside the heel's middle. */
function farthest({ positions }: Mesh, x: number): number {
  let most = -Infinity;
  for (let at = 0; at < positions.length; at += 3) {
    if (Math.abs(positions[at]! - x) < 3) most = Math.max(most, positions[at + 1]!);
  }
  return most;
}

describe("a prescription", () => {
  const order = { bodyWeightKg: 70, reason: [] };
  const guardsOf = (change: Partial<DevicePrescription>, reason: readonly string[] = []) =>
    guardDevice({ ...usualDevice(70), ...change }, { ...order, reason }).map(({ id, action }) => `${action} ${id}`);

  test("that goes together passes; what does not is refused or warned of, each by its own rule", () => {
    expect(guardsOf({})).toEqual([]);
    expect(guardsOf({ medialSkiveMm: 4, heelCupMm: 12 })).toEqual(["refuse skive-needs-cup"]);
    expect(guardsOf({ medialSkiveMm: 4, heelCupMm: 14, hasRearfootPost: false })).toEqual(["refuse skive-needs-post"]);
    expect(guardsOf({ medialSkiveMm: 4, inversionDeg: 2, heelCupMm: 18 })).toEqual(["refuse control-needs-deep-cup"]);
    expect(guardsOf({ medialSkiveMm: 4, inversionDeg: 2, heelCupMm: 20 })).toEqual([]);
    expect(guardsOf({ heelLiftMm: 6 })).toEqual([]);
    expect(guardsOf({ heelLiftMm: 6.5 })).toEqual(["refuse lift-too-high"]);
    expect(guardsOf({ mortonsExtensionMm: 3, hasFirstRayCutout: true })).toEqual(["refuse mortons-and-cutout"]);
    expect(guardsOf({ rearfootPostDeg: 4 }, ["knee_oa"])).toEqual(["warn medial-posting-and-knee"]);
    expect(guardsOf({ shellThicknessMm: 2.5 })).toEqual(["warn shell-thin-for-weight"]);
  });

  test("takes the shell's thickness from the body's weight", () => {
    expect([60, 77, 90, 110, 130, null].map(shellThicknessFor)).toEqual([3.2, 3.2, 4, 4.8, 6.4, 3.2]);
  });

  test("that is proposed for any condition passes its own rules, and says why", () => {
    const conditions = [
      "pttd",
      "flexible_flatfoot",
      "pes_cavus",
      "fhl",
      "hallux_rigidus",
      "peroneal_tendon",
      "lld_anatomical",
    ];
    for (const id of conditions) {
      const { device, because } = proposeDevice([id], 70);
      expect(because[0]?.why).toBeTruthy();
      expect(guardDevice(device, { ...order, reason: [id] }).filter(({ action }) => action === "refuse")).toEqual([]);
    }
    expect(proposeDevice(["gout"], 70)).toEqual({ device: usualDevice(70), because: [] });
  });

  test("is read whole, what is left out being the usual", () => {
    const read = readPrescription({ bodyWeightKg: 90, right: { heelCupMm: 14 } });
    if (!read.ok) throw new Error("it was refused");
    expect(read.value.devices).toEqual({ right: { ...usualDevice(90), heelCupMm: 14 } });
  });

  test("tells every fault at once, with its place, what is allowed and the nearest name", () => {
    const read = readPrescription({
      bodyWeightKg: 900,
      left: { heelCup: 14, heelCupMm: 3, length: "long", hasRearfootPost: "yes" },
      feet: { left: { lengthMm: 10.2 } },
    });
    if (read.ok) throw new Error("it was taken");
    const told = Object.fromEntries(read.problems.map(({ path, message, hint }) => [path, `${message} ${hint}`]));
    expect(Object.keys(told)).toEqual(
      expect.arrayContaining([
        "bodyWeightKg",
        "left.heelCup",
        "left.heelCupMm",
        "left.length",
        "left.hasRearfootPost",
        "feet.left.lengthMm",
        "feet.left.ballWidthMm",
      ]),
    );
    expect(told["left.heelCup"]).toContain("heelCupMm");
    expect(told["left.heelCupMm"]).toContain("from 8 to 30 mm");
  });

  test("has a usual value within the range of every element, and a source for it", () => {
    for (const { usual, from, to, source } of Object.values(ELEMENTS)) {
      expect(usual).toBeGreaterThanOrEqual(from === 8 ? from : Math.min(from, 0));
      expect(usual).toBeLessThanOrEqual(to);
      expect(source.length).toBeGreaterThan(10);
    }
  });
});

describe("a scan", () => {
  const scans = process.env.PLUMBLINE_DATA === undefined ? "" : join(process.env.PLUMBLINE_DATA, "scans/synthetic");
  const truths = existsSync(join(scans, "truth.json"))
    ? Object.values(
        JSON.parse(readFileSync(join(scans, "truth.json"), "utf8")) as Record<
          string,
          { file: string; side: string; footLength: number; ballWidth: number; archHeight: number; archApexY: number }
        >,
      )
    : [];

  test.skipIf(truths.length === 0)("gives length, width, arch and side of a known foot, however it was damaged", () => {
    let seed = 1;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    for (const { file, side, footLength, ballWidth, archHeight, archApexY } of truths.filter(
      (_, nth) => nth === 0 || nth === 3,
    )) {
      const read = readMesh(file, readFileSync(join(scans, file)));
      if (!read.ok) throw new Error(read.message);
      for (const damage of Object.keys(DAMAGES) as (keyof typeof DAMAGES)[]) {
        const scan = footFromScan(damaged(read.mesh, damage, random));
        if (!scan.ok) throw new Error(`${file}, ${damage}: ${scan.problems[0]?.message}`);
        expect(Math.abs(scan.value.foot.lengthMm - footLength)).toBeLessThan(1);
        expect(Math.abs(scan.value.foot.ballWidthMm - ballWidth)).toBeLessThan(1.5);
        expect(Math.abs(scan.value.foot.archHeightMm - archHeight)).toBeLessThan(2);
        // Under a high arch too the device has something to stand on: the sole is no print of what touches.
        const { outline } = scan.value.foot;
        const atArch = Array.from(outline.keys()).filter(
          (at) => at % 2 === 1 && Math.abs(outline[at]! - archApexY) < 3,
        );
        expect(Math.max(...atArch.map((at) => outline[at - 1]!))).toBeGreaterThan(ballWidth * 0.25);
        expect(scan.value.foot.side).toBe(side === "L" ? "left" : "right");
        expect(scan.value.toConfirm).toEqual(["unit", "side"]);
      }
    }
  });

  test.skipIf(truths.length === 0)("with holes in its sole gives a sound device, and none without a sole", () => {
    let seed = 11;
    const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const { file } = truths[3]!;
    const read = readMesh(file, readFileSync(join(scans, file)));
    if (!read.ok) throw new Error(read.message);
    const scan = footFromScan(damaged(read.mesh, "holes", random));
    if (!scan.ok) throw new Error(scan.problems[0]?.message);
    const built = buildDevice(kernel, scan.value.foot, usualDevice(80), 2);
    expect(checkDevice(built, scan.value.foot, usualDevice(80)).isSound).toBe(true);
    const { positions, triangles } = damaged(read.mesh, "in centimeters", random);
    const upper: number[] = [];
    for (let at = 0; at < triangles.length; at += 3) {
      const corners = [...triangles.subarray(at, at + 3)];
      if (corners.every((vertex) => positions[vertex * 3 + 2]! > 3)) upper.push(...corners);
    }
    expect(footFromScan({ positions, triangles: Uint32Array.from(upper) })).toMatchObject({
      ok: false,
      problems: [{ code: "orthotic/scan-holes" }],
    });
  });

  const ballOf = (radius: number): Mesh => {
    const [rings, sectors] = [24, 32];
    const positions: number[] = [];
    const triangles: number[] = [];
    for (let ring = 0; ring <= rings; ring++) {
      for (let sector = 0; sector < sectors; sector++) {
        const [a, b] = [(Math.PI * ring) / rings, (2 * Math.PI * sector) / sectors];
        positions.push(radius * Math.sin(a) * Math.cos(b), radius * Math.sin(a) * Math.sin(b), radius * Math.cos(a));
        if (ring === rings) continue;
        const [at, next] = [ring * sectors + sector, ring * sectors + ((sector + 1) % sectors)];
        triangles.push(at, at + sectors, next, next, at + sectors, next + sectors);
      }
    }
    return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
  };

  /** A box, each face a net of twenty by twenty. */
  const brickOf = (length: number, width: number, height: number): Mesh => {
    const positions: number[] = [];
    const triangles: number[] = [];
    const faces: readonly ((u: number, v: number) => readonly [number, number, number])[] = [
      (u, v) => [u * width, v * length, 0],
      (u, v) => [u * width, v * length, height],
      (u, v) => [0, v * length, u * height],
      (u, v) => [width, v * length, u * height],
      (u, v) => [u * width, 0, v * height],
      (u, v) => [u * width, length, v * height],
    ];
    for (const face of faces) {
      const first = positions.length / 3;
      for (let at = 0; at < 21 * 21; at++) {
        const [column, row] = [at % 21, Math.floor(at / 21)];
        positions.push(...face(column / 20, row / 20));
        if (column === 20 || row === 20) continue;
        triangles.push(first + at, first + at + 1, first + at + 21, first + at + 21, first + at + 1, first + at + 22);
      }
    }
    return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
  };

  test("of something that is no foot is refused with what to do", () => {
    const ball = footFromScan(ballOf(125));
    expect(ball).toMatchObject({ ok: false, problems: [{ code: "orthotic/scan-not-a-foot" }] });
    expect(footFromScan(ballOf(3000)).ok).toBe(false);
    const brick = footFromScan(brickOf(250, 100, 150), { side: "left" });
    expect(brick).toMatchObject({ ok: false, problems: [{ code: "orthotic/scan-not-a-foot" }] });
    const few = footFromScan({ positions: new Float64Array(9), triangles: Uint32Array.from([0, 1, 2]) });
    expect(few).toMatchObject({ ok: false, problems: [{ code: "orthotic/scan-too-coarse" }] });
  });
});

describe("a footprint", () => {
  /** A drawn print: heel, strip and ball, 240 mm long in cells of 5 mm, toes up. */
  const print = (rows: number) => {
    const columns = 20;
    const peakKpa = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row++) {
      const part = 1 - (row + 0.5) / rows;
      const half = part < 0.3 ? 5.5 : part < 0.55 ? 3 : part < 0.85 ? 9 : 4;
      for (let column = 0; column < columns; column++) {
        if (Math.abs(column - 9.5) < half) peakKpa[row * columns + column] = 100;
      }
    }
    return { rows, columns, cellWidthMm: 5, cellHeightMm: 5, peakKpa, firstRow: 1, firstColumn: 1 };
  };

  test("gives length and widths, and an arch that falls as more of the midfoot touches", () => {
    const flat = footFromFootprint("right", print(48), 0.3);
    const high = footFromFootprint("right", print(48), 0.18);
    if (!flat.ok || !high.ok) throw new Error("it was refused");
    expect(flat.value).toMatchObject({ side: "right", source: "pressure", lengthMm: 248, ballWidthMm: 95 });
    expect(flat.value.archHeightMm).toBeLessThan(high.value.archHeightMm);
  });

  test("of half a foot is refused", () => {
    expect(footFromFootprint("left", print(20), 0.22)).toMatchObject({
      ok: false,
      problems: [{ code: "orthotic/footprint" }],
    });
  });
});
