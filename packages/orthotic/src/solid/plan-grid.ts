import type { HeightField } from "../foot/foot-shape.ts";

/** A regular grid in plan: the frame of all height fields of one device. */
export interface PlanGrid {
  readonly x0: number;
  readonly y0: number;
  readonly stepMm: number;
  readonly columns: number;
  readonly rows: number;
}

/** A field with a value for each node. */
export function fieldOn(grid: PlanGrid, valueAt: (x: number, y: number, node: number) => number): Float64Array {
  const values = new Float64Array(grid.columns * grid.rows);
  for (let row = 0, node = 0; row < grid.rows; row++) {
    const y = grid.y0 + row * grid.stepMm;
    for (let column = 0; column < grid.columns; column++, node++) {
      values[node] = valueAt(grid.x0 + column * grid.stepMm, y, node);
    }
  }
  return values;
}

/** The value between four nodes (bilinear); beyond the grid that of its edge. */
export function sampled(
  { x0, y0, stepMm, columns, rows }: PlanGrid,
  values: Float64Array,
  x: number,
  y: number,
): number {
  const u = Math.min(columns - 1.000001, Math.max(0, (x - x0) / stepMm));
  const v = Math.min(rows - 1.000001, Math.max(0, (y - y0) / stepMm));
  const [column, row] = [Math.floor(u), Math.floor(v)];
  const [s, t] = [u - column, v - row];
  const at = row * columns + column;
  return (
    (1 - t) * ((1 - s) * values[at]! + s * values[at + 1]!) +
    t * ((1 - s) * values[at + columns]! + s * values[at + columns + 1]!)
  );
}

/** The field with every empty node given the value of a known one near it; scans end at the edge of the foot. */
export function withoutGaps(field: HeightField): HeightField {
  const { columns, rows } = field;
  const z = field.z.slice();
  let edge: number[] = [];
  for (let node = 0; node < z.length; node++) if (!Number.isNaN(z[node]!)) edge.push(node);
  if (edge.length === z.length) return field;
  while (edge.length > 0) {
    const next: number[] = [];
    for (const node of edge) {
      const [column, row] = [node % columns, Math.floor(node / columns)];
      const around = [
        column > 0 ? node - 1 : -1,
        column < columns - 1 ? node + 1 : -1,
        row > 0 ? node - columns : -1,
        row < rows - 1 ? node + columns : -1,
      ];
      for (const other of around) {
        if (other < 0 || !Number.isNaN(z[other]!)) continue;
        z[other] = z[node]!;
        next.push(other);
      }
    }
    edge = next;
  }
  return { ...field, z };
}
