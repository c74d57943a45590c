import { join } from "node:path";
import { loadEvidence } from "@plumbline/evidence";
import { openDatabase, openRecordingStore } from "../store/index.ts";
import { makeUpLoad } from "../store/seed/made-up-load.ts";
import { createStaffAuth } from "./auth.ts";
import { CONTENT_DIR, EXAMPLES_DIR } from "./folders.ts";
import { ConfigError } from "./config-error.ts";
import { readConfig } from "./config.ts";
import { openDemo } from "./demo.ts";
import { loadSecret } from "./secret.ts";

/**
 * Makes the demo clinic that the settings name, if it is not there, and fills it with made-up patients and visits.
 *
 * @throws ConfigError when the settings say that it is no demo, it holds patients who are not made up, or its database is
 * in use.
 */
export async function fillDemo(options: {
  readonly patients: number;
  readonly dataDir?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (patients: number) => void;
}): Promise<{ readonly place: string; readonly patients: number; readonly visits: number }> {
  const config = readConfig(options.env, options.dataDir === undefined ? {} : { dataDir: options.dataDir });
  if (!config.isDemo) {
    throw new ConfigError("PLUMBLINE_DEMO is 0: made-up patients are for a demo clinic. Leave it out to make one.");
  }
  const { dataDir, databaseUrl } = config;
  const database = await openDatabase({ dataDir, ...(databaseUrl !== undefined && { databaseUrl }) });
  const nowMs = Date.now();
  try {
    const secret = config.secret ?? (await loadSecret(dataDir));
    await openDemo({
      database,
      auth: createStaffAuth({ db: database.db, secret, publicUrl: config.publicUrl ?? "http://localhost" }),
      contentDir: CONTENT_DIR,
      examplesDir: EXAMPLES_DIR,
      recordings: openRecordingStore(join(dataDir, "recordings")),
      evidence: loadEvidence(),
      nowMs,
    });
    const { patients, onProgress } = options;
    const made = await makeUpLoad(database.db, { patients, nowMs, onProgress });
    return { place: databaseUrl === undefined ? dataDir : "PostgreSQL", ...made };
  } catch (error) {
    if (error instanceof RangeError) throw new ConfigError(`${error.message} Choose another --data-dir.`);
    throw error;
  } finally {
    await database.close();
  }
}
