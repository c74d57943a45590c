import { checkpointAudit } from "../store/index.ts";
import type { AuditKey, Database } from "../store/index.ts";

/** What is cut off the end of the audit within this time of being written would not be missed. */
const CHECKPOINT_EVERY_MS = 5 * 60_000;

export interface AuditCheckpoints {
  /** Signs what was written since the last time, then stops. */
  stop(): Promise<void>;
}

/** Signs now and then where the chains of the audit stand, also at the start and at the end. */
export function startAuditCheckpoints(
  db: Database["db"],
  key: AuditKey,
  logError: (place: string, error: unknown) => void,
): AuditCheckpoints {
  // One after the other: at the end the one in hand must be done before the database closes.
  let latest: Promise<unknown> = Promise.resolve();
  const sign = () => {
    latest = latest
      .then(() => checkpointAudit(db, key, Date.now()))
      .catch((error: unknown) => logError("audit checkpoint", error));
    return latest;
  };
  void sign();
  const timer = setInterval(sign, CHECKPOINT_EVERY_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await sign();
    },
  };
}
