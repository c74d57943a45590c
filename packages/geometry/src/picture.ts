import { facetNormal, unit } from "./facet.ts";
import { boundsOf } from "./mesh.ts";
import type { Mesh } from "./mesh.ts";

export interface MeshPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue of each pixel, from the upper left corner, row by row. */
  readonly rgb: Uint8Array;
  readonly pixelsPerUnit: number;
}

export interface View {
  /** Turned about the upright axis, then tipped toward the viewer, degrees; 0 and 0 looks straight down. */
  readonly turnDeg: number;
  readonly tipDeg: number;
}

type Color = readonly [number, number, number];

export interface PictureOptions {
  readonly widthPx: number;
  readonly background: Color;
  readonly color: Color;
  /** In place of `color`, that of each facet. */
  readonly colorOf?: (facet: number) => Color;
}

/** Over the viewer's left shoulder. */
const LIGHT = unit([-0.45, 0.5, 0.75]);
const AMBIENT = 0.35;
const MARGIN = 0.04;

/** A mesh drawn without perspective, lit from one side, far surfaces hidden by near ones. */
export function meshPicture(mesh: Mesh, { turnDeg, tipDeg }: View, options: PictureOptions): MeshPicture {
  const seen = rotated(mesh, (turnDeg * Math.PI) / 180, (tipDeg * Math.PI) / 180);
  const { min, max } = boundsOf(seen);
  const width = options.widthPx;
  const scale = (width * (1 - 2 * MARGIN)) / (max[0] - min[0]);
  const height = Math.ceil((max[1] - min[1]) * scale + 2 * MARGIN * width);
  const rgb = new Uint8Array(width * height * 3);
  for (let at = 0; at < rgb.length; at += 3) rgb.set(options.background, at);
  const depth = new Float64Array(width * height).fill(-Infinity);
  const p = seen.positions;
  const toX = (x: number): number => (x - min[0]) * scale + MARGIN * width;
  const toY = (y: number): number => (max[1] - y) * scale + MARGIN * width;
  for (let facet = 0; facet < seen.triangles.length / 3; facet++) {
    const [a, b, c] = [0, 1, 2].map((corner) => seen.triangles[facet * 3 + corner]! * 3) as [number, number, number];
    const [ax, ay, bx, by, cx, cy] = [
      toX(p[a]!),
      toY(p[a + 1]!),
      toX(p[b]!),
      toY(p[b + 1]!),
      toX(p[c]!),
      toY(p[c + 1]!),
    ];
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    if (area === 0) continue;
    const shade = shadeOf(p, a, b, c);
    const color = (options.colorOf?.(facet) ?? options.color).map((value) => Math.round(value * shade));
    for (let y = Math.max(0, Math.ceil(Math.min(ay, by, cy))); y <= Math.min(height - 1, Math.max(ay, by, cy)); y++) {
      for (let x = Math.max(0, Math.ceil(Math.min(ax, bx, cx))); x <= Math.min(width - 1, Math.max(ax, bx, cx)); x++) {
        const u = ((bx - x) * (cy - y) - (cx - x) * (by - y)) / area;
        const v = ((cx - x) * (ay - y) - (ax - x) * (cy - y)) / area;
        const w = 1 - u - v;
        if (u < -1e-9 || v < -1e-9 || w < -1e-9) continue;
        const z = u * p[a + 2]! + v * p[b + 2]! + w * p[c + 2]!;
        const pixel = y * width + x;
        if (z <= depth[pixel]!) continue;
        depth[pixel] = z;
        rgb.set(color, pixel * 3);
      }
    }
  }
  return { width, height, rgb, pixelsPerUnit: scale };
}

function rotated({ positions, triangles }: Mesh, turn: number, tip: number): Mesh {
  const [cosTurn, sinTurn, cosTip, sinTip] = [Math.cos(turn), Math.sin(turn), Math.cos(tip), Math.sin(tip)];
  const turned = new Float64Array(positions.length);
  for (let at = 0; at < positions.length; at += 3) {
    const [x, y, z] = [positions[at]!, positions[at + 1]!, positions[at + 2]!];
    const [rightward, away] = [cosTurn * x - sinTurn * y, sinTurn * x + cosTurn * y];
    turned.set([rightward, cosTip * away + sinTip * z, cosTip * z - sinTip * away], at);
  }
  return { positions: turned, triangles };
}

function shadeOf(p: Float64Array, a: number, b: number, c: number): number {
  const normal = unit(facetNormal(p, a, b, c));
  const light = normal[0] * LIGHT[0] + normal[1] * LIGHT[1] + normal[2] * LIGHT[2];
  return AMBIENT + (1 - AMBIENT) * Math.max(0, light);
}
