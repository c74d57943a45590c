/** A PostgreSQL for tests and benchmarks, when this machine has one. */
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Something to be undone at the end, newest first. */
export type Undo = () => Promise<void> | void;

const INITDB = globSync("/usr/lib/postgresql/*/bin/initdb").sort().at(-1);
const GIVEN_URL = process.env.DATABASE_URL_TEST;

/** Whether there is a server, or programs to start one. */
export const HAS_POSTGRES = GIVEN_URL !== undefined || INITDB !== undefined;

/** Address of an empty database. */
export async function newPostgresDatabase(server: string, undo: Undo[]): Promise<string> {
  const name = `plumbline_test_${randomBytes(6).toString("hex")}`;
  await asOwner(server, `create database ${name}`);
  undo.push(() => asOwner(server, `drop database ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

export async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Address of the server named in the environment, or of one of our own in a temporary folder, reached by a
 * socket there: no port to clash, nothing installed changed. */
export async function startPostgres(undo: Undo[]): Promise<string> {
  if (GIVEN_URL !== undefined) return GIVEN_URL;
  if (INITDB === undefined) {
    throw new Error("There is no PostgreSQL on this machine: install postgresql or set DATABASE_URL_TEST.");
  }
  const folder = temporaryFolder(undo);
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const options = { cwd: folder, ...user };
  execFileSync(INITDB, ["-D", data, "-U", "plumbline", "-A", "trust", "-N", "-E", "UTF8", "--locale=C"], {
    ...options,
    stdio: "pipe",
  });
  const settings = { listen_addresses: "", unix_socket_directories: folder, fsync: "off", max_connections: "50" };
  const server = spawn(
    join(INITDB, "..", "postgres"),
    ["-D", data, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...options, stdio: "ignore" },
  );
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  undo.push(async () => {
    server.kill("SIGINT");
    await ended;
  });
  const url = `postgres://plumbline@localhost/postgres?host=${encodeURIComponent(folder)}`;
  for (let attempt = 0; ; attempt++) {
    try {
      await asOwner(url, "select 1");
      return url;
    } catch (error) {
      if (attempt === 100 || server.exitCode !== null) throw error;
      await pause(100);
    }
  }
}

function idOf(flag: "-u" | "-g"): number {
  return Number(
    execFileSync("id", [flag, existsSync("/var/lib/postgresql") ? "postgres" : "nobody"], { encoding: "utf8" }),
  );
}

export function temporaryFolder(undo: Undo[]): string {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
