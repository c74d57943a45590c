import type { Side } from "@plumbline/clinical-model";

/** A point: x, y, z in mm. */
export type Point = readonly [number, number, number];

export interface FootLandmarks {
  readonly heel: Point;
  readonly toeTip: Point;
  readonly metatarsalHead1: Point;
  readonly metatarsalHead5: Point;
  readonly archApex: Point;
}

/** Heights over a regular grid, row by row from the heel; NaN where there is nothing. */
export interface HeightField {
  readonly x0: number;
  readonly y0: number;
  readonly stepMm: number;
  readonly columns: number;
  readonly rows: number;
  readonly z: Float64Array;
}

/**
 * What a device is built on. **All coordinates are those of a left foot**: mm, heel at y = 0, +y to the toes, +z up, the
 * ground at z = 0, +x to the inner side. A right foot is mirrored on the way in, and its device on the way out.
 */
export interface FootShape {
  readonly side: Side;
  readonly source: "scan" | "pressure" | "measures";
  readonly lengthMm: number;
  readonly ballWidthMm: number;
  readonly heelWidthMm: number;
  readonly archHeightMm: number;
  readonly landmarks: FootLandmarks;
  /** Closed outline of the sole in plan: x, y pairs, counter-clockwise. */
  readonly outline: Float64Array;
  /** Height of the foot's underside over the ground. */
  readonly plantar: HeightField;
}
