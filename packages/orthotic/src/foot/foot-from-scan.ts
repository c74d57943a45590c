import { notOk, ok } from "@plumbline/clinical-model";
import type { Result, Side } from "@plumbline/clinical-model";
import type { Mesh } from "@plumbline/geometry";
import { curveThrough } from "./curve.ts";
import type { FootShape, HeightField, Point } from "./foot-shape.ts";
import { outlineBetween } from "./outline-between.ts";
import type { Edge } from "./outline-between.ts";
import { standUp } from "./stand-up.ts";

/** Units in which scans come, in mm. */
export const SCAN_UNITS = { mm: 1, cm: 10, m: 1000, in: 25.4 } as const;
export type ScanUnit = keyof typeof SCAN_UNITS;

export interface ScanOptions {
  /** What the file's lengths are in; found by what length a foot can have when left out. */
  readonly unit?: ScanUnit;
  /** Found from where the sole touches the ground when left out. */
  readonly side?: Side;
}

export interface ScannedFoot {
  readonly foot: FootShape;
  readonly unit: ScanUnit;
  /** What was found rather than told, to be confirmed. */
  readonly toConfirm: readonly ("unit" | "side")[];
}

/** A foot's length, mm: adults, with room (a guess around published sizes). */
const LENGTH_MM = [180, 340] as const;
/** Width over length, and sole near the ground over its box, of anything that may be a foot (guesses, held by tests). */
const SLENDERNESS = [0.28, 0.55] as const;
const LEAST_SOLE = 0.7;
/** Heel over ball; 0.65 to 0.73 in the scans at hand, and 1 in a box (a guess). */
const WIDEST_HEEL = 0.9;
const STEP_MM = 1;
/** The outline of the sole is that of what lies lower than this over the ground: not the ankle's. */
const OUTLINE_BELOW_MM = 25;
/** Under a high arch the sole itself may lie higher; there the outline is that of what is lower than so much over it (a guess). */
const OVER_ARCH_MM = 10;
/** Parts of the length between which the inner edge may arch up. */
const ARCH_PART = [0.2, 0.66] as const;
/** Nearer to the inner edge the sole has turned up into the side of the foot (a guess). */
const SIDE_OF_FOOT_MM = 10;
const LEAST_TRIANGLES = 500;
/** Enough for holes of some centimeters. */
const SETTLING_SWEEPS = 50;
/** Part of the length at which a scan must have something near the ground, or there is nothing to build on (a guess). */
const LEAST_ROWS = 0.8;

/** A foot from a scan: any unit, turned any way, open or closed, noisy or with holes. */
export function footFromScan(mesh: Mesh, options: ScanOptions = {}): Result<ScannedFoot> {
  if (mesh.triangles.length / 3 < LEAST_TRIANGLES) {
    return refused(
      "too-coarse",
      `The scan has ${mesh.triangles.length / 3} triangles, too few for a foot.`,
      "Export it finer.",
    );
  }
  const standing = standUp(mesh.positions);
  if (standing === null) return refused("not-a-foot", "The scan has no sole to stand on.", "Scan the foot from below.");
  const unit = options.unit ?? unitOf(standing.length);
  const length = standing.length * (unit === null ? NaN : SCAN_UNITS[unit]);
  if (unit === null || !(length >= LENGTH_MM[0] && length <= LENGTH_MM[1])) {
    return refused(
      "unit",
      unit === null
        ? `The scan is ${standing.length.toPrecision(4)} long, which is a foot in no unit.`
        : `In ${unit} the foot would be ${length.toFixed(0)} mm long; ${LENGTH_MM[0]} to ${LENGTH_MM[1]} mm can be read.`,
      "Say the unit (mm, cm, m or in), or cut away what is not foot.",
    );
  }
  const isFoot =
    standing.slenderness >= SLENDERNESS[0] &&
    standing.slenderness <= SLENDERNESS[1] &&
    standing.soleShare >= LEAST_SOLE;
  if (!isFoot) {
    return refused(
      "not-a-foot",
      "This does not look like a foot: its sole is too small or its shape too round.",
      "Scan one bare foot, the sole whole, and cut away floor and leg.",
    );
  }
  const positions = standing.positions.map((value) => value * SCAN_UNITS[unit]);
  const found = sideOf(positions, length);
  const side = options.side ?? found;
  if (side === null) {
    return refused("side", "The scan does not show whether it is a left or a right foot.", "Say the side.");
  }
  // As a left foot from here on.
  if (side === "right") for (let at = 0; at < positions.length; at += 3) positions[at] = -positions[at]!;
  const foot = shapeOf({ positions, triangles: mesh.triangles }, side, length);
  if (foot === null) {
    return refused("holes", "Most of the sole is missing from the scan.", "Scan the foot again, the sole whole.");
  }
  if (foot.heelWidthMm > WIDEST_HEEL * foot.ballWidthMm) {
    return refused(
      "not-a-foot",
      `This does not look like a foot: its heel, ${foot.heelWidthMm.toFixed(0)} mm, is nearly as wide as its ball, ${foot.ballWidthMm.toFixed(0)} mm.`,
      "Scan one bare foot, and cut away floor and leg.",
    );
  }
  const toConfirm = [
    ...(options.unit === undefined ? (["unit"] as const) : []),
    ...(options.side === undefined ? (["side"] as const) : []),
  ];
  return ok({ foot, unit, toConfirm });
}

