/**
 * What people walk: outside of these a number is an error of finding or measuring.
 * Source: thresholds of the Mobilise-D consortium, as published with mobgap (`official_mobilised_dmo_thresholds.csv`).
 */
export const PLAUSIBLE = {
  cadenceStepsPerMin: [40, 172.9],
  speedMps: [0.0815, 2.22],
  strideLengthM: [0.1505, 2.19],
  strideTimeS: [0.46, 3],
} as const;

export function isWithin(value: number, [least, most]: readonly [number, number]): boolean {
  return value >= least && value <= most;
}

/** What is not known is not held against a stride. */
export function isPlausible(strideTimeS: number | null, strideLengthM: number | null): boolean {
  return (
    (strideTimeS === null || isWithin(strideTimeS, PLAUSIBLE.strideTimeS)) &&
    (strideLengthM === null || isWithin(strideLengthM, PLAUSIBLE.strideLengthM))
  );
}
