/** Where one sector chain ends. */
const END_OF_CHAIN = 0xfffffffe;
const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const HEADER_BYTES = 512;
const DIRECTORY_ENTRY_BYTES = 128;
const HEADER_DIFAT_ENTRIES = 109;

export function isCompoundFile(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && SIGNATURE.every((byte, index) => bytes[index] === byte);
}

/**
 * One stream of a compound file (the container of Office files of 1997 to 2003; published as [MS-CFB]).
 *
 * @param names - Names of the stream, the first that is there is taken.
 * @returns Null when the file is damaged, cut off, or has no such stream.
 */
export function compoundStream(bytes: Uint8Array, names: readonly string[]): Uint8Array | null {
  if (!isCompoundFile(bytes)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sectorBytes = 2 ** view.getUint16(30, true);
  const miniBytes = 2 ** view.getUint16(32, true);
  if (sectorBytes < HEADER_BYTES || sectorBytes > 65_536 || miniBytes > sectorBytes) return null;

  const allocation = allocationTable(bytes, view, sectorBytes);
  if (allocation === null) return null;
  const sectors = (first: number): Uint8Array | null =>
    chain(first, allocation, sectorBytes, (sector) => {
      const start = (sector + 1) * sectorBytes;
      return start < bytes.length ? bytes.subarray(start, start + sectorBytes) : null;
    });

  const directory = sectors(view.getUint32(48, true));
  if (directory === null) return null;
  const entries = directoryEntries(directory);
  const root = entries.find(({ type }) => type === ROOT);
  const entry = names.map((name) => entries.find((one) => one.name === name)).find((one) => one !== undefined);
  if (root === undefined || entry === undefined) return null;
  if (entry.length >= view.getUint32(56, true)) return sectors(entry.first)?.subarray(0, entry.length) ?? null;

  // Short streams lie in small sectors inside the root's own stream.
  const container = sectors(root.first);
  const miniTable = sectors(view.getUint32(60, true));
  if (container === null || miniTable === null) return null;
  const mini = chain(entry.first, words(miniTable), miniBytes, (sector) =>
    (sector + 1) * miniBytes <= container.length
      ? container.subarray(sector * miniBytes, (sector + 1) * miniBytes)
      : null,
  );
  return mini?.subarray(0, entry.length) ?? null;
}

const STREAM = 2;
const ROOT = 5;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly first: number;
  readonly length: number;
}

function directoryEntries(directory: Uint8Array): readonly Entry[] {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; at + DIRECTORY_ENTRY_BYTES <= directory.length; at += DIRECTORY_ENTRY_BYTES) {
    const type = directory[at + 66]!;
    if (type !== STREAM && type !== ROOT) continue;
    const characters = Math.max(0, Math.min(31, view.getUint16(at + 64, true) / 2 - 1));
    let name = "";
    for (let index = 0; index < characters; index++) name += String.fromCharCode(view.getUint16(at + 2 * index, true));
    entries.push({ name, type, first: view.getUint32(at + 116, true), length: view.getUint32(at + 120, true) });
  }
  return entries;
}

/** Which sector follows which. Its own places stand in the header, and beyond 109 of them in further sectors. */
function allocationTable(bytes: Uint8Array, view: DataView, sectorBytes: number): Uint32Array | null {
  const places: number[] = [];
  for (let index = 0; index < HEADER_DIFAT_ENTRIES; index++) places.push(view.getUint32(76 + 4 * index, true));
  let further = view.getUint32(68, true);
  const perSector = sectorBytes / 4;
  const mostSectors = bytes.length / sectorBytes;
  for (let count = 0; further < END_OF_CHAIN - 1; count++) {
    const start = (further + 1) * sectorBytes;
    if (count > mostSectors || start + sectorBytes > bytes.length) return null;
    for (let index = 0; index < perSector - 1; index++) places.push(view.getUint32(start + 4 * index, true));
    further = view.getUint32(start + 4 * (perSector - 1), true);
  }
  const used = places.slice(0, view.getUint32(44, true));
  const table = new Uint32Array(used.length * perSector);
  for (const [index, sector] of used.entries()) {
    const start = (sector + 1) * sectorBytes;
    if (start + sectorBytes > bytes.length) return null;
    for (let word = 0; word < perSector; word++)
      table[index * perSector + word] = view.getUint32(start + 4 * word, true);
  }
  return table;
}

/** Joins the sectors of a chain; null when it leads out of the file or round in a circle. */
function chain(
  first: number,
  next: Uint32Array,
  sectorBytes: number,
  sectorAt: (sector: number) => Uint8Array | null,
): Uint8Array | null {
  const parts: Uint8Array[] = [];
  for (let sector = first; sector !== END_OF_CHAIN; sector = next[sector]!) {
    const part = sector < next.length && parts.length <= next.length ? sectorAt(sector) : null;
    if (part === null) return null;
    parts.push(part);
  }
  const joined = new Uint8Array(parts.length * sectorBytes);
  parts.forEach((part, index) => joined.set(part, index * sectorBytes));
  return joined;
}

function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, index) => view.getUint32(4 * index, true));
}
