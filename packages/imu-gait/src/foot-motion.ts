import type { Axes } from "@plumbline/signal-processing";

/**
 * How one step moved the foot, from the middle of the stance before to the middle of the stance after.
 * Lengths are of the sensor on the foot. Null where it cannot be had.
 */
export interface StepMotion {
  /** Samples: the stillest moments of the stance before and after. */
  readonly start: number;
  readonly end: number;
  /** Horizontal distance. */
  readonly lengthM: number;
  /** Vertical distance, up is positive. */
  readonly riseM: number;
  /** Highest point of the sensor above the line between start and end. */
  readonly peakHeightM: number;
  /** Lowest height of the sensor in the middle of swing, between its two maxima; null without such a dip. */
  readonly midSwingHeightM: number | null;
  /** Angle of the sole to the floor, toes up positive, zero when flat. */
  readonly pitchAtContactDeg: number | null;
  readonly pitchAtToeOffDeg: number | null;
  /**
   * Between the foot's axis in stance and the direction of walking; toes out is positive. Null without a side. The axis is
   * square to that of the swing, so the angle is too small by most of what the toes point out.
   */
  readonly progressionAngleDeg: number | null;
  /** Change of heading from start to end, to the left positive. */
  readonly headingChangeDeg: number | null;
  /** Speed that the integration had left when the foot stood again, and that was taken out; m/s. */
  readonly driftMps: number;
}

/** Where a foot went. */
export interface FootMotion {
  /** One for each step that has a stance before and after it; `step` is its place in `FootSteps.steps`. */
  readonly steps: readonly (StepMotion & { readonly step: number })[];
  /**
   * Sensor's place in meters at each sample: x along the first direction of walking, y to the left, z up. NaN outside walking.
   */
  readonly positionM: Axes;
}
