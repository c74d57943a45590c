import type { Problem } from "@plumbline/clinical-model";

/** A CSV file as it lies on disk: cells are untyped text, and each row remembers where it began. */
export interface Table {
  /** `"conditions.csv"`. */
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Line of each row in the file, the header being line 1: what a text editor shows. */
  readonly lines: readonly number[];
  /** Places where quotes do not come in pairs; what was read after the first may be off. */
  readonly problems: readonly Problem[];
}

/**
 * Reads RFC 4180 text: comma separated, quotes doubled inside quotes, LF or CRLF, an optional byte-order mark.
 * Empty lines are passed over. Rows may differ in length; the caller compares with `columns`.
 */
export function parseCsv(file: string, text: string): Table {
  const rows: string[][] = [];
  const lines: number[] = [];
  const problems: Problem[] = [];
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
        if (end === text.length) problems.push(quoteProblem(line, "A quote opens here and is never closed."));
        position = end + 1;
        if (position < text.length && !",\r\n".includes(text[position]!)) {
          problems.push(quoteProblem(line, `Text follows a closing quote: ${text.slice(position, position + 20)}`));
        }
        for (const letter of cell) if (letter === "\n") line++;
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
  return { file, columns: rows[0] ?? [], rows: rows.slice(1), lines: lines.slice(1), problems };

  function quoteProblem(line: number, message: string): Problem {
    const hint = "A quote inside a quoted text is written twice.";
    return { code: "evidence/quote", path: `${file}:${line}`, message, hint };
  }
}