function unitOf(length: number): ScanUnit | null {
  const fitting = (Object.keys(SCAN_UNITS) as ScanUnit[]).filter((unit) => {
    const mm = length * SCAN_UNITS[unit];
    return mm >= LENGTH_MM[0] && mm <= LENGTH_MM[1];
  });
  return fitting.length === 1 ? fitting[0]! : null;
}

/** Under the arch, what is near the ground lies on the outer side: to the left in a left foot, seen from above. */
function sideOf(p: Float64Array, length: number): Side | null {
  let [sum, count, from, to] = [0, 0, Infinity, -Infinity];
  for (let at = 0; at < p.length; at += 3) {
    const [x, part, z] = [p[at]!, p[at + 1]! / length, p[at + 2]!];
    if (part < 0.36 || part > 0.56) continue;
    if (z < OUTLINE_BELOW_MM) {
      from = Math.min(from, x);
      to = Math.max(to, x);
    }
    if (z < 5) {
      sum += x;
      count++;
    }
  }
  if (count < 10) return null;
  const off = (sum / count - (from + to) / 2) / (to - from);
  return Math.abs(off) < 0.01 ? null : off < 0 ? "left" : "right";
}

function shapeOf(mesh: Mesh, side: Side, length: number): FootShape | null {
  const low = reachOf(mesh, length, () => OUTLINE_BELOW_MM);
  if (low.length < LEAST_ROWS * length) return null;
  const plantar = seenFromBelow(mesh, length);
  const heightAt = (x: number, y: number): number => {
    const column = Math.round((x - plantar.x0) / STEP_MM);
    const row = Math.round((y - plantar.y0) / STEP_MM);
    const height = plantar.z[row * plantar.columns + column];
    return height === undefined || Number.isNaN(height) ? 0 : height;
  };
  const reach = reachOf(mesh, length, overArch(low, length, heightAt));
  const { inner, outer } = edgesOf(reach, length);
  const at = (x: number, y: number): Point => [x, y, heightAt(x, y)];
  const along = (from: number, to: number): number[] =>
    Array.from({ length: Math.round((to - from) * length) + 1 }, (_, mm) => from * length + mm);
  const head1 = along(0.62, 0.78).reduce((best, y) => (inner(y) > inner(best) ? y : best));
  const head5 = along(0.52, 0.7).reduce((best, y) => (outer(y) < outer(best) ? y : best));
  // The highest under the inner half, before the sole turns up into the side of the foot.
  const apex = along(0.3, 0.58)
    .flatMap((y) =>
      Array.from({ length: Math.max(1, Math.floor((inner(y) - outer(y)) / 2 - SIDE_OF_FOOT_MM)) }, (_, mm) =>
        at(inner(y) - SIDE_OF_FOOT_MM - mm, y),
      ),
    )
    .reduce((best, point) => (point[2] > best[2] ? point : best));
  const widest = (from: number, to: number): number => {
    const part = reach.filter(({ y }) => y >= from * length && y <= to * length);
    return Math.max(...part.map(({ right }) => right)) - Math.min(...part.map(({ left }) => left));
  };
  const [ballWidthMm, heelWidthMm] = [widest(0.55, 0.8), widest(0.1, 0.2)];
  // A heel or a ball that is wholly missing.
  if (!Number.isFinite(ballWidthMm) || !Number.isFinite(heelWidthMm)) return null;
  return {
    side,
    source: "scan",
    lengthMm: length,
    ballWidthMm,
    heelWidthMm,
    archHeightMm: apex[2],
    landmarks: {
      heel: at(0, 0),
      toeTip: at((inner(length * 0.98) + outer(length * 0.98)) / 2, length),
      metatarsalHead1: at(inner(head1), head1),
      metatarsalHead5: at(outer(head5), head5),
      archApex: apex,
    },
    outline: outlineBetween(inner, outer, length),
    plantar,
  };
}

