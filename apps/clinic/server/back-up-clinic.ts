import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Kysely } from "kysely";
import * as store from "../store/index.ts";
import type { BackupPart, Database, Schema } from "../store/index.ts";
import { SECRET_PART, recordingPart, tablePart } from "./backup-manifest.ts";
import type { BackupManifest } from "./backup-manifest.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";
import { loadSecret } from "./secret.ts";

export interface BackupReport {
  readonly path: string;
  readonly bytes: number;
  readonly isEncrypted: boolean;
  readonly tables: number;
  readonly rows: number;
  readonly recordings: number;
  /** Whether the clinic's secret is in it. One that is in PLUMBLINE_SECRET is not. */
  readonly hasSecret: boolean;
  /** Hashes of recordings whose bytes are not what they were; they are left out. */
  readonly damagedRecordings: readonly string[];
}

/**
 * Writes everything of the clinic that the settings name into one file: the tables as they stand at one moment, the
 * recordings, and the secret when it lies in the data folder. The backup itself is a line of the audit.
 *
 * @param options - `key` encrypts, in place of PLUMBLINE_BACKUP_KEY.
 * @throws ConfigError when there is no such clinic, its database is in use, or the file cannot be written.
 */
export async function backUpClinic(options: {
  readonly path: string;
  readonly dataDir?: string;
  readonly key?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nowMs: number;
  readonly onProgress: (text: string) => void;
}): Promise<BackupReport> {
  const { path, env, nowMs, onProgress } = options;
  const config = readConfig(env, options.dataDir === undefined ? {} : { dataDir: options.dataDir });
  const key = options.key ?? config.backupKey;
  // Opening would make an empty clinic, and its backup would be taken for one.
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, "db"))) {
    throw new ConfigError(`There is no clinic in ${config.dataDir}. Name its folder with --data-dir.`);
  }
  // With another folder than the clinic's, its recordings would be missed.
  if (config.secret === undefined && !existsSync(join(config.dataDir, SECRET_PART))) {
    throw new ConfigError(
      `There is no secret in ${config.dataDir}. Name the clinic's folder with --data-dir, or set PLUMBLINE_SECRET.`,
    );
  }
  const database = await store.openDatabase({
    dataDir: config.dataDir,
    ...(config.databaseUrl !== undefined && { databaseUrl: config.databaseUrl }),
    // A backup before an update must hold what was there before the update.
    leaveTables: true,
  });
  try {
    const migrations = await store.appliedMigrations(database.db);
    if (migrations.length === 0) throw new ConfigError("There is no clinic in this database: it has no tables.");
    const secret = config.secret ?? (await loadSecret(config.dataDir));
    await store.recordAudit(database.db, {
      actor: "plumbline backup",
      role: null,
      action: "export",
      resource: "clinic",
      patientId: null,
      outcome: "ok",
      requestId: "command-line",
    });
    return await write({
      database,
      migrations,
      path,
      key,
      secretOfFolder: config.secret === undefined ? secret : null,
      auditPublicKeyHex: store.auditKey(secret).publicKeyHex,
      recordings: store.openRecordingStore(join(config.dataDir, "recordings")),
      nowMs,
      onProgress,
    });
  } finally {
    await database.close();
  }
}

async function write(options: {
  readonly database: Database;
  readonly migrations: string[];
  readonly path: string;
  readonly key: string | undefined;
  readonly secretOfFolder: string | null;
  readonly auditPublicKeyHex: string;
  readonly recordings: store.RecordingStore;
  readonly nowMs: number;
  readonly onProgress: (text: string) => void;
}): Promise<BackupReport> {
  const { database, migrations, path, key, secretOfFolder, auditPublicKeyHex, nowMs } = options;
  const rows: Record<string, number> = {};
  const damagedRecordings: string[] = [];
  let recordings = 0;

  async function* partsOf(transaction: Kysely<Schema>): AsyncGenerator<BackupPart> {
    if (secretOfFolder !== null) yield { name: SECRET_PART, content: oneChunk(Buffer.from(secretOfFolder)) };
    for (const table of await store.tablesInOrder(transaction)) {
      rows[table.name] = 0;
      const content = store.tableLines(transaction, table, (count) => {
        rows[table.name]! += count;
        options.onProgress(`${table.name}: ${rows[table.name]} rows`);
      });
      yield { name: tablePart(table.name), content };
    }
    // After the tables: a recording lies in the folder before any row speaks of it.
    for (const sha256 of await options.recordings.list()) {
      const bytes = await options.recordings.get(sha256);
      if (bytes === null || createHash("sha256").update(bytes).digest("hex") !== sha256) {
        damagedRecordings.push(sha256);
        continue;
      }
      recordings += 1;
      options.onProgress(`recordings: ${recordings}`);
      yield { name: recordingPart(sha256), content: oneChunk(bytes) };
    }
  }

  const { bytes } = await database.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((transaction) =>
      store.writeBackupFile({
        path,
        key,
        parts: partsOf(transaction),
        manifestOf: (parts): BackupManifest => ({
          plumblineBackup: 1,
          createdAt: new Date(nowMs).toISOString(),
          database: database.kind,
          migrations,
          auditPublicKeyHex,
          rows,
          parts: [...parts],
        }),
      }),
    );
  return {
    path,
    bytes,
    isEncrypted: key !== undefined,
    tables: Object.keys(rows).length,
    rows: Object.values(rows).reduce((sum, count) => sum + count, 0),
    recordings,
    hasSecret: secretOfFolder !== null,
    damagedRecordings,
  };
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
