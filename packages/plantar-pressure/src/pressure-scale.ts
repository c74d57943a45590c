/** One step of the color scale: pressures in `[fromKpa, toKpa)`. */
export interface PressureBand {
  readonly fromKpa: number;
  /** Infinity for the last. */
  readonly toKpa: number;
  readonly color: string;
}

/**
 * The same steps for every recording, so that two footprints can be compared by eye. One hue path from pale to dark
 * (magma, reversed): darker is always more, in grey print and for color-blind readers as well. 200 kPa is a step of its
 * own because the evidence base draws a line there.
 */
export const PRESSURE_BANDS: readonly PressureBand[] = [
  { fromKpa: 0, toKpa: 15, color: "#fbf3b0" },
  { fromKpa: 15, toKpa: 50, color: "#fed395" },
  { fromKpa: 50, toKpa: 100, color: "#feac75" },
  { fromKpa: 100, toKpa: 150, color: "#f9795d" },
  { fromKpa: 150, toKpa: 200, color: "#e3506a" },
  { fromKpa: 200, toKpa: 300, color: "#b63679" },
  { fromKpa: 300, toKpa: 400, color: "#822681" },
  { fromKpa: 400, toKpa: 600, color: "#4c117a" },
  { fromKpa: 600, toKpa: Infinity, color: "#180f3e" },
];

/** Index in {@link PRESSURE_BANDS}; null for a cell that carried nothing. */
export function bandOf(pressureKpa: number): number | null {
  if (!(pressureKpa > 0)) return null;
  return PRESSURE_BANDS.findIndex(({ toKpa }) => pressureKpa < toKpa);
}
