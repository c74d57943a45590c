import type { PlanGrid } from "./plan-grid.ts";

/**
 * The underside of a shell: the lowest that a ball reaches whose center runs over the whole upper side, its radius the
 * shell's thickness there. So the shell is nowhere thinner than it should be, however steep a wall; a constant drop would
 * thin it by the cosine of the slope, and points moved along the normal would cross where the surface bends in.
 *
 * @param top - Height of the upper side at each node; NaN where there is no shell.
 * @param thickness - Radius of the ball at each node, mm.
 */
export function rolledUnder(grid: PlanGrid, top: Float64Array, thickness: Float64Array): Float64Array {
  const { columns, rows, stepMm } = grid;
  let usual = 0;
  for (const value of thickness) usual = Math.max(usual, value);
  const reach = Math.floor(usual / stepMm);
  const under = new Float64Array(top.length).fill(NaN);
  const offsets: { readonly dx: number; readonly dy: number; readonly squared: number; readonly depth: number }[] = [];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const squared = (dx * dx + dy * dy) * stepMm * stepMm;
      if (squared <= usual * usual) offsets.push({ dx, dy, squared, depth: Math.sqrt(usual * usual - squared) });
    }
  }
  const own = top.map((height, node) => height - thickness[node]!);
  for (const { dx, dy, squared, depth } of offsets) {
    for (let row = Math.max(0, -dy); row < Math.min(rows, rows - dy); row++) {
      const to = Math.min(columns, columns - dx);
      for (let column = Math.max(0, -dx); column < to; column++) {
        const node = row * columns + column;
        const other = node + dy * columns + dx;
        const radius = thickness[other]!;
        const reached =
          radius === usual
            ? top[other]! - depth
            : squared <= radius * radius
              ? top[other]! - Math.sqrt(radius * radius - squared)
              : own[node]!;
        // Where a neighbor has no shell the comparison is false.
        if (!(under[node]! <= reached) && !Number.isNaN(own[node]!) && !Number.isNaN(reached)) under[node] = reached;
      }
    }
  }
  return under;
}
