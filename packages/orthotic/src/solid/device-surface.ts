import { archAlong } from "../foot/foot-from-measures.ts";
import type { FootShape } from "../foot/foot-shape.ts";
import { smoothStep } from "../foot/smooth-step.ts";
import type { DevicePrescription } from "../prescription/prescription.ts";
import { fieldOn, sampled, withoutGaps } from "./plan-grid.ts";
import type { PlanGrid } from "./plan-grid.ts";
import { distanceField } from "./distance-field.ts";
import { rolledUnder } from "./rolled-under.ts";

/** Parts of the foot's length and of widths by which a device is laid out. Guesses, tuned to look right on scans. */
export const LAYOUT = {
  /** The cup is whole up to here and gone there. */
  cupWholeTo: 0.2,
  cupGoneAt: 0.4,
  /** The post ends here. */
  postTo: 0.3,
  /** A shell of three-quarter length ends here at its outer and inner side. */
  trimOuter: 0.61,
  trimInner: 0.7,
  sulcusOuter: 0.74,
  sulcusInner: 0.82,
  domeAt: 0.555,
} as const;

/** A skive is a plane tilted so much (Kirby 1992). */
const SKIVE_DEG = 15;
/** Corners between a skive or a dome and the shell are rounded over so many mm. */
const ROUNDED_MM = 3;
/** Soft tissue at the edge of the heel that rises more than this is the wall's to hold. */
const FLAT_HEEL_MM = 1.5;
/** The wall of the cup bends up over so many mm in plan, more for a deep one; its slope stays below 65 degrees. */
const WALL_MM = 14;
/** Nearer to its edge than this a sole turns up into the side of the foot (a guess). */
const SIDE_OF_FOOT_MM = 6;
/** Rise over run of the steepest wall: 63 degrees, steeper than any cup that is ordered. */
const STEEPEST = 2;
/** What a device may be thick where toes lie on it: it must bend there. Never thinner than the weakest shell. */
const EXTENSION_MM = 2.5;
const EXTENSION_RAMP_MM = 8;
/** A block's sides lean so much that they print without support. */
const BEVEL = 1.6;
const POST_INSET_MM = 2.5;
const FOREFOOT_POST_LENGTH_MM = 22;

/** The height fields of one device, and the planes it was made with, for its checks. */
export interface DeviceSurface {
  readonly grid: PlanGrid;
  readonly top: Float64Array;
  readonly bottom: Float64Array;
  /** Thickness ordered at each node. */
  readonly thickness: Float64Array;
  /** Distance inside the edge of the foot. */
  readonly inside: Float64Array;
  /** Width of the rim beside the foot at a place along it. */
  readonly rimWidth: (y: number) => number;
  /** By how much cast inversion raises the shell. */
  readonly tilt: Float64Array;
}

export function deviceSurface(foot: FootShape, device: DevicePrescription, stepMm: number): DeviceSurface {
  const { lengthMm: length, outline } = foot;
  const shell = device.shellThicknessMm;
  // Beyond the rim by so much that every point of the outline lies between nodes of the shell.
  const beyond = shell + 2 + 2 * stepMm;
  const grid = gridAround(foot, beyond + 2 * stepMm, stepMm);
  const plantar = withoutGaps(foot.plantar);
  const wall = Math.max(WALL_MM, device.heelCupMm * 0.85);
  const inside = distanceField(grid, outline, wall);
  const rimWidth = (y: number): number => shell * (1 - smoothStep(y / length, 0.45, 0.6));
  const heelHalf = foot.heelWidthMm / 2;
  const inversion = Math.tan(radians(device.inversionDeg));
  const tiltAt = (x: number, y: number): number =>
    inversion * (x + heelHalf) * (1 - smoothStep(y / length, 0.35, 0.62));
  const ramp = extensionRamp(foot, device);
  const heightAt = (x: number, y: number, edge: number, sole: number): number => {
    const part = y / length;
    const underfoot = Math.min(sole, foot.archHeightMm * 1.15 + 4);
    const bent = rising(edge, wall);
    const inHeel = 1 - smoothStep(part, LAYOUT.cupWholeTo, LAYOUT.cupGoneAt);
    const heel = (1 - bent) * Math.min(underfoot, FLAT_HEEL_MM) + bent * device.heelCupMm;
    const inArch = smoothStep(part, 0.2, 0.32) * (1 - smoothStep(part, 0.5, 0.62));
    const flange = (x > 0 ? device.medialFlangeMm : device.lateralFlangeMm) * inArch * bent;
    const filled = underfoot - device.archFillMm * archAlong(part) * smoothStep(x / heelHalf, -0.2, 0.6);
    const height = inHeel * heel + (1 - inHeel) * (Math.max(0, filled) + flange);
    return withSkive(height, x, part, heelHalf, device) + domeAt(x, y, foot, device);
  };
  const tilt = new Float64Array(inside.length);
  const top = fieldOn(grid, (x, y, node) => {
    const edge = inside[node]!;
    if (edge < -beyond) return NaN;
    // The side of a foot rises at its edge; the shell does not follow it there, or its own edge would be thin. Where no rim
    // stands beside the foot it ends its rise the earlier.
    const level = SIDE_OF_FOOT_MM + 1.3 * (shell - rimWidth(y));
    const [toX, toY] = edge < level ? inward(grid, inside, node, level - edge) : [0, 0];
    // Beside the foot the rim is level: one that sloped would be thin at its outer edge.
    const [rimX, rimY] = edge < 0 ? inward(grid, inside, node, -edge) : [0, 0];
    tilt[node] = tiltAt(x + rimX, y + rimY);
    const height = heightAt(x + rimX, y + rimY, edge, sampled(plantar, plantar.z, x + toX, y + toY)) + tilt[node]!;
    const extension = ramp(x, y);
    if (extension === null) return height;
    const [weight, raised] = extension;
    return (1 - weight) * height + weight * (raised - shell);
  });
  levelCliffs(grid, top);
  const thickness = fieldOn(grid, (x, y) => {
    const extension = ramp(x, y);
    return extension === null ? shell : (1 - extension[0]) * shell + extension[0] * extension[1];
  });
  const bottom = rolledUnder(grid, top, thickness);
  if (device.hasRearfootPost) addRearfootPost(grid, bottom, inside, rimWidth, foot, device);
  if (device.forefootPostDeg !== 0) addForefootPost(grid, bottom, foot, device);
  return { grid, top, bottom, thickness, inside, rimWidth, tilt };
}

