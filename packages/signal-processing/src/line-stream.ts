/**
 * What takes the lines of a file. The bytes belong to the stream and are overwritten afterwards: keep numbers, not views.
 *
 * @param isOpen - The file ended without closing this line, so it may be cut off.
 */
export type LineHandler = (bytes: Uint8Array, start: number, end: number, isOpen: boolean) => void;

const LINE_FEED = 0x0a;

/** Splits chunks of bytes into lines without copying, but for the one line that spans two chunks. */
export class LineStream {
  readonly #handle: LineHandler;
  #carry = new Uint8Array(256);
  #carried = 0;

  constructor(handle: LineHandler) {
    this.#handle = handle;
  }

  write(chunk: Uint8Array): void {
    let start = 0;
    if (this.#carried > 0) {
      const lineFeed = chunk.indexOf(LINE_FEED);
      start = lineFeed === -1 ? chunk.length : lineFeed + 1;
      this.#keep(chunk, 0, lineFeed === -1 ? chunk.length : lineFeed);
      if (lineFeed === -1) return;
      const end = this.#carried;
      this.#carried = 0;
      this.#handle(this.#carry, 0, end, false);
    }
    for (;;) {
      const lineFeed = chunk.indexOf(LINE_FEED, start);
      if (lineFeed === -1) break;
      this.#handle(chunk, start, lineFeed, false);
      start = lineFeed + 1;
    }
    if (start < chunk.length) this.#keep(chunk, start, chunk.length);
  }

  /** Hands over what stands behind the last line feed, if anything does. */
  end(): void {
    if (this.#carried > 0) this.#handle(this.#carry, 0, this.#carried, true);
    this.#carried = 0;
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    const needed = this.#carried + end - start;
    if (needed > this.#carry.length) {
      const larger = new Uint8Array(Math.max(needed, 2 * this.#carry.length));
      larger.set(this.#carry.subarray(0, this.#carried));
      this.#carry = larger;
    }
    this.#carry.set(chunk.subarray(start, end), this.#carried);
    this.#carried = needed;
  }
}
