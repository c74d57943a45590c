/**
 * Bytes of a text file as one byte a character, without its byte-order mark.
 * Recordings are Latin-1 or UTF-8 and all that matters in them is ASCII; UTF-16 (some editors save it) loses its high bytes.
 */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return bytes.subarray(3);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return everySecond(bytes, 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return everySecond(bytes, 3);
  return bytes;
}

function everySecond(bytes: Uint8Array, start: number): Uint8Array {
  const half = new Uint8Array(Math.max(0, Math.ceil((bytes.length - start) / 2)));
  for (let index = 0; index < half.length; index++) half[index] = bytes[start + 2 * index]!;
  return half;
}

/** Part of a file as text. For headers; numbers are read from the bytes themselves. */
export function latin1Text(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
}
