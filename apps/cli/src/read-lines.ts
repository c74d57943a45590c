/** One line of a stream. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its line end; null when the line is longer than {@link LONGEST_LINE_BYTES}. */
  readonly bytes: Uint8Array | null;
  /** Of the stream, up to the end of this line. */
  readonly bytesRead: number;
}

/** A case with every finding of the base takes some 30 kB; what is longer than this is no case. */
export const LONGEST_LINE_BYTES = 4 * 1024 * 1024;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The lines of a stream, one at a time: no more than one line and one chunk are held. Only line feeds divide (U+2028 may
 * stand inside a JSON text); a carriage return before one goes with it. Nothing follows the last line feed but a line.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let number = 1;
  let bytesRead = 0;
  const line = (): Line => {
    const bytes = length > LONGEST_LINE_BYTES ? null : withoutReturn(Buffer.concat(parts));
    return { number, bytes, bytesRead };
  };
  const take = (part: Uint8Array): void => {
    length += part.length;
    bytesRead += part.length;
    if (length > LONGEST_LINE_BYTES) parts = [];
    else parts.push(part);
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      bytesRead++;
      yield line();
      parts = [];
      length = 0;
      number++;
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield line();
}

function withoutReturn(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
}
