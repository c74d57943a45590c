import { z } from "zod";

/** Names of the parts of a backup. */
export const SECRET_PART = "session-secret";
export const tablePart = (table: string) => `table/${table}`;
export const recordingPart = (sha256: string) => `recording/${sha256}`;

/** The last thing in a backup: what it is of, and what every part must be. */
export const backupManifest = z.object({
  createdAt: z.string(),
  plumblineBackup: z.literal(1),
  database: z.enum(["embedded", "postgres"]),
  /** Which migrations the tables had had, in order. */
  migrations: z.array(z.string()).min(1),
  /** By which the checkpoints of the audit are judged. */
  auditPublicKeyHex: z.string(),
  /** Rows of each table, in the order in which they can be filled. */
  rows: z.record(z.string(), z.number().int()),
  parts: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
});

export type BackupManifest = z.infer<typeof backupManifest>;