/** So far toward the inside of the outline, across it. */
function inward(
  { columns, stepMm }: PlanGrid,
  inside: Float64Array,
  node: number,
  distance: number,
): readonly [number, number] {
  const dx = ((inside[node + 1] ?? NaN) - (inside[node - 1] ?? NaN)) / (2 * stepMm);
  const dy = ((inside[node + columns] ?? NaN) - (inside[node - columns] ?? NaN)) / (2 * stepMm);
  const length = Math.hypot(dx, dy);
  return length > 0 ? [(dx / length) * distance, (dy / length) * distance] : [0, 0];
}

/**
 * Lowers what stands steeper than {@link STEEPEST} over its surroundings: the sides of a scanned foot, and what noise left
 * of them. Two sweeps, there and back, over the eight neighbors.
 */
function levelCliffs({ columns, rows, stepMm }: PlanGrid, top: Float64Array): void {
  const [straight, oblique] = [STEEPEST * stepMm, STEEPEST * stepMm * Math.SQRT2];
  const lower = (node: number, other: number, rise: number): void => {
    // False where a neighbor has no shell.
    if (top[other]! + rise < top[node]!) top[node] = top[other]! + rise;
  };
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      const node = row * columns + column;
      lower(node, node - 1, straight);
      lower(node, node - columns, straight);
      lower(node, node - columns - 1, oblique);
      lower(node, node - columns + 1, oblique);
    }
  }
  for (let row = rows - 2; row > 0; row--) {
    for (let column = columns - 2; column > 0; column--) {
      const node = row * columns + column;
      lower(node, node + 1, straight);
      lower(node, node + columns, straight);
      lower(node, node + columns + 1, oblique);
      lower(node, node + columns - 1, oblique);
    }
  }
}

/** 0 away from the edge, 1 at it and beyond: the profile of a wall, a quarter of a wave. */
function rising(inside: number, over: number): number {
  if (inside >= over) return 0;
  if (inside <= 0) return 1;
  return 1 - Math.cos((Math.PI / 2) * (1 - inside / over));
}

/** The higher of two, the corner between them rounded. */
function roundedMax(a: number, b: number, over: number): number {
  const near = Math.max(0, over - Math.abs(a - b)) / over;
  return Math.max(a, b) + (near * near * over) / 4;
}

function withSkive(height: number, x: number, part: number, heelHalf: number, device: DevicePrescription): number {
  const { medialSkiveMm, lateralSkiveMm } = device;
  const depth = Math.max(medialSkiveMm, lateralSkiveMm);
  if (depth === 0) return height;
  const outward = medialSkiveMm > 0 ? x : -x;
  const slope = Math.tan(radians(SKIVE_DEG));
  // As deep as ordered two thirds of the way to the edge of the heel.
  const plane = depth + slope * (outward - heelHalf * 0.66);
  const along = 1 - smoothStep(part, 0.2, 0.3);
  if (plane <= -ROUNDED_MM || along === 0) return height;
  return height + along * (roundedMax(height, plane, ROUNDED_MM) - height);
}

function domeAt(x: number, y: number, foot: FootShape, device: DevicePrescription): number {
  if (device.metatarsalDomeMm === 0) return 0;
  const { metatarsalHead1, metatarsalHead5 } = foot.landmarks;
  const middle = (metatarsalHead1[0] + metatarsalHead5[0]) / 2;
  const [u, v] = [
    (x - middle) / (foot.ballWidthMm * 0.2),
    (y - LAYOUT.domeAt * foot.lengthMm) / (foot.lengthMm * 0.075),
  ];
  const away = Math.hypot(u, v);
  return away >= 1 ? 0 : device.metatarsalDomeMm * Math.cos((Math.PI / 2) * away) ** 2;
}

