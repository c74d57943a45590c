import { mirroredX } from "@plumbline/geometry";
import type { Mesh } from "@plumbline/geometry";
import type { BuiltDevice, FootShape } from "@plumbline/orthotic";

/** Rings of the sole, from the middle of the foot to its edge. */
const RINGS = 14;
/** The line through the middle of the foot, toward which the rings shrink: parts of its length. */
const MIDDLE_FROM = 0.12;
const MIDDLE_TO = 0.9;
/** Where the foot rests on the device: under the heel, and under the arch's front where every device still lies. */
const RESTS_AT = [0.14, 0.55] as const;

/**
 * The underside of a foot where it rests on its device, in the device's frame and mirrored as the device is: for drawing,
 * and only as much of the foot as is known.
 *
 * @param coverMm - Thickness of the top cover between the two.
 */
export function soleMesh(foot: FootShape, { surface }: BuiltDevice, coverMm: number): Mesh {
  const { outline, lengthMm } = foot;
  const count = outline.length / 2;
  const [heel, front] = RESTS_AT.map((part) => {
    const [x, y] = [middleAt(outline, part * lengthMm), part * lengthMm];
    return nearest({ ...surface.grid, z: surface.top }, x, y) - nearest(foot.plantar, x, y);
  }) as [number, number];
  const restsBy = (y: number): number =>
    coverMm + heel + ((front - heel) * (y / lengthMm - RESTS_AT[0])) / (RESTS_AT[1] - RESTS_AT[0]);
  const positions = new Float64Array(count * (RINGS + 1) * 3);
  for (let point = 0; point < count; point++) {
    const [edgeX, edgeY] = [outline[point * 2]!, outline[point * 2 + 1]!];
    const middleY = Math.min(MIDDLE_TO * lengthMm, Math.max(MIDDLE_FROM * lengthMm, edgeY));
    const middleX = middleAt(outline, middleY);
    let known = 0;
    for (let ring = 0; ring <= RINGS; ring++) {
      const part = ring / RINGS;
      const [x, y] = [middleX + part * (edgeX - middleX), middleY + part * (edgeY - middleY)];
      const height = nearest(foot.plantar, x, y);
      // A scan may have a hole here: as high as the last place that was seen.
      if (!Number.isNaN(height)) known = height;
      positions.set([x, y, known + restsBy(y)], (ring * count + point) * 3);
    }
  }
  const triangles: number[] = [];
  for (let ring = 0; ring < RINGS; ring++) {
    for (let point = 0; point < count; point++) {
      const [a, b] = [ring * count + point, ring * count + ((point + 1) % count)];
      triangles.push(a, b, b + count, a, b + count, a + count);
    }
  }
  const mesh = { positions, triangles: Uint32Array.from(triangles) };
  return foot.side === "left" ? mesh : mirroredX(mesh);
}

/** Half way between the inner and the outer edge. */
function middleAt(outline: Float64Array, y: number): number {
  let [from, to] = [Infinity, -Infinity];
  for (let at = 0; at < outline.length; at += 2) {
    const next = (at + 2) % outline.length;
    const [y0, y1] = [outline[at + 1]!, outline[next + 1]!];
    if (y0 === y1 || y < Math.min(y0, y1) || y > Math.max(y0, y1)) continue;
    const x = outline[at]! + ((y - y0) / (y1 - y0)) * (outline[next]! - outline[at]!);
    from = Math.min(from, x);
    to = Math.max(to, x);
  }
  return from > to ? 0 : (from + to) / 2;
}

interface Heights {
  readonly x0: number;
  readonly y0: number;
  readonly stepMm: number;
  readonly columns: number;
  readonly rows: number;
  readonly z: Float64Array;
}

/** Close enough to look at: the height of the nearest node. */
function nearest({ x0, y0, stepMm, columns, rows, z }: Heights, x: number, y: number): number {
  const column = Math.min(columns - 1, Math.max(0, Math.round((x - x0) / stepMm)));
  const row = Math.min(rows - 1, Math.max(0, Math.round((y - y0) / stepMm)));
  return z[row * columns + column]!;
}
