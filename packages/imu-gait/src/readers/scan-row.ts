export const TAB = 0x09;
export const COMMA = 0x2c;
export const SEMICOLON = 0x3b;
export const SPACE = 0x20;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const LETTER_E = 0x65;
const TO_LOWER = 0x20;

/** Digits behind these change a double only in its last bit. */
const MOST_DIGITS = 17;
/** Beyond it powers of ten are not exact. */
const LARGEST_EXACT_POWER = 22;
const POWERS_OF_TEN = Float64Array.from({ length: LARGEST_EXACT_POWER + 1 }, (_, exponent) => 10 ** exponent);
/** A larger exponent is damage, not a measurement. */
const MOST_EXPONENT = 300;

/**
 * Reads the wanted cells of one line straight from its bytes, to one part in 10¹⁵; the others are passed over whatever
 * they hold. Where the separator is no comma, a comma is a decimal sign (European computers).
 *
 * @param slots - For each column the place in `into`, or −1 when it is not wanted.
 * @param into - NaN where a wanted cell is empty or says so in words (`NaN`, `null`, `NA`).
 * @returns How many cells the line holds, or `−1 − column` of the first wanted one that is no number.
 */
export function scanRow(
  bytes: Uint8Array,
  start: number,
  end: number,
  separator: number,
  slots: Int16Array,
  into: Float64Array,
): number {
  let last = end;
  while (last > start && isAround(bytes[last - 1]!) && bytes[last - 1] !== separator) last--;
  let column = 0;
  let at = start;
  for (;;) {
    const slot = column < slots.length ? slots[column]! : -1;
    let cellEnd = at;
    while (cellEnd < last && bytes[cellEnd] !== separator) cellEnd++;
    if (slot >= 0) {
      const value = cellNumber(bytes, at, cellEnd, separator !== COMMA);
      if (value === undefined) return -1 - column;
      into[slot] = value;
    }
    column++;
    if (cellEnd >= last) return column;
    at = cellEnd + 1;
  }
}

/** NaN when the cell says that there is none, undefined when it is damaged. */
function cellNumber(bytes: Uint8Array, start: number, end: number, hasDecimalComma: boolean): number | undefined {
  let at = start;
  let last = end;
  while (at < last && isAround(bytes[at]!)) at++;
  while (last > at && isAround(bytes[last - 1]!)) last--;
  if (at === last) return NaN;
  const isNegative = bytes[at] === MINUS;
  if (isNegative || bytes[at] === PLUS) at++;
  const first = at;
  let whole = 0;
  let digits = 0;
  let exponent = 0;
  let isBehindPoint = false;
  let hasDigit = false;
  for (; at < last; at++) {
    const byte = bytes[at]!;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      hasDigit = true;
      if (digits >= MOST_DIGITS) {
        if (!isBehindPoint) exponent++;
        continue;
      }
      whole = whole * 10 + digit;
      if (whole > 0) digits++;
      if (isBehindPoint) exponent--;
    } else if ((byte === POINT || (hasDecimalComma && byte === COMMA)) && !isBehindPoint) isBehindPoint = true;
    else break;
  }
  if (!hasDigit) return isAbsent(bytes, first, last) ? NaN : undefined;
  if (at < last) {
    const power = (bytes[at]! | TO_LOWER) === LETTER_E ? wholeNumber(bytes, at + 1, last) : undefined;
    if (power === undefined) return undefined;
    exponent += power;
  }
  const size = scaled(whole, exponent);
  return isNegative ? -size : size;
}

/** Blanks and quotes around a number. */
function isAround(byte: number): boolean {
  return byte === SPACE || byte === QUOTE || byte === TAB || byte === CARRIAGE_RETURN;
}

function scaled(whole: number, exponent: number): number {
  if (whole === 0) return 0;
  if (exponent < 0) {
    return exponent >= -LARGEST_EXACT_POWER ? whole / POWERS_OF_TEN[-exponent]! : whole * 10 ** exponent;
  }
  return exponent <= LARGEST_EXACT_POWER ? whole * POWERS_OF_TEN[exponent]! : whole * 10 ** exponent;
}

function wholeNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
  const isNegative = bytes[start] === MINUS;
  let at = isNegative || bytes[start] === PLUS ? start + 1 : start;
  if (at >= end) return undefined;
  let value = 0;
  for (; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
    if (value > MOST_EXPONENT) return undefined;
  }
  return isNegative ? -value : value;
}

const WORDS_FOR_ABSENT: readonly string[] = ["nan", "null", "na", "n/a", "none", "-"];

function isAbsent(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start) return true;
  if (end - start > 4) return false;
  let word = "";
  for (let at = start; at < end; at++) word += String.fromCharCode(bytes[at]!);
  return WORDS_FOR_ABSENT.includes(word.toLowerCase());
}
