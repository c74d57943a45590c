import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { copyEmptyClinic } from "../apps/clinic/store/test-template.ts";

const MAIN = fileURLToPath(new URL("../apps/cli/src/main.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));

export interface ClinicProcess {
  readonly url: string;
  readonly dataDir: string;
  /** Everything it printed so far: addresses, demo sign-ins, errors. */
  output(): string;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** `kill -9`: no chance to tidy up. */
  kill(): Promise<void>;
}

/** The clinic as a user starts it, in a process of its own on a free port. */
export async function startClinicProcess(
  dataDir = newDataDir(),
  env: Readonly<Record<string, string>> = {},
): Promise<ClinicProcess> {
  const isEmbedded = env.DATABASE_URL === undefined;
  if (isEmbedded && !existsSync(join(dataDir, "db"))) await copyEmptyClinic(dataDir);
  const child = spawn(process.execPath, [MAIN, "serve", "--port", "0", "--data-dir", dataDir], {
    cwd: ROOT,
    env: { ...surroundings(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const url = await waitForUrl(child, () => printed);
  return {
    url,
    dataDir,
    output: () => printed,
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

export function newDataDir(): string {
  return mkdtempSync(join(tmpdir(), "plumbline-e2e-"));
}

export function removeDataDir(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
}

/** The machine's environment without the clinic's own settings: those of the tester must not leak into what is tested. */
function surroundings(): NodeJS.ProcessEnv {
  const settings = /^(?:PLUMBLINE_|DATABASE_URL|SMTP_URL|PORT$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name)));
}

async function waitForUrl(child: ChildProcess, printed: () => string): Promise<string> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const url = /https?:\/\/localhost:\d+/.exec(printed())?.[0];
    if (url !== undefined) return url;
    if (child.exitCode !== null) throw new Error(`The clinic stopped at its start:\n${printed()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`The clinic was not ready within 60 s:\n${printed()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  await exited;
}
