/** A CSV file as it lies on disk: cells are untyped text, and each row remembers where it began. */
export interface Table {
  /** `"conditions.csv"`. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Line of each row in the file, the header being line 1: what a text editor shows. */
  readonly lines: readonly number[];
}

/**
 * Reads RFC 4180 text: comma separated, quotes doubled inside quotes, LF or CRLF, an optional byte-order mark.
 * Empty lines are passed over. Rows may differ in length; the caller compares with `columns`.
 */
export function parseCsv(file: string, text: string): Table {
  const rows: string[][] = [];
  const lines: number[] = [];
  let line = 1;
  let position = text.startsWith("\uFEFF") ? 1 : 0;
  while (position < text.length) {
    const startLine = line;
    const row: string[] = [];
    for (;;) {
      let cell: string;
      if (text[position] === '"') {
        let end = position + 1;
        for (;;) {
          end = text.indexOf('"', end);
          if (end === -1) end = text.length;
          if (text[end + 1] !== '"') break;
          end += 2;
        }
        cell = text.slice(position + 1, end).replaceAll('""', '"');
        for (const letter of cell) if (letter === "\n") line++;
        position = end + 1;
      } else {
        let end = position;
        while (end < text.length && text[end] !== "," && text[end] !== "\n" && text[end] !== "\r") end++;
        cell = text.slice(position, end);
        position = end;
      }
      row.push(cell);
      if (text[position] !== ",") break;
      position++;
    }
    if (text[position] === "\r") position++;
    if (text[position] === "\n") position++;
    line++;
    if (row.length === 1 && row[0] === "") continue;
    rows.push(row);
    lines.push(startLine);
  }
  return { file, columns: rows[0] ?? [], rows: rows.slice(1), lines: lines.slice(1) };
}
