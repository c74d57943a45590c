/** Rows of numbers as they are read, and the line on which each stands. Grows by doubling. */
export class RowStore {
  readonly width: number;
  #values: Float64Array;
  #lines: Uint32Array;
  #rows = 0;

  constructor(width: number) {
    this.width = width;
    this.#values = new Float64Array(width * FIRST_ROWS);
    this.#lines = new Uint32Array(FIRST_ROWS);
  }

  get rows(): number {
    return this.#rows;
  }

  add(row: Float64Array, line: number): void {
    if (this.#rows === this.#lines.length) {
      const values = new Float64Array(2 * this.#values.length);
      values.set(this.#values);
      this.#values = values;
      const lines = new Uint32Array(2 * this.#lines.length);
      lines.set(this.#lines);
      this.#lines = lines;
    }
    this.#values.set(row, this.#rows * this.width);
    this.#lines[this.#rows] = line;
    this.#rows++;
  }

  column(slot: number): Float64Array {
    const column = new Float64Array(this.#rows);
    for (let row = 0, at = slot; row < column.length; row++, at += this.width) column[row] = this.#values[at]!;
    return column;
  }

  lineOf(row: number): number {
    return this.#lines[row]!;
  }
}

/** A minute at 100 Hz fits in without growing. */
const FIRST_ROWS = 8192;
