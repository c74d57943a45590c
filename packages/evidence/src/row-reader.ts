import { PROVENANCE_MARKS, nearestWord } from "@plumbline/clinical-model";
import type { Problem, ProvenanceMark } from "@plumbline/clinical-model";
import type { Table } from "./csv.ts";

const LARGEST_RATIO = 1e6;

/** Words of the rule language, which no finding may be called. */
const RULE_WORDS: ReadonlySet<string> = new Set(["and", "or", "not", "atleast"]);

/**
 * Reads the cells of one table by column name and gathers what is wrong, each with file, line and column as a
 * spreadsheet shows them. A wrong cell gets a harmless stand-in so that reading goes on and all problems are found; the
 * caller must not use the result when `problems` is not empty.
 */
export class TableReader {
  readonly table: Table;
  /** The key of every row: what other tables may refer to. */
  readonly keys: ReadonlySet<string>;
  readonly #problems: Problem[];
  readonly #columns: ReadonlyMap<string, number>;

  /**
   * @param columns - The columns that will be read; each must be there. Others may be.
   * @param key - The column that names a row; no two rows may have the same.
   */
  constructor(table: Table, columns: readonly string[], key: string, problems: Problem[]) {
    this.table = table;
    this.#problems = problems;
    problems.push(...table.problems);
    this.#columns = new Map(table.columns.map((name, index) => [name, index]));
    for (const name of columns) {
      if (this.#columns.has(name)) continue;
      const near = nearestWord(name, table.columns);
      problems.push({
        code: "evidence/missing-column",
        path: `${table.file}:1`,
        message: `The column "${name}" is missing.`,
        ...(near !== undefined && !columns.includes(near) && { hint: `Is "${near}" meant to be it?` }),
      });
    }
    table.rows.forEach((row, index) => {
      if (row.length === table.columns.length) return;
      problems.push({
        code: "evidence/row-length",
        path: `${table.file}:${table.lines[index]}`,
        message: `The row has ${row.length} cells; the header has ${table.columns.length} columns.`,
        hint: "A comma inside a text needs quotes around the text.",
      });
    });
    this.keys = this.#readKeys(key);
  }

  #readKeys(key: string): ReadonlySet<string> {
    const firstLines = new Map<string, number>();
    this.table.rows.forEach((_, index) => {
      const row = this.row(index);
      const first = firstLines.get(row.text(key));
      if (first === undefined) firstLines.set(row.text(key), row.line);
      else row.report(key, "evidence/duplicate", `"${row.text(key)}" stands in line ${first} already.`);
    });
    firstLines.delete("");
    return new Set(firstLines.keys());
  }

  /** Maps every row; the reader knows where it stands. */
  read<Value>(make: (row: RowReader) => Value): Value[] {
    return this.table.rows.map((_, index) => make(this.row(index)));
  }

  /** @param index - From 0, the header not counted: the position in what {@link read} returns. */
  row(index: number): RowReader {
    const { file, lines, rows } = this.table;
    return new RowReader(file, lines[index]!, rows[index]!, this.#columns, this.#problems);
  }
}

export class RowReader {
  readonly file: string;
  readonly line: number;
  readonly #cells: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #problems: Problem[];

  constructor(
    file: string,
    line: number,
    cells: readonly string[],
    columns: ReadonlyMap<string, number>,
    problems: Problem[],
  ) {
    this.file = file;
    this.line = line;
    this.#cells = cells;
    this.#columns = columns;
    this.#problems = problems;
  }

  report(column: string, code: string, message: string, hint?: string): void {
    this.#problems.push({ code, path: this.place(column), message, ...(hint !== undefined && { hint }) });
  }

  /** `"likelihoods.csv:17:engine_lr_pos"`. */
  place(column: string): string {
    return `${this.file}:${this.line}:${column}`;
  }

