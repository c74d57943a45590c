import { readFileSync } from "node:fs";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { ConfigError } from "../../server/config-error.ts";

export interface FolderLock {
  release(): Promise<void>;
}

/** A process by number and start: the number alone is given out again, in a container even the same one each time. */
interface Holder {
  readonly pid: number;
  /** From `/proc`; null where there is none. */
  readonly start: string | null;
}

/** Taking over takes milliseconds; one that is older was left by a process that died in it. */
const TAKEOVER_IS_STALE_MS = 10_000;

/**
 * Makes this process the only one to have a folder's database open: PGlite does not lock its folder, and two processes
 * in one lose rows without an error. The lock of a process that no longer runs is taken over.
 *
 * @param path - The lock file, beside the folder.
 * @throws ConfigError when another process, or this one, holds the lock.
 */
export async function lockFolder(path: string): Promise<FolderLock> {
  const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid) } satisfies Holder);
  if (!(await createFile(path, mine))) await takeOver(path, mine);
  return { release: () => rm(path, { force: true }) };
}

async function takeOver(path: string, mine: string): Promise<void> {
  const gate = `${path}.takeover`;
  // Only who made the gate may judge the lock stale and replace it; otherwise two could, one after the other.
  if (!(await createFile(gate, mine))) {
    const age = await stat(gate).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > TAKEOVER_IS_STALE_MS) await rm(gate, { force: true });
    throw new ConfigError(`Another process is just opening the data beside ${path}. Try again in a few seconds.`);
  }
  try {
    const holder = await readHolder(path);
    if (holder !== null && isRunning(holder)) {
      throw new ConfigError(
        `The data folder is in use by process ${holder.pid} (${path}). ` +
          "Stop that one first, or choose another folder with PLUMBLINE_DATA_DIR.",
      );
    }
    const next = `${path}.next`;
    await rm(next, { force: true });
    await createFile(next, mine);
    await rename(next, path);
  } finally {
    await rm(gate, { force: true });
  }
}

async function createFile(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** null when the file is gone, or was cut short because its writer died. */
async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch {
    return null;
  }
}

function isRunning({ pid, start }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return start === null || startOf(pid) === start;
}

/** Boot and clock ticks since boot at which a process started. */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The second field, the program's name, may hold spaces and brackets; the 22nd counts from behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return `${boot} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return null;
  }
}
