/**
 * Share of a rectangular cell that lies beyond a straight line: 0 before it, 1 behind it, exact in between.
 * Borders cut cells; sharing them by area is what lets regions sum to the whole.
 *
 * @param distanceMm - From the line to the cell's center, along the line's normal; positive is beyond.
 * @param reachAMm - Half the cell's width projected on the normal: `|nₓ| · width / 2`.
 * @param reachBMm - Half the cell's height projected on the normal.
 * @example
 * shareBeyond(0, 2.5, 0); // 0.5: the line goes through the center
 */
export function shareBeyond(distanceMm: number, reachAMm: number, reachBMm: number): number {
  const wide = Math.max(reachAMm, reachBMm);
  const narrow = Math.min(reachAMm, reachBMm);
  const depth = Math.abs(distanceMm);
  if (depth >= wide + narrow) return distanceMm > 0 ? 1 : 0;
  // The cell's shadow on the normal is a trapezoid: flat within `wide − narrow`, falling to zero at `wide + narrow`.
  const flat = wide - narrow;
  const fromCenter = depth <= flat ? depth / (2 * wide) : 0.5 - (wide + narrow - depth) ** 2 / (8 * wide * narrow);
  return distanceMm > 0 ? 0.5 + fromCenter : 0.5 - fromCenter;
}
