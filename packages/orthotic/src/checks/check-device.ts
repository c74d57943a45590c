import { checkMesh, isOneSolid, thicknessAt } from "@plumbline/geometry";
import type { Mesh, MeshCheck } from "@plumbline/geometry";
import type { FootShape } from "../foot/foot-shape.ts";
import type { DevicePrescription } from "../prescription/prescription.ts";
import type { BuiltDevice } from "../solid/build-device.ts";
import { LAYOUT } from "../solid/device-surface.ts";
import { sampled } from "../solid/plan-grid.ts";
import { distanceInside } from "../solid/plan-outline.ts";

/** One property of a device: what was ordered, what the mesh has, and whether that will do. */
export interface DeviceCheck {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly ordered: number | null;
  readonly measured: number;
  /** What the measured may be: from, to. */
  readonly allowed: readonly [number, number];
  readonly isMet: boolean;
}

export interface DeviceReport {
  readonly isSound: boolean;
  readonly mesh: MeshCheck;
  readonly checks: readonly DeviceCheck[];
}

/** Within so many mm of its edge a shell may be thinner: edges are ground. */
const RIM_MM = 4;
const THINNEST_MM = 2;
/** The thinnest hundredth of a shell may have this part of what was ordered. */
const THIN_SHARE = 0.8;
const POST_TOLERANCE_DEG = 0.2;
const CUP_TOLERANCE_MM = 0.3;
const OUTLINE_TOLERANCE_MM = 1;

/** Measures the mesh itself, not the plan it was made from, and holds it against the prescription. */
export function checkDevice(built: BuiltDevice, foot: FootShape, device: DevicePrescription): DeviceReport {
  const mesh = checkMesh(built.leftMesh);
  const checks = [
    ...thicknessChecks(built),
    ...(device.hasRearfootPost ? [postCheck(built, foot, device)] : []),
    cupCheck(built, foot, device),
    outlineCheck(built),
  ];
  return { isSound: isOneSolid(mesh) && checks.every(({ isMet }) => isMet), mesh, checks };
}

function thicknessChecks({ leftMesh, surface, outline }: BuiltDevice): DeviceCheck[] {
  const thickness = thicknessAt(leftMesh);
  const shares: number[] = [];
  let thinnest = Infinity;
  for (let facet = 0; facet < thickness.length; facet++) {
    const [x, y] = centerOf(leftMesh, facet);
    const ordered = sampled(surface.grid, surface.thickness, x, y);
    shares.push(thickness[facet]! / ordered);
    if (thickness[facet]! < thinnest && distanceInside(outline, x, y) > RIM_MM) thinnest = thickness[facet]!;
  }
  shares.sort((a, b) => a - b);
  return [
    check(
      "thickness-share",
      "Thickness of the thinnest hundredth, of what was ordered",
      "",
      1,
      shares[Math.floor(shares.length / 100)]!,
      [THIN_SHARE, Infinity],
    ),
    check("thinnest", `Thinnest place more than ${RIM_MM} mm from the rim`, "mm", null, thinnest, [
      THINNEST_MM,
      Infinity,
    ]),
  ];
}

/** The plane on which the heel stands, by least squares over the vertices of the post's underside. */
function postCheck({ leftMesh, surface }: BuiltDevice, foot: FootShape, device: DevicePrescription): DeviceCheck {
  const { positions } = leftMesh;
  const count = positions.length / 6;
  const end = LAYOUT.postTo * foot.lengthMm;
  const points: [number, number, number][] = [];
  for (let vertex = count; vertex < 2 * count; vertex++) {
    const [x, y, z] = [positions[vertex * 3]!, positions[vertex * 3 + 1]!, positions[vertex * 3 + 2]!];
    const inset = sampled(surface.grid, surface.inside, x, y) + surface.rimWidth(y);
    if (y < end - 2 && inset > 5) points.push([x, y, z]);
  }
  const measured = (Math.atan(-planeSlopeX(points)) * 180) / Math.PI;
  const ordered = device.rearfootPostDeg;
  return check("post", "Rearfoot post", "degrees", ordered, measured, [
    ordered - POST_TOLERANCE_DEG,
    ordered + POST_TOLERANCE_DEG,
  ]);
}

/** Slope along x of the plane that fits best. */
function planeSlopeX(points: readonly (readonly [number, number, number])[]): number {
  const mean = [0, 1, 2].map((axis) => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length);
  let [xx, xy, yy, xz, yz] = [0, 0, 0, 0, 0];
  for (const point of points) {
    const [x, y, z] = [point[0] - mean[0]!, point[1] - mean[1]!, point[2] - mean[2]!];
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xz += x * z;
    yz += y * z;
  }
  return (xz * yy - yz * xy) / (xx * yy - xy * xy);
}

/**
 * From the plane under the heel (z = 0 of the device frame, where the heel stands but for a skive) up to the rim behind it,
 * cast inversion taken back.
 */
function cupCheck({ leftMesh, surface }: BuiltDevice, foot: FootShape, device: DevicePrescription): DeviceCheck {
  const { positions } = leftMesh;
  const count = positions.length / 6;
  const rim: number[] = [];
  for (let vertex = 0; vertex < count; vertex++) {
    const [x, y] = [positions[vertex * 3]!, positions[vertex * 3 + 1]!];
    if (y > 0.1 * foot.lengthMm || sampled(surface.grid, surface.inside, x, y) > -0.5) continue;
    rim.push(positions[vertex * 3 + 2]! - sampled(surface.grid, surface.tilt, x, y));
  }
  rim.sort((a, b) => a - b);
  const measured = rim[rim.length >> 1] ?? NaN;
  return check("heel-cup", "Heel cup depth", "mm", device.heelCupMm, measured, [
    device.heelCupMm - CUP_TOLERANCE_MM,
    device.heelCupMm + CUP_TOLERANCE_MM,
  ]);
}

/** The farthest that any vertex of the wall lies from the outline that was meant. */
function outlineCheck({ leftMesh, outline }: BuiltDevice): DeviceCheck {
  const { positions, triangles } = leftMesh;
  const count = positions.length / 6;
  let farthest = 0;
  // The wall joins an upper and a lower vertex; no other facet does.
  for (let at = 0; at < triangles.length; at += 3) {
    const corners = [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!];
    if (corners.every((vertex) => vertex < count) || corners.every((vertex) => vertex >= count)) continue;
    for (const vertex of corners) {
      farthest = Math.max(
        farthest,
        Math.abs(distanceInside(outline, positions[vertex * 3]!, positions[vertex * 3 + 1]!)),
      );
    }
  }
  return check("outline", "Farthest from the outline", "mm", 0, farthest, [0, OUTLINE_TOLERANCE_MM]);
}

function check(
  id: string,
  name: string,
  unit: string,
  ordered: number | null,
  measured: number,
  allowed: readonly [number, number],
): DeviceCheck {
  return { id, name, unit, ordered, measured, allowed, isMet: measured >= allowed[0] && measured <= allowed[1] };
}

function centerOf({ positions: p, triangles: t }: Mesh, facet: number): [number, number] {
  const [a, b, c] = [t[facet * 3]! * 3, t[facet * 3 + 1]! * 3, t[facet * 3 + 2]! * 3];
  return [(p[a]! + p[b]! + p[c]!) / 3, (p[a + 1]! + p[b + 1]! + p[c + 1]!) / 3];
}
