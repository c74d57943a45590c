import { createHash } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { access, readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import * as store from "../store/index.ts";
import type { Database } from "../store/index.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";
import type { ClinicConfig } from "./config.ts";

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly state: "ok" | "warning" | "problem";
  /** What was found, in a sentence. */
  readonly found: string;
  /** What to do; null when all is well. */
  readonly mend: string | null;
}

const OLDEST_NODE = 24;
const OLDEST_POSTGRES = 15;
const LARGEST_CLOCK_DIFFERENCE_MS = 5000;
const LEAST_FREE_BYTES = 2 ** 30;
const OLDEST_BACKUP_MS = 26 * 60 * 60 * 1000;
const PAGES = fileURLToPath(new URL("../build/server/index.js", import.meta.url));

const ok = (name: string, found: string): Check => ({ name, state: "ok", found, mend: null });
const warning = (name: string, found: string, mend: string): Check => ({ name, state: "warning", found, mend });
const problem = (name: string, found: string, mend: string): Check => ({ name, state: "problem", found, mend });

/** Looks at everything a clinic needs to run, and changes nothing. */
export async function examineClinic(options: {
  readonly dataDir?: string;
  /** Folder in which backups lie, to see how old the newest is. */
  readonly backupDir?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<Check[]> {
  const [nodeVersion] = process.versions.node.split(".").map(Number);
  const node =
    nodeVersion! >= OLDEST_NODE
      ? ok("node", `Node ${process.versions.node}.`)
      : problem("node", `Node ${process.versions.node} is too old.`, `Use Node ${OLDEST_NODE}; \`npm ci\` brings it.`);
  const pages = existsSync(PAGES)
    ? ok("pages", "The pages are built.")
    : problem("pages", "The pages are not built.", "Run `npm run build`.");
  let config: ClinicConfig;
  try {
    config = readConfig(options.env, options.dataDir === undefined ? {} : { dataDir: options.dataDir });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const mend = "Set it right in the environment of the clinic.";
    return [node, pages, ...error.message.split("\n").map((line) => problem("settings", line, mend))];
  }
  return [
    node,
    pages,
    ok("settings", "Every setting can be read."),
    ...settingsChecks(config),
    ...(await folderChecks(config)),
    ...(await databaseChecks(config)),
    ...(options.backupDir === undefined ? [] : [await backupCheck(options.backupDir)]),
  ];
}

function settingsChecks({ isDemo, publicUrl, smtpUrl, backupKey }: ClinicConfig): Check[] {
  const isSafe = publicUrl?.startsWith("https://") === true;
  return [
    isDemo && publicUrl !== undefined
      ? problem("demo", "The demo, whose passwords everybody can read, has a public address.", "Set PLUMBLINE_DEMO=0.")
      : ok("demo", isDemo ? "This is the demo clinic." : "There are no demo accounts."),
    isSafe || (isDemo && publicUrl === undefined)
      ? ok("address", publicUrl ?? "The demo is for this machine only.")
      : problem(
          "address",
          publicUrl === undefined ? "There is no public address for links." : "The public address is not encrypted.",
          "Set PLUMBLINE_URL to the https:// address of the clinic.",
        ),
    smtpUrl !== undefined
      ? ok("mail", `Mail goes to the server ${new URL(smtpUrl).host}.`)
      : isDemo
        ? ok("mail", "Mail is written to files.")
        : problem("mail", "Mail is written to files and reaches nobody.", "Set SMTP_URL."),
    backupKey !== undefined || isDemo
      ? ok("backup key", backupKey === undefined ? "The demo needs none." : "Backups are encrypted.")
      : warning("backup key", "Backups are not encrypted.", "Set PLUMBLINE_BACKUP_KEY, or give --key-file each time."),
  ];
}

async function folderChecks({ dataDir, secret }: ClinicConfig): Promise<Check[]> {
  if (!existsSync(dataDir)) {
    return [warning("data folder", `There is no ${dataDir}.`, "Name the folder with --data-dir, or start the clinic.")];
  }
  const isWritable = await access(dataDir, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  const { bavail, bsize } = await statfs(dataDir);
  const freeBytes = bavail * bsize;
  const free = `${(freeBytes / 2 ** 30).toFixed(1)} GB are free.`;
  return [
    isWritable
      ? ok("data folder", `${dataDir} can be written.`)
      : problem("data folder", `${dataDir} cannot be written.`, "Give the clinic's user the right to write there."),
    freeBytes >= LEAST_FREE_BYTES
      ? ok("disk", free)
      : problem("disk", free, "Make room before recordings are refused."),
    await secretCheck(dataDir, secret),
  ];
}

async function secretCheck(dataDir: string, secret: string | undefined): Promise<Check> {
  if (secret !== undefined) return ok("secret", "PLUMBLINE_SECRET is set.");
  const path = join(dataDir, "session-secret");
  if (!existsSync(path)) return warning("secret", "There is no secret yet.", "The first start makes one.");
  const mode = (await stat(path)).mode & 0o077;
  return mode === 0 || process.platform === "win32"
    ? ok("secret", "Only its owner can read the secret.")
    : problem("secret", "Others than its owner can read the secret.", `Run: chmod 600 "${path}"`);
}

async function databaseChecks(config: ClinicConfig): Promise<Check[]> {
  const { dataDir, databaseUrl, isDemo } = config;
  const isEmbedded = databaseUrl === undefined;
  if (isEmbedded && !existsSync(join(dataDir, "db"))) {
    return [warning("database", "There is no database yet.", "The first start makes one.")];
  }
  let database: Database;
  try {
    database = await store.openDatabase({ dataDir, ...(!isEmbedded && { databaseUrl }), leaveTables: true });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [
      isEmbedded
        ? warning("database", error.message, "Stop the clinic to have its database looked at, too.")
        : problem("database", error.message, "See that PostgreSQL runs and lets this user in."),
    ];
  }
  try {
    return [
      isEmbedded && !isDemo
        ? warning("database", "The embedded database is for trying out.", "Set DATABASE_URL to a PostgreSQL.")
        : ok("database", "The database answers."),
      ...(await serverChecks(database)),
      ...(await tableChecks(database, dataDir)),
    ];
  } finally {
    await database.close();
  }
}

async function serverChecks({ db }: Database): Promise<Check[]> {
  const before = Date.now();
  const { rows } = await sql<{ version: number; nowMs: number; extensions: string[] }>`
    select current_setting('server_version_num')::int / 10000 as version,
      (extract(epoch from clock_timestamp()) * 1000)::float8 as "nowMs",
      array(select name from pg_available_extensions where name in ('btree_gist', 'pg_trgm')) as extensions`.execute(
    db,
  );
  const after = Date.now();
  const { version, nowMs, extensions } = rows[0]!;
  const missing = ["btree_gist", "pg_trgm"].filter((name) => !extensions.includes(name));
  const differenceMs = Math.max(before - nowMs, nowMs - after, 0);
  return [
    version >= OLDEST_POSTGRES
      ? ok("version", `PostgreSQL ${version}.`)
      : problem("version", `PostgreSQL ${version} is too old.`, `Update it to ${OLDEST_POSTGRES} or later.`),
    missing.length === 0
      ? ok("extension", "btree_gist and pg_trgm are there.")
      : problem("extension", `${missing.join(" and ")} missing.`, "Install PostgreSQL's contrib package."),
    differenceMs <= LARGEST_CLOCK_DIFFERENCE_MS
      ? ok("clock", "The clocks of this machine and the database agree.")
      : problem("clock", `The clocks differ by ${Math.round(differenceMs / 1000)} s.`, "Set both by NTP."),
  ];
}

async function tableChecks({ db }: Database, dataDir: string): Promise<Check[]> {
  const applied = await store.appliedMigrations(db);
  const isNewer = applied.some((name) => !store.knownMigrations.includes(name));
  if (isNewer) return [problem("tables", "The tables are of a newer version.", "Start that version of Plumbline.")];
  if (applied.length < store.knownMigrations.length) {
    return [warning("tables", "The tables are older than this version.", "Back up; the next start updates them.")];
  }
  const referenced = await store.referencedRecordings(db);
  const recordings = store.openRecordingStore(join(dataDir, "recordings"));
  const checks: Check[] = [];
  for (const sha256 of referenced) {
    const bytes = await recordings.get(sha256);
    if (bytes !== null && createHash("sha256").update(bytes).digest("hex") === sha256) continue;
    const fault = bytes === null ? "is missing" : "is not what it was";
    checks.push(problem("recordings", `The file of recording ${sha256} ${fault}.`, "Take it from a backup."));
  }
  return [
    ok("tables", "The tables are up to date."),
    (await store.hasDeskRole(db))
      ? ok("front desk", "The database itself keeps answers and findings from the front desk.")
      : warning(
          "front desk",
          "Only the pages keep answers and findings from the front desk; the database does not.",
          "Back up, and restore into a database whose user may make roles (CREATEROLE).",
        ),
    ...(checks.length > 0 ? checks : [ok("recordings", `${referenced.length} files are there and unchanged.`)]),
  ];
}

async function backupCheck(folder: string): Promise<Check> {
  // One that is being written, or was cut off, is no backup yet.
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.endsWith(".part"));
  const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs));
  const ageMs = Date.now() - Math.max(...times, 0);
  const mend = "Run `npx plumbline backup`, and see why the last one did not.";
  if (times.length === 0) return problem("backups", `There is no backup in ${folder}.`, mend);
  return ageMs <= OLDEST_BACKUP_MS
    ? ok("backups", "The newest is less than a day old.")
    : problem("backups", `The newest is ${Math.round(ageMs / 3_600_000)} hours old.`, mend);
}
