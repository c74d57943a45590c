import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { writeWhole } from "./write-whole.ts";

/** The bytes of uploaded recordings, each under the hash of what it holds: never altered, and the same file once. */
export interface RecordingStore {
  put(bytes: Uint8Array): Promise<{ readonly sha256: string }>;
  /** null when there is none with this hash, or what lies under it is damaged; put in anew, it is whole again. */
  get(sha256: string): Promise<Uint8Array | null>;
  /** Forgets the bytes under a hash; without them, nothing. Only for what no record speaks of any more. */
  remove(sha256: string): Promise<void>;
  /** The hash of every recording, in order. */
  list(): Promise<string[]>;
}

export function openRecordingStore(folder: string): RecordingStore {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async put(bytes) {
      const sha256 = hashOf(bytes);
      const path = pathOf(sha256);
      const there = await readOrNull(path);
      if (there !== null && hashOf(there) === sha256) return { sha256 };
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
      await writeWhole(path, bytes);
      return { sha256 };
    },

    async get(sha256) {
      // A name from outside must not lead out of the folder.
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null;
      const bytes = await readOrNull(pathOf(sha256));
      // A disk forgets bits; a measurement of what was never recorded would be worse than none.
      return bytes !== null && hashOf(bytes) === sha256 ? bytes : null;
    },

    async remove(sha256) {
      if (/^[0-9a-f]{64}$/.test(sha256)) await rm(pathOf(sha256), { force: true });
    },

    async list() {
      const names = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return [];
        throw error;
      });
      return names
        .map((name) => basename(name))
        .filter((name) => /^[0-9a-f]{64}$/.test(name))
        .toSorted();
    },
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

async function readOrNull(path: string): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
