/**
 * Turns chunks of a file into one byte a character, without its byte-order mark.
 * Recordings are Latin-1 or UTF-8 and all that matters in them is ASCII; UTF-16 (some editors save it) loses its high
 * bytes. A mark is only looked for at the very start, so a binary file passes through as it is.
 */
export class PlainByteStream {
  #width: 1 | 2 | null = null;
  #head = new Uint8Array(0);
  /** Of two-byte characters: whether the next byte is the one to keep. */
  #isLow = true;

  /** The chunk as plain bytes; empty while the mark is not yet known. */
  decode(chunk: Uint8Array): Uint8Array {
    if (this.#width !== null) return this.#width === 1 ? chunk : this.#everySecond(chunk);
    const bytes = new Uint8Array(this.#head.length + chunk.length);
    bytes.set(this.#head);
    bytes.set(chunk, this.#head.length);
    this.#head = bytes;
    return bytes.length < MARK_BYTES ? new Uint8Array(0) : this.#begin(bytes);
  }

  /** What is left of a file shorter than a mark. */
  end(): Uint8Array {
    return this.#width === null ? this.#begin(this.#head) : new Uint8Array(0);
  }

  #begin(bytes: Uint8Array): Uint8Array {
    this.#head = new Uint8Array(0);
    const isLittleEndian = bytes[0] === 0xff && bytes[1] === 0xfe;
    const isBigEndian = bytes[0] === 0xfe && bytes[1] === 0xff;
    if (isLittleEndian || isBigEndian) {
      this.#width = 2;
      this.#isLow = isLittleEndian;
      return this.#everySecond(bytes.subarray(2));
    }
    this.#width = 1;
    const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return hasMark ? bytes.subarray(MARK_BYTES) : bytes;
  }

  #everySecond(bytes: Uint8Array): Uint8Array {
    const first = this.#isLow ? 0 : 1;
    const half = new Uint8Array(Math.max(0, Math.ceil((bytes.length - first) / 2)));
    for (let index = 0; index < half.length; index++) half[index] = bytes[first + 2 * index]!;
    if (bytes.length % 2 === 1) this.#isLow = !this.#isLow;
    return half;
  }
}

/** The longest byte-order mark (UTF-8). */
const MARK_BYTES = 3;

/** Part of a file as text. For headers; numbers are read from the bytes themselves. */
export function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}
