import type { PressureBand } from "@plumbline/plantar-pressure";

export { PRESSURE_BANDS, bandOf } from "@plumbline/plantar-pressure";

export function bandText({ fromKpa, toKpa }: PressureBand): string {
  if (fromKpa === 0) return `under ${toKpa}`;
  return toKpa === Infinity ? `${fromKpa} and more` : `${fromKpa} to ${toKpa}`;
}
