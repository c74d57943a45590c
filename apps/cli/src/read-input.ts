import { createReadStream } from "node:fs";
import { readFile, readdir, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { pipeline, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { nearestWord, notOk, ok } from "@plumbline/clinical-model";
import type { Problem, Result } from "@plumbline/clinical-model";

/** What `-` is called in messages and results. */
const STANDARD_INPUT = "standard input";

/**
 * The bytes of a file, or of standard input for `-`.
 *
 * @returns The bytes (at least one), or one problem: `file/not-found`, `file/folder`, `file/no-permission`,
 *   `file/empty`, `file/unreadable`. Its path names the file.
 */
export async function readInput(path: string): Promise<Result<Uint8Array>> {
  let bytes: Uint8Array;
  try {
    bytes = path === "-" ? await buffer(process.stdin) : await readFile(path);
  } catch (error) {
    return notOk(await fileProblem(path, error));
  }
  if (bytes.length > 0) return ok(bytes);
  return notOk(emptyInput(path));
}

/**
 * Hands over a file, or standard input for `-`, in chunks: a large one is then never in memory whole. A gzip-packed one is
 * unpacked, whatever its name.
 *
 * @param onChunk - Gets each chunk with the share of the file that is read so far; null where its size is not known.
 * @returns How many bytes the file has, or the problems of {@link readInput}, or `file/gzip`.
 */
export async function readInputInChunks(
  path: string,
  onChunk: (chunk: Uint8Array, share: number | null) => void,
): Promise<Result<number>> {
  let read = 0;
  try {
    const size = path === "-" ? null : (await stat(path)).size;
    const stream = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES });
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        read += chunk.length;
        yield chunk;
      }
    };
    for await (const chunk of unpacked(counted())) {
      onChunk(chunk, size === null || size === 0 ? null : Math.min(1, read / size));
    }
  } catch (error) {
    return notOk(await fileProblem(path, error));
  }
  return read > 0 ? ok(read) : notOk(emptyInput(path));
}

const CHUNK_BYTES = 2 ** 18;

async function* unpacked(chunks: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const first = await chunks.next();
  if (first.done === true) return;
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* chunks;
  };
  const isPacked = first.value[0] === 0x1f && first.value[1] === 0x8b;
  if (!isPacked) return yield* all();
  const gunzip = createGunzip();
  // A failure ends the iteration below; there is nothing more to do about it here.
  pipeline(Readable.from(all()), gunzip, () => {});
  yield* gunzip as AsyncIterable<Uint8Array>;
}

function emptyInput(path: string): Problem {
  return {
    code: "file/empty",
    path: inputName(path),
    message: path === "-" ? "Nothing came in." : "The file is empty (0 bytes).",
    hint: path === "-" ? "Pipe a file into it, or name the file." : "Export or copy it again.",
  };
}

export function inputName(path: string): string {
  return path === "-" ? STANDARD_INPUT : path;
}

/** A problem with the name of its file before its place. */
export function inFile(path: string, problem: Problem): Problem {
  const name = inputName(path);
  if (problem.path === "") return { ...problem, path: name };
  return problem.path.startsWith(name) ? problem : { ...problem, path: `${name}: ${problem.path}` };
}

/** UTF-8 text without its byte-order mark, or the problem `file/not-text`. */
export function decodeText(bytes: Uint8Array, name: string): Result<string> {
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return notOk({
      code: "file/not-text",
      path: name,
      message: "The file is not UTF-8 text.",
      hint: "Save it again as UTF-8.",
    });
  }
}

/**
 * What the operating system refused, in a sentence.
 *
 * @param wanted - What should have been at `path`.
 */
export async function fileProblem(path: string, error: unknown, wanted: "file" | "folder" = "file"): Promise<Problem> {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR": {
      const nearest = await nearestFile(path);
      return {
        code: "file/not-found",
        path,
        message: `There is no such ${wanted}.`,
        ...(nearest !== undefined && { hint: `Did you mean ${nearest}?` }),
      };
    }
    case "EISDIR":
      return { code: "file/folder", path, message: "This is a folder.", hint: "Name the files in it." };
    case "EACCES":
    case "EPERM":
      return {
        code: "file/no-permission",
        path,
        message: `You may not read this ${wanted}.`,
        hint: "Change its permissions.",
      };
    case "Z_DATA_ERROR":
    case "Z_BUF_ERROR":
      return {
        code: "file/gzip",
        path: inputName(path),
        message: "The file is gzip-packed, but damaged or cut off.",
        hint: "Copy it again, or unpack it yourself.",
      };
    default:
      return { code: "file/unreadable", path, message: `The ${wanted} could not be read (${code}).` };
  }
}

async function nearestFile(path: string): Promise<string | undefined> {
  try {
    const nearest = nearestWord(basename(path), await readdir(dirname(path)));
    return nearest === undefined ? undefined : path.slice(0, path.length - basename(path).length) + nearest;
  } catch {
    return undefined;
  }
}
