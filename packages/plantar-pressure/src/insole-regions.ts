import type { Side } from "@plumbline/clinical-model";
import { HEEL_END, MIDFOOT_END } from "./foot-borders.ts";
import type { DividedSensors } from "./region-report.ts";
import type { SensorLayout } from "./sensor-layout.ts";

/** Parts of the insole's length and of its width at the toes, as one of pressuRe's insole masks draws them. */
const FOREFOOT_END = 0.85;
const HALLUX_WIDTH = 0.35;

/**
 * Divides an insole by the places of its sensors; each sensor belongs to the region that holds its center. The metatarsals
 * are not told apart: where they lie over the insole depends on the foot.
 *
 * @returns Null when places, areas or the side are not known, or the sensors are a grid that reaches beyond the insole.
 */
export function insoleRegions({ areaMm2, xMm, yMm, grid }: SensorLayout, side: Side | null): DividedSensors | null {
  if (areaMm2 === null || xMm === null || yMm === null || grid !== null || side === null) return null;
  // Sensors are as long as they are wide, near enough.
  const half = Math.sqrt(Math.max(...areaMm2)) / 2;
  const heel = Math.min(...yMm) - half;
  const length = Math.max(...yMm) + half - heel;
  const along = yMm.map((y) => (y - heel) / length);
  const toeX = xMm.filter((_, sensor) => along[sensor]! > FOREFOOT_END);
  const left = Math.min(...toeX) - half;
  const right = Math.max(...toeX) + half;
  const isMedial = (x: number): boolean =>
    side === "right" ? (x - left) / (right - left) < HALLUX_WIDTH : (right - x) / (right - left) < HALLUX_WIDTH;
  const within = (start: number, end: number, isIn: (sensor: number) => boolean = () => true): Float64Array =>
    along.map((part, sensor) => (part > start && part <= end && isIn(sensor) ? 1 : 0));
  return {
    index: Int32Array.from(areaMm2.keys()),
    areaMm2,
    shares: {
      heel: within(-Infinity, HEEL_END),
      midfoot: within(HEEL_END, MIDFOOT_END),
      forefoot: within(MIDFOOT_END, FOREFOOT_END),
      toes: within(FOREFOOT_END, Infinity),
      hallux: within(FOREFOOT_END, Infinity, (sensor) => isMedial(xMm[sensor]!)),
      lesserToes: within(FOREFOOT_END, Infinity, (sensor) => !isMedial(xMm[sensor]!)),
    },
  };
}
