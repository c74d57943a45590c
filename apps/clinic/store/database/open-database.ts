import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { migrations } from "../../migrations/index.ts";
import { ConfigError } from "../../server/config-error.ts";
import type { Schema } from "../schema.ts";
import { COLUMN_PARSERS } from "./column-types.ts";
import { EmbeddedDialect } from "./embedded-dialect.ts";
import { lockFolder } from "./folder-lock.ts";

export interface Database {
  readonly kind: "embedded" | "postgres";
  readonly db: Kysely<Schema>;
  /**
   * The same database for the front desk, as a role that cannot read what patients answered or clinicians found. Where the
   * database user may not make roles, it is `db` itself.
   */
  readonly deskDb: Kysely<Schema>;
  close(): Promise<void>;
}

const DESK_ROLE = "plumbline_desk";

/** Whether the database lets us be the front desk: its user may make roles, or somebody has made this one for it. */
export async function hasDeskRole(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql`select from pg_roles
    where rolname = ${DESK_ROLE} and pg_has_role(current_user, oid, 'member')`.execute(db);
  return rows.length > 0;
}

/**
 * PostgreSQL when there is an address, else the embedded database in `<dataDir>/db`; its tables brought up to date, or
 * with `leaveTables` left as they are.
 *
 * @throws ConfigError when the folder is in use by another process, or PostgreSQL does not let us in.
 */
export async function openDatabase(options: {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly leaveTables?: boolean;
}): Promise<Database> {
  const database =
    options.databaseUrl === undefined ? await openEmbedded(options.dataDir) : await openPostgres(options.databaseUrl);
  try {
    if (options.leaveTables !== true) {
      await migrateTables(database.db);
      // Nothing else counts the rows of the embedded database, and uncounted tables are read from end to end.
      if (database.kind === "embedded") await sql`analyze patient, visit`.execute(database.db);
    }
    return (await hasDeskRole(database.db)) ? database : { ...database, deskDb: database.db };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openEmbedded(dataDir: string): Promise<Database> {
  await mkdir(dataDir, { recursive: true });
  const lock = await lockFolder(join(dataDir, "db.lock"));
  const dialect = new EmbeddedDialect(join(dataDir, "db"));
  const db = new Kysely<Schema>({ dialect });
  return {
    kind: "embedded",
    db,
    deskDb: new Kysely<Schema>({ dialect: dialect.asRole(DESK_ROLE) }),
    async close() {
      await db.destroy();
      await lock.release();
    },
  };
}

async function openPostgres(databaseUrl: string): Promise<Database> {
  const pool = poolOf(databaseUrl, 10);
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError(`PostgreSQL at ${placeOf(databaseUrl)} cannot be used: ${reason} Check DATABASE_URL.`);
  }
  const db = kyselyOf(pool);
  // Connections of its own, which have the role from their first moment on: none is ever handed from one to the other.
  const deskDb = kyselyOf(poolOf(databaseUrl, 5, `-c role=${DESK_ROLE}`));
  return {
    kind: "postgres",
    db,
    deskDb,
    async close() {
      await deskDb.destroy();
      await db.destroy();
    },
  };
}

/** @param options - Settings each connection begins with. */
function poolOf(databaseUrl: string, max: number, options?: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max,
    ...(options !== undefined && { options }),
    types: {
      getTypeParser: ((type: number, format?: "text" | "binary") =>
        (format !== "binary" && COLUMN_PARSERS[type]) ||
        pg.types.getTypeParser(type, format as "text")) as typeof pg.types.getTypeParser,
    },
  });
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => {});
  return pool;
}

function kyselyOf(pool: pg.Pool): Kysely<Schema> {
  return new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw("set time zone 'UTC'"));
      },
    }),
  });
}

/** @param target - The last migration to apply; default: the newest. */
export async function migrateTables(db: Kysely<Schema>, target?: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await (target === undefined ? migrator.migrateToLatest() : migrator.migrateTo(target));
  if (error !== undefined) {
    throw error instanceof Error ? error : new Error("The tables could not be brought up to date.", { cause: error });
  }
}

/** Names of the migrations that this version of the clinic knows, in order. */
export const knownMigrations: readonly string[] = Object.keys(migrations);

/** Names of the migrations that a database has had, in order; none when it has no tables. */
export async function appliedMigrations(db: Kysely<Schema>): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string | null }>`
    select to_regclass('kysely_migration')::text as name`.execute(db);
  if (tables[0]?.name == null) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Host and name only: an address holds a password. */
function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}