/**
 * How low something must lie at a place along the foot to be part of its outline: under the arch, the sole beside the line
 * from the heel's inner edge to the ball's tells.
 */
function overArch(
  low: readonly Row[],
  length: number,
  heightAt: (x: number, y: number) => number,
): (y: number) => number {
  const [from, to] = ARCH_PART.map((part) => part * length) as [number, number];
  const innerAt = (place: number): number => low.find(({ y }) => y >= place)!.right;
  const [heel, ball] = [innerAt(from), innerAt(to)];
  return (y) => {
    if (y <= from || y >= to) return OUTLINE_BELOW_MM;
    const x = heel + ((ball - heel) * (y - from)) / (to - from) - SIDE_OF_FOOT_MM;
    return Math.max(OUTLINE_BELOW_MM, heightAt(x, y) + OVER_ARCH_MM);
  };
}

/**
 * The underside over each node of a grid: the sole, and at its edge the sides of the foot. Through a hole in the sole the
 * upper side would be seen from within; it faces the other way than most of what is seen, and is left out.
 */
function seenFromBelow({ positions: p, triangles: t }: Mesh, length: number): HeightField {
  const half = length * 0.35;
  const columns = Math.ceil((2 * half) / STEP_MM) + 1;
  const rows = Math.ceil((length + 40) / STEP_MM) + 1;
  const [x0, y0] = [-half, -20];
  const facing = [true, false].map(() => new Float64Array(columns * rows).fill(NaN)) as [Float64Array, Float64Array];
  for (let facet = 0; facet < t.length; facet += 3) {
    const [a, b, c] = [t[facet]! * 3, t[facet + 1]! * 3, t[facet + 2]! * 3];
    const [ax, ay, bx, by, cx, cy] = [p[a]!, p[a + 1]!, p[b]!, p[b + 1]!, p[c]!, p[c + 1]!];
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (area === 0) continue;
    const z = facing[area < 0 ? 0 : 1];
    const [fromX, toX] = [Math.min(ax, bx, cx), Math.max(ax, bx, cx)];
    const [fromY, toY] = [Math.min(ay, by, cy), Math.max(ay, by, cy)];
    for (
      let row = Math.max(0, Math.ceil((fromY - y0) / STEP_MM));
      row <= Math.min(rows - 1, (toY - y0) / STEP_MM);
      row++
    ) {
      for (
        let column = Math.max(0, Math.ceil((fromX - x0) / STEP_MM));
        column <= Math.min(columns - 1, (toX - x0) / STEP_MM);
        column++
      ) {
        const [x, y] = [x0 + column * STEP_MM, y0 + row * STEP_MM];
        const u = ((bx - x) * (cy - y) - (cx - x) * (by - y)) / area;
        const v = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) / area;
        if (u < 0 || v < 0 || u + v > 1) continue;
        const height = u * p[a + 2]! + v * p[b + 2]! + (1 - u - v) * p[c + 2]!;
        const node = row * columns + column;
        if (!(z[node]! <= height)) z[node] = height;
      }
    }
  }
  const [down, up] = facing;
  const z = seenAt(down, up) >= seenAt(up, down) ? down : up;
  bridgeHoles(z, columns);
  return { x0, y0, stepMm: STEP_MM, columns, rows, z };
}

