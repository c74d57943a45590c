import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID, scrypt } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createGunzip, createGzip } from "node:zlib";
import { ConfigError } from "../../server/config-error.ts";

/**
 * One file: a line that says what it is, a line of JSON that says whether it is encrypted, then frames, compressed and,
 * with a key, encrypted by AES-256-GCM with the two lines as authenticated data and the tag at the very end. A frame is
 * a letter, the length of its content in four bytes (the highest first), and the content: `P` the name of a part, `D`
 * some of its bytes, `M` the manifest, once, as the last.
 */
const MAGIC = "PLUMBLINE-BACKUP 1";
const FRAME_HEAD_BYTES = 5;
const LARGEST_FRAME_BYTES = 1 << 20;
const LONGEST_HEAD_BYTES = 1024;
const TAG_BYTES = 16;
/** The strength of the way from a key that people type to 256 bits: 128 MB and about half a second for each guess. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

export interface BackupPart {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

/** What the manifest says of a part, so that a reader can tell whether it is the same. */
export interface PartRecord {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes all parts and then the manifest, under another name until the last byte is on the disk. When it fails, nothing
 * is left behind.
 *
 * @param manifestOf - What to write of the file as a whole, once all parts are known.
 * @throws ConfigError when there is a file of this name, or no such folder.
 */
export async function writeBackupFile<Manifest>(options: {
  readonly path: string;
  readonly key: string | undefined;
  readonly parts: AsyncIterable<BackupPart>;
  readonly manifestOf: (parts: readonly PartRecord[]) => Manifest;
}): Promise<{ readonly manifest: Manifest; readonly bytes: number }> {
  const { path, key, parts, manifestOf } = options;
  if (await canOpen(path)) throw new ConfigError(`${path} is there already. Choose another name.`);
  const temporary = `${path}.${randomUUID()}.part`;
  const file = await open(temporary, "wx", 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(
      `${path} cannot be written: ${error.code ?? error.message}. Choose another place with --out.`,
    );
  });
  try {
    let manifest: Manifest | undefined;
    async function* frames() {
      const records: PartRecord[] = [];
      for await (const { name, content } of parts) {
        yield frame("P", Buffer.from(name));
        const hash = createHash("sha256");
        let bytes = 0;
        for await (const chunk of content) {
          hash.update(chunk);
          bytes += chunk.length;
          for (let start = 0; start < chunk.length; start += LARGEST_FRAME_BYTES) {
            yield frame("D", chunk.subarray(start, start + LARGEST_FRAME_BYTES));
          }
        }
        records.push({ name, bytes, sha256: hash.digest("hex") });
      }
      manifest = manifestOf(records);
      yield frame("M", Buffer.from(JSON.stringify(manifest)));
    }
    const salt = randomBytes(16);
    const iv = randomBytes(12);
    const encryption = key === undefined ? null : { salt: salt.toString("hex"), iv: iv.toString("hex") };
    const head = Buffer.from(`${MAGIC}\n${JSON.stringify({ encryption })}\n`);
    // One after the other, each whole: FileHandle.write alone may write less than it was given.
    const append = async (source: AsyncIterable<Uint8Array>) => {
      for await (const chunk of source) await file.appendFile(chunk);
    };
    await file.appendFile(head);
    const body = Readable.from(frames(), { objectMode: false });
    if (key === undefined) {
      await pipeline(body, createGzip(), append);
    } else {
      const cipher = createCipheriv("aes-256-gcm", await bitsOf(key, salt), iv).setAAD(head);
      await pipeline(body, createGzip(), cipher, append);
      await file.appendFile(cipher.getAuthTag());
    }
    await file.sync();
    const { size } = await file.stat();
    await file.close();
    await rename(temporary, path);
    return { manifest: manifest!, bytes: size };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Reads a whole file from front to end.
 *
 * @param onPart - Takes each part in its order. What it leaves of the content is skipped.
 * @returns What the manifest holds, and what the parts were found to be.
 * @throws ConfigError when it is no backup, the key is missing or another, or the file was cut short or changed.
 */
export async function readBackupFile(
  path: string,
  key: string | undefined,
  onPart: (part: BackupPart) => Promise<void>,
): Promise<{ readonly manifest: unknown; readonly parts: readonly PartRecord[] }> {
  const { head, encryption, bytes } = await readHead(path);
  if (encryption !== null && key === undefined) {
    throw new ConfigError(`${path} is encrypted. Give its key in PLUMBLINE_BACKUP_KEY or with --key-file.`);
  }
  const bodyEnd = bytes - (encryption === null ? 0 : TAG_BYTES);
  const damaged = (detail: string) =>
    new ConfigError(
      encryption === null
        ? `${path} is damaged: ${detail} Take another backup.`
        : `${path} cannot be read: the key is another one, or the file is damaged. Check the key first.`,
    );
  if (bodyEnd <= head.length) throw damaged("it ends too early.");
  const body = createReadStream(path, { start: head.length, end: bodyEnd - 1 });
  const found: PartRecord[] = [];
  let manifest: unknown;
  let fault: unknown;
  const consume = async (source: AsyncIterable<Buffer>) => {
    const frames = readFrames(source, () => damaged("its content makes no sense."));
    let next = await frames.next();
    while (!next.done && next.value.letter === "P") {
      const name = next.value.content.toString();
      const hash = createHash("sha256");
      let size = 0;
      async function* content() {
        for (next = await frames.next(); !next.done && next.value.letter === "D"; next = await frames.next()) {
          hash.update(next.value.content);
          size += next.value.content.length;
          yield next.value.content;
        }
      }
      const chunks = content();
      try {
        // Looped over by hand: leaving a `for` early would end the source too.
        await onPart({ name, content: { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) } });
      } catch (error) {
        fault = error;
        throw error;
      }
      for await (const _ of chunks);
      found.push({ name, bytes: size, sha256: hash.digest("hex") });
    }
    if (next.done || next.value.letter !== "M") throw damaged("it ends too early.");
    manifest = JSON.parse(next.value.content.toString());
    if (!(await frames.next()).done) throw damaged("something follows its end.");
  };
  try {
    if (encryption === null) {
      await pipeline(body, createGunzip(), consume);
    } else {
      const decipher = createDecipheriv("aes-256-gcm", await bitsOf(key!, encryption.salt), encryption.iv);
      decipher.setAAD(head).setAuthTag(await readTag(path, bodyEnd));
      await pipeline(body, decipher, createGunzip(), consume);
    }
  } catch (error) {
    if (fault !== undefined) throw fault;
    if (error instanceof ConfigError) throw error;
    throw damaged("it was cut short or changed.");
  }
  return { manifest, parts: found };
}

function frame(letter: "P" | "D" | "M", content: Uint8Array): Buffer {
  const head = Buffer.alloc(FRAME_HEAD_BYTES);
  head.write(letter);
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

async function* readFrames(
  source: AsyncIterable<Buffer>,
  damaged: () => ConfigError,
): AsyncGenerator<{ readonly letter: string; readonly content: Buffer }, undefined> {
  let chunks: Buffer[] = [];
  let held = 0;
  let needed = FRAME_HEAD_BYTES;
  for await (const chunk of source) {
    chunks.push(chunk);
    held += chunk.length;
    if (held < needed) continue;
    let bytes = Buffer.concat(chunks);
    for (;;) {
      if (bytes.length < FRAME_HEAD_BYTES) {
        needed = FRAME_HEAD_BYTES;
        break;
      }
      needed = FRAME_HEAD_BYTES + bytes.readUInt32BE(1);
      if (bytes.length < needed) break;
      yield { letter: bytes.toString("latin1", 0, 1), content: bytes.subarray(FRAME_HEAD_BYTES, needed) };
      bytes = bytes.subarray(needed);
    }
    chunks = [bytes];
    held = bytes.length;
  }
  if (held > 0) throw damaged();
}

interface Head {
  readonly head: Buffer;
  readonly encryption: { readonly salt: Buffer; readonly iv: Buffer } | null;
  readonly bytes: number;
}

async function readHead(path: string): Promise<Head> {
  const file = await open(path, "r").catch((error: NodeJS.ErrnoException) => {
    throw new ConfigError(`${path} cannot be read: ${error.code === "ENOENT" ? "there is no such file" : error.code}.`);
  });
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LONGEST_HEAD_BYTES), 0, LONGEST_HEAD_BYTES, 0);
    const start = buffer.subarray(0, bytesRead);
    const end = start.indexOf("\n", MAGIC.length + 1);
    const match = end < 0 ? null : HEAD.exec(start.toString("latin1", 0, end + 1));
    if (match === null) throw new ConfigError(`${path} is not a backup that this version of Plumbline can read.`);
    const [, salt, iv] = match;
    return {
      head: Buffer.from(start.subarray(0, end + 1)),
      encryption:
        salt === undefined || iv === undefined ? null : { salt: Buffer.from(salt, "hex"), iv: Buffer.from(iv, "hex") },
      bytes: size,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EISDIR") throw new ConfigError(`${path} is a folder, not a backup.`);
    throw error;
  } finally {
    await file.close();
  }
}

const HEAD = /^PLUMBLINE-BACKUP 1\n\{"encryption":(?:null|\{"salt":"([0-9a-f]{32})","iv":"([0-9a-f]{24})"\})\}\n$/;

async function readTag(path: string, start: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    return (await file.read(Buffer.alloc(TAG_BYTES), 0, TAG_BYTES, start)).buffer;
  } finally {
    await file.close();
  }
}

function bitsOf(key: string, salt: Buffer): Promise<Buffer> {
  return (promisify(scrypt) as (key: string, salt: Buffer, length: number, options: object) => Promise<Buffer>)(
    key,
    salt,
    32,
    SCRYPT,
  );
}

function canOpen(path: string): Promise<boolean> {
  return open(path, "r").then(
    async (file) => {
      await file.close();
      return true;
    },
    () => false,
  );
}
