import type { ThreeColumns } from "./table-layout.ts";

/** Columns of x, y and z by their titles; null when one is not there. */
export function axisColumns(
  titles: readonly string[],
  titleOf: (axis: "x" | "y" | "z") => string,
): ThreeColumns | null {
  const [x, y, z] = (["x", "y", "z"] as const).map((axis) => titles.indexOf(titleOf(axis)));
  return x === undefined || y === undefined || z === undefined || Math.min(x, y, z) < 0 ? null : [x, y, z];
}
