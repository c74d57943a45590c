import { crc32, deflateSync } from "node:zlib";

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
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([BITS_PER_CHANNEL, RGB], 8);
  const size = Buffer.alloc(9);
  size.writeUInt32BE(Math.round(pixelsPerMm * 1000), 0);
  size.writeUInt32BE(Math.round(pixelsPerMm * 1000), 4);
  size.set([1], 8); // per meter
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("pHYs", size),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", new Uint8Array(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