  /** Trimmed; empty where the cell says by a dash or "n/a" that there is nothing to say. */
  text(column: string): string {
    const index = this.#columns.get(column);
    const text = index === undefined ? "" : (this.#cells[index] ?? "").trim();
    return text === "-" || text === "n/a" ? "" : text;
  }

  requiredText(column: string): string {
    const value = this.text(column);
    if (value === "") this.report(column, "evidence/empty", `The cell is empty; every row needs a ${column}.`);
    return value;
  }

  /** A name that code and other tables use: letters, digits and underscores. */
  id(column: string): string {
    const value = this.text(column);
    if (!/^[a-z]\w*$/.test(value) || RULE_WORDS.has(value)) {
      this.report(
        column,
        "evidence/id",
        value === "" ? "The cell is empty; every row needs an id." : `"${value}" cannot be an id.`,
        "Use letters, digits and underscores, beginning with a lower-case letter; and, or, not, atleast are taken.",
      );
    }
    return value;
  }

  /** Items between semicolons; empty items are dropped. */
  list(column: string): string[] {
    return this.text(column)
      .split(";")
      .map((item) => item.trim())
      .filter((item) => item !== "");
  }

  /** null for an empty cell: unknown or not applicable. */
  number(column: string, range?: { readonly min: number; readonly max: number }): number | null {
    const text = this.text(column);
    if (text === "") return null;
    const value = Number(text);
    if (!Number.isFinite(value)) {
      this.report(
        column,
        "evidence/not-a-number",
        `"${text}" is not a number.`,
        "Use a point for decimals and no units.",
      );
      return null;
    }
    if (range !== undefined && (value < range.min || value > range.max)) {
      this.report(column, "evidence/out-of-range", `${text} is outside ${range.min} to ${range.max}.`);
    }
    return value;
  }

  probability(column: string): number | null {
    return this.number(column, { min: 0, max: 1 });
  }

  requiredProbability(column: string): number {
    if (this.requiredText(column) === "") return 0;
    return this.probability(column) ?? 0;
  }

  /** Above 0, as a ratio of probabilities must be, and no larger than anything that could be measured. */
  ratio(column: string): number | null {
    const value = this.number(column);
    if (value === null || (value > 0 && value <= LARGEST_RATIO)) return value;
    const message =
      value > 0 ? `${value} is larger than any ratio could be.` : `${value} is not above 0; a ratio must be.`;
    this.report(column, "evidence/out-of-range", message);
    return null;
  }

  requiredRatio(column: string): number {
    if (this.requiredText(column) === "") return 1;
    return this.ratio(column) ?? 1;
  }

  /** A figure and its interval, which must hold the figure; each may be missing. */
  estimate(
    value: string,
    low: string,
    high: string,
  ): { readonly valueNum: number | null; readonly ciLow: number | null; readonly ciHigh: number | null } {
    const valueNum = this.number(value);
    const ciLow = this.number(low);
    const ciHigh = this.number(high);
    const inOrder = [ciLow, valueNum, ciHigh].filter((number) => number !== null);
    if (inOrder.some((number, index) => index > 0 && number < inOrder[index - 1]!)) {
      this.report(value, "evidence/interval", `The interval and its figure are out of order: ${inOrder.join(", ")}.`);
    }
    return { valueNum, ciLow, ciHigh };
  }

  oneOf<Word extends string>(column: string, words: readonly Word[]): Word {
    return this.word(column, this.text(column), words);
  }

  /** `text` is a part of the cell; use {@link oneOf} for a whole cell. */
  word<Word extends string>(column: string, text: string, words: readonly Word[]): Word {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    const near = nearestWord(text, words);
    this.report(
      column,
      "evidence/unknown-word",
      text === "" ? "The cell is empty." : `"${text}" is not one of the words used here.`,
      near === undefined ? `Use one of: ${words.join(", ")}.` : `Did you mean "${near}"?`,
    );
    return words[0]!;
  }

  mark(column: string): ProvenanceMark {
    return this.oneOf(column, PROVENANCE_MARKS);
  }

  flag(column: string): boolean {
    return this.oneOf(column, ["0", "1"]) === "1";
  }

  /** A reference to another table; reported when it leads nowhere. */
  reference(column: string, targets: ReadonlySet<string>, targetFile: string): string {
    const id = this.text(column);
    this.checkReference(column, id, targets, targetFile);
    return id;
  }

  checkReference(column: string, id: string, targets: ReadonlySet<string>, targetFile: string): void {
    if (targets.has(id)) return;
    const near = nearestWord(id, targets);
    this.report(
      column,
      "evidence/broken-join",
      id === "" ? "The cell is empty." : `"${id}" is not in ${targetFile}.`,
      near === undefined ? undefined : `Did you mean "${near}"?`,
    );
  }
}
