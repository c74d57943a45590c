/** Columns of a terminal, each as wide as its widest cell; the last is left as it is. */
export function textTable(
  rows: readonly (readonly string[])[],
  options: { readonly indent: string; readonly alignRight: readonly number[] },
): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      if (options.alignRight.includes(column)) return cell.padStart(widths[column]!);
      return column === row.length - 1 ? cell : cell.padEnd(widths[column]!);
    });
    return (options.indent + cells.join("  ")).trimEnd();
  });
}
