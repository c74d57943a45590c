/** A closed outline in plan, counter-clockwise: x, y pairs in mm. */
export type Outline = Float64Array;

/** The outline moved out by so much at each of its points (in where negative). Meant for smooth outlines and small moves. */
export function offsetOutline(outline: Outline, by: (x: number, y: number) => number): Outline {
  const count = outline.length / 2;
  const moved = new Float64Array(outline.length);
  for (let at = 0; at < count; at++) {
    const [before, after] = [((at + count - 1) % count) * 2, ((at + 1) % count) * 2];
    const [x, y] = [outline[at * 2]!, outline[at * 2 + 1]!];
    const [dx, dy] = [outline[after]! - outline[before]!, outline[after + 1]! - outline[before + 1]!];
    const length = Math.hypot(dx, dy);
    const distance = by(x, y);
    moved[at * 2] = x + (dy / length) * distance;
    moved[at * 2 + 1] = y - (dx / length) * distance;
  }
  return moved;
}

/** Where on the edge from p to q, 0 to 1, a point is nearest to it. */
export function alongEdge(px: number, py: number, qx: number, qy: number, x: number, y: number): number {
  const [ex, ey] = [qx - px, qy - py];
  return Math.min(1, Math.max(0, ((x - px) * ex + (y - py) * ey) / (ex * ex + ey * ey)));
}

/** Distance to the outline, mm: above 0 inside, below outside. */
export function distanceInside(outline: Outline, x: number, y: number): number {
  let nearest = Infinity;
  let isInside = false;
  const length = outline.length;
  let [px, py] = [outline[length - 2]!, outline[length - 1]!];
  for (let at = 0; at < length; at += 2) {
    const [qx, qy] = [outline[at]!, outline[at + 1]!];
    const along = alongEdge(px, py, qx, qy, x, y);
    nearest = Math.min(nearest, (x - px - along * (qx - px)) ** 2 + (y - py - along * (qy - py)) ** 2);
    if (py > y !== qy > y && x < px + ((y - py) / (qy - py)) * (qx - px)) isInside = !isInside;
    px = qx;
    py = qy;
  }
  return isInside ? Math.sqrt(nearest) : -Math.sqrt(nearest);
}
