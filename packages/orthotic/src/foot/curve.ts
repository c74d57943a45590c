/**
 * A smooth curve through points of growing x that never swings beyond them (monotone cubic, Fritsch and Carlson 1980,
 * doi:10.1137/0717021); flat beyond its ends.
 */
export function curveThrough(points: readonly (readonly [number, number])[]): (x: number) => number {
  const count = points.length;
  const slopes = points.slice(1).map(([x, y], nth) => (y - points[nth]![1]) / (x - points[nth]![0]));
  const tangents = points.map((_, nth) => {
    if (nth === 0) return slopes[0]!;
    if (nth === count - 1) return slopes[count - 2]!;
    const [before, after] = [slopes[nth - 1]!, slopes[nth]!];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  });
  return (x) => {
    if (x <= points[0]![0]) return points[0]![1];
    if (x >= points[count - 1]![0]) return points[count - 1]![1];
    const at = points.findIndex(([to]) => to >= x) - 1;
    const [x0, y0] = points[at]!;
    const [x1, y1] = points[at + 1]!;
    const width = x1 - x0;
    const t = (x - x0) / width;
    return (
      (1 + 2 * t) * (1 - t) ** 2 * y0 +
      t * (1 - t) ** 2 * width * tangents[at]! +
      t * t * (3 - 2 * t) * y1 -
      t * t * (1 - t) * width * tangents[at + 1]!
    );
  };
}
