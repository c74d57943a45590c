/** Both databases for one suite of tests: PGlite always, PostgreSQL when this machine has one. */
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, test } from "vitest";
import { openDatabase } from "./index.ts";
import type { Database } from "./index.ts";

/** Something to be undone at the end, newest first. */
type Undo = () => Promise<void> | void;

const INITDB = globSync("/usr/lib/postgresql/*/bin/initdb").sort().at(-1);
const GIVEN_URL = process.env.DATABASE_URL_TEST;
const IS_REQUIRED = process.env.PLUMBLINE_REQUIRE_POSTGRES === "1";

/**
 * Runs one suite on each database, empty but for its tables. `database()` gives the open one within a test.
 * Without PostgreSQL its half is skipped and says so; with `PLUMBLINE_REQUIRE_POSTGRES=1` it fails.
 */
export function onBothDatabases(suite: (database: () => Database) => void): void {
  describe("on the embedded database", () => suite(opened(openEmbedded)));
  if (GIVEN_URL === undefined && INITDB === undefined && !IS_REQUIRED) {
    test.skip("on PostgreSQL: skipped, no server found; install postgresql or set DATABASE_URL_TEST", () => {});
    return;
  }
  describe("on PostgreSQL", () => suite(opened(openPostgres)));
}

/** Where a clinic's data may lie: a folder, and a database of PostgreSQL when it is there that its rows lie. */
export interface DatabasePlace {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}

/** The kinds of database that this machine has; with `PLUMBLINE_REQUIRE_POSTGRES=1` always both. */
export const DATABASE_KINDS: readonly Database["kind"][] =
  GIVEN_URL === undefined && INITDB === undefined && !IS_REQUIRED ? ["embedded"] : ["embedded", "postgres"];

/** Gives places that do not exist yet or are empty, as many as a suite asks for; all of them go at its end. */
export function databasePlaces(): (kind: Database["kind"]) => Promise<DatabasePlace> {
  const undo: Undo[] = [];
  let server: string | undefined;
  afterAll(async () => {
    for (const step of undo.toReversed()) await step();
  });
  return async (kind) => {
    const dataDir = join(temporaryFolder(undo), "data");
    if (kind === "embedded") return { dataDir, databaseUrl: undefined };
    server ??= GIVEN_URL ?? (await startPostgres(undo));
    return { dataDir, databaseUrl: await newPostgresDatabase(server, undo) };
  };
}

function opened(open: (undo: Undo[]) => Promise<Database>): () => Database {
  let database: Database | undefined;
  const undo: Undo[] = [];
  beforeAll(async () => {
    database = await open(undo);
    const { close } = database;
    undo.push(close);
  });
  afterAll(async () => {
    for (const step of undo.toReversed()) await step();
  });
  return () => {
    if (database === undefined)
      throw new Error("The database is opened before the first test of a suite, not earlier.");
    return database;
  };
}

async function openEmbedded(undo: Undo[]): Promise<Database> {
  const folder = temporaryFolder(undo);
  return openDatabase({ dataDir: folder });
}

async function openPostgres(undo: Undo[]): Promise<Database> {
  const databaseUrl = await newPostgresDatabase(GIVEN_URL ?? (await startPostgres(undo)), undo);
  return openDatabase({ dataDir: temporaryFolder(undo), databaseUrl });
}

/** Address of an empty database. */
async function newPostgresDatabase(server: string, undo: Undo[]): Promise<string> {
  const name = `plumbline_test_${randomBytes(6).toString("hex")}`;
  await asOwner(server, `create database ${name}`);
  undo.push(() => asOwner(server, `drop database ${name} with (force)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A server of our own in a temporary folder, reached by a socket there: no port to clash, nothing installed changed. */
async function startPostgres(undo: Undo[]): Promise<string> {
  if (INITDB === undefined) {
    throw new Error("PLUMBLINE_REQUIRE_POSTGRES is 1, and there is neither a PostgreSQL nor a DATABASE_URL_TEST.");
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

function temporaryFolder(undo: Undo[]): string {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
