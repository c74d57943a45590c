/** Both databases for one suite of tests: PGlite always, PostgreSQL when this machine has one. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import { openDatabase } from "./index.ts";
import type { Database } from "./index.ts";
import { HAS_POSTGRES, newPostgresDatabase, startPostgres, temporaryFolder } from "./test-postgres.ts";
import type { Undo } from "./test-postgres.ts";
import { copyEmptyClinic } from "./test-template.ts";

const IS_REQUIRED = process.env.PLUMBLINE_REQUIRE_POSTGRES === "1";

/**
 * Runs one suite on each database, empty but for its tables. `database()` gives the open one within a test.
 * Without PostgreSQL its half is skipped and says so; with `PLUMBLINE_REQUIRE_POSTGRES=1` it fails.
 */
export function onBothDatabases(suite: (database: () => Database) => void): void {
  describe("on the embedded database", () => suite(opened(openEmbedded)));
  if (!HAS_POSTGRES && !IS_REQUIRED) {
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
  !HAS_POSTGRES && !IS_REQUIRED ? ["embedded"] : ["embedded", "postgres"];

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
    server ??= await startPostgres(undo);
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
  const dataDir = temporaryFolder(undo);
  await copyEmptyClinic(dataDir);
  return openDatabase({ dataDir });
}

async function openPostgres(undo: Undo[]): Promise<Database> {
  const databaseUrl = await newPostgresDatabase(await startPostgres(undo), undo);
  return openDatabase({ dataDir: temporaryFolder(undo), databaseUrl });
}
