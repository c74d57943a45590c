/** x of the edge of a sole at a place along it, mm. */
export type Edge = (y: number) => number;

/** The outline between two edges, counter-clockwise: up the inner side from the heel, back down the outer side. */
export function outlineBetween(inner: Edge, outer: Edge, lengthMm: number): Float64Array {
  const count = 160;
  // Closer together at the ends, where the outline turns.
  const along = Array.from({ length: count + 1 }, (_, nth) => (lengthMm / 2) * (1 - Math.cos((Math.PI * nth) / count)));
  const up = along.map((y) => [inner(y), y] as const);
  const down = along.toReversed().map((y) => [outer(y), y] as const);
  const points = [...up, ...down].filter(([x, y], nth, all) => {
    const [px, py] = all.at(nth - 1)!;
    return Math.hypot(x - px, y - py) > 1e-6;
  });
  return Float64Array.from(points.flat());
}
