import { MOST_DIGITS, NOT_A_NUMBER, POWERS_OF_TEN } from "./scan-numbers.ts";

/** A cell that the sensor does not have: cut away, or outside its shape. */
export const NO_SENSEL = -1;

const COMMA = 0x2c;
const SEMICOLON = 0x3b;
const SPACE = 0x20;
const POINT = 0x2e;
const MINUS = 0x2d;
const ZERO = 0x30;
const LETTER_B = 0x42;

/**
 * Reads the separated cells of one line straight from its bytes. A semicolon anywhere makes it the separator, and commas
 * decimal signs (European computers). `B` is {@link NO_SENSEL}. An empty last cell (a trailing separator) is none.
 *
 * @param into - Filled from index 0; cells beyond its length are counted but not kept.
 * @returns How many cells the line holds, or {@link NOT_A_NUMBER} when one of them is neither a number nor `B`.
 */
export function scanCells(bytes: Uint8Array, start: number, end: number, into: Float64Array): number {
  let last = end;
  while (last > start && bytes[last - 1]! <= SPACE) last--;
  const separator = hasByte(bytes, start, last, SEMICOLON) ? SEMICOLON : COMMA;
  if (last > start && bytes[last - 1] === separator) last--;
  let count = 0;
  for (let at = start; at < last; at++) {
    let value = 0;
    let digits = 0;
    let decimals = -1;
    let isOutside = false;
    let isNegative = false;
    for (; at < last && bytes[at] !== separator; at++) {
      const byte = bytes[at]!;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
        digits++;
        if (decimals >= 0) decimals++;
      } else if ((byte === POINT || byte === COMMA) && decimals < 0) decimals = 0;
      else if (byte === LETTER_B && digits === 0) isOutside = true;
      else if (byte === MINUS && digits === 0) isNegative = true;
      else if (byte > SPACE) return NOT_A_NUMBER;
    }
    if (isOutside ? digits > 0 : digits === 0 || digits > MOST_DIGITS) return NOT_A_NUMBER;
    // No sensel reports less than nothing; only a written minus zero is nothing.
    if (isNegative && value > 0) return NOT_A_NUMBER;
    if (count < into.length)
      into[count] = isOutside ? NO_SENSEL : decimals > 0 ? value / POWERS_OF_TEN[decimals]! : value;
    count++;
  }
  return count;
}

function hasByte(bytes: Uint8Array, start: number, end: number, wanted: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === wanted) return true;
  return false;
}
