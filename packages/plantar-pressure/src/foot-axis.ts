/** A directed line on the plate, from the heel towards the toes. */
export interface FootAxis {
  /** Where `along` is 0. */
  readonly xMm: number;
  readonly yMm: number;
  /** Unit vector towards the toes. */
  readonly directionX: number;
  readonly directionY: number;
}

export function axisThrough(fromX: number, fromY: number, toX: number, toY: number): FootAxis {
  const length = Math.hypot(toX - fromX, toY - fromY);
  return { xMm: fromX, yMm: fromY, directionX: (toX - fromX) / length, directionY: (toY - fromY) / length };
}

/** Millimeters towards the toes. */
export function along(axis: FootAxis, xMm: number, yMm: number): number {
  return (xMm - axis.xMm) * axis.directionX + (yMm - axis.yMm) * axis.directionY;
}

/** Millimeters to the right of the axis, looking towards the toes from above: lateral on a right foot. */
export function across(axis: FootAxis, xMm: number, yMm: number): number {
  return (xMm - axis.xMm) * axis.directionY - (yMm - axis.yMm) * axis.directionX;
}
