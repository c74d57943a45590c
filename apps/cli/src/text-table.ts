/**
 * Rows of cells as columns of equal width, two spaces apart.
 *
 * @param align - One letter a column: `l` or `r`.
 * @param indent - What stands before every line.
 * @returns The lines joined by line feeds, without a closing one.
 */
export function textTable(rows: readonly (readonly string[])[], align: string, indent = ""): string {
  const widths = [...align].map((_, column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => {
      const cells = widths.map((width, column) => {
        const cell = row[column] ?? "";
        return align[column] === "r" ? cell.padStart(width) : cell.padEnd(width);
      });
      return `${indent}${cells.join("  ")}`.trimEnd();
    })
    .join("\n");
}
