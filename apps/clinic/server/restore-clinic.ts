import { existsSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Kysely } from "kysely";
import * as store from "../store/index.ts";
import type { AuditVerdict, BackupPart, Database, PartRecord, Schema } from "../store/index.ts";
import { SECRET_PART, backupManifest, recordingPart, tablePart } from "./backup-manifest.ts";
import type { BackupManifest } from "./backup-manifest.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";

export interface RestoreReport {
  readonly dataDir: string;
  readonly database: Database["kind"];
  /** When the backup was taken. */
  readonly createdAt: string;
  readonly tables: number;
  readonly rows: number;
  readonly recordings: number;
  /** Of the audit as it came back, judged by the key the backup names. */
  readonly audit: AuditVerdict;
  /**
   * `restored`: it came out of the backup. `same`: PLUMBLINE_SECRET is the one from before. `missing` and `other`:
   * second factors and links to visits do not work until PLUMBLINE_SECRET is the one from before.
   */
  readonly secret: "restored" | "same" | "missing" | "other";
}

/**
 * Brings a clinic back into an empty folder, and with DATABASE_URL into an empty database. The whole file is checked
 * before anything is written; what fails later leaves no row and no file behind.
 *
 * @param options - `key` opens the file, in place of PLUMBLINE_BACKUP_KEY.
 * @throws ConfigError when the file cannot be trusted, or the folder or the database is not empty.
 */
export async function restoreClinic(options: {
  readonly path: string;
  readonly dataDir: string;
  readonly key?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (text: string) => void;
}): Promise<RestoreReport> {
  const { path, env, onProgress } = options;
  const config = readConfig(env, { dataDir: options.dataDir });
  const { dataDir } = config;
  const key = options.key ?? config.backupKey;
  const isNewFolder = !existsSync(dataDir);
  if (!isNewFolder && !(await isEmptyFolder(dataDir))) {
    throw new ConfigError(`${dataDir} is not an empty folder. A backup is restored into a new one only.`);
  }
  onProgress("checking the file");
  const manifest = await checkedManifest(path, key);
  await mkdir(dataDir, { recursive: true });
  let isDone = false;
  try {
    const database = await store.openDatabase({
      dataDir,
      ...(config.databaseUrl !== undefined && { databaseUrl: config.databaseUrl }),
      leaveTables: true,
    });
    try {
      await prepareTables(database.db, manifest);
      await database.db
        .transaction()
        .execute((transaction) => fill({ transaction, manifest, path, key, dataDir, onProgress }));
      isDone = true;
      await store.migrateTables(database.db);
      onProgress("checking the audit");
      const audit = await store.verifyAudit(database.db, manifest.auditPublicKeyHex);
      await store.recordAudit(database.db, {
        actor: "plumbline restore",
        role: null,
        action: "restore",
        resource: "clinic",
        patientId: null,
        outcome: "ok",
        requestId: "command-line",
      });
      return {
        dataDir,
        database: database.kind,
        createdAt: manifest.createdAt,
        tables: Object.keys(manifest.rows).length,
        rows: Object.values(manifest.rows).reduce((sum, count) => sum + count, 0),
        recordings: manifest.parts.filter(({ name }) => name.startsWith(recordingPart(""))).length,
        audit,
        secret: secretState(config.secret, manifest),
      };
    } finally {
      await database.close();
    }
  } finally {
    if (!isDone) await empty(dataDir, isNewFolder);
  }
}

/** Reads the file from front to end and compares every part with what the manifest says of it. */
async function checkedManifest(path: string, key: string | undefined): Promise<BackupManifest> {
  const { manifest, parts } = await store.readBackupFile(path, key, async () => {});
  const parsed = backupManifest.safeParse(manifest);
  if (!parsed.success) throw new ConfigError(`${path} is not a backup that this version of Plumbline can read.`);
  const said = parsed.data.parts;
  const wrong = said.find((part, index) => !isSame(part, parts[index])) ?? parts[said.length];
  if (wrong !== undefined) throw new ConfigError(`${path} is damaged: its part ${wrong.name} is not what it was.`);
  const newer = parsed.data.migrations.find((name) => !store.knownMigrations.includes(name));
  if (newer !== undefined) {
    throw new ConfigError(`${path} was made by a newer version of Plumbline (${newer}). Restore it with that version.`);
  }
  return parsed.data;
}

function isSame(said: PartRecord, found: PartRecord | undefined): boolean {
  return found?.name === said.name && found.bytes === said.bytes && found.sha256 === said.sha256;
}

/** Makes the tables as they were when the backup was taken. */
async function prepareTables(db: Kysely<Schema>, { migrations }: BackupManifest): Promise<void> {
  const last = migrations.at(-1)!;
  for (const { name } of await store.tablesInOrder(db)) {
    if ((await store.countRows(db, name)) === 0) continue;
    throw new ConfigError(`The database is not empty: its table ${name} has rows. Name an empty one in DATABASE_URL.`);
  }
  const applied = await store.appliedMigrations(db);
  if (applied.some((name) => !migrations.includes(name))) {
    throw new ConfigError(
      "The database has tables of a newer version than the backup. Name an empty one in DATABASE_URL.",
    );
  }
  await store.migrateTables(db, last);
}

/** Writes every part to its place and counts the rows; what this throws undoes them. */
async function fill(options: {
  readonly transaction: Kysely<Schema>;
  readonly manifest: BackupManifest;
  readonly path: string;
  readonly key: string | undefined;
  readonly dataDir: string;
  readonly onProgress: (text: string) => void;
}): Promise<void> {
  const { transaction, manifest, path, key, dataDir, onProgress } = options;
  const tables = new Map((await store.tablesInOrder(transaction)).map((table) => [tablePart(table.name), table]));
  const recordings = store.openRecordingStore(join(dataDir, "recordings"));
  const restore = async ({ name, content }: BackupPart) => {
    onProgress(name);
    const table = tables.get(name);
    if (table !== undefined) return store.fillTable(transaction, table, content);
    const bytes = await allOf(content);
    if (name === SECRET_PART) return writeFile(join(dataDir, SECRET_PART), bytes, { flag: "wx", mode: 0o600 });
    const { sha256 } = await recordings.put(bytes);
    if (name !== recordingPart(sha256)) throw new ConfigError(`${path} holds a part that is not known: ${name}.`);
  };
  const { parts } = await store.readBackupFile(path, key, restore);
  if (!manifest.parts.every((part, index) => isSame(part, parts[index]))) {
    throw new ConfigError(`${path} was changed while it was read. Restore it again.`);
  }
  onProgress("counting rows");
  for (const [table, rows] of Object.entries(manifest.rows)) {
    const found = await store.countRows(transaction, table);
    if (found !== rows) throw new Error(`Table ${table} has ${found} rows after the restore, but had ${rows}.`);
  }
}

function secretState(given: string | undefined, manifest: BackupManifest): RestoreReport["secret"] {
  if (given !== undefined) {
    return store.auditKey(given).publicKeyHex === manifest.auditPublicKeyHex ? "same" : "other";
  }
  return manifest.parts.some(({ name }) => name === SECRET_PART) ? "restored" : "missing";
}

function isEmptyFolder(path: string): Promise<boolean> {
  return readdir(path).then(
    (names) => names.length === 0,
    () => false,
  );
}

/** Only what a restore makes can be in it: it was empty before. */
async function empty(dataDir: string, isNewFolder: boolean): Promise<void> {
  for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true });
  if (isNewFolder) await rm(dataDir, { recursive: true, force: true });
}

async function allOf(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
