import { existsSync } from "node:fs";
import { join } from "node:path";
import { dueRecords, eraseRecord, openDatabase, openRecordingStore } from "../store/index.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";

export interface RetentionReport {
  readonly years: number;
  /** Kept long enough. Ids only: whoever reads the report need not know who it was. */
  readonly due: readonly {
    readonly patientId: string;
    readonly lastContact: string;
    readonly heldFor: string | null;
  }[];
  readonly erased: readonly string[];
  /** Recordings whose bytes went with them. */
  readonly recordings: number;
}

/**
 * Finds the records of the clinic that the settings name that have been kept long enough, and with `erases` removes those
 * without a legal hold, each in a transaction of its own.
 *
 * @throws ConfigError when there is no such clinic or its database is in use.
 */
export async function applyRetention(options: {
  readonly dataDir?: string;
  /** In place of PLUMBLINE_RETENTION_YEARS. */
  readonly years?: number;
  readonly erases: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly nowMs: number;
}): Promise<RetentionReport> {
  const config = readConfig(options.env, options.dataDir === undefined ? {} : { dataDir: options.dataDir });
  const { dataDir, databaseUrl } = config;
  if (databaseUrl === undefined && !existsSync(join(dataDir, "db"))) {
    throw new ConfigError(`There is no clinic in ${dataDir}. Name its folder with --data-dir.`);
  }
  const years = options.years ?? config.retentionYears;
  const database = await openDatabase({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) });
  try {
    const due = await dueRecords(database.db, { years, nowMs: options.nowMs });
    const erased: string[] = [];
    const recordings = openRecordingStore(join(dataDir, "recordings"));
    let removed = 0;
    for (const { patientId, heldFor } of due) {
      if (!options.erases || heldFor !== null) continue;
      const actor = { name: "retention", role: null, requestId: "retention" };
      const left = await eraseRecord(database.db, { patientId, actor });
      if (left === null) continue;
      erased.push(patientId);
      for (const sha256 of left) await recordings.remove(sha256);
      removed += left.length;
    }
    return {
      years,
      due: due.map(({ patientId, lastContactMs, heldFor }) => ({
        patientId,
        lastContact: new Date(lastContactMs).toISOString().slice(0, 10),
        heldFor,
      })),
      erased,
      recordings: removed,
    };
  } finally {
    await database.close();
  }
}
