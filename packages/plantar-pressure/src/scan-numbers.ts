const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const COMMA = 0x2c;
const POINT = 0x2e;
const ZERO = 0x30;

/** Dividing a whole number by these is exact to the last bit, which adding up digits behind the point is not. */
export const POWERS_OF_TEN = Float64Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
/** More digits than a double can hold. */
export const MOST_DIGITS = 15;

/** What {@link scanNumbers} returns when a word is not an unsigned decimal number. */
export const NOT_A_NUMBER = -1;

/**
 * Reads the blank- or tab-separated numbers of one line straight from its bytes: no text is made, so a recording is read in
 * milliseconds. The decimal sign is a point or a comma (European computers); there are no thousands separators and no signs,
 * because no sensel reports less than nothing.
 *
 * @param into - Filled from index 0; numbers beyond its length are counted but not kept.
 * @returns How many numbers the line holds, or {@link NOT_A_NUMBER}.
 */
export function scanNumbers(bytes: Uint8Array, start: number, end: number, into: Float64Array): number {
  let count = 0;
  let at = start;
  while (at < end) {
    const first = bytes[at]!;
    if (first === SPACE || first === TAB || first === CARRIAGE_RETURN) {
      at++;
      continue;
    }
    let whole = 0;
    let digits = 0;
    let digitsBehindSign = -1;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        whole = whole * 10 + digit;
        digits++;
        if (digitsBehindSign >= 0) digitsBehindSign++;
      } else if ((byte === POINT || byte === COMMA) && digitsBehindSign < 0) {
        digitsBehindSign = 0;
      } else if (byte === SPACE || byte === TAB || byte === CARRIAGE_RETURN) {
        break;
      } else {
        return NOT_A_NUMBER;
      }
    }
    if (digits === 0 || digits > MOST_DIGITS) return NOT_A_NUMBER;
    if (count < into.length) into[count] = digitsBehindSign > 0 ? whole / POWERS_OF_TEN[digitsBehindSign]! : whole;
    count++;
  }
  return count;
}
