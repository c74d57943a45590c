import { strToU8, zlibSync } from "fflate";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const BITS_PER_CHANNEL = 8;
const RGB = 2;

/**
 * A picture as the bytes of a PNG file (ISO/IEC 15948), without a date or a name in it.
 *
 * @param rgb - `width × height × 3`, from the upper left corner, row by row.
 * @param pixelsPerMm - Written down, so that a printout has the size of the foot.
 */
export function encodePng(width: number, height: number, rgb: Uint8Array, pixelsPerMm: number): Uint8Array {
  const rowBytes = width * 3;
  // Each row begins with the number of its filter; 0 leaves it as it is. Flat areas pack well enough.
  const rows = new Uint8Array(height * (rowBytes + 1));
  for (let y = 0; y < height; y++) {
    rows.set(rgb.subarray(y * rowBytes, (y + 1) * rowBytes), y * (rowBytes + 1) + 1);
  }
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([BITS_PER_CHANNEL, RGB], 8);
  const size = new Uint8Array(9);
  new DataView(size.buffer).setUint32(0, Math.round(pixelsPerMm * 1000));
  new DataView(size.buffer).setUint32(4, Math.round(pixelsPerMm * 1000));
  size.set([1], 8); // per meter
  return together([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("pHYs", size),
    chunk("IDAT", zlibSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = together([strToU8(type, true), data]);
  const ends = new DataView(new ArrayBuffer(8));
  ends.setUint32(0, data.length);
  ends.setUint32(4, crc32(body));
  const bytes = new Uint8Array(ends.buffer);
  return together([bytes.subarray(0, 4), body, bytes.subarray(4)]);
}

function together(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** By byte: what it adds to the checksum (ISO/IEC 15948, annex D). */
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
