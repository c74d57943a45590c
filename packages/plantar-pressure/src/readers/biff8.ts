/** A cell of a sheet as it is stored; null where there is none. */
export type SheetCell = number | string | null;

/** Record types of the BIFF8 workbook stream ([MS-XLS]). */
const RECORD = {
  beginning: 0x0809,
  end: 0x000a,
  continued: 0x003c,
  sharedStrings: 0x00fc,
  stringCell: 0x00fd,
  labelCell: 0x0204,
  numberCell: 0x0203,
  packedCell: 0x027e,
  packedCells: 0x00bd,
  encrypted: 0x002f,
} as const;

const CELLS: ReadonlySet<number> = new Set([
  RECORD.numberCell,
  RECORD.packedCell,
  RECORD.packedCells,
  RECORD.stringCell,
  RECORD.labelCell,
]);
const WORKSHEET = 0x0010;
const MOST_COLUMNS = 256;

/**
 * Hands over the rows of the first worksheet of a BIFF8 workbook, in order. Numbers and texts only; formulas, styles and
 * all else are passed over.
 *
 * @returns False when the stream is not a readable workbook or breaks off: the last row handed over is then incomplete.
 */
export function readFirstSheet(stream: Uint8Array, onRow: (row: number, cells: readonly SheetCell[]) => void): boolean {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  let strings: readonly string[] = [];
  let isInSheet = false;
  let cells: SheetCell[] = [];
  let current = -1;

  const put = (row: number, column: number, value: SheetCell): void => {
    if (row !== current) {
      if (current !== -1) onRow(current, cells);
      cells = [];
      current = row;
    }
    while (cells.length < column) cells.push(null);
    cells[column] = value;
  };

  let at = 0;
  while (at + 4 <= stream.length) {
    const type = view.getUint16(at, true);
    const length = view.getUint16(at + 2, true);
    const body = at + 4;
    const next = body + length;
    if (next > stream.length || type === RECORD.encrypted) return false;
    if (type === RECORD.beginning && length >= 4 && view.getUint16(body + 2, true) === WORKSHEET) isInSheet = true;
    else if (type === RECORD.sharedStrings && length >= 8) strings = sharedStrings(stream, view, at);
    else if (isInSheet && type === RECORD.end) {
      if (current !== -1) onRow(current, cells);
      return true;
    } else if (isInSheet && length >= 6 && CELLS.has(type)) {
      const row = view.getUint16(body, true);
      const column = view.getUint16(body + 2, true);
      if (column >= MOST_COLUMNS) return false;
      if (type === RECORD.numberCell && length >= 14) put(row, column, view.getFloat64(body + 6, true));
      else if (type === RECORD.packedCell && length >= 10) put(row, column, packedNumber(view, body + 6));
      else if (type === RECORD.stringCell && length >= 10)
        put(row, column, strings[view.getUint32(body + 6, true)] ?? "");
      else if (type === RECORD.labelCell && length >= 9) put(row, column, stringAt(stream, view, body + 6, next).text);
      else if (type === RECORD.packedCells) {
        for (let cell = 0; body + 4 + 6 * (cell + 1) <= next - 2; cell++) {
          put(row, column + cell, packedNumber(view, body + 4 + 6 * cell + 2));
        }
      }
    }
    at = next;
  }
  return false;
}

/** A double whose back half is 0; only {@link packedNumber} uses it, and writes the front half each time. */
const FRONT_HALF = new DataView(new ArrayBuffer(8));

/** Four bytes: a whole number or the front half of a double, either times 0.01. */
function packedNumber(view: DataView, at: number): number {
  const bits = view.getUint32(at, true);
  const isHundredths = (bits & 1) !== 0;
  let value: number;
  if ((bits & 2) === 0) {
    FRONT_HALF.setUint32(4, bits & 0xfffffffc, true);
    value = FRONT_HALF.getFloat64(0, true);
  } else value = view.getInt32(at, true) >> 2;
  return isHundredths ? value / 100 : value;
}

/** The table of texts, which may run on over `continued` records. */
function sharedStrings(stream: Uint8Array, view: DataView, at: number): readonly string[] {
  const parts: Uint8Array[] = [];
  let next = at;
  do {
    const length = view.getUint16(next + 2, true);
    parts.push(stream.subarray(next + 4, Math.min(next + 4 + length, stream.length)));
    next += 4 + length;
  } while (next + 4 <= stream.length && view.getUint16(next, true) === RECORD.continued);
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(total);
  const borders = new Set<number>();
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
    borders.add(end);
  }
  const whole = new DataView(bytes.buffer);
  const count = whole.getUint32(4, true);
  const strings: string[] = [];
  for (let place = 8; strings.length < count && place + 3 <= bytes.length;) {
    const { text, end: behind } = stringAt(bytes, whole, place, bytes.length, borders);
    strings.push(text);
    place = behind;
  }
  return strings;
}

/**
 * @param borders - Where a text may be interrupted by a further record: its characters go on behind one more byte that
 *   tells their width anew.
 */
function stringAt(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  limit: number,
  borders: ReadonlySet<number> = new Set(),
): { readonly text: string; readonly end: number } {
  const characters = view.getUint16(start, true);
  const flags = bytes[start + 2]!;
  let isWide = (flags & 1) !== 0;
  let at = start + 3;
  let extra = 0;
  if ((flags & 8) !== 0 && at + 2 <= limit) {
    extra += 4 * view.getUint16(at, true);
    at += 2;
  }
  if ((flags & 4) !== 0 && at + 4 <= limit) {
    extra += view.getUint32(at, true);
    at += 4;
  }
  let text = "";
  for (let index = 0; index < characters; index++) {
    if (index > 0 && borders.has(at) && at < limit) {
      isWide = (bytes[at]! & 1) !== 0;
      at++;
    }
    if (at + (isWide ? 2 : 1) > limit) break;
    text += String.fromCharCode(isWide ? view.getUint16(at, true) : bytes[at]!);
    at += isWide ? 2 : 1;
  }
  return { text, end: at + extra };
}
