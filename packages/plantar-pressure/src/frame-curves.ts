import type { FootRecording } from "./recording.ts";

/** One value a frame, and one value a sensor, gathered in a single pass over the recording. */
export interface FrameCurves {
  readonly frames: number;
  /**
   * Sum of value × area, in the recording's unit × mm²; times 0.001 the force in newton when the unit is kPa. Null when
   * the sensors' areas are not known.
   */
  readonly load: Float64Array | null;
  /** Highest value of any sensor. */
  readonly peak: Float64Array;
  readonly loadedSensors: Int32Array;
  /** Area of the loaded sensors, mm²; null when areas are not known. */
  readonly loadedAreaMm2: Float64Array | null;
  /** Center of pressure, millimeters, axes as in `docs/conventions.md`; NaN while nothing touches or places are not known. */
  readonly copXMm: Float64Array;
  readonly copYMm: Float64Array;
  /** Each sensor's highest value. */
  readonly peakOfSensor: Float32Array;
  /** Sum of each sensor's values over all frames. */
  readonly sumOfSensor: Float64Array;
  /** First loaded frame, and the one behind the last; equal when nothing ever touched. */
  readonly firstLoaded: number;
  readonly endLoaded: number;
}

export function frameCurves({ layout, values }: FootRecording): FrameCurves {
  const { sensors, areaMm2, xMm, yMm } = layout;
  const frames = values.length / sensors;
  // Without areas every sensor counts alike, which is all that a center of pressure of bare sensors can mean.
  const area = areaMm2 ?? new Float64Array(sensors).fill(1);
  const x = xMm ?? new Float64Array(sensors).fill(NaN);
  const y = yMm ?? new Float64Array(sensors).fill(NaN);
  const load = new Float64Array(frames);
  const peak = new Float64Array(frames);
  const loadedSensors = new Int32Array(frames);
  const loadedAreaMm2 = new Float64Array(frames);
  const copXMm = new Float64Array(frames).fill(NaN);
  const copYMm = new Float64Array(frames).fill(NaN);
  const peakOfSensor = new Float32Array(sensors);
  const sumOfSensor = new Float64Array(sensors);
  let firstLoaded = frames;
  let endLoaded = frames;

  for (let frame = 0, at = 0; frame < frames; frame++) {
    let total = 0;
    let highest = 0;
    let loaded = 0;
    let touched = 0;
    let momentX = 0;
    let momentY = 0;
    for (let sensor = 0; sensor < sensors; sensor++, at++) {
      const value = values[at]!;
      if (value === 0) continue;
      loaded++;
      touched += area[sensor]!;
      const part = value * area[sensor]!;
      total += part;
      momentX += part * x[sensor]!;
      momentY += part * y[sensor]!;
      if (value > highest) highest = value;
      if (value > peakOfSensor[sensor]!) peakOfSensor[sensor] = value;
      sumOfSensor[sensor]! += value;
    }
    load[frame] = total;
    peak[frame] = highest;
    loadedSensors[frame] = loaded;
    loadedAreaMm2[frame] = touched;
    if (loaded === 0) continue;
    copXMm[frame] = momentX / total;
    copYMm[frame] = momentY / total;
    if (firstLoaded === frames) firstLoaded = frame;
    endLoaded = frame + 1;
  }
  return {
    frames,
    load: areaMm2 === null ? null : load,
    peak,
    loadedSensors,
    loadedAreaMm2: areaMm2 === null ? null : loadedAreaMm2,
    copXMm,
    copYMm,
    peakOfSensor,
    sumOfSensor,
    firstLoaded,
    endLoaded: firstLoaded === frames ? frames : endLoaded,
  };
}
