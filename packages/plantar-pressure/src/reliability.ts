import type { FigureName } from "./measure-definitions.ts";
import type { DeviceClass } from "./recording.ts";

/**
 * Standard error of measurement of one step on a plate in walking: 40 healthy adults on an emed plate, three steps of each
 * foot within one session, by this package's definitions. Between days it is larger.
 */
const SEM_ON_PLATE: Readonly<Partial<Record<FigureName, number>>> = {
  archIndex: 0.026,
  cpeiPercent: 6.9,
  contactAreaCm2: 4.3,
  peakPressureKpa: 117,
  maxForceN: 32,
  impulseNs: 12.9,
  contactTimeS: 0.019,
  heelPeakKpa: 51,
  halluxPeakKpa: 140,
};

/** Null where no figure is known for this kind of device. */
export function standardErrorOfMeasurement(measure: FigureName, deviceClass: DeviceClass): number | null {
  return deviceClass === "plate" ? (SEM_ON_PLATE[measure] ?? null) : null;
}

/** Two means differ for certain (95 %) when they are further apart than this. */
export function minimalDetectableChange(standardError: number): number {
  return 1.96 * Math.SQRT2 * standardError;
}

/**
 * Symmetry indices that 95 of 100 of the same healthy adults stayed below, percent, means of three steps a side. Below
 * them a difference of sides is usual.
 */
export const USUAL_ASYMMETRY: Readonly<Partial<Record<FigureName, number>>> = {
  impulseNs: 7.2,
  maxForceN: 6.9,
  contactTimeS: 5.9,
  contactAreaCm2: 12.3,
  peakPressureKpa: 51.7,
  archIndex: 63,
};