/** The line at which the shell ends, mm from the heel. */
export function trimAt(foot: FootShape, x: number, outer: number, inner: number): number {
  const { metatarsalHead1, metatarsalHead5 } = foot.landmarks;
  const across = smoothStep(x, metatarsalHead5[0], metatarsalHead1[0]);
  return foot.lengthMm * (outer + (inner - outer) * across);
}

/** Where a first ray begins, from the outer side. */
export function firstRayFrom(foot: FootShape): number {
  return foot.landmarks.metatarsalHead1[0] - foot.ballWidthMm * 0.34;
}

/** How far a place belongs to what lies before the shell, and how thick that is; null for a shell alone. */
function extensionRamp(
  foot: FootShape,
  device: DevicePrescription,
): (x: number, y: number) => readonly [weight: number, thickness: number] | null {
  const { length, mortonsExtensionMm, reverseMortonsExtensionMm } = device;
  if (length === "three-quarter" && mortonsExtensionMm === 0 && reverseMortonsExtensionMm === 0) return () => null;
  const from = firstRayFrom(foot);
  return (x, y) => {
    const trim = trimAt(foot, x, LAYOUT.trimOuter, LAYOUT.trimInner);
    const underFirst = smoothStep(x, from - 3, from + 3);
    const thickness = Math.max(
      EXTENSION_MM,
      underFirst * mortonsExtensionMm + (1 - underFirst) * reverseMortonsExtensionMm,
    );
    return [smoothStep(y, trim - EXTENSION_RAMP_MM, trim), thickness];
  };
}

/**
 * The post: a block that fills the space between the shell and a plane, which stands flat in the shoe. Positive degrees
 * make it higher on the inner side. A lift lowers the plane under the heel and leaves it at the ball.
 */
function addRearfootPost(
  grid: PlanGrid,
  bottom: Float64Array,
  inside: Float64Array,
  rimWidth: (y: number) => number,
  foot: FootShape,
  device: DevicePrescription,
): void {
  const slope = Math.tan(radians(device.rearfootPostDeg));
  const ball = LAYOUT.trimOuter * foot.lengthMm;
  const end = LAYOUT.postTo * foot.lengthMm;
  const insetOf = (y: number, node: number): number => Math.min(inside[node]! + rimWidth(y) - POST_INSET_MM, end - y);
  let lowest = Infinity;
  eachNode(grid, (x, y, node) => {
    if (insetOf(y, node) >= 0) lowest = Math.min(lowest, bottom[node]! + slope * x);
  });
  eachNode(grid, (x, y, node) => {
    const lift = device.heelLiftMm * (1 - y / ball);
    const plane = lowest - slope * x - lift + BEVEL * Math.max(0, -insetOf(y, node));
    if (plane < bottom[node]!) bottom[node] = plane;
  });
}

/** A wedge under the end of the shell, thick at the inner side when positive. */
function addForefootPost(grid: PlanGrid, bottom: Float64Array, foot: FootShape, device: DevicePrescription): void {
  const slope = Math.tan(radians(device.forefootPostDeg));
  const { metatarsalHead1, metatarsalHead5 } = foot.landmarks;
  const pivot = device.forefootPostDeg > 0 ? metatarsalHead5[0] : metatarsalHead1[0];
  eachNode(grid, (x, y, node) => {
    const end = trimAt(foot, x, LAYOUT.trimOuter, LAYOUT.trimInner);
    const away = Math.max(0, end - FOREFOOT_POST_LENGTH_MM - y, y - end);
    const plane = -device.shellThicknessMm - slope * (x - pivot) + BEVEL * away;
    if (plane < bottom[node]!) bottom[node] = plane;
  });
}

function eachNode(grid: PlanGrid, visit: (x: number, y: number, node: number) => void): void {
  for (let row = 0, node = 0; row < grid.rows; row++) {
    for (let column = 0; column < grid.columns; column++, node++) {
      visit(grid.x0 + column * grid.stepMm, grid.y0 + row * grid.stepMm, node);
    }
  }
}

function gridAround({ outline }: FootShape, margin: number, stepMm: number): PlanGrid {
  let [fromX, fromY, toX, toY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < outline.length; at += 2) {
    fromX = Math.min(fromX, outline[at]!);
    toX = Math.max(toX, outline[at]!);
    fromY = Math.min(fromY, outline[at + 1]!);
    toY = Math.max(toY, outline[at + 1]!);
  }
  return {
    x0: fromX - margin,
    y0: fromY - margin,
    stepMm,
    columns: Math.ceil((toX - fromX + 2 * margin) / stepMm) + 1,
    rows: Math.ceil((toY - fromY + 2 * margin) / stepMm) + 1,
  };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
