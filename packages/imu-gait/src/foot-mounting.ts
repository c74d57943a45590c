/**
 * How a sensor sits on a foot.
 *
 * Axes of the foot: x forward to the toes, y to the person's left, z up, with the foot flat on level ground; right-handed.
 * So a rate about y is positive when the toes go down (plantar flexion), and negative when they rise.
 */
export interface FootMounting {
  /** Row-major 3 × 3: from the sensor's axes to the foot's. */
  readonly toFoot: readonly number[];
  /** Share of the turning in swing that is about y, in [0, 1]: below 0.6 the axes are doubtful. */
  readonly planarShare: number;
}
