/** A square matrix of bits, one row of 32-bit words for each vertex: adjacency that can be counted quickly. */
export class BitRows {
  readonly words: number;
  readonly #bits: Int32Array;

  constructor(size: number) {
    this.words = (size + 31) >> 5;
    this.#bits = new Int32Array(size * this.words);
  }

  set(row: number, column: number): void {
    const word = row * this.words + (column >> 5);
    this.#bits[word] = this.#bits[word]! | (1 << (column & 31));
  }

  has(row: number, column: number): boolean {
    return ((this.#bits[row * this.words + (column >> 5)]! >> (column & 31)) & 1) === 1;
  }

  clear(row: number, column: number): void {
    const word = row * this.words + (column >> 5);
    this.#bits[word] = this.#bits[word]! & ~(1 << (column & 31));
  }

  /** How many columns both rows have. */
  countShared(a: number, b: number): number {
    let count = 0;
    for (let word = 0; word < this.words; word++) {
      count += bitCount(this.#bits[a * this.words + word]! & this.#bits[b * this.words + word]!);
    }
    return count;
  }

  columnsOf(row: number): number[] {
    return this.sharedColumns(row, row);
  }

  /** Columns that both rows have, ascending. */
  sharedColumns(a: number, b: number): number[] {
    const columns: number[] = [];
    for (let word = 0; word < this.words; word++) {
      let bits = this.#bits[a * this.words + word]! & this.#bits[b * this.words + word]!;
      while (bits !== 0) {
        const lowest = 31 - Math.clz32(bits & -bits);
        columns.push(word * 32 + lowest);
        bits &= bits - 1;
      }
    }
    return columns;
  }
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
