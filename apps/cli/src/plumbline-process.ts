import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The root of the repository: examples in help texts and documents are meant from there. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

export interface Finished {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the real command as a process of its own, for tests, and waits for its end.
 *
 * @param options.stdin - What is piped in; nothing unless given.
 */
export async function plumbline(
  args: readonly string[],
  options: {
    readonly stdin?: string | Uint8Array;
    readonly env?: Readonly<Record<string, string>>;
    readonly cwd?: string;
  } = {},
): Promise<Finished> {
  const child = startPlumbline(args, options);
  child.stdin.on("error", () => {}); // A command that fails early reads nothing.
  child.stdin.end(options.stdin ?? "");
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on("close", resolve)),
  ]);
  return { code, stdout, stderr };
}

/** The same, left running. */
export function startPlumbline(
  args: readonly string[],
  { env = {}, cwd = ROOT }: { readonly env?: Readonly<Record<string, string>>; readonly cwd?: string } = {},
) {
  const { PATH } = process.env;
  return spawn(process.execPath, [MAIN, ...args], { cwd, env: { PATH, ...env }, stdio: "pipe" });
}

/** Text of a file of the repository. */
export function repositoryFile(path: string): string {
  return readFileSync(`${ROOT}/${path}`, "utf8");
}
