import { existsSync } from "node:fs";
import { join } from "node:path";
import { auditKey, openDatabase, verifyAudit } from "../store/index.ts";
import type { AuditVerdict } from "../store/index.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";
import { loadSecret } from "./secret.ts";

export interface AuditCheck {
  readonly verdict: AuditVerdict;
  /** By which the checkpoints were judged. */
  readonly publicKeyHex: string;
}

/**
 * Checks the audit of the clinic that the settings name.
 *
 * @throws ConfigError when there is no such clinic, its database is in use, or the key is none.
 */
export async function verifyClinicAudit(options: {
  readonly dataDir?: string;
  /** Judges the signatures by this key, 64 hexadecimal digits, instead of by the clinic's own secret. */
  readonly publicKeyHex?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (lines: number) => void;
}): Promise<AuditCheck> {
  const { publicKeyHex, env, onProgress } = options;
  const config = readConfig(env, options.dataDir === undefined ? {} : { dataDir: options.dataDir });
  if (publicKeyHex !== undefined && !/^[0-9a-f]{64}$/i.test(publicKeyHex)) {
    throw new ConfigError("The public key must be the 64 hexadecimal digits that an earlier check printed.");
  }
  // Opening would make an empty clinic, and an empty audit is without fault.
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, "db"))) {
    throw new ConfigError(`There is no clinic in ${config.dataDir}. Name its folder with --data-dir.`);
  }
  const key = publicKeyHex?.toLowerCase() ?? auditKey(config.secret ?? (await loadSecret(config.dataDir))).publicKeyHex;
  const database = await openDatabase({
    dataDir: config.dataDir,
    ...(config.databaseUrl !== undefined && { databaseUrl: config.databaseUrl }),
  });
  try {
    return { verdict: await verifyAudit(database.db, key, onProgress), publicKeyHex: key };
  } finally {
    await database.close();
  }
}
