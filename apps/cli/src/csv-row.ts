export type Cell = string | number | null | undefined;

/** One row with its line feed; null and undefined are empty cells. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\n`;
}

/** Quoted only where it must be (RFC 4180). Numbers as in JSON: a point, no grouping. */
function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