/** At how many nodes the one lies lowest, or alone. */
function seenAt(one: Float64Array, other: Float64Array): number {
  return one.reduce(
    (count, height, node) =>
      count + Number(height < other[node]! || (!Number.isNaN(height) && Number.isNaN(other[node]!))),
    0,
  );
}

/** Holes get a straight line across from what is known on either side, then settle like a skin held at their rims. */
function bridgeHoles(z: Float64Array, columns: number): void {
  const bridged: number[] = [];
  for (let start = 0; start < z.length; start += columns) {
    let known = -1;
    for (let node = start; node < start + columns; node++) {
      if (Number.isNaN(z[node]!)) continue;
      for (let gap = known === -1 ? node : known + 1; gap < node; gap++) {
        z[gap] = z[known]! + ((z[node]! - z[known]!) * (gap - known)) / (node - known);
        bridged.push(gap);
      }
      known = node;
    }
  }
  for (let sweep = 0; sweep < SETTLING_SWEEPS; sweep++) {
    for (const node of bridged) {
      const around = [z[node - 1], z[node + 1], z[node - columns], z[node + columns]].filter(
        (height) => height !== undefined && !Number.isNaN(height),
      ) as number[];
      z[node] = around.reduce((sum, height) => sum + height, 0) / around.length;
    }
  }
}

interface Row {
  readonly y: number;
  left: number;
  right: number;
}

/** How far what lies below a height reaches to either side at each millimeter of the foot's length. */
function reachOf({ positions: p, triangles: t }: Mesh, length: number, below: (y: number) => number): Row[] {
  const rows = Array.from({ length: Math.floor(length) - 1 }, (_, mm): Row => ({
    y: mm + 1,
    left: Infinity,
    right: -Infinity,
  }));
  const limits = rows.map(({ y }) => below(y));
  for (let facet = 0; facet < t.length; facet += 3) {
    for (let corner = 0; corner < 3; corner++) {
      const [a, b] = [t[facet + corner]! * 3, t[facet + ((corner + 1) % 3)]! * 3];
      const [fromY, toY] = [Math.min(p[a + 1]!, p[b + 1]!), Math.max(p[a + 1]!, p[b + 1]!)];
      for (let y = Math.max(1, Math.ceil(fromY)); y <= Math.min(rows.length, toY); y++) {
        const part = toY === fromY ? 0 : (y - p[a + 1]!) / (p[b + 1]! - p[a + 1]!);
        const [x, z] = [p[a]! + part * (p[b]! - p[a]!), p[a + 2]! + part * (p[b + 2]! - p[a + 2]!)];
        if (z >= limits[y - 1]!) continue;
        const row = rows[y - 1]!;
        row.left = Math.min(row.left, x);
        row.right = Math.max(row.right, x);
      }
    }
  }
  return rows.filter(({ left, right }) => right > left);
}

/** Inner and outer edge along the foot, smoothed over a centimeter so that single toes do not show. */
function edgesOf(rows: readonly Row[], length: number): { readonly inner: Edge; readonly outer: Edge } {
  const edge = (of: (row: Row) => number): Edge => {
    const smooth = rows.map((_, at) => {
      // The window shrinks toward the ends, so that these stay where they are.
      const reach = Math.min(5, at, rows.length - 1 - at);
      const window = rows.slice(at - reach, at + reach + 1);
      return window.reduce((sum, row) => sum + of(row), 0) / window.length;
    });
    const middle = (rows[0]!.left + rows[0]!.right) / 2;
    const tip = (rows.at(-1)!.left + rows.at(-1)!.right) / 2;
    return curveThrough([[0, middle], ...rows.map(({ y }, at) => [y, smooth[at]!] as const), [length, tip]]);
  };
  return { inner: edge(({ right }) => right), outer: edge(({ left }) => left) };
}

function refused(code: string, message: string, hint: string): Result<never> {
  return notOk({ code: `orthotic/scan-${code}`, path: "scan", message, hint });
}
