import type { SampleRange } from "./sample-range.ts";

/**
 * Lays columns on the samples `0 … samples − 1` by straight lines between the rows that are there. Rows that lie on a
 * sample keep their value to the last bit.
 *
 * @param places - Of each row in samples, ascending; NaN leaves the row out.
 * @param columns - By row; a row with a value that is not finite in any of them is left out of all.
 * @returns Null when no row is left.
 */
export function fillGrid(
  places: Float64Array,
  columns: readonly Float64Array[],
  samples: number,
): { readonly columns: Float64Array[]; readonly gaps: readonly SampleRange[]; readonly rowsLeftOut: number } | null {
  const filled = columns.map(() => new Float64Array(samples));
  const gaps: SampleRange[] = [];
  let rowsLeftOut = 0;
  let before = -1;
  let next = 0;
  for (let row = 0; row < places.length; row++) {
    const place = places[row]!;
    if (Number.isNaN(place)) continue;
    if (!columns.every((column) => Number.isFinite(column[row]))) {
      rowsLeftOut++;
      continue;
    }
    const from = next;
    const start = before < 0 ? -Infinity : places[before]!;
    const until = Math.min(Math.floor(place), samples - 1);
    for (; next <= until; next++) {
      const share = before < 0 ? 1 : (next - start) / (place - start);
      for (let column = 0; column < columns.length; column++) {
        const b = columns[column]![row]!;
        filled[column]![next] = share === 1 ? b : columns[column]![before]! * (1 - share) + b * share;
      }
    }
    if (place - start > GAP_STEP) addGap(from, Math.min(Math.ceil(place), samples));
    before = row;
  }
  if (before < 0) return null;
  if (next < samples) {
    addGap(next, samples);
    for (let column = 0; column < columns.length; column++) filled[column]!.fill(columns[column]![before]!, next);
  }
  return { columns: filled, gaps, rowsLeftOut };

  function addGap(start: number, end: number): void {
    if (end > start) gaps.push({ start, end });
  }
}

/** Samples between two rows: more is a hole, less is the jitter of a clock. */
const GAP_STEP = 1.5;
