import type { PressureRecording } from "./recording.ts";

/** The highest pressure of each sensor of an insole, at its place. */
export interface SensorPrint {
  /** The box that holds the sensors, in the axes of the recording. */
  readonly leftMm: number;
  readonly bottomMm: number;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly sensors: readonly {
    readonly xMm: number;
    readonly yMm: number;
    readonly areaMm2: number;
    readonly peakKpa: number;
  }[];
}

/**
 * The picture of an insole whose sensors form no grid.
 *
 * @returns Null when places or areas of the sensors are not known, the recording is not calibrated, or there is no such foot.
 */
export function sensorPrint(recording: PressureRecording, foot: number): SensorPrint | null {
  const measured = recording.feet[foot];
  if (measured === undefined || recording.unit !== "kPa") return null;
  const { sensors: count, xMm, yMm, areaMm2, grid } = measured.layout;
  if (grid !== null || xMm === null || yMm === null || areaMm2 === null) return null;
  const peaks = new Float32Array(count);
  measured.values.forEach((value, at) => {
    if (value > peaks[at % count]!) peaks[at % count] = value;
  });
  const sensors = Array.from(peaks, (peakKpa, sensor) => ({
    xMm: xMm[sensor]!,
    yMm: yMm[sensor]!,
    areaMm2: areaMm2[sensor]!,
    peakKpa,
  }));
  const radius = Math.sqrt(Math.max(...areaMm2)) / 2;
  const leftMm = Math.min(...xMm) - radius;
  const bottomMm = Math.min(...yMm) - radius;
  return {
    leftMm,
    bottomMm,
    widthMm: Math.max(...xMm) + radius - leftMm,
    heightMm: Math.max(...yMm) + radius - bottomMm,
    sensors,
  };
}
