import { mirroredX } from "@plumbline/geometry";
import type { Mesh } from "@plumbline/geometry";
import type { ManifoldToplevel } from "manifold-3d";
import type { FootShape } from "../foot/foot-shape.ts";
import type { DevicePrescription } from "../prescription/prescription.ts";
import { deviceOutline } from "./device-outline.ts";
import { deviceSurface } from "./device-surface.ts";
import type { DeviceSurface } from "./device-surface.ts";
import { sampled } from "./plan-grid.ts";
import { planNet } from "./plan-net.ts";
import type { PlanNet } from "./plan-net.ts";
import type { Outline } from "./plan-outline.ts";

export interface BuiltDevice {
  /**
   * The solid in the device frame: mm, heel at y = 0, +y to the toes, +z up; +x is the inner side of a left device and the
   * outer side of a right one.
   */
  readonly mesh: Mesh;
  /** The same solid as a left device, on which it is checked. */
  readonly leftMesh: Mesh;
  readonly surface: DeviceSurface;
  /** What the outline was meant to be, as a left device. */
  readonly outline: Outline;
}

/** Points of the outline closer to straight than this are left out; it stays within a hundredth of what was drawn. */
const OUTLINE_TOLERANCE_MM = 0.01;

/**
 * The solid of one device. An even net of triangles over the outline is laid onto two height fields, the upper and the
 * lower side, and the rims of the two are joined by a wall. Both sides have the very same plan, and the upper lies above
 * the lower everywhere, so no two facets can cross. The same prescription, foot and resolution give the same bytes.
 *
 * @param kernel - The solid kernel, loaded and set up by the caller; it cuts and rounds the outline.
 * @param resolutionMm - Step of the net; 1 mm is fine enough to print, 2 mm to look at.
 * @throws Error when no outline in one piece comes out: a fault of this package, not of the prescription.
 */
export function buildDevice(
  kernel: ManifoldToplevel,
  foot: FootShape,
  device: DevicePrescription,
  resolutionMm = 1,
): BuiltDevice {
  const surface = deviceSurface(foot, device, resolutionMm);
  const drawn = deviceOutline(kernel, foot, device, surface.rimWidth);
  const section = drawn.simplify(OUTLINE_TOLERANCE_MM);
  try {
    const polygons = section.toPolygons();
    if (polygons.length !== 1) throw new Error(`The outline of the device is in ${polygons.length} pieces.`);
    const outline = Float64Array.from(polygons[0]!.flat());
    const leftMesh = laidOnto(surface, planNet(surface.grid, outline));
    return { leftMesh, mesh: foot.side === "left" ? leftMesh : mirroredX(leftMesh), surface, outline };
  } finally {
    drawn.delete();
    section.delete();
  }
}

/** The net on the upper field, the net turned over on the lower, and a wall along the edges that only one triangle has. */
function laidOnto({ grid, top, bottom }: DeviceSurface, { points, triangles }: PlanNet): Mesh {
  const count = points.length / 2;
  const positions = new Float64Array(count * 6);
  for (let point = 0; point < count; point++) {
    const [x, y] = [points[point * 2]!, points[point * 2 + 1]!];
    // Single precision, as files hold it: what is checked is what is printed.
    positions.set([x, y, Math.fround(sampled(grid, top, x, y))], point * 3);
    positions.set([x, y, Math.fround(sampled(grid, bottom, x, y))], (count + point) * 3);
  }
  const under = triangles.map((point) => point + count);
  for (let at = 0; at < under.length; at += 3) [under[at + 1], under[at + 2]] = [under[at + 2]!, under[at + 1]!];
  const wall = rimEdges(triangles, count).flatMap(([from, to]) => [
    from,
    from + count,
    to + count,
    from,
    to + count,
    to,
  ]);
  return { positions, triangles: Uint32Array.from([...triangles, ...under, ...wall]) };
}

/** Edges in the direction of their only triangle. */
function rimEdges(triangles: Uint32Array, count: number): (readonly [number, number])[] {
  const open = new Map<number, readonly [number, number]>();
  for (let at = 0; at < triangles.length; at += 3) {
    for (let corner = 0; corner < 3; corner++) {
      const [from, to] = [triangles[at + corner]!, triangles[at + ((corner + 1) % 3)]!];
      if (!open.delete(to * count + from)) open.set(from * count + to, [from, to]);
    }
  }
  return [...open.values()];
}
